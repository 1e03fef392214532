/** One request that was received, and what became of it. */
export interface RequestRecord {
  /** UTC milliseconds by the simulator's clock. */
  time: number;
  method: string;
  /** With its query. */
  path: string;
  /** Null until it is answered, and for good where it never was. */
  status: number | null;
  requestId: string;
  /** What was sent as cookies; null for none. */
  cookie: string | null;
  /** Why it was refused, where the answer itself does not say. */
  note: string | null;
}

/** Which counter a request belongs to. */
type RequestKind = 'token' | 'customers' | 'customer' | 'jobs' | 'report' | 'none';

/** The newest requests are kept up to this number; the counters go on. */
const kept = 10_000;

/** What was asked of the simulator: a list for tests to look at, and counters. */
export class Requests {
  readonly list: RequestRecord[] = [];
  readonly counters = {
    total: 0,
    token: 0,
    customers: 0,
    customer: 0,
    jobs: 0,
    report: 0,
    none: 0,
    /** Under way now, and the most that were at once. */
    inFlight: 0,
    peak: 0,
  };

  /** Takes note of a request; the returned function takes note that it is over. */
  begin(record: RequestRecord, kind: RequestKind): () => void {
    if (this.list.length >= kept) this.list.splice(0, kept / 10);
    this.list.push(record);
    this.counters.total += 1;
    this.counters[kind] += 1;
    this.counters.inFlight += 1;
    this.counters.peak = Math.max(this.counters.peak, this.counters.inFlight);
    return () => {
      this.counters.inFlight -= 1;
    };
  }
}
