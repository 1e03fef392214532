import { ServiceFailure } from './failure.ts';
import type { JobSource } from './source.ts';

/** The two generations of the API (API notes, section 1). */
export type Generation = 'modern' | 'v3';

export interface Sources {
  modern: JobSource;
  v3: JobSource;
}

/** A source that finds out which generation answers. */
export interface AutomaticSource extends JobSource {
  /** Which generation has answered; null before the first good answer. */
  readonly generation: Generation | null;
}

/**
 * Asks Modern, and v3 where Modern is gone (404, 410) or not allowed; then stays with v3. One that Modern served
 * before is left for it only on the word that Modern is gone, since 403 and 404 are then about one customer.
 * `onChosen` is called whenever the generation becomes another one.
 */
export function createAutomaticSource(
  sources: Sources,
  onChosen: (generation: Generation) => void,
): AutomaticSource {
  let generation: Generation | null = null;

  const choose = (chosen: Generation): void => {
    if (generation === chosen || generation === 'v3') return;
    generation = chosen;
    onChosen(chosen);
  };

  const via = async <T>(
    ask: (source: JobSource) => Promise<T>,
    leads: (failure: ServiceFailure) => boolean,
  ): Promise<T> => {
    if (generation === 'v3') return ask(sources.v3);
    try {
      const answer = await ask(sources.modern);
      choose('modern');
      return answer;
    } catch (error) {
      if (!(error instanceof ServiceFailure) || !leads(error)) throw error;
      const answer = await instead(() => ask(sources.v3), error);
      choose('v3');
      return answer;
    }
  };

  return {
    get generation() {
      return generation;
    },
    listCustomers: (signal) => via((source) => source.listCustomers(signal), isAbsent),
    listJobs: (customerId, signal) =>
      via(
        (source) => source.listJobs(customerId, signal),
        (failure) => (generation === null ? isAbsent(failure) : failure.problem.status === 410),
      ),
  };
}

/** Whether a generation is not there, or not for this app registration. */
const isAbsent = ({ problem }: ServiceFailure): boolean =>
  problem.code === 'permissionMissing' || problem.status === 404 || problem.status === 410;

/** Where neither generation is there, what the first one said counts. */
async function instead<T>(ask: () => Promise<T>, first: ServiceFailure): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof ServiceFailure && isAbsent(error) ? first : error;
  }
}
