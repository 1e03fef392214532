import { json, odataError } from './answer.ts';
import type { Answer } from './answer.ts';
import type { SimulatedCustomer } from './customer.ts';
import type { Estate } from './estate.ts';
import type { Route } from './route.ts';

/** The scopes that each part of the Modern generation asks for. */
export const modernScopes = {
  customers: 'partner.customers.read.all',
  jobs: 'partner.jobs.read.all',
} as const;

/** The one word the customer list has for all of a customer's jobs. */
function jobStatus(customer: SimulatedCustomer): string {
  const statuses = new Set(customer.jobs.map((job) => job.row['status']));
  if (statuses.has('Failed')) return 'Failed';
  if (statuses.has('Finished with Exception')) return 'Finished with exception';
  return 'Working';
}

function customerOf(customer: SimulatedCustomer): Record<string, string> {
  return {
    id: customer.id,
    organization: customer.organization,
    ownerEmail: customer.ownerEmail,
    jobStatus: jobStatus(customer),
    countryOrRegion: customer.countryOrRegion,
  };
}

/** The Modern generation's answer to a request that is signed in. */
export function answerModern(
  route: Extract<Route, { kind: 'customers' | 'customer' | 'jobs' }>,
  scopes: readonly string[],
  estate: Estate,
  baseUrl: string,
): Answer {
  const needed = route.kind === 'jobs' ? modernScopes.jobs : modernScopes.customers;
  if (!scopes.includes(needed)) return odataError(403, 'Insufficient privileges to complete the operation.');
  const context = `${baseUrl}/partner/$metadata#`;
  if (route.kind === 'customers') {
    return collection(`${context}Collection(Portal.Api.Model.Customer)`, estate.customers.map(customerOf));
  }
  const customer = estate.find(route.customerId);
  if (customer === undefined) return odataError(404, 'The customer was not found.');
  if (route.kind === 'customer') {
    return json({ '@odata.context': `${context}Portal.Api.Model.Customer`, ...customerOf(customer) });
  }
  const rows = customer.jobs
    .map((job) => job.row)
    .filter((row) => route.jobType === null || row['jobType'] === route.jobType)
    .filter((row) => route.jobModule === null || row['jobModule'] === route.jobModule);
  return collection(`${context}Collection(Portal.Api.Model.BackUpJob)`, [...rows, ...customer.extraRows]);
}

function collection(context: string, value: readonly unknown[]): Answer {
  return json({ '@odata.context': context, value });
}
