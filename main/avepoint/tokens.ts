import type { Life } from './abort.ts';
import { untilAborted } from './abort.ts';
import type { Clock } from './clock.ts';
import { ServiceFailure } from './failure.ts';
import type { Grant } from './token-request.ts';

/** Access tokens for one set of scopes, in memory alone. */
export interface Tokens {
  /** A token that has not run out; one request serves all that wait. Throws ServiceFailure. */
  get(signal: AbortSignal): Promise<string>;
  /** Says that the service no longer accepts this token; returns whether it makes sense to get another one. */
  refuse(token: string): boolean;
  /** Says that another token was refused as well, so that more of them will not help for a while. */
  refusedAgain(): void;
  /** Forgets an earlier refusal, so that the next call asks the service again. */
  retry(): void;
}

export interface TokensOptions {
  request: (signal: AbortSignal) => Promise<Grant>;
  clock: Clock;
  life: Life;
  /** Called with the lifetime in seconds after each sign-in. */
  onToken: (lifetimeSeconds: number) => void;
}

/** Seconds before its end at which a token is renewed, so that none runs out on its way. */
const marginSeconds = 60;
/** A refusal is not asked for again at once: hundreds of customers would repeat it in one sweep. */
const cooldownMs = [15_000, 30_000, 60_000, 120_000, 300_000] as const;
/** What never reached the service is tried again sooner. */
const longestUnreachedMs = 60_000;

export function createTokens({ request, clock, life, onToken }: TokensOptions): Tokens {
  let current: { token: string; until: number } | null = null;
  let pending: Promise<string> | null = null;
  let refusal: { failure: ServiceFailure; until: number } | null = null;
  let refusals = 0;
  let inVainUntil = -Infinity;

  const fetchToken = async (): Promise<string> => {
    try {
      const { token, lifetimeSeconds } = await request(life.signal);
      const usable = Math.max(lifetimeSeconds - marginSeconds, lifetimeSeconds / 2);
      current = { token, until: clock.elapsed() + usable * 1000 };
      refusals = 0;
      onToken(lifetimeSeconds);
      return token;
    } catch (error) {
      if (!(error instanceof ServiceFailure) || error.problem.code === 'canceled') throw error;
      const wait = waitAfter(error, refusals, clock.now());
      refusals += 1;
      const failure = new ServiceFailure(error.problem, clock.now() + wait);
      refusal = { failure, until: clock.elapsed() + wait };
      throw failure;
    } finally {
      pending = null;
    }
  };

  return {
    get: (signal) => {
      if (current !== null && clock.elapsed() < current.until) return Promise.resolve(current.token);
      if (refusal !== null && clock.elapsed() < refusal.until) return Promise.reject(refusal.failure);
      refusal = null;
      pending ??= fetchToken();
      return untilAborted(pending, signal);
    },
    refuse: (token) => {
      if (current?.token === token) {
        if (clock.elapsed() < inVainUntil) return false;
        current = null;
      }
      return true;
    },
    refusedAgain: () => {
      inVainUntil = clock.elapsed() + cooldownMs[2];
    },
    retry: () => {
      refusal = null;
      refusals = 0;
      inVainUntil = -Infinity;
    },
  };
}

/** How long to wait after a failed sign-in: longer each time, and never less than the service asked for. */
function waitAfter({ problem, retryAt }: ServiceFailure, refusals: number, now: number): number {
  const usual = cooldownMs[Math.min(refusals, cooldownMs.length - 1)] ?? 0;
  const wait = problem.status === null ? Math.min(usual, longestUnreachedMs) : usual;
  return retryAt === null ? wait : Math.max(wait, retryAt - now);
}

/**
 * Tokens for the jobs alone stand in where those for everything are refused: an app registration without the
 * permission for customers still reads the jobs of customers whose IDs are known.
 */
export function withSubstitute(all: Tokens, substitute: Tokens): Tokens {
  return {
    get: async (signal) => {
      try {
        return await all.get(signal);
      } catch (error) {
        if (!(error instanceof ServiceFailure) || error.problem.code !== 'permissionMissing') throw error;
        return substitute.get(signal);
      }
    },
    refuse: (token) => [all.refuse(token), substitute.refuse(token)].every(Boolean),
    refusedAgain: () => {
      all.refusedAgain();
      substitute.refusedAgain();
    },
    retry: () => {
      all.retry();
      substitute.retry();
    },
  };
}
