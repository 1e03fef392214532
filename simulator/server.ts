import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { empty, odataError } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Estate } from './estate.ts';
import { faultAnswer } from './faults.ts';
import type { Fault, Faults } from './faults.ts';
import { answerModern } from './modern.ts';
import type { Requests, RequestRecord } from './requests.ts';
import { methodOf, routeOf } from './route.ts';
import type { Route } from './route.ts';
import type { TokenService } from './token.ts';
import { unauthorized } from './token.ts';

/** What the server answers from. */
export interface Service {
  estate: Estate;
  tokens: TokenService;
  faults: Faults;
  requests: Requests;
  now: () => number;
  latencyMs: number;
  baseUrl: () => string;
}

/** Request bodies beyond this are refused; a token request or a v3 body is far smaller. */
const longestBody = 64 * 1024;

/** The HTTP server of the stand-in; it is not listening yet. */
export function serverFor(service: Service): Server {
  return createServer((request, response) => {
    serve(service, request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

async function serve(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  const url = new URL(request.url ?? '/', service.baseUrl());
  const route = decoded(url.pathname);
  const record: RequestRecord = {
    time: service.now(),
    method: request.method ?? '',
    path: url.pathname + url.search,
    status: null,
    requestId,
  };
  response.once('close', service.requests.begin(record, route?.kind ?? 'none'));
  const body = await bodyOf(request);
  const { delay, fault } = route === null ? { delay: 0, fault: null } : service.faults.meet(route);
  const pause = service.latencyMs + delay;
  if (pause > 0) await wait(pause, undefined, { ref: false });
  if (fault?.kind === 'silence') return;
  if (fault?.kind === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const answer =
    (fault === null ? null : faultAnswer(fault, requestId)) ?? answerTo(service, request, route, body);
  record.status = answer.status;
  send(response, answer, fault, requestId);
}

function answerTo(
  service: Service,
  request: IncomingMessage,
  route: Route | null,
  body: string | null,
): Answer {
  if (route === null) return odataError(400, 'The path cannot be decoded.');
  if (body === null) return empty(413);
  if (route.kind === 'none') return empty(404);
  const method = methodOf(route);
  if (request.method !== method) return empty(405, { allow: method });
  if (route.kind === 'token') return service.tokens.answer(request.headers['content-type'], body);
  const scopes = service.tokens.scopesOf(request.headers.authorization);
  if (scopes === null) return unauthorized();
  return answerModern(route, scopes, service.estate, service.baseUrl());
}

function send(response: ServerResponse, answer: Answer, fault: Fault | null, requestId: string): void {
  const bytes = Buffer.from(answer.body);
  const contentType = fault?.kind === 'contentType' ? fault.contentType : answer.contentType;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(contentType === null ? {} : { 'content-type': contentType }),
    'content-length': bytes.length,
    'x-request-id': requestId,
  });
  if (fault?.kind !== 'cutOff') {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}

function decoded(path: string): Route | null {
  try {
    return routeOf(path);
  } catch {
    return null;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Read to its end all the same, so that the refusal can be sent.
    if (length <= longestBody) chunks.push(chunk);
  }
  return length > longestBody ? null : Buffer.concat(chunks).toString('utf8');
}
