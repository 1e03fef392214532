import type { SQLInputValue } from 'node:sqlite';
import type { JobFilter, JobSign } from '../../shared/query.ts';
import { wordsOf } from './rank.ts';

/** A filter as the conditions of a query over jobs, all of which have to hold, and their values in the same order. */
export interface Conditions {
  sql: string[];
  values: SQLInputValue[];
}

const hourMs = 3_600_000;

const signs: Readonly<Record<JobSign, string>> = {
  vanished: 'jobs.vanished_at is not null',
  longRunning: 'jobs.long_running = 1',
};

/** The conditions of a filter, but for those on the outcome. `now`: UTC ms. */
export function conditionsOf(filter: JobFilter, now: number): Conditions {
  const made: Conditions = { sql: [], values: [] };
  const add = (sql: string, ...values: SQLInputValue[]): void => {
    made.sql.push(sql);
    made.values.push(...values);
  };
  const choose = ({ not, values }: { not: boolean; values: readonly string[] }, sql: string): void => {
    if (values.length > 0) add(not ? `not (${sql})` : sql, JSON.stringify(values));
  };
  for (const { sql, value } of textConditions(filter.text)) add(sql, value);
  choose(filter.service, 'jobs.service in (select value from json_each(?))');
  choose(filter.module, 'jobs.module in (select value from json_each(?))');
  choose(filter.customer, 'jobs.customer_id in (select value from json_each(?))');
  choose(
    filter.tag,
    `jobs.customer_id in (
      select customers.id from customers, json_each(customers.tags) as tag
      where tag.value in (select value from json_each(?)))`,
  );
  const { not, values } = filter.sign;
  if (values.length > 0) add(`${not ? 'not ' : ''}(${values.map((sign) => signs[sign]).join(' or ')})`);
  if (filter.ended !== null) {
    const within = 'coalesce(jobs.end_at, 0) >= ?';
    add(filter.ended.not ? `not (${within})` : within, now - filter.ended.hours * hourMs);
  }
  return made;
}

/** The condition on the outcome; none where each is welcome. */
export function outcomeCondition({ not, values }: JobFilter['outcome']): Conditions {
  if (values.length === 0) return { sql: [], values: [] };
  const sql = `jobs.outcome ${not ? 'not ' : ''}in (select value from json_each(?))`;
  return { sql: [sql], values: [JSON.stringify(values)] };
}

/** What finds the jobs that hold every word of a text, wherever in a word of theirs it stands. */
export const textConditions = (text: string): { sql: string; value: string }[] =>
  wordsOf(text).map((word) => ({ sql: 'instr(jobs.search, ?) > 0', value: word }));
