import type { Reading } from '../../shared/model.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { problem } from '../../shared/problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { ServiceFailure } from './failure.ts';
import type { Generation } from './generation.ts';
import type { Client } from './index.ts';
import type { JobsAnswer, ObservedJob } from './rows.ts';
import type { Unknown } from './unknowns.ts';

/**
 * What a look at the service found: enough to tell what the client understood, and nothing of who the customers are.
 */
export interface ProbeReport {
  /** Which generation answered; null where none did. */
  generation: Generation | null;
  /** How many customers there are. */
  customers: number;
  /** How many customers' jobs were asked for until one had any. */
  asked: number;
  /** Rows of that customer that were understood. */
  jobs: number;
  /** How many of its jobs have each outcome. */
  outcomes: Partial<Record<Outcome, number>>;
  /** Further rows of the same jobs. */
  duplicates: number;
  unknowns: Unknown[];
  /** Values that are neither N/A nor in a known format, as "field: value", each once. */
  unknownFormats: string[];
  /** Rows that were no objects, or customers without an id. */
  unreadableRows: number;
  errors: Problem[];
}

/** Different formats and errors beyond which no more are listed. */
const mostListed = 50;

/** Signs in, lists the customers and the jobs of the first customer that has any. What goes wrong is in the report. */
export async function probe(client: Client, signal: AbortSignal): Promise<ProbeReport> {
  const report: ProbeReport = {
    generation: null,
    customers: 0,
    asked: 0,
    jobs: 0,
    outcomes: {},
    duplicates: 0,
    unknowns: [],
    unknownFormats: [],
    unreadableRows: 0,
    errors: [],
  };
  const attempt = async <T>(work: Promise<T>): Promise<T | null> => {
    try {
      return await work;
    } catch (error) {
      const seen = error instanceof ServiceFailure ? error.problem : problem('unexpected');
      report.errors.push(seen);
      return null;
    }
  };

  const list = await attempt(client.source.listCustomers(signal));
  report.customers = list?.customers.length ?? 0;
  report.unreadableRows = list?.unreadable ?? 0;
  for (const { id } of list?.customers ?? []) {
    report.asked += 1;
    const answer = await attempt(client.source.listJobs(id, signal));
    if (answer !== null) tell(report, answer);
    if (report.jobs > 0 || report.errors.length >= mostListed) break;
  }
  // Only an answer tells which generation is there.
  report.generation = list === null && report.jobs === 0 ? null : client.generation;
  report.unknowns = client.unknowns();
  return report;
}

function tell(report: ProbeReport, { jobs, earlier, unreadable }: JobsAnswer): void {
  report.jobs = jobs.length + earlier.length;
  report.duplicates = earlier.length;
  report.unreadableRows += unreadable;
  for (const { outcome } of jobs) report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + 1;
  report.unknownFormats = [...new Set([...jobs, ...earlier].flatMap(unknownFormats))].slice(0, mostListed);
}

const readings = [
  ...(['total', 'failed', 'successful', 'skipped', 'warnings'] as const),
  ...(['size', 'duration', 'start', 'end', 'modified'] as const),
];

function unknownFormats(job: ObservedJob): string[] {
  const isUnknown = ({ text, value }: Reading): boolean =>
    text !== null && value === null && !/^n\/a$/i.test(text);
  return readings.filter((name) => isUnknown(job[name])).map((name) => `${name}: ${job[name].text ?? ''}`);
}
