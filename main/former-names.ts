import { messageOf } from '../shared/message-of.ts';
import type { ProgramLog } from './desktop/log.ts';
import type { Names, PollQueries } from './store/poll-queries.ts';

/**
 * Names that may still stand in the last lines of the log and are in no open database any more: of a connection that
 * was left, or that a customer had before. Whoever leaves customers out of a text needs them, too.
 */
export interface FormerNames {
  /** Keeps what stands in the lines; to be called before a database is left, with the names in it. */
  keep(names: PollQueries['names'] | undefined): void;
  /** A customer has had this name until now. */
  renamed(id: string, former: string): void;
  /** These, with the ones that are in the open database, if any. */
  with(present: PollQueries['names'] | undefined): Names;
}

const none: Names = { customers: [], jobs: [] };

export function createFormerNames(log: Pick<ProgramLog, 'recent' | 'warn'>): FormerNames {
  const lines = (): string => log.recent().join('\n');
  let former = none;
  /** Customers whose jobs may stand beside a former name of theirs, by that name. */
  let ids = new Map<string, string>();

  /** Only what stands there: lines go, and with them the reason to remember anything. */
  const standing = (text: string): ((name: string) => boolean) => {
    const lower = text.toLowerCase();
    return (name) => lower.includes(name.toLowerCase());
  };
  const add = (text: string, more: Names): void => {
    const stands = standing(text);
    const customers = [...former.customers, ...more.customers]
      .map((names) => names.filter(stands))
      .filter((names) => names.length > 0);
    former = {
      customers: [...new Map(customers.map((names) => [names.join('\n'), names])).values()],
      jobs: [...new Set([...former.jobs, ...more.jobs])].filter(stands),
    };
    ids = new Map([...ids].filter(([name]) => stands(name)));
  };
  const present = (text: string, names: PollQueries['names'] | undefined): Names =>
    names?.(text, [...ids.values()]) ?? none;

  return {
    keep: (names) => {
      const text = lines();
      try {
        add(text, present(text, names));
      } catch (error) {
        // A database that cannot be read has none to tell, and is left all the same.
        log.warn('report', messageOf(error));
      }
    },
    renamed: (id, name) => {
      ids.set(name, id);
      add(lines(), { customers: [[id, name]], jobs: [] });
    },
    with: (names) => {
      const { customers, jobs } = present(lines(), names);
      return { customers: [...customers, ...former.customers], jobs: [...jobs, ...former.jobs] };
    },
  };
}
