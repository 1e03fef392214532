import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { empty, odataError } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Estate } from './estate.ts';
import { faultAnswer } from './faults.ts';
import type { Faults } from './faults.ts';
import { answerModern } from './modern.ts';
import type { ModernPaging } from './paging.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Requests, RequestRecord } from './requests.ts';
import { methodOf, routeOf } from './route.ts';
import type { Generation, Route } from './route.ts';
import type { TokenService } from './token.ts';
import { unauthorized } from './token.ts';
import { answerV3 } from './v3.ts';
import { sendRaw } from './raw.ts';
import { bodyOf, send } from './wire.ts';

/** What the server answers from. */
export interface Service {
  estate: Estate;
  tokens: TokenService;
  faults: Faults;
  requests: Requests;
  now: () => number;
  latencyMs: number;
  baseUrl: () => string;
  generations: readonly Generation[];
  paging: () => ModernPaging | null;
  rateLimit: RateLimit | null;
}

/** PEM texts of a TLS server. */
export interface TlsIdentity {
  key: string;
  cert: string;
}

/** The HTTP server of the stand-in; it is not listening yet. */
export function serverFor(service: Service, tls: TlsIdentity | null): Server {
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    serve(service, request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  };
  return tls === null ? createServer(listener) : createTlsServer({ ...tls, minVersion: 'TLSv1.2' }, listener);
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
    cookie: request.headers.cookie ?? null,
    note: null,
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
  if (fault?.kind === 'bytes' || fault?.kind === 'endless') {
    record.status = 200;
    sendRaw(response, fault, requestId);
    return;
  }
  const replaced = fault === null ? null : faultAnswer(fault, requestId);
  const answer = replaced ?? answerTo(service, request, route, body, url, requestId);
  record.status = answer.status;
  record.note = answer.note ?? null;
  send(request, response, answer, fault, requestId);
}

function answerTo(
  service: Service,
  request: IncomingMessage,
  route: Route | null,
  body: string | null,
  url: URL,
  requestId: string,
): Answer {
  const { tokens, estate, now } = service;
  if (route === null) return odataError(400, 'The path cannot be decoded.');
  if (body === null) return empty(413);
  if (route.kind === 'none') return empty(404);
  if ('generation' in route && !service.generations.includes(route.generation)) return empty(404);
  const method = methodOf(route);
  if (request.method !== method) return empty(405, { allow: method });
  const contentType = request.headers['content-type'];
  const baseUrl = service.baseUrl();
  if (route.kind === 'token') return tokens.answer(contentType, body, `${baseUrl}/connect/token`);
  const refusal = service.rateLimit?.refusal(now(), requestId);
  if (refusal) return refusal;
  const scopes = tokens.scopesOf(request.headers.authorization);
  if (scopes === null) return unauthorized();
  const call = { url, body, contentType, requestId, scopes, estate, baseUrl };
  return route.generation === 'v3' ? answerV3(route, call) : answerModern(route, call, service.paging());
}

function decoded(path: string): Route | null {
  try {
    return routeOf(path);
  } catch {
    return null;
  }
}
