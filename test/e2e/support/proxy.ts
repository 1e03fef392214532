import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';

export interface Proxy {
  /** `127.0.0.1:port`. */
  address: string;
  /** What it let through: `GET http://…` and `CONNECT host:port`. */
  passed: string[];
  /** The addresses of plain requests that it answered by its wish for a sign-in. */
  refused: string[];
  /** User name and password that it asks for; null for none. May be changed any time. */
  wants: string | null;
  /** With which status it refuses every CONNECT; null to let them through. */
  refuses: number | null;
  close(): Promise<void>;
}

/**
 * A real HTTP proxy on loopback. Whatever host it is asked for, it connects to loopback, on the port asked for: so a
 * name that no DNS knows can be reached by it alone.
 */
export async function startProxy(): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const passed: string[] = [];
  const isSignedIn = (authorization: string | undefined): boolean =>
    proxy.wants === null || authorization === `Basic ${Buffer.from(proxy.wants).toString('base64')}`;

  const server = createServer((incoming, answer) => {
    if (!isSignedIn(incoming.headers['proxy-authorization'])) {
      proxy.refused.push(incoming.url ?? '');
      answer.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end();
      return;
    }
    const url = new URL(incoming.url ?? '');
    passed.push(`${incoming.method ?? ''} ${url.href}`);
    const { method = 'GET', headers } = incoming;
    const onward = request(
      { host: '127.0.0.1', port: url.port, path: url.pathname + url.search, method, headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      },
    );
    onward.on('error', () => answer.writeHead(502).end());
    incoming.pipe(onward);
  });
  server.on('connect', (incoming, client: Socket) => {
    const refusal = isSignedIn(incoming.headers['proxy-authorization']) ? proxy.refuses : 407;
    client.on('error', () => undefined);
    if (refusal !== null) {
      const how = refusal === 407 ? 'Proxy-Authenticate: Basic realm="proxy"\r\n' : '';
      client.end(`HTTP/1.1 ${refusal} Refused\r\n${how}Content-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    passed.push(`CONNECT ${incoming.url ?? ''}`);
    const onward = connect(Number(/:(\d+)$/.exec(incoming.url ?? '')?.[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(client).pipe(onward);
    });
    onward.on('error', () => client.destroy());
    client.on('close', () => onward.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: Proxy = {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    refused: [],
    wants: null,
    refuses: null,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return proxy;
}
