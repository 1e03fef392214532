import type { Customer } from '../../shared/model.ts';
import type { JobsAnswer } from './rows.ts';

/** The customers as one answer told them. */
export interface CustomersAnswer {
  customers: Customer[];
  /** Rows without an id, or that were no objects. */
  unreadable: number;
}

/** Where customers and jobs come from. Everything else of the service is behind it. Throws ServiceFailure only. */
export interface JobSource {
  listCustomers(signal: AbortSignal): Promise<CustomersAnswer>;
  listJobs(customerId: string, signal: AbortSignal): Promise<JobsAnswer>;
}
