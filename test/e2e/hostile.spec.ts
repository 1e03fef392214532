import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startSimulator } from '../../simulator/index.ts';
import type { Fault } from '../../simulator/index.ts';
import { expect, test } from './support/fixtures.ts';
import { connect } from './support/steps.ts';

const mega = 1024 * 1024;

test('customers whose answers are hostile cost nobody else a check, no connection, and the token goes nowhere', async ({
  desktop,
  program,
}) => {
  const strays: string[] = [];
  const stray = createServer((request, response) => {
    strays.push(request.url ?? '');
    response.end('{"value":[]}');
  });
  await new Promise<void>((resolve) => stray.listen(0, '127.0.0.1', resolve));
  const elsewhere = `http://127.0.0.1:${(stray.address() as AddressInfo).port}`;
  const bytes = (text: string | Buffer, headers = {}): Fault => ({
    kind: 'bytes',
    body: Buffer.from(text),
    headers,
  });
  const faults: [Fault, string | null][] = [
    // More than Chromium has connections for one host: none may be left behind.
    ...Array.from({ length: 4 }, (): [Fault, string] => [
      { kind: 'endless', text: ' '.repeat(65_536) },
      'notUnderstood',
    ]),
    ...Array.from({ length: 4 }, (): [Fault, string] => [
      { kind: 'endless', text: ' '.repeat(mega), zipped: true },
      'notUnderstood',
    ]),
    [bytes(gzipSync(Buffer.alloc(64 * mega, '[')), { 'content-encoding': 'gzip' }), 'notUnderstood'],
    [bytes('{"value":[]}', { 'content-encoding': 'gzip' }), 'notUnderstood'],
    [bytes(`{"value":[],"nextLink":"${elsewhere}/next"}`), 'notUnderstood'],
    [bytes('{"value":[],"nextLink":"file:///etc/passwd"}'), 'notUnderstood'],
    [{ kind: 'redirect', location: `${elsewhere}/redirect` }, 'redirected'],
    [{ kind: 'redirect', location: 'file:///etc/passwd' }, 'redirected'],
    [{ kind: 'reset' }, 'connectionFailed'],
    [bytes('{"value":[]}', { 'set-cookie': 'a=b; Path=/; Max-Age=9999' }), null],
    [bytes(`{"value":[{"name":"${'x'.repeat(10 * mega)}"}]}`), null],
  ];
  const simulator = await startSimulator({ customers: faults.length + 3, jobsPerCustomer: 6, seed: 7 });
  try {
    const expected = new Map<string, string | null>();
    for (const [index, { id }] of simulator.estate.customers.entries()) {
      const [fault, code] = faults[index] ?? [null, null];
      if (fault !== null) simulator.faults.add({ customerId: id }, fault);
      expected.set(id, code);
    }
    const page = await program.start();
    await connect(page, simulator);
    const codes = () =>
      page.evaluate(async () => {
        const answer = await window.jobwatch.listCustomers({ text: '', ids: null, offset: 0, limit: 100 });
        if (!answer.ok) return [];
        return answer.value.rows.map(
          ({ id, problem, polledAt }) =>
            [id, polledAt === null ? 'waiting' : (problem?.code ?? null)] as const,
        );
      });
    for (const round of [1, 2]) {
      await expect
        .poll(async () => new Map(await codes()), { timeout: 25_000, message: `round ${round}` })
        .toEqual(expected);
      await expect.poll(() => simulator.counters.inFlight).toBe(0);
      await desktop.tray.choose('Refresh now');
    }
    expect(strays).toEqual([]);
    expect(simulator.requests.filter(({ cookie }) => cookie !== null)).toEqual([]);
  } finally {
    await simulator.close();
    stray.close();
  }
});
