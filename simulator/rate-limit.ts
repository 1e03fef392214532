import { avepointError } from './answer.ts';
import type { Answer } from './answer.ts';

export interface RateLimitOptions {
  /** How many API requests are answered within any one second. */
  perSecond: number;
  /** How Retry-After comes with a 429; not at all where it is not given. */
  retryAfter?: 'seconds' | 'date';
}

/** Refuses API requests beyond so many within the last second. */
export class RateLimit {
  private readonly options: RateLimitOptions;
  private admitted: number[] = [];

  constructor(options: RateLimitOptions) {
    this.options = options;
  }

  /** A 429 for a request beyond the limit, else null and the request counts; `now` in UTC milliseconds. */
  refusal(now: number, requestId: string): Answer | null {
    this.admitted = this.admitted.filter((time) => time > now - 1000);
    if (this.admitted.length < this.options.perSecond) {
      this.admitted.push(now);
      return null;
    }
    const answer = avepointError(429, 'The rate limit is exceeded.', requestId);
    const { retryAfter } = this.options;
    if (retryAfter === undefined) return answer;
    // A date has whole seconds only: round up, or a client that keeps to it comes too early.
    const date = new Date(Math.ceil((now + 1000) / 1000) * 1000).toUTCString();
    return { ...answer, headers: { 'retry-after': retryAfter === 'seconds' ? '1' : date } };
  }
}
