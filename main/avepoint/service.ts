import { problem } from '../../shared/problem.ts';
import { withSignals } from './abort.ts';
import type { Life } from './abort.ts';
import { ServiceFailure } from './failure.ts';
import type { Exchange, Send } from './http.ts';
import { jsonText, parseJson } from './json.ts';
import type { Pace } from './pace.ts';
import { problemOfStatus } from './status-problem.ts';
import type { About } from './status-problem.ts';
import type { Tokens } from './tokens.ts';

/** What is asked of the service. */
export interface Question {
  url: URL;
  method: 'GET' | 'POST';
  body?: unknown;
  about: About;
}

/** The JSON of a good answer, and the answer it came with. */
export interface Answer {
  json: unknown;
  exchange: Exchange;
}

/** Asks the service with a token and at its pace. Throws ServiceFailure only. */
export type Ask = (question: Question, signal: AbortSignal) => Promise<Answer>;

export interface AskOptions {
  send: Send;
  tokens: Readonly<Record<About, Tokens>>;
  pace: Pace;
  life: Life;
}

/** Makes the asker: a fresh token once after a 401, the host's pace kept, every status but 200 a problem. */
export function createAsk({ send, tokens, pace, life }: AskOptions): Ask {
  const answer = async (question: Question, signal: AbortSignal): Promise<Answer> => {
    const own = tokens[question.about];
    const once = (token: string): Promise<Exchange> =>
      pace.send(() => send(question.url.href, requestOf(question, token), signal), signal);

    const token = await own.get(signal);
    let exchange = await once(token);
    if (exchange.status === 401 && own.refuse(token)) {
      exchange = await once(await own.get(signal));
      if (exchange.status === 401) own.refusedAgain();
    }
    if (exchange.status !== 200) {
      throw new ServiceFailure(problemOfStatus(exchange, question.about), pace.blockedUntil());
    }
    const json = parseJson(exchange.text);
    if (json === undefined) throw notUnderstood('no JSON', exchange, exchange.text);
    return { json, exchange };
  };

  return (question, asked) => withSignals([asked, life.signal], (signal) => answer(question, signal));
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

/** An answer that is not as documented: why, and the first 200 characters of what came. */
export function notUnderstood(why: string, exchange: Exchange, seen: unknown): ServiceFailure {
  const text = (typeof seen === 'string' ? seen : jsonText(seen)).trimStart().slice(0, 200);
  return new ServiceFailure(
    problem('notUnderstood', {
      detail: `${why}: ${text === '' ? '(an empty body)' : text}`,
      status: exchange.status,
      requestId: exchange.requestId,
    }),
  );
}
