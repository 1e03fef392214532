import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import { matrixJobSchema } from '../../shared/customer.ts';
import type { CustomerDetails, CustomerPage, CustomerQuery, CustomerRow } from '../../shared/customer.ts';
import { outcomes } from '../../shared/outcome.ts';
import { problemSchema } from '../../shared/problem.ts';
import { outcomeCountsSchema } from '../../shared/state.ts';
import { jobRowColumns, jobRowTables, rowOf } from './job-row.ts';
import { wordsOf } from './rank.ts';

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
  country: z.string().nullable(),
  tenantStatus: z.string().nullable(),
  tags: json(z.array(z.string())),
  watched: flag,
  listed: flag,
  checkedAt: z.number().nullable(),
  polledAt: z.number().nullable(),
  problem: json(problemSchema).nullable(),
  problemSince: z.number().nullable(),
  unreadableRows: z.number(),
  alerts: z.number(),
  outcomes: json(outcomeCountsSchema),
});
const countSchema = z.object({ customers: z.number() }).transform(({ customers }) => customers);
const moduleSchema = z.object({ service: z.string(), module: z.string() });
const cellSchema = matrixJobSchema.extend({ id: z.string() });

const columns = `id, coalesce(display_name, name) as name, name as listedName, display_name as displayName,
  owner_email as ownerEmail, country, tenant_status as tenantStatus, tags, watched, listed, checked_at as checkedAt,
  polled_at as polledAt, problem, problem_since as problemSince, unreadable_rows as unreadableRows,
  open_alerts as alerts, json_object(${outcomes.map((outcome) => `'${outcome}', ${outcome}`).join(', ')}) as outcomes`;

/**
 * Failed jobs first, then alerts, then those without an answer; customers that nobody watches last. An index has it so.
 */
const worstFirst =
  'shown desc, failure desc, open_alerts desc, (problem is null), warning desc, sort_name, id';
const isTroubled = 'shown = 1 and (failure > 0 or open_alerts > 0 or problem is not null)';

export function createCustomerQueries(database: DatabaseSync): CustomerQueries {
  const one = database.prepare(`select ${columns} from customers where id = ?`);
  const troubled = database.prepare(
    `select ${columns} from customers where ${isTroubled} order by ${worstFirst} limit ?`,
  );
  const countTroubled = database.prepare(`select count(*) as customers from customers where ${isTroubled}`);
  const total = database.prepare('select count(*) as customers from customers');
  const modules = database.prepare(
    `select service, module from modules
     order by sum(jobs) over (partition by service) desc, service, jobs desc, module`,
  );
  const cells = database.prepare(`
    select customer_id as id, key, service, module, name, outcome, status, start_at as start, end_at as "end", total,
      failed
    from jobs where customer_id in (select value from json_each(?)) order by severity, name`);
  const jobs = database.prepare(`
    select ${jobRowColumns} from ${jobRowTables}
    where jobs.customer_id = ? order by jobs.severity, jobs.service desc, jobs.module, jobs.name`);

  const countWhere = (where: string, values: readonly SQLInputValue[]): number =>
    countSchema.parse(
      database.prepare(`select count(*) as customers from customers ${where}`).get(...values),
    );

  return {
    list: ({ text, ids, offset, limit }) => {
      const { where, values } = conditionsOf(text, ids);
      const rows = database
        .prepare(`select ${columns} from customers ${where} order by ${worstFirst} limit ? offset ?`)
        .all(...values, limit, offset)
        .map((row) => rowSchema.parse(row));
      const byCustomer = Map.groupBy(
        cells.all(JSON.stringify(rows.map(({ id }) => id))).map((row) => cellSchema.parse(row)),
        ({ id }) => id,
      );
      return {
        rows: rows.map((row) => ({ ...row, jobs: byCustomer.get(row.id) ?? [] })),
        matched: countWhere(where, values),
        total: countSchema.parse(total.get()),
        modules: modules.all().map((row) => moduleSchema.parse(row)),
      };
    },
    details: (id) => {
      const row = one.get(id);
      return row === undefined ? null : { ...rowSchema.parse(row), jobs: jobs.all(id).map(rowOf) };
    },
    trouble: (limit) => ({
      rows: troubled.all(limit).map((row) => rowSchema.parse(row)),
      count: countSchema.parse(countTroubled.get()),
    }),
  };
}

/** These customers, or else those in whose names, e-mail address and tags every word is found. */
function conditionsOf(
  text: string,
  ids: readonly string[] | null,
): { where: string; values: SQLInputValue[] } {
  if (ids !== null) {
    return { where: 'where id in (select value from json_each(?))', values: [JSON.stringify(ids)] };
  }
  const words = wordsOf(text);
  const found = words.map(() => 'instr(search, ?) > 0').join(' and ');
  return { where: found === '' ? '' : `where ${found}`, values: words };
}
