import { random } from './random.ts';
import { rowOf, runId, usualCounts, usualDuration, usualSize } from './rows.ts';
import type { Counts, Row, Run, Status } from './rows.ts';
import type { Kind } from './services.ts';

const minute = 60_000;
const hour = 60 * minute;

/** One row of one customer: a job, its latest run, and the row that the service sends for it. */
export class SimulatedJob {
  readonly customerId: string;
  readonly kind: Kind;
  readonly name: string;
  /** What is sent; read it, and change it through the simulator's methods. */
  row: Row;
  private run: Run | null = null;
  private runs = 0;
  private readonly seed: string;

  constructor(customerId: string, kind: Kind, name: string, seed: string) {
    this.customerId = customerId;
    this.kind = kind;
    this.name = name;
    this.seed = seed;
    this.row = rowOf(kind, name, null);
  }

  get running(): boolean {
    return this.run?.status === 'Running';
  }

  /** Gives the job its latest run as of `now`, begun within the past `hours`; none for "Not Finished". */
  begin(status: Status, now: number, hours: number): void {
    if (status === 'Not Finished') return;
    const { next } = random(this.seed, 'begin');
    if (status === 'Running') {
      this.start(now - Math.round(next() * 20 * minute), now);
      return;
    }
    const counts = usualCounts(this.kind, status, this.runSeed());
    const duration = status === 'Skipped' ? 0 : usualDuration(counts, this.runSeed());
    const start = now - duration - hour - Math.round(next() * (hours - 1) * hour);
    this.start(start, start);
    this.end(status, counts, start + duration, Math.min(now, start + duration + Math.round(next() * hour)));
  }

  /** A new run, begun at `start` and known to the service since `now`; returns its jobId. */
  start(start: number, now: number): string {
    this.runs += 1;
    const id = runId(this.kind.prefix, start, random(this.seed, 'id').int(0, 999) + this.runs);
    const counts = usualCounts(this.kind, 'Running', this.seed);
    this.run = { id, status: 'Running', counts, size: 0, start, end: null, modified: now };
    this.row = rowOf(this.kind, this.name, this.run);
    return id;
  }

  /** Ends the run under way, or one that is begun for it and took the usual time; returns its jobId. */
  finish(status: string, given: Partial<Counts>, now: number): string {
    const counts = { ...usualCounts(this.kind, status, this.runSeed(1)), ...given };
    if (given.total !== undefined && Object.keys(given).length < 5) balance(counts, given);
    if (!this.running) {
      const earliest = this.run === null ? -Infinity : (this.run.end ?? this.run.start) + 1000;
      this.start(Math.min(now, Math.max(earliest, now - usualDuration(counts, this.runSeed()))), now);
    }
    this.end(status, counts, now, now);
    return this.run?.id ?? 'N/A';
  }

  private end(status: string, counts: Counts, end: number, modified: number): void {
    if (this.run === null) return;
    const size = usualSize(this.kind, counts, this.runSeed());
    this.run = { ...this.run, status, counts, size, end, modified };
    this.row = rowOf(this.kind, this.name, this.run);
  }

  private runSeed(ahead = 0): string {
    return `${this.seed}/${this.runs + ahead}`;
  }
}

/** Where only some counts were given beside the total, makes the others add up to it. */
function balance(counts: Counts, given: Partial<Counts>): void {
  counts.failed = given.failed ?? 0;
  counts.warnings = given.warnings ?? 0;
  counts.skipped = given.skipped ?? 0;
  counts.successful =
    given.successful ?? Math.max(0, counts.total - counts.failed - counts.warnings - counts.skipped);
}
