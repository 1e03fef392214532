import type { Estate } from '../shared/state.ts';
import type { Station } from './station.ts';
import { noJobs } from './store/outcome-figures.ts';
import { isStorageError, StorageFailure } from './store/storage-failure.ts';
import type { Watch } from './watch.ts';

/** Questions to the store of the present connection, if any. What the store does wrong is told to the station, too. */
export interface Reading {
  /** The answer; `nothing` where there is no connection. Throws StorageFailure. */
  ask<T>(question: (watch: Watch) => T, nothing: T): T;
  /** The same for who has to show something whatever happens: `nothing` where the store fails, too. */
  try<T>(question: (watch: Watch) => T, nothing: T): T;
  /** The figures as they are, or as they could last be read. */
  estate(): Estate;
}

const emptyEstate: Estate = {
  customers: 0,
  unreachable: 0,
  waiting: 0,
  stale: 0,
  failing: 0,
  overdue: 0,
  alerts: { open: 0, acknowledged: 0, snoozed: 0 },
  lastSweep: null,
  polls: 0,
  errors: 0,
  jobs: 0,
  outcomes: noJobs,
  checkedAt: null,
};

export function createReading(station: Pick<Station, 'watch' | 'storageFailed'>): Reading {
  let last = emptyEstate;

  const reading: Reading = {
    ask: (question, nothing) => {
      const { watch } = station;
      if (watch === null) return nothing;
      try {
        return question(watch);
      } catch (error) {
        throw isStorageError(error) ? station.storageFailed(error) : error;
      }
    },
    try: (question, nothing) => {
      try {
        return reading.ask(question, nothing);
      } catch (error) {
        if (!(error instanceof StorageFailure)) throw error;
        return nothing;
      }
    },
    estate: () => {
      if (station.watch === null) last = emptyEstate;
      return (last = reading.try((watch) => watch.estate(), last));
    },
  };
  return reading;
}
