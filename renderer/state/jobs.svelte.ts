import type { JobRow } from '../../shared/model.ts';
import type { JobFilter, JobPage } from '../../shared/query.ts';
import { bridge } from './bridge.ts';
import { everything } from './filter.ts';
import { createPagedList } from './paged.svelte.ts';
import type { PagedList } from './paged.svelte.ts';

/** The list of jobs, as one filter and order shows it. */
export type JobList = PagedList<JobFilter, JobRow, JobPage>;

export const jobList: JobList = createPagedList(
  everything,
  (job) => job.key,
  (filter, place) => bridge.listJobs({ ...filter, ...place }),
);
