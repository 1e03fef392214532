import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import type { Fault } from './faults.ts';

type RawFault = Extract<Fault, { kind: 'bytes' | 'endless' }>;

/** Answers with bytes that no service would send, or with ever more of them until the client goes away. */
export function sendRaw(response: ServerResponse, fault: RawFault, requestId: string): void {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'x-request-id': requestId };
  if (fault.kind === 'bytes') {
    response.writeHead(200, { ...headers, ...fault.headers });
    response.end(fault.body);
    return;
  }
  const zipped = fault.zipped === true;
  response.writeHead(200, { ...headers, ...(zipped ? { 'content-encoding': 'gzip' } : {}) });
  const text = Readable.from(endless(fault));
  const body = zipped ? text.pipe(createGzip()) : text;
  body.pipe(response);
  response.once('close', () => {
    text.destroy();
    body.destroy();
  });
}

async function* endless({ text, everyMs }: Extract<Fault, { kind: 'endless' }>): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (;;) {
    yield bytes;
    if (everyMs !== undefined) await wait(everyMs, undefined, { ref: false });
  }
}
