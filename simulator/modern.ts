import { json, odataError } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { SimulatedCustomer } from './customer.ts';
import { pageOf } from './paging.ts';
import type { ModernPaging } from './paging.ts';
import type { ModernRoute } from './route.ts';

/** The scopes that each part of the Modern generation asks for. */
export const modernScopes = {
  customers: 'partner.customers.read.all',
  jobs: 'partner.jobs.read.all',
} as const;

function customerOf(customer: SimulatedCustomer): Record<string, string> {
  return {
    id: customer.id,
    organization: customer.organization,
    ownerEmail: customer.ownerEmail,
    jobStatus: customer.jobStatus.text,
    countryOrRegion: customer.countryOrRegion,
  };
}

/** The Modern generation's answer: OData envelope, every value text. */
export function answerModern(route: ModernRoute, call: Call, paging: ModernPaging | null): Answer {
  const needed = route.kind === 'jobs' ? modernScopes.jobs : modernScopes.customers;
  if (!call.scopes.includes(needed)) {
    return odataError(403, 'Insufficient privileges to complete the operation.');
  }
  const collection = (type: string, rows: readonly unknown[]): Answer => {
    const page = pageOf(rows, call.url, paging);
    if (page === null) return odataError(400, 'The query specified in the URI is not valid.');
    return json({ '@odata.context': `${context}Collection(${type})`, value: page.rows, ...page.link });
  };
  const context = `${call.baseUrl}/partner/$metadata#`;
  if (route.kind === 'customers') {
    return collection('Portal.Api.Model.Customer', call.estate.customers.map(customerOf));
  }
  const customer = call.estate.find(route.customerId);
  if (customer === undefined) return odataError(404, 'The customer was not found.');
  if (route.kind === 'customer') {
    return json({ '@odata.context': `${context}Portal.Api.Model.Customer`, ...customerOf(customer) });
  }
  const rows = customer.jobs
    .map((job) => job.row)
    .filter((row) => route.jobType === null || row['jobType'] === route.jobType)
    .filter((row) => route.jobModule === null || row['jobModule'] === route.jobModule);
  return collection('Portal.Api.Model.BackUpJob', [...rows, ...customer.extraRows]);
}
