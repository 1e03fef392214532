import { avepointError, empty, html, json, odataError } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Route } from './route.ts';

/** Which requests a fault meets. */
export type FaultTarget = 'all' | 'token' | 'customers' | 'jobs' | 'report' | { customerId: string };

/** The bodies that an error may carry; `json` for any other. */
export type FaultBody = 'empty' | 'avepoint' | 'odata' | 'html' | { json: unknown };

export type Fault = { times?: number } & (
  | {
      /** Answers with this status. */
      kind: 'status';
      status: number;
      body?: FaultBody;
      /** Seconds, a moment (sent as an HTTP date), or the header's text. */
      retryAfter?: number | Date | string;
    }
  /** Waits, then goes on to the next fault or the true answer. */
  | { kind: 'delay'; milliseconds: number }
  /** Keeps the connection open and says nothing. */
  | { kind: 'silence' }
  /** Sends the headers and half of the true body, then closes the connection. */
  | { kind: 'cutOff' }
  /** Closes the connection without an answer. */
  | { kind: 'reset' }
  /** The true answer under another content type. */
  | { kind: 'contentType'; contentType: string }
  /** An HTML page with status 200. */
  | { kind: 'html' }
  /** Status 200, JSON by its content type, but not by its body. */
  | { kind: 'invalidJson' }
  /** Status 200 and this JSON in place of the true one. */
  | { kind: 'json'; value: unknown }
  | { kind: 'redirect'; location: string; status?: number }
  /** Status 200 and these bytes, with these headers beside or instead of the usual ones. */
  | { kind: 'bytes'; body: Buffer; headers?: Readonly<Record<string, string>> }
  /** Status 200, and this text over and over without end: as fast as it is taken, or every so many milliseconds. */
  | { kind: 'endless'; text: string; everyMs?: number; zipped?: boolean }
);

interface Entry {
  target: FaultTarget;
  fault: Fault;
  left: number;
}

/** The faults that are switched on; where several meet a request, delays add up and the first other one counts. */
export class Faults {
  private entries: Entry[] = [];

  /** Switches a fault on, for `times` requests or until the returned function is called. */
  add(target: FaultTarget, fault: Fault): () => void {
    const entry = { target, fault, left: fault.times ?? Infinity };
    this.entries.push(entry);
    return () => {
      this.entries = this.entries.filter((other) => other !== entry);
    };
  }

  /** Switches all of them off. */
  clear(): void {
    this.entries = [];
  }

  /** What meets this request; counts towards `times`. */
  meet(route: Route): { delay: number; fault: Fault | null } {
    let delay = 0;
    for (const entry of this.entries) {
      if (entry.left <= 0 || !hits(entry.target, route)) continue;
      entry.left -= 1;
      if (entry.fault.kind !== 'delay') return { delay, fault: entry.fault };
      delay += entry.fault.milliseconds;
    }
    return { delay, fault: null };
  }
}

function hits(target: FaultTarget, route: Route): boolean {
  if (target === 'all') return true;
  if (typeof target === 'object') return route.kind === 'jobs' && route.customerId === target.customerId;
  return target === 'customers'
    ? route.kind === 'customers' || route.kind === 'customer'
    : route.kind === target;
}

/** The answer that a fault gives in place of the true one, or null where the true one is needed. */
export function faultAnswer(fault: Fault, requestId: string): Answer | null {
  switch (fault.kind) {
    case 'status': {
      const answer = errorOf(fault.status, fault.body ?? 'avepoint', requestId);
      if (fault.retryAfter === undefined) return answer;
      const { retryAfter } = fault;
      const text = retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter);
      return { ...answer, headers: { ...answer.headers, 'retry-after': text } };
    }
    case 'html':
      return { ...html(503), status: 200 };
    case 'invalidJson':
      return { ...json(null), body: '{"@odata.context":"","value":[{"jobType":"Microsoft 365",' };
    case 'json':
      return json(fault.value);
    case 'redirect':
      return empty(fault.status ?? 302, { location: fault.location });
    default:
      return null;
  }
}

function errorOf(status: number, body: FaultBody, requestId: string): Answer {
  const message = status === 429 ? 'Too many requests.' : 'The request could not be processed.';
  if (body === 'empty') return empty(status);
  if (body === 'html') return html(status);
  if (body === 'odata') return odataError(status, message);
  if (body === 'avepoint') return avepointError(status, message, requestId);
  return json(body.json, status);
}
