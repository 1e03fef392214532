import type { Told } from '../../../../shared/alert.ts';
import type { SourceRun } from './source.ts';

interface ModelAlert {
  runs: number;
  lastRun: string;
  /** Told since it was opened, woken or lapsed. */
  isTold: boolean;
  wasTold: boolean;
  acknowledged: 'run' | 'recovery' | null;
  snoozedUntil: number | null;
}

/** What is known of one job, as simply as it can be said. */
export interface ModelJob {
  seen: Map<string, string>;
  alert: ModelAlert | null;
}

/** What ought to be: it knows runs, people and time, and nothing of rows, snapshots and transactions. */
export interface Model {
  jobs: Map<string, ModelJob>;
  /** Customers that were answered. */
  known: Set<string>;
  muted: Set<string>;
  quiet: boolean;
  tellAfterwards: boolean;
  afterRuns: number;
  /** Of each failed run that was seen what was told of it. */
  told: Map<string, Told>;
  /** What a person is to be told, each once: the kind and the run. */
  said: string[];
}

export const createModel = (tellAfterwards: boolean, afterRuns: number): Model => ({
  jobs: new Map(),
  known: new Set(),
  muted: new Set(),
  quiet: false,
  tellAfterwards,
  afterRuns,
  told: new Map(),
  said: [],
});

export function jobOf(model: Model, job: string): ModelJob {
  const found = model.jobs.get(job) ?? { seen: new Map<string, string>(), alert: null };
  model.jobs.set(job, found);
  return found;
}

/** A customer's answer comes, with the latest runs of its jobs. */
export function answered(
  model: Model,
  customer: string,
  jobs: ReadonlyMap<string, readonly SourceRun[]>,
  now: number,
): void {
  for (const [name, runs] of jobs) {
    const job = jobOf(model, name);
    for (const run of runs) {
      if (job.seen.get(run.id) === run.outcome) continue;
      job.seen.set(run.id, run.outcome);
      if (run.outcome === 'failure') failed(model, customer, job, run.id, now);
      if (run.outcome === 'success' || run.outcome === 'warning') worked(model, customer, job, run.id);
    }
    const { alert } = job;
    if (alert !== null && isOver(alert, now)) {
      wake(alert);
      if (isSaid(model, judge(model, customer, alert, now))) say(model, alert, `again ${alert.lastRun}`);
    }
  }
  model.known.add(customer);
}

const isOver = ({ snoozedUntil }: ModelAlert, now: number): boolean =>
  snoozedUntil !== null && snoozedUntil <= now;

function wake(alert: ModelAlert): void {
  alert.snoozedUntil = null;
  alert.isTold = false;
}

function failed(model: Model, customer: string, job: ModelJob, run: string, now: number): void {
  job.alert ??= {
    runs: 0,
    lastRun: '',
    isTold: false,
    wasTold: false,
    acknowledged: null,
    snoozedUntil: null,
  };
  const { alert } = job;
  alert.runs += 1;
  alert.lastRun = run;
  if (alert.acknowledged === 'run') {
    alert.acknowledged = null;
    alert.isTold = false;
  }
  if (isOver(alert, now)) wake(alert);
  const reason = judge(model, customer, alert, now);
  model.told.set(run, reason);
  if (isSaid(model, reason)) say(model, alert, `failed ${run}`);
}

function worked(model: Model, customer: string, job: ModelJob, run: string): void {
  const silent = model.muted.has(customer) || (model.quiet && !model.tellAfterwards);
  if (job.alert?.wasTold === true && !silent) model.said.push(`works ${run}`);
  job.alert = null;
}

function judge(model: Model, customer: string, alert: ModelAlert, now: number): Told {
  if (!model.known.has(customer)) return 'baseline';
  if (model.muted.has(customer)) return 'muted';
  if (alert.acknowledged !== null) return 'acknowledged';
  if (alert.snoozedUntil !== null && alert.snoozedUntil > now) return 'snoozed';
  if (alert.runs < model.afterRuns) return 'threshold';
  if (alert.isTold) return 'alreadyTold';
  return model.quiet ? 'quiet' : 'notified';
}

const isSaid = (model: Model, reason: Told): boolean =>
  reason === 'notified' || (reason === 'quiet' && model.tellAfterwards);

function say(model: Model, alert: ModelAlert, words: string): void {
  alert.isTold = true;
  alert.wasTold = true;
  model.said.push(words);
}
