import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { NetworkSettings } from '../../shared/network.ts';
import type { Simulator, SimulatorOptions } from '../../simulator/index.ts';
import { authority } from '../unit/desktop/authority.ts';
import { expect, test } from './support/network.ts';
import type { Outcome } from './support/network-host.ts';
import type { Proxy } from './support/proxy.ts';

const direct: NetworkSettings = { proxy: { mode: 'none' }, extraCa: null };

const manual = (
  proxy: Proxy,
  more: { userName?: string; bypass?: string } = {},
): NetworkSettings['proxy'] => ({
  mode: 'manual',
  server: `http://${proxy.address}`,
  userName: '',
  bypass: '',
  ...more,
});

const customers = ({ apiBaseUrl }: Simulator): string => `${apiBaseUrl}/partner/customers`;
const problemOf = (outcome: Outcome): { code: string; detail: string | null } | null =>
  'problem' in outcome ? outcome.problem : null;

/**
 * A service over TLS under a name that only the proxy can reach; its authority, its host with the
 * port, and its customers.
 */
async function behindProxy(simulate: (options: SimulatorOptions) => Promise<Simulator>) {
  const root = authority();
  const { key, cert } = root.issue({ hosts: ['graph.jobwatch.test'] });
  const simulator = await simulate({ https: { key, cert } });
  const host = `graph.jobwatch.test:${new URL(simulator.apiBaseUrl).port}`;
  return { root, simulator, host, url: `https://${host}/partner/customers` };
}

for (const place of ['here', 'apart'] as const) {
  test.describe(place === 'here' ? 'in this process' : 'in a process of its own', () => {
    test.use({ place });

    test('answers, errors and redirects as the client expects them', async ({ network, simulate }) => {
      const simulator = await simulate();
      await network.apply(direct, null);
      expect(await network.ask(customers(simulator))).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
      });
      const form = new URLSearchParams({
        client_id: simulator.clientId,
        client_secret: simulator.clientSecret,
        scope: 'partner.jobs.read.all',
        grant_type: 'client_credentials',
      });
      const post = {
        method: 'POST',
        body: form.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      };
      expect(await network.ask(simulator.tokenUrl, post)).toMatchObject({ status: 200 });
      simulator.faults.add('token', { kind: 'cutOff', times: 1 });
      expect(problemOf(await network.ask(simulator.tokenUrl, post))?.code).toMatch(
        /connectionFailed|notUnderstood/,
      );
      simulator.faults.add('customers', { kind: 'redirect', location: '/login?secret=1', times: 1 });
      expect(problemOf(await network.ask(customers(simulator)))).toMatchObject({
        code: 'redirected',
        detail: `to ${simulator.apiBaseUrl}/login`,
      });
      simulator.faults.add('customers', { kind: 'silence', times: 1 });
      expect(problemOf(await network.ask(customers(simulator), {}, 300))?.code).toBe('timedOut');
      await expect.poll(() => simulator.counters.inFlight).toBe(0);
      await simulator.close();
      expect(problemOf(await network.ask(customers(simulator)))).toMatchObject({
        code: 'connectionFailed',
        detail: 'net::ERR_CONNECTION_REFUSED',
      });
      expect(problemOf(await network.ask('https://nobody.invalid/'))?.code).toMatch(/hostNotFound|offline/);
    });

    test('an extra authority counts at once, for its own servers alone, and no longer than it is set', async ({
      network,
      simulate,
    }) => {
      const root = authority();
      const middle = root.issue({ ca: true, name: 'Middle' });
      const server = middle.issue({ name: 'Server', hosts: ['127.0.0.1'] });
      const wrongHost = root.issue({ name: 'Wrong', hosts: ['elsewhere.example'] });
      const over = root.issue({ hosts: ['127.0.0.1'], from: Date.now() - 9e8, until: Date.now() - 8e8 });
      const serve = (key: string, ...chain: string[]): Promise<Simulator> =>
        simulate({ https: { key, cert: chain.join('') } });
      const good = customers(await serve(server.key, server.cert, middle.cert));
      const untrusted = { code: 'tlsUntrusted', detail: 'net::ERR_CERT_AUTHORITY_INVALID' };

      await network.apply(direct);
      expect(problemOf(await network.ask(good))).toMatchObject(untrusted);
      await network.apply({ ...direct, extraCa: authority().cert });
      expect(problemOf(await network.ask(good))).toMatchObject(untrusted);
      await network.apply({ ...direct, extraCa: `${authority().cert}${root.cert}` });
      expect(await network.ask(good)).toMatchObject({ status: 401 });
      for (const bad of [wrongHost, over]) {
        const url = customers(await serve(bad.key, bad.cert));
        expect(problemOf(await network.ask(url))?.code).toBe('tlsUntrusted');
      }
      await network.apply(direct);
      expect(problemOf(await network.ask(good))).toMatchObject(untrusted);
    });

    test('what is no authority is refused and changes nothing', async ({ network, simulate }) => {
      const root = authority();
      const server = root.issue({ hosts: ['127.0.0.1'] });
      const url = customers(await simulate({ https: { key: server.key, cert: server.cert } }));
      await network.apply({ ...direct, extraCa: root.cert });
      await expect(network.apply({ ...direct, extraCa: root.key })).rejects.toThrow(
        /no certificate in the file/,
      );
      expect(await network.ask(url)).toMatchObject({ status: 401 });
    });

    test('a manual proxy carries everything but what is left out, and changes take effect at once', async ({
      network,
      simulate,
      httpProxy: proxy,
    }) => {
      const url = customers(await simulate());
      await network.apply({ ...direct, proxy: manual(proxy) });
      expect(await network.ask(url)).toMatchObject({ status: 401 });
      expect(proxy.passed).toEqual([`GET ${url}`]);
      await network.apply({ ...direct, proxy: manual(proxy, { bypass: 'localhost, 127.0.0.1' }) });
      expect(await network.ask(url)).toMatchObject({ status: 401 });
      await network.apply(direct);
      expect(await network.ask(url)).toMatchObject({ status: 401 });
      expect(proxy.passed).toHaveLength(1);
      await network.apply({ ...direct, proxy: manual(proxy) });
      await proxy.close();
      expect(problemOf(await network.ask(url))).toMatchObject({
        code: 'connectionFailed',
        detail: 'net::ERR_PROXY_CONNECTION_FAILED',
      });
    });

    test('an extra authority counts for each of several connections that begin at once', async ({
      network,
    }) => {
      const root = authority();
      const { key, cert } = root.issue({ hosts: ['127.0.0.1'] });
      const server = createServer({ key, cert }, (_request, answer) => {
        answer.writeHead(200, { connection: 'close' }).end('here');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      for (let round = 0; round < 8; round += 1) {
        await network.apply({ ...direct, extraCa: root.cert });
        const outcomes = await Promise.all(Array.from({ length: 6 }, () => network.ask(url)));
        expect(outcomes.map(problemOf)).toEqual(Array(6).fill(null));
      }
      await new Promise((resolve) => server.close(resolve));
    });

    test('TLS through the proxy to a name that only it can reach', async ({
      network,
      simulate,
      httpProxy: proxy,
    }) => {
      const { root, host, url } = await behindProxy(simulate);
      await network.apply({ proxy: manual(proxy), extraCa: root.cert });
      expect(await network.ask(url)).toMatchObject({ status: 401 });
      expect(proxy.passed).toEqual([`CONNECT ${host}`]);
      await network.apply({ proxy: manual(proxy), extraCa: null });
      expect(problemOf(await network.ask(`https://${host}/`))?.code).toBe('tlsUntrusted');
      proxy.refuses = 502;
      expect(problemOf(await network.ask('https://other.jobwatch.test/'))?.code).toBe('connectionFailed');
    });

    for (const scheme of ['http', 'https'] as const) {
      test(`the sign-in of a proxy, over ${scheme}`, async ({ network, simulate, httpProxy: proxy }) => {
        const root = authority();
        const server = root.issue({ hosts: ['graph.jobwatch.test'] });
        const simulator = await simulate(
          scheme === 'https' ? { https: { key: server.key, cert: server.cert } } : {},
        );
        const url = `${scheme}://graph.jobwatch.test:${new URL(simulator.apiBaseUrl).port}/partner/customers`;
        const signedIn = { proxy: manual(proxy, { userName: 'anna' }), extraCa: root.cert };
        const code = async (): Promise<unknown> => {
          const outcome = await network.ask(url);
          return problemOf(outcome)?.code ?? ('status' in outcome ? outcome.status : null);
        };
        const refused = 'proxySignIn';
        proxy.wants = 'anna:pass:wörd';
        await network.apply({ ...signedIn, proxy: manual(proxy) });
        expect(await code()).toBe(refused);
        await network.apply(signedIn, 'wrong');
        expect(await code()).toBe(refused);
        expect(proxy.passed).toEqual([]);
        await network.apply(signedIn, 'pass:wörd');
        expect(await code()).toBe(401);
        expect(proxy.passed).toHaveLength(1);
        proxy.wants = 'anna:another';
        await network.apply(signedIn, 'pass:wörd');
        expect(await code()).toBe(refused);
        await network.apply(signedIn, 'another');
        expect(await code()).toBe(401);
      });
    }
  });
}

test.describe('what speaks to the network', () => {
  test.use({ place: 'apart' });

  for (const how of ['is renewed', 'crashes'] as const) {
    test(`${how}: no request is lost, and the way stays the one that was set`, async ({
      network,
      simulate,
      httpProxy: proxy,
    }) => {
      const { root, simulator, url } = await behindProxy(simulate);
      proxy.wants = 'anna:right';
      await network.apply({ proxy: manual(proxy, { userName: 'anna' }), extraCa: root.cert }, 'right');
      const pids = new Set<unknown>();
      for (let round = 0; round < 30; round += 1) {
        if (how === 'crashes' && round % 10 === 9) await network.crash();
        const outcomes = await Promise.all(Array.from({ length: 6 }, () => network.ask(url)));
        expect(outcomes.map((outcome) => problemOf(outcome) ?? 401)).toEqual(Array(6).fill(401));
        pids.add(await network.pid());
      }
      // Renewed after 40 requests each time, which is four times in 180.
      expect(pids.size).toBeGreaterThan(how === 'crashes' ? 4 : 3);
      await expect.poll(() => simulator.counters.inFlight).toBe(0);
    });
  }
});

test('what this process does itself is never renewed', async ({ network, simulate }) => {
  const simulator = await simulate();
  await network.apply(direct);
  for (let round = 0; round < 10; round += 1) {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => network.ask(customers(simulator))));
    expect(outcomes.map((outcome) => problemOf(outcome) ?? 401)).toEqual(Array(6).fill(401));
    expect(await network.pid()).toBeUndefined();
  }
});
