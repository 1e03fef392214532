import { problem } from '../../shared/problem.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { z } from 'zod';
import type { Exchange } from './http.ts';

/** What an answer that is not 200 means (API notes, section 3). `about` says what was asked for. */
export function problemOfStatus(exchange: Exchange, about: 'customers' | 'jobs'): Problem {
  return problem(codeOf(exchange.status, about), {
    detail: messageOf(exchange.text),
    status: exchange.status,
    requestId: exchange.requestId,
  });
}

function codeOf(status: number, about: 'customers' | 'jobs'): ProblemCode {
  if (status === 401) return 'credentialsRefused';
  if (status === 403) return 'permissionMissing';
  if (status === 404 && about === 'jobs') return 'customerNotFound';
  if (status === 407) return 'proxySignIn';
  if (status === 408) return 'timedOut';
  if (status === 429) return 'rateLimited';
  if (status >= 500) return 'serviceUnavailable';
  return 'requestRefused';
}

const errorBodySchema = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform((b) => b.error.message),
  z
    .object({ message: z.string(), errors: z.array(z.unknown()).optional().catch(undefined) })
    .transform((b) => [b.message, ...(b.errors ?? []).filter((e) => typeof e === 'string')].join('; ')),
  z.object({ error_description: z.string() }).transform((b) => b.error_description),
  z.object({ error: z.string() }).transform((b) => b.error),
]);

/** What the body says in words: AvePoint's, OData's or OAuth's error text, else its first 200 characters. */
export function messageOf(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const parsed = errorBodySchema.safeParse(parseJson(trimmed));
  const said = parsed.success && parsed.data.trim() !== '' ? parsed.data : trimmed;
  return said.replaceAll(/\s+/g, ' ').slice(0, 200);
}

/** The parsed JSON, or undefined where the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
