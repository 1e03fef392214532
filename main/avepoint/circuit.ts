import { problem, problemsOfTheWay } from '../../shared/problem.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import type { Clock } from './clock.ts';
import { ServiceFailure } from './failure.ts';
import type { Exchange } from './http.ts';
import { retryAfterMs } from './retry-after.ts';

/** Whether one host may be asked just now: its own `Retry-After`, and our back-off from a host that fails. */
export interface Circuit {
  /** Milliseconds to wait first. Throws ServiceFailure where the pause is too long to be waited for. */
  pauseMs(): number;
  /** Begins a request; of a host that failed, a single one at a time. Throws ServiceFailure for the others. */
  begin(): Attempt;
  answered(attempt: Attempt, exchange: Exchange): void;
  failed(attempt: Attempt, seen: Problem): void;
  /** UTC milliseconds until which the host is left alone; null where it is not. */
  blockedUntil(): number | null;
  /** Ends a pause of our own making, for a technician who asks again by hand. One that the host asked for stays. */
  retry(): void;
}

/** One request under way: when it began, in elapsed milliseconds. */
export interface Attempt {
  readonly began: number;
}

/** A pause no longer than this is waited for; a longer one is an answer of its own. */
const patienceMs = 5000;
const firstPauseMs = 2000;
const longestPauseMs = 15 * 60_000;
/** What never reaches the host costs it nothing, so that a network that comes back is noticed soon. */
const longestOfflinePauseMs = 60_000;
/** So many failures in a row, with nothing good in between, and the host is left alone for a while. */
const opensAt = 8;

const unreached: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['offline', 'hostNotFound']);

/** `random` gives from 0 to below 1, for the jitter. */
export function createCircuit(clock: Clock, random: () => number): Circuit {
  let pause: { until: number; asked: boolean; reason: Problem } | null = null;
  let pausedAt = -Infinity;
  let failures = 0;
  let limits = 0;
  let probe: Attempt | null = null;
  let latest = problem('serviceUnavailable');

  const pauseFor = (ms: number, asked: boolean, reason: Problem): void => {
    const until = clock.elapsed() + ms;
    pausedAt = clock.elapsed();
    if (pause === null || until > pause.until) pause = { until, asked, reason };
  };

  /** What began before the latest pause tells nothing new: of sixteen requests one is enough to back off. */
  const isNews = (attempt: Attempt): boolean => attempt.began > pausedAt;

  const countFailure = (attempt: Attempt, reason: Problem): void => {
    if (!isNews(attempt)) return;
    failures += 1;
    latest = reason;
    if (failures < opensAt) return;
    const longest = unreached.has(reason.code) ? longestOfflinePauseMs : longestPauseMs;
    pauseFor(jittered(failures - opensAt, random, longest), false, reason);
  };

  const askedToWait = (attempt: Attempt, exchange: Exchange): void => {
    const limited = exchange.status === 429;
    const asked = retryAfterMs(exchange.headers, clock.now());
    const seen = { status: exchange.status, requestId: exchange.requestId };
    const reason = problem(limited ? 'rateLimited' : 'serviceUnavailable', {
      ...seen,
      detail: 'the service asked for a pause',
    });
    if (limited && asked === null && isNews(attempt)) {
      pauseFor(jittered(limits, random, longestPauseMs), false, reason);
      limits += 1;
    }
    if (asked !== null) pauseFor(asked, true, reason);
  };

  const left = (): number => (pause === null ? 0 : Math.max(0, pause.until - clock.elapsed()));

  return {
    pauseMs: () => {
      const ms = left();
      if (pause !== null && ms > patienceMs) throw new ServiceFailure(pause.reason, clock.now() + ms);
      if (ms === 0) pause = null;
      return ms;
    },
    begin: () => {
      const attempt: Attempt = { began: clock.elapsed() };
      if (failures >= opensAt) {
        if (probe !== null) throw new ServiceFailure(latest, clock.now() + patienceMs);
        probe = attempt;
      }
      return attempt;
    },
    answered: (attempt, exchange) => {
      if (probe === attempt) probe = null;
      if (exchange.status === 429 || exchange.status >= 500) askedToWait(attempt, exchange);
      if (exchange.status >= 500) {
        const seen = { status: exchange.status, requestId: exchange.requestId };
        countFailure(attempt, problem('serviceUnavailable', seen));
        return;
      }
      failures = 0;
      if (exchange.status === 200) limits = 0;
    },
    failed: (attempt, seen) => {
      if (probe === attempt) probe = null;
      if (problemsOfTheWay.has(seen.code)) countFailure(attempt, seen);
    },
    blockedUntil: () => (left() > 0 ? clock.now() + left() : null),
    retry: () => {
      if (pause?.asked !== true) pause = null;
      failures = Math.min(failures, opensAt - 1);
    },
  };
}

/** Exponential back-off with full jitter: anything up to the doubled pause, at least a tenth of it. */
function jittered(step: number, random: () => number, longest: number): number {
  const ceiling = Math.min(firstPauseMs * 2 ** Math.min(step, 20), longest);
  return Math.max(ceiling * random(), ceiling / 10);
}
