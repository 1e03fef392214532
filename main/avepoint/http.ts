import { problem } from '../../shared/problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { untilAborted, withSignals } from './abort.ts';
import { ServiceFailure } from './failure.ts';
import { problemOfNetworkError } from './network-error.ts';

/** The part of fetch that is used, so that Electron's session, Node and a test can all give theirs. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** An answer whose body was read to its end. */
export interface Exchange {
  status: number;
  headers: Headers;
  text: string;
  /** The id AvePoint's support asks for; null where the answer carried none. */
  requestId: string | null;
}

export interface HttpOptions {
  fetch: Fetch;
  /** Milliseconds for the whole exchange, the last byte of the body included. */
  timeoutMs: number;
  /** Bytes of a decoded body beyond which it is cut off. */
  maxBytes?: number;
}

/** Sends one request; throws ServiceFailure where no whole answer came, and never for a status. */
export type Send = (url: string, init: RequestInit, signal: AbortSignal) => Promise<Exchange>;

/** A thousand customers are some 300 KB, and so are a thousand jobs; a parsed body may take thirty times its bytes. */
const defaultMaxBytes = 16 * 1024 * 1024;

/** Makes the sender: no cookies, no cache, no redirect, one time limit for everything. */
export function createSend({ fetch, timeoutMs, maxBytes = defaultMaxBytes }: HttpOptions): Send {
  const exchange = async (url: string, init: RequestInit, signal: AbortSignal): Promise<Exchange> => {
    const response = await fetch(url, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal,
    });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      response.body?.cancel().catch(() => undefined);
      throw new ServiceFailure(redirectProblem(response));
    }
    return {
      status: response.status,
      headers: response.headers,
      text: await readText(response, maxBytes, signal),
      requestId: requestIdOf(response.headers),
    };
  };

  return async (url, init, signal) => {
    const limit = new AbortController();
    const timer = setTimeout(() => {
      limit.abort();
    }, timeoutMs);
    try {
      // Not every fetch ends a body under way when its signal is aborted, so the wait for it ends here.
      return await withSignals([signal, limit.signal], (ended) =>
        untilAborted(exchange(url, init, ended), ended),
      );
    } catch (error) {
      if (signal.aborted) throw new ServiceFailure(problem('canceled'));
      if (limit.signal.aborted) {
        throw new ServiceFailure(
          problem('timedOut', { detail: `no whole answer after ${timeoutMs / 1000} s` }),
        );
      }
      if (error instanceof ServiceFailure) throw error;
      throw new ServiceFailure(problemOfNetworkError(error));
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Where to is told without the query, which may carry what is nobody's business. */
function redirectProblem(response: Response): Problem {
  const target = response.headers.get('location')?.replace(/[?#].*$/s, '') ?? null;
  return problem('redirected', {
    detail: target === null ? null : `to ${target.slice(0, 200)}`,
    status: response.status === 0 ? null : response.status,
  });
}

async function readText(response: Response, maxBytes: number, signal: AbortSignal): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  const giveUp = (): void => {
    reader.cancel().catch(() => undefined);
  };
  signal.addEventListener('abort', giveUp, { once: true });
  const parts: string[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > maxBytes) {
        giveUp();
        throw new ServiceFailure(tooLarge(response, maxBytes));
      }
      parts.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
  parts.push(decoder.decode());
  return parts.join('');
}

const tooLarge = (response: Response, maxBytes: number): Problem =>
  problem('notUnderstood', {
    detail: `the answer is larger than ${Math.round(maxBytes / 1024 / 1024)} MiB`,
    status: response.status,
    requestId: requestIdOf(response.headers),
  });

function requestIdOf(headers: Headers): string | null {
  const id = headers.get('request-id') ?? headers.get('x-request-id');
  return id === null ? null : id.slice(0, 200);
}
