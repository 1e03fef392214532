import { problem } from '../../shared/problem.ts';
import { ServiceFailure } from './failure.ts';
import type { Exchange, Send } from './http.ts';
import type { Pace } from './pace.ts';
import { parseJson, problemOfStatus } from './status-problem.ts';
import type { Tokens } from './tokens.ts';

/** What is asked of the service. `about` says whose error a 404 is. */
export interface Question {
  url: URL;
  method: 'GET' | 'POST';
  body?: unknown;
  about: 'customers' | 'jobs';
}

/** Asks the service with a token and at its pace; gives the parsed JSON. Throws ServiceFailure only. */
export type Ask = (question: Question, signal: AbortSignal) => Promise<unknown>;

/** Makes the asker: a fresh token once after a 401, the host's pace kept, every status but 200 a problem. */
export function createAsk(send: Send, tokens: Tokens, pace: Pace): Ask {
  const once = async (question: Question, token: string, signal: AbortSignal): Promise<Exchange> => {
    await pace.enter(signal);
    try {
      const exchange = await send(question.url.href, requestOf(question, token), signal);
      pace.answered(exchange);
      return exchange;
    } catch (error) {
      if (error instanceof ServiceFailure) pace.failed(error.problem);
      throw error;
    }
  };

  return async (question, signal) => {
    const token = await tokens.get(signal);
    let exchange = await once(question, token, signal);
    if (exchange.status === 401) {
      tokens.refuse(token);
      exchange = await once(question, await tokens.get(signal), signal);
    }
    if (exchange.status !== 200) {
      throw new ServiceFailure(problemOfStatus(exchange, question.about), pace.blockedUntil());
    }
    const json = parseJson(exchange.text);
    if (json === undefined) throw notUnderstood(exchange, 'no JSON');
    return json;
  };
}

function requestOf(question: Question, token: string): RequestInit {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: 'application/json' };
  if (question.body === undefined) return { method: question.method, headers };
  return {
    method: question.method,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(question.body),
  };
}

function notUnderstood(exchange: Exchange, why: string): ServiceFailure {
  const start = exchange.text.trim().slice(0, 200);
  return new ServiceFailure(
    problem('notUnderstood', {
      detail: `${why}: ${start === '' ? '(an empty body)' : start}`,
      status: exchange.status,
      requestId: exchange.requestId,
    }),
  );
}
