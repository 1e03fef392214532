import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { acknowledgementSchema, alertStateSchema } from '../../shared/alert.ts';
import type { AlertEvent, AlertState } from '../../shared/alert.ts';
import type { AlertChange } from '../monitor/decision.ts';
import { prepareNamed } from './named.ts';
import type { NamedStatement } from './named.ts';

const rowSchema = z
  .object({
    kind: alertStateSchema.shape.kind,
    opened_at: z.number(),
    first_run_key: z.string().nullable(),
    last_run_key: z.string().nullable(),
    runs: z.number(),
    notified_at: z.number().nullable(),
    notified_runs: z.number(),
    acknowledged: z.string().nullable(),
    snoozed_until: z.number().nullable(),
  })
  .transform((row): AlertState => ({
    kind: row.kind,
    openedAt: row.opened_at,
    firstRunKey: row.first_run_key,
    lastRunKey: row.last_run_key,
    runs: row.runs,
    notifiedAt: row.notified_at,
    notifiedRuns: row.notified_runs,
    acknowledged:
      row.acknowledged === null ? null : acknowledgementSchema.parse(JSON.parse(row.acknowledged)),
    snoozedUntil: row.snoozed_until,
  }));

const idSchema = z.object({ id: z.number() });

/** An alert's row as its state. */
export const alertStateOf = (row: unknown): AlertState => rowSchema.parse(row);

/** Alerts and their history in the database. Every method belongs into a transaction of the caller. */
export interface AlertStore {
  apply(change: AlertChange, at: number): void;
  /** Overwrites what a person may change of an alert. */
  update(id: number, state: AlertState): void;
  record(id: number, event: AlertEvent): void;
}

export function createAlertStore(database: DatabaseSync): AlertStore {
  const named = (sql: string): NamedStatement => prepareNamed(database, sql);
  const insert = named(`
    insert into alerts (job_key, kind, opened_at, first_run_key, last_run_key, runs, notified_at, notified_runs,
      acknowledged, snoozed_until)
    values (:job_key, :kind, :opened_at, :first_run_key, :last_run_key, :runs, :notified_at, :notified_runs,
      :acknowledged, :snoozed_until)
    -- A job has one of a kind; were there another, the answer that opens this one could never be stored.
    on conflict (job_key, kind) where ended_at is null do update set last_run_key = excluded.last_run_key,
      runs = excluded.runs, notified_at = excluded.notified_at, notified_runs = excluded.notified_runs,
      acknowledged = excluded.acknowledged, snoozed_until = excluded.snoozed_until
    returning id`);
  const open = database.prepare('select id from alerts where job_key = ? and kind = ? and ended_at is null');
  const end = database.prepare('update alerts set ended_at = ?, ended_as = ? where id = ?');
  const update = named(`
    update alerts set last_run_key = :last_run_key, runs = :runs, notified_at = :notified_at,
      notified_runs = :notified_runs, acknowledged = :acknowledged, snoozed_until = :snoozed_until where id = :id`);
  const event = database.prepare('insert into alert_events (alert_id, at, type, detail) values (?, ?, ?, ?)');

  const changing = (state: AlertState) => ({
    last_run_key: state.lastRunKey,
    runs: state.runs,
    notified_at: state.notifiedAt,
    notified_runs: state.notifiedRuns,
    acknowledged: state.acknowledged === null ? null : JSON.stringify(state.acknowledged),
    snoozed_until: state.snoozedUntil,
  });

  const idOf = (change: AlertChange): number | null => {
    if (change.type !== 'opened' || change.state === null) {
      return idSchema.optional().parse(open.get(change.jobKey, change.kind))?.id ?? null;
    }
    const { kind, openedAt, firstRunKey } = change.state;
    const fixed = { job_key: change.jobKey, kind, opened_at: openedAt, first_run_key: firstRunKey };
    return idSchema.parse(insert.get({ ...fixed, ...changing(change.state) })).id;
  };

  const store: AlertStore = {
    apply: (change, at) => {
      const id = idOf(change);
      if (id === null) return;
      if (change.state === null) end.run(at, change.type, id);
      else if (change.type !== 'opened') store.update(id, change.state);
      // A reminder stands in the history once the desktop has shown it.
      if (change.type !== 'reminded') store.record(id, { at, type: change.type, detail: change.runKey });
    },
    update: (id, state) => {
      update.run({ id, ...changing(state) });
    },
    record: (id, { at, type, detail }) => {
      event.run(id, at, type, detail);
    },
  };
  return store;
}
