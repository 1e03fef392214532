import { messageOf } from '../shared/message-of.ts';
import type { ProgramLog } from './desktop/log.ts';
import type { Names } from './store/poll-queries.ts';

/**
 * Names that may still stand in the last lines of the log and are in no open database any more: of a connection that
 * was left, or that a customer had before. Whoever leaves customers out of a text needs them, too.
 */
export interface FormerNames {
  /** Keeps what stands in the lines; to be called before a connection is left, with the names in its database. */
  keep(names: (text: string) => Names): void;
  /** A customer has had this name until now. */
  renamed(id: string, former: string): void;
  /** These, with the ones that are in the open database, if any. */
  with(present: ((text: string) => Names) | undefined): Names;
}

export function createFormerNames(log: Pick<ProgramLog, 'recent' | 'warn'>): FormerNames {
  const lines = (): string => log.recent().join('\n');
  let former: Names = { customers: [], jobs: [] };

  /** Only what stands there: lines go, and with them the reason to remember anything. */
  const standing = (text: string, { customers, jobs }: Names): Names => {
    const lower = text.toLowerCase();
    const stands = (name: string): boolean => lower.includes(name.toLowerCase());
    return {
      customers: customers.map((names) => names.filter(stands)).filter((names) => names.length > 0),
      jobs: jobs.filter(stands),
    };
  };
  const add = (text: string, names: Names): void => {
    const kept = standing(text, former);
    const more = standing(text, names);
    const byNames = [...kept.customers, ...more.customers].map((names) => [names.join('\n'), names] as const);
    former = {
      customers: [...new Map(byNames).values()],
      jobs: [...new Set([...kept.jobs, ...more.jobs])],
    };
  };

  return {
    keep: (names) => {
      const text = lines();
      try {
        add(text, names(text));
      } catch (error) {
        // A database that cannot be read has none to tell, and is left all the same.
        log.warn('report', messageOf(error));
      }
    },
    renamed: (id, name) => {
      add(lines(), { customers: [[id, name]], jobs: [] });
    },
    with: (present) => {
      const { customers, jobs } = present?.(lines()) ?? { customers: [], jobs: [] };
      return { customers: [...customers, ...former.customers], jobs: [...jobs, ...former.jobs] };
    },
  };
}
