import type { DatabaseSync } from 'node:sqlite';
import type { Overview } from '../../shared/overview.ts';
import type { PlaceQuery, Places } from '../../shared/place.ts';
import type { Estate } from '../../shared/state.ts';
import type { Clock } from '../avepoint/clock.ts';
import type { SeenCadences } from '../monitor/suggest-limits.ts';
import { createAlertDesk } from './alert-desk.ts';
import type { AlertDesk } from './alert-desk.ts';
import { createCadenceQueries } from './cadence-queries.ts';
import { createCustomerQueries } from './customer-queries.ts';
import type { CustomerQueries } from './customer-queries.ts';
import { createEstateQuery } from './estate.ts';
import { createExportSource } from './export-source.ts';
import type { ExportSource } from './export-source.ts';
import { createJobQueries } from './job-queries.ts';
import type { JobQueries } from './job-queries.ts';
import { createOverviewQuery } from './overview-queries.ts';
import { createPlaceQuery } from './place-queries.ts';
import { createPollQueries } from './poll-queries.ts';
import type { PollQueries } from './poll-queries.ts';

/** Everything that window and tray ask of a database. */
export interface WindowSource {
  readonly jobs: JobQueries;
  readonly exports: ExportSource;
  readonly alerts: AlertDesk;
  readonly customers: CustomerQueries;
  readonly cadences: SeenCadences;
  readonly overview: () => Overview;
  readonly polls: PollQueries;
  readonly places: (query: PlaceQuery) => Places;
  readonly estate: () => Estate;
}

/** Prepares all of it. Throws where the database is of another version, or damaged. */
export function createWindowSource(database: DatabaseSync, clock: Clock): WindowSource {
  const now = (): number => clock.now();
  const jobs = createJobQueries(database, now);
  const alerts = createAlertDesk(database, clock);
  const customers = createCustomerQueries(database);
  return {
    jobs,
    alerts,
    exports: createExportSource(database, jobs, alerts),
    customers,
    cadences: createCadenceQueries(database),
    polls: createPollQueries(database),
    places: createPlaceQuery(database),
    overview: createOverviewQuery(database, customers, now),
    estate: createEstateQuery(database, now),
  };
}
