import { Readable } from 'node:stream';
import { net } from 'electron';
import type { AuthInfo, IncomingMessage, Session } from 'electron';
import type { Fetch } from '../avepoint/http.ts';

/** A user name and a password for a proxy. */
export interface SignIn {
  userName: string;
  password: string;
}

export interface SessionFetchOptions {
  session: Session;
  /** What to answer a proxy; null to leave it. */
  signIn: (proxy: AuthInfo) => SignIn | null;
  /** Waits until a request may begin; what it returns is called once that and its body are over. */
  begin: () => Promise<() => void>;
}

/**
 * A fetch over a session. Electron's own one gives a proxy's wish for a sign-in to nobody, so this one is made of its
 * requests; redirects are told and not followed.
 */
export function createSessionFetch({ session, signIn, begin }: SessionFetchOptions): Fetch {
  const ask = (url: string, init: RequestInit, ended: () => void): Promise<Response> =>
    new Promise((resolve, reject) => {
      const request = net.request({
        session,
        url,
        method: init.method ?? 'GET',
        redirect: 'manual',
        cache: 'no-store',
      });
      for (const [name, value] of new Headers(init.headers)) request.setHeader(name, value);

      const abort = (): void => {
        reject(new DOMException('The request was aborted.', 'AbortError'));
        request.abort();
      };
      if (init.signal?.aborted === true) {
        abort();
        return;
      }
      init.signal?.addEventListener('abort', abort, { once: true });
      const over = (): void => {
        init.signal?.removeEventListener('abort', abort);
        ended();
      };

      let given: SignIn | null = null;
      request.on('login', (info, answer) => {
        // A proxy that asks again did not like the answer.
        given = info.isProxy && given === null ? signIn(info) : null;
        if (given === null) answer();
        else answer(given.userName, given.password);
      });
      request.on('redirect', (status, _method, location) => {
        over();
        resolve(new Response(null, { status, headers: { location } }));
        request.abort();
      });
      request.on('response', (response) => {
        response.on('end', over);
        response.on('aborted', over);
        // Who reads no further has given the answer up. Electron would keep its connection for good, and
        // Chromium has six for one host.
        bodyOf(response).once('close', () => {
          over();
          if (!bodyOf(response).readableEnded) request.abort();
        });
        if (response.statusCode === 407) {
          // Through a tunnel the body of this answer cannot be read, and its error would hide the reason.
          reject(new Error('net::ERR_PROXY_AUTH_REQUESTED'));
          request.abort();
        } else resolve(asResponse(response));
      });
      request.on('error', (error) => {
        over();
        reject(error);
      });
      if (typeof init.body === 'string') request.write(init.body);
      request.end();
    });

  return async (url, init) => {
    const ended = await begin();
    try {
      return await ask(url, init, ended);
    } catch (error) {
      ended();
      throw error;
    }
  };
}

const withoutBody = new Set([101, 204, 205, 304]);

function asResponse(message: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const { statusCode: status } = message;
  if (withoutBody.has(status)) {
    bodyOf(message).resume();
    return new Response(null, { status, headers });
  }
  return new Response(Readable.toWeb(bodyOf(message)) as ReadableStream<Uint8Array>, { status, headers });
}

/** Electron's message is a Readable, whatever its types say. */
const bodyOf = (message: IncomingMessage): Readable => message as unknown as Readable;
