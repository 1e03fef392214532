import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** A run as the program keeps it. */
export interface KeptRun {
  job: string;
  runId: string;
  told: string | null;
  /** How many lines of alerts' histories say that the run opened or prolonged the alert. */
  alerts: number;
}

/** A notice as the program keeps it. */
export interface KeptNotice {
  kind: string;
  job: string;
  runId: string;
  jobName: string;
  customerName: string;
  /** UTC ms; null where no desktop has shown it yet. */
  shownAt: number | null;
}

/** A job's identity, in the words of the service. */
export const jobName = (parts: readonly unknown[]): string =>
  JSON.stringify(parts.map((part) => part ?? 'N/A'));

const job = {
  customer_id: z.string().nullable(),
  service: z.string().nullable(),
  module: z.string().nullable(),
  name: z.string().nullable(),
};
const verdictSchema = z.object({ integrity_check: z.string() });
const runSchema = z
  .object({ ...job, run_key: z.string(), told: z.string().nullable(), alerts: z.number() })
  .transform((row): KeptRun => ({
    job: jobName([row.customer_id, row.service, row.module, row.name]),
    runId: row.run_key,
    told: row.told,
    alerts: row.alerts,
  }));
const noticeSchema = z
  .object({
    ...job,
    kind: z.string(),
    subject: z.string(),
    job_name: z.string(),
    customer_name: z.string(),
    shown_at: z.number().nullable(),
  })
  .transform((row): KeptNotice => ({
    kind: row.kind,
    job: jobName([row.customer_id, row.service, row.module, row.name]),
    runId: row.subject.split(' ').slice(1).join(' '),
    jobName: row.job_name,
    customerName: row.customer_name,
    shownAt: row.shown_at,
  }));

/** A database of the program, looked at from outside and without changing it. */
export class KeptFile {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { readOnly: true });
  }

  /** What is wrong with the file itself: nothing, as a rule. */
  damage(): string[] {
    const rows = this.#database.prepare('pragma integrity_check').all();
    const verdicts = rows.map((row) => verdictSchema.parse(row).integrity_check);
    const dangling = this.#database.prepare('pragma foreign_key_check').all();
    return [
      ...verdicts.filter((verdict) => verdict !== 'ok'),
      ...dangling.map((row) => `refers to nothing: ${JSON.stringify(row)}`),
    ];
  }

  runs(): KeptRun[] {
    const rows = this.#database.prepare(`
      select customer_id, service, module, jobs.name, runs.run_key, told, (
        select count(*) from alert_events join alerts on alerts.id = alert_id
        where alerts.job_key = runs.job_key and type in ('opened', 'grown') and detail = runs.run_key) as alerts
      from runs join jobs on jobs.key = job_key`);
    return rows.all().map((row) => runSchema.parse(row));
  }

  notices(): KeptNotice[] {
    const rows = this.#database.prepare(`
      select jobs.customer_id, service, module, jobs.name, kind, subject, job_name, customer_name, shown_at
      from notices left join jobs on jobs.key = job_key`);
    return rows.all().map((row) => noticeSchema.parse(row));
  }

  close(): void {
    this.#database.close();
  }
}
