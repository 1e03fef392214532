import type { Clock } from './avepoint/clock.ts';
import { createAlertDesk } from './store/alert-desk.ts';
import { createCadenceQueries } from './store/cadence-queries.ts';
import { createCustomerQueries } from './store/customer-queries.ts';
import { openForReading } from './store/database.ts';
import { createExportSource } from './store/export-source.ts';
import { createEstateQuery } from './store/estate.ts';
import { createJobQueries } from './store/job-queries.ts';
import { createOverviewQuery } from './store/overview-queries.ts';
import { createPlaceQuery } from './store/place-queries.ts';
import { createPollQueries } from './store/poll-queries.ts';
import type { Watch } from './watch.ts';

/**
 * What a database holds, on a disk that takes nothing: jobs and alerts as they were last stored, and no monitor, since
 * nothing that it decides could be kept. Null where the file cannot be read either.
 */
export function openStoredWatch(file: string, clock: Clock): Watch | null {
  const database = openForReading(file);
  if (database === null) return null;
  try {
    const customers = createCustomerQueries(database);
    const jobs = createJobQueries(database, () => clock.now());
    const alerts = createAlertDesk(database, clock);
    return {
      jobs,
      alerts,
      exports: createExportSource(database, jobs, alerts),
      customers,
      cadences: createCadenceQueries(database),
      polls: createPollQueries(database),
      places: createPlaceQuery(database),
      overview: createOverviewQuery(database, customers, () => clock.now()),
      estate: createEstateQuery(database, () => clock.now()),
      setAside: null,
      notificationsRefused: false,
      monitor: null,
      poll: () => undefined,
      describeCustomer: () => undefined,
      refresh: () => undefined,
      sleep: () => undefined,
      wake: () => undefined,
      close: () => {
        database.close();
        return Promise.resolve();
      },
    };
  } catch {
    // Of an earlier version, or damaged: there is nothing to show.
    database.close();
    return null;
  }
}
