import { userInfo } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { alertEventSchema, alertKindSchema, alertRowSchema, runRowSchema } from '../../shared/alert.ts';
import type {
  AlertAction,
  AlertEvent,
  AlertPage,
  AlertQuery,
  AlertRow,
  AlertState,
  AlertStatus,
  JobHistory,
  RecentAction,
} from '../../shared/alert.ts';
import type { Clock } from '../avepoint/clock.ts';
import { alertStateOf, createAlertStore } from './alert-store.ts';
import { jobRowColumns, rowOf } from './job-row.ts';
import { durably } from './transaction.ts';

/** What a person sees of alerts and does with them. */
export interface AlertDesk {
  list(query: AlertQuery): AlertPage;
  history(jobKey: string): JobHistory;
  /** Every alert that has not ended, and whether it waits for somebody: neither acknowledged nor snoozed. */
  standing(): StandingAlert[];
  /** Does the same to all of these that are still open; `undo` takes it back. */
  act(ids: readonly number[], action: AlertAction): { changed: number; undo: number };
  /**
   * Takes one of the last actions back. Alerts on which somebody has acted again since stay until that is taken back;
   * false where nothing was left to take back.
   */
  undo(token: number): boolean;
  /** The last actions that can be taken back, the latest first. */
  recent(): RecentAction[];
}

const standingSchema = z.object({
  id: z.number(),
  jobKey: z.string(),
  kind: alertKindSchema,
  waits: z.number().transform((waits) => waits === 1),
});

export type StandingAlert = z.infer<typeof standingSchema>;

/** How many actions can be taken back. */
const keptActions = 20;
/** A number names one action for as long as the program runs, whatever database is opened meanwhile. */
let lastToken = 0;

/** An action, and how the alerts that it changed were before. */
interface Done extends Omit<RecentAction, 'changed'> {
  before: Map<number, AlertState>;
}
const historyDays = 28;
const dayMs = 86_400_000;

const conditions: Readonly<Record<AlertStatus, string>> = {
  open: 'alerts.ended_at is null and acknowledged is null and coalesce(snoozed_until, 0) <= :now',
  // Every condition names the same parameters: SQLite refuses one that a statement does not know.
  acknowledged: 'alerts.ended_at is null and acknowledged is not null and :now > 0',
  snoozed: 'alerts.ended_at is null and acknowledged is null and snoozed_until > :now',
  ended: 'alerts.ended_at is not null and :now > 0',
};

const shownSchema = z.object({
  id: z.number(),
  ended_at: z.number().nullable(),
  ended_as: z.string().nullable(),
});
const gapSchema = z.object({ usual_gap: z.number().nullable() }).optional();
const countSchema = z.object({ matched: z.number() });

const from = `from alerts join jobs on jobs.key = alerts.job_key
  join customers on customers.id = jobs.customer_id join job_answers on job_answers.id = jobs.id`;

export function createAlertDesk(database: DatabaseSync, clock: Clock): AlertDesk {
  const store = createAlertStore(database);
  const one = database.prepare('select * from alerts where id = ? and ended_at is null');
  const end = database.prepare('update alerts set ended_at = ?, ended_as = ? where id = ?');
  const ofJob = database.prepare(
    `select alerts.*, ${jobRowColumns} ${from} where alerts.job_key = ? order by opened_at desc limit 50`,
  );
  const standing = database.prepare(
    `select alerts.id, alerts.job_key as jobKey, alerts.kind, ${conditions.open} as waits
     ${from} where alerts.ended_at is null and jobs.shown = 1`,
  );
  const events = database.prepare('select at, type, detail from alert_events where alert_id = ? order by id');
  const runs = database.prepare(`
    select run_key as runKey, outcome, status, start_at as start, end_at as "end", duration, size, total, failed,
      first_seen_at as firstSeenAt, told
    from runs where job_key = ? and coalesce(start_at, first_seen_at) >= ?
    order by coalesce(start_at, first_seen_at) desc limit 500`);
  const gap = database.prepare('select usual_gap from jobs where key = ?');
  const reopen = database.prepare(`
    update alerts set ended_at = null, ended_as = null where id = ? and ended_as = 'closed' and not exists (
      select 1 from alerts as other
      where other.job_key = alerts.job_key and (other.kind = 'overdue') = (alerts.kind = 'overdue')
        and other.ended_at is null)`);
  /** Oldest first. */
  let done: Done[] = [];

  return {
    list: ({ status, customerId = '', offset, limit }) => {
      const now = clock.now();
      const order = status === 'ended' ? 'alerts.ended_at desc' : 'alerts.opened_at';
      const where = `where ${conditions[status]} and jobs.shown = 1 and :customerId in ('', jobs.customer_id)`;
      const filter = { now, customerId };
      const rows = database
        .prepare(
          `select alerts.*, ${jobRowColumns} ${from} ${where}
           order by ${order}, alerts.id limit :limit offset :offset`,
        )
        .all({ ...filter, limit, offset });
      const count = database.prepare(`select count(*) as matched ${from} ${where}`).get(filter);
      return { rows: rows.map(alertRowOf), ...countSchema.parse(count) };
    },
    standing: () => standing.all({ now: clock.now() }).map((row) => standingSchema.parse(row)),
    history: (jobKey) => ({
      runs: runs.all(jobKey, clock.now() - historyDays * dayMs).map((row) => runRowSchema.parse(row)),
      usualGap: gapSchema.parse(gap.get(jobKey))?.usual_gap ?? null,
      alerts: ofJob.all(jobKey).map((row) => {
        const alert = alertRowOf(row);
        return { ...alert, events: events.all(alert.id).map((event) => alertEventSchema.parse(event)) };
      }),
    }),
    act: (ids, action) => {
      const at = clock.now();
      const before = new Map<number, AlertState>();
      durably(database, () => {
        for (const id of new Set(ids)) {
          const row = one.get(id);
          if (row === undefined) continue;
          const state = alertStateOf(row);
          before.set(id, state);
          const { after, event } = apply(state, action, at);
          store.update(id, after);
          if (action.type === 'close') end.run(at, 'closed', id);
          store.record(id, event);
        }
      });
      const undo = (lastToken += 1);
      if (before.size > 0) done = [...done, { type: action.type, at, undo, before }].slice(-keptActions);
      return { changed: before.size, undo };
    },
    undo: (token) => {
      const action = done.find(({ undo }) => undo === token);
      if (action === undefined) return false;
      const later = done.slice(done.indexOf(action) + 1);
      const own = [...action.before].filter(([id]) => !later.some(({ before }) => before.has(id)));
      let changed = 0;
      durably(database, () => {
        for (const [id, { acknowledged, snoozedUntil }] of own) {
          reopen.run(id);
          const row = one.get(id);
          if (row === undefined) continue;
          // What the monitor has counted in the meantime stays, and who had acknowledged a run
          // said nothing of the next.
          const now = alertStateOf(row);
          const lapsed = acknowledged?.scope === 'run' && acknowledged.runKey !== now.lastRunKey;
          store.update(id, { ...now, acknowledged: lapsed ? null : acknowledged, snoozedUntil });
          changed += 1;
          store.record(id, { at: clock.now(), type: 'reopened', detail: null });
        }
      });
      for (const [id] of own) action.before.delete(id);
      done = done.filter(({ before }) => before.size > 0);
      return changed > 0;
    },
    recent: () =>
      done.map(({ type, at, undo, before }) => ({ type, changed: before.size, at, undo })).toReversed(),
  };
}

/** What an action makes of an alert, and the line for its history. */
function apply(state: AlertState, action: AlertAction, at: number): { after: AlertState; event: AlertEvent } {
  switch (action.type) {
    case 'acknowledge': {
      const { scope, note } = action;
      const acknowledged = { scope, note, runKey: state.lastRunKey, by: userInfo().username, at };
      const detail = [acknowledged.by, note].filter((part) => part !== '').join(': ');
      return { after: { ...state, acknowledged }, event: { at, type: 'acknowledged', detail } };
    }
    case 'unacknowledge':
      return { after: { ...state, acknowledged: null }, event: { at, type: 'unacknowledged', detail: null } };
    case 'snooze': {
      const detail = new Date(action.until).toISOString();
      return { after: { ...state, snoozedUntil: action.until }, event: { at, type: 'snoozed', detail } };
    }
    case 'unsnooze':
      return { after: { ...state, snoozedUntil: null }, event: { at, type: 'woken', detail: null } };
    case 'close':
      return { after: state, event: { at, type: 'closed', detail: null } };
  }
}

function alertRowOf(row: unknown): AlertRow {
  const { id, ended_at: endedAt, ended_as: endedAs } = shownSchema.parse(row);
  return alertRowSchema.parse({ ...alertStateOf(row), id, endedAt, endedAs, job: rowOf(row) });
}
