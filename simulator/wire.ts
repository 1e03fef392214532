import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Answer } from './answer.ts';
import type { Fault } from './faults.ts';

/** Request bodies beyond this are refused; a token request or a v3 body is far smaller. */
const longestBody = 64 * 1024;

/** Answers from this length on are compressed for who takes it, in bytes. */
const leastZipped = 512;

/** Writes an answer, spoilt where the fault says so. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  fault: Fault | null,
  requestId: string,
): void {
  const plain = Buffer.from(answer.body);
  const zipped = plain.length >= leastZipped && /\bgzip\b/i.test(String(request.headers['accept-encoding']));
  const bytes = zipped ? gzipSync(plain) : plain;
  const contentType = fault?.kind === 'contentType' ? fault.contentType : answer.contentType;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(contentType === null ? {} : { 'content-type': contentType }),
    ...(zipped ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}),
    'content-length': bytes.length,
    'x-request-id': requestId,
  });
  if (fault?.kind !== 'cutOff') {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}

/** The request's body as text; null where it is too long. */
export async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Read to its end all the same, so that the refusal can be sent.
    if (length <= longestBody) chunks.push(chunk);
  }
  return length > longestBody ? null : Buffer.concat(chunks).toString('utf8');
}
