import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { matrixJobSchema } from '../../shared/customer.ts';
import type { CustomerDetails, CustomerPage, CustomerQuery, CustomerRow } from '../../shared/customer.ts';
import { outcomeSchema } from '../../shared/outcome.ts';
import { problemSchema } from '../../shared/problem.ts';
import { countByOutcome, jobRowColumns, rowOf } from './job-queries.ts';

/** The window's questions about customers. */
export interface CustomerQueries {
  list(query: CustomerQuery): CustomerPage;
  details(id: string): Omit<CustomerDetails, 'nextPollAt'> | null;
  /** Those that need somebody, the worst first, at most so many; and how many there are. */
  trouble(limit: number): { rows: CustomerRow[]; count: number };
}

const flag = z.number().transform((value) => value === 1);
const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text, context) => {
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    context.addIssue(parsed.error.message);
    return z.NEVER;
  });

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  listedName: z.string(),
  displayName: z.string().nullable(),
  ownerEmail: z.string().nullable(),
  tags: json(z.array(z.string())),
  watched: flag,
  listed: flag,
  checkedAt: z.number().nullable(),
  polledAt: z.number().nullable(),
  problem: json(problemSchema).nullable(),
  problemSince: z.number().nullable(),
  unreadableRows: z.number(),
});
const tallySchema = z.object({ id: z.string(), outcome: outcomeSchema, jobs: z.number() });
const alertsSchema = z.object({ id: z.string(), alerts: z.number() });
const moduleSchema = z.object({ service: z.string(), module: z.string() });
const cellSchema = matrixJobSchema.extend({ id: z.string() });

type Full = CustomerRow & { listedName: string };

export function createCustomerQueries(database: DatabaseSync): CustomerQueries {
  const customers = database.prepare(`
    select id, coalesce(display_name, name) as name, name as listedName, display_name as displayName,
      owner_email as ownerEmail, tags, watched, listed, checked_at as checkedAt, polled_at as polledAt, problem,
      problem_since as problemSince, unreadable_rows as unreadableRows
    from customers`);
  const tallies = database.prepare(
    'select customer_id as id, outcome, count(*) as jobs from jobs group by customer_id, outcome',
  );
  const alerts = database.prepare(`
    select customer_id as id, count(*) as alerts from alerts join jobs on jobs.key = alerts.job_key
    where ended_at is null group by customer_id`);
  const modules = database.prepare(
    `select service, module from jobs group by service, module
     order by sum(count(*)) over (partition by service) desc, service, count(*) desc, module`,
  );
  const cells = database.prepare(`
    select customer_id as id, key, service, module, name, outcome, status, start_at as start, total, failed
    from jobs where customer_id in (select value from json_each(?)) order by severity, name`);
  const jobs = database.prepare(`
    select ${jobRowColumns} from jobs join customers on customers.id = jobs.customer_id
    where customers.id = ? order by jobs.severity, jobs.service desc, jobs.module, jobs.name`);

  const all = (): Full[] => {
    const byCustomer = Map.groupBy(
      tallies.all().map((row) => tallySchema.parse(row)),
      ({ id }) => id,
    );
    const open = new Map(
      alerts
        .all()
        .map((row) => alertsSchema.parse(row))
        .map((row) => [row.id, row.alerts]),
    );
    return customers.all().map((row) => {
      const customer = rowSchema.parse(row);
      const outcomes = countByOutcome(byCustomer.get(customer.id) ?? []);
      return { ...customer, outcomes, alerts: open.get(customer.id) ?? 0 };
    });
  };

  return {
    list: ({ text, ids, offset, limit }) => {
      const everyone = all();
      const wanted = ids === null ? null : new Set(ids);
      const words = text.toLocaleLowerCase().split(/\s+/);
      const found = everyone.filter(
        (one) => wanted?.has(one.id) ?? words.every((word) => mentions(one, word)),
      );
      const rows = worstFirst(found).slice(offset, offset + limit);
      const byCustomer = Map.groupBy(
        cells.all(JSON.stringify(rows.map(({ id }) => id))).map((row) => cellSchema.parse(row)),
        ({ id }) => id,
      );
      return {
        rows: rows.map((row) => ({ ...row, jobs: byCustomer.get(row.id) ?? [] })),
        matched: found.length,
        total: everyone.length,
        modules: modules.all().map((row) => moduleSchema.parse(row)),
      };
    },
    details: (id) => {
      const customer = all().find((one) => one.id === id);
      return customer === undefined ? null : { ...customer, jobs: jobs.all(id).map(rowOf) };
    },
    trouble: (limit) => {
      const found = worstFirst(all().filter((one) => one.listed && one.watched && isTroubled(one)));
      return { rows: found.slice(0, limit), count: found.length };
    },
  };
}

const isTroubled = ({ outcomes, alerts, problem }: CustomerRow): boolean =>
  outcomes.failure > 0 || alerts > 0 || problem !== null;

const mentions = ({ name, listedName, ownerEmail, tags }: Full, word: string): boolean =>
  [name, listedName, ownerEmail ?? '', ...tags].some((text) => text.toLocaleLowerCase().includes(word));

/** Customers with failed jobs first, then with alerts, then without an answer; those that nobody watches last. */
function worstFirst(customers: readonly Full[]): Full[] {
  const collator = new Intl.Collator();
  const rank = ({ listed, watched, outcomes, alerts, problem }: Full): readonly number[] => [
    listed && watched ? 0 : 1,
    -outcomes.failure,
    -alerts,
    problem === null ? 1 : 0,
    -outcomes.warning,
  ];
  return customers
    .map((customer) => ({ customer, rank: rank(customer) }))
    .toSorted((a, b) => {
      const place = a.rank.findIndex((figure, index) => figure !== b.rank[index]);
      return place < 0
        ? collator.compare(a.customer.name, b.customer.name)
        : (a.rank[place] ?? 0) - (b.rank[place] ?? 0);
    })
    .map(({ customer }) => customer);
}
