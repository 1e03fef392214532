import { z } from 'zod';
import { problem } from '../../shared/problem.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import type { Exchange } from './http.ts';
import { parseJson } from './json.ts';

/** What a request is about: it says whose error a 404 is. */
export type About = 'customers' | 'jobs' | 'report';

/** What an answer that is not 200 means (API notes, section 3). */
export function problemOfStatus(exchange: Exchange, about: About): Problem {
  return problem(codeOf(exchange.status, about), {
    detail: messageOf(exchange.text),
    status: exchange.status,
    requestId: exchange.requestId ?? requestIdOf(exchange.text),
  });
}

function codeOf(status: number, about: About): ProblemCode {
  if (status < 300) return 'notUnderstood';
  if (status === 401) return 'credentialsRefused';
  if (status === 403) return 'permissionMissing';
  if (status === 404 && about === 'jobs') return 'customerNotFound';
  if (status === 407) return 'proxySignIn';
  if (status === 408) return 'timedOut';
  if (status === 429) return 'rateLimited';
  if (status >= 500) return 'serviceUnavailable';
  return 'requestRefused';
}

/** Of a list of errors so many are told. */
const mostErrors = 20;

const errorBodySchema = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform((b) => b.error.message),
  z
    .object({ message: z.string(), errors: z.array(z.unknown()).optional().catch(undefined) })
    .transform((b) => {
      const others = (b.errors ?? [])
        .slice(0, mostErrors)
        .filter((e) => typeof e === 'string' && e !== b.message);
      return [b.message, ...others].join('; ');
    }),
  z.object({ error_description: z.string() }).transform((b) => b.error_description),
  z.object({ error: z.string() }).transform((b) => b.error),
]);

const longestPage = 20_000;

/** What the body says in words: AvePoint's, OData's or OAuth's error text, else its first 200 characters. */
export function messageOf(text: string): string | null {
  const parsed = errorBodySchema.safeParse(parseJson(text));
  const said = parsed.success && parsed.data.trim() !== '' ? parsed.data : text;
  const plain = withoutTags(said.slice(0, longestPage)).replaceAll(/\s+/g, ' ').trim();
  return plain === '' ? null : plain.slice(0, 200);
}

/** What a person would read of a gateway's page. */
function withoutTags(text: string): string {
  if (!text.trimStart().startsWith('<')) return text;
  return text.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ').replaceAll(/<[^<>]*>/g, ' ');
}

const requestIdSchema = z.object({ requestId: z.string().min(1).max(200) });

function requestIdOf(text: string): string | null {
  return requestIdSchema.safeParse(parseJson(text)).data?.requestId ?? null;
}
