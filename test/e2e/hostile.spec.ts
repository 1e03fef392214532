import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startSimulator } from '../../simulator/index.ts';
import type { Fault } from '../../simulator/index.ts';
import { expect, test } from './support/fixtures.ts';
import { connect } from './support/steps.ts';

const mega = 1024 * 1024;
/** Characters that nobody sees. */
// eslint-disable-next-line no-control-regex
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/;

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

/** A text that would act in each place where it is shown: markup, a mnemonic, a formula, a turned direction, a line. */
const acting = (field: string): string =>
  `=<i class=hostile>${field}</i><img src=x onerror=hostile=1>&_Q\u202e\u0007`;
/** As it is to be read. */
const asRead = (field: string): string => acting(field).slice(0, -'\u202e\u0007'.length);

const customerFields = ['organization', 'ownerEmail', 'countryOrRegion', 'jobStatus'];
const jobFields = [
  ...['jobType', 'jobModule', 'name', 'status', 'jobId', 'totalCount', 'failedCount', 'successfulCount'],
  ...['skippedCount', 'warningCount', 'backupSize', 'startTime', 'endTime', 'jobDuration', 'lastModifyTime'],
];
const reportFields = ['title', 'sourceObjectLocation', 'container', 'comment', 'errorCode', 'finishTime'];
const actingFields = (fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field, acting(field)]));

test('what others wrote is read and never acts: in window, notification, tray menu, file and log', async ({
  desktop,
  simulator,
  program,
}) => {
  const [customer, refused, ...others] = simulator.estate.customers.map(({ id }) => id) as [string, string];
  const customers = [customer, refused, ...others].map((id) => ({ id, ...actingFields(customerFields) }));
  simulator.faults.add('customers', { kind: 'json', value: { value: customers } });
  const body = { json: { message: acting('message') } };
  simulator.faults.add({ customerId: refused }, { kind: 'status', status: 400, body });
  /** A job whose run may fail and that has a report, and one in which every field is hostile. */
  const answer = (status: string, jobId: string): (() => void) => {
    const failing = { ...actingFields(jobFields), jobType: 'Microsoft 365', status, jobId };
    const module = `${acting('jobModule')}\n00:00:00.000 error forged: line`;
    const odd = { ...actingFields(jobFields), jobModule: module };
    return simulator.faults.add({ customerId: customer }, { kind: 'json', value: { value: [failing, odd] } });
  };
  const heal = answer('Finished', 'IB1');
  simulator.faults.add('report', {
    kind: 'json',
    value: { data: [{ status: 'failed', ...actingFields(reportFields) }], metadata: {} },
  });

  const page = await program.start();
  await connect(page, simulator);
  await desktop.tray.waitFor(
    ({ tooltip }) => /checked/.test(tooltip) && !/not checked/.test(tooltip),
    20_000,
  );
  heal();
  answer('Failed', 'IB2');
  await desktop.tray.choose('Refresh now');
  const shown = await desktop.notifications.waitFor(({ title }) => title.startsWith('Backup failed'));
  expect(shown.title).toBe(`Backup failed: ${asRead('organization')}`);
  // The desktop reads markup in it: what were tags would be gone.
  expect(shown.body).toContain(asRead('jobModule'));
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('failed'));
  const labels = (await desktop.tray.menu()).map(({ label }) => label);
  expect(labels).toContain(asRead('organization'));
  expect(labels.filter((label) => /^=<i class=hostile>organ.*…/.test(label))).not.toEqual([]);
  expect(labels.join()).not.toMatch(unseen);

  /** Goes to a place, and looks at what it shows of these fields. */
  const look = async (route: string, ...fields: string[]): Promise<void> => {
    await page.evaluate((to) => {
      location.hash = to;
    }, route);
    for (const field of fields) await expect(page.getByText(asRead(field)).first(), route).toBeAttached();
    const found = await page.evaluate(() => ({
      elements: document.querySelectorAll('.hostile, img[src="x"]').length,
      ran: 'hostile' in window,
      text: document.body.innerText,
    }));
    expect({ ...found, text: '' }, route).toEqual({ elements: 0, ran: false, text: '' });
    expect(found.text, route).not.toMatch(unseen);
  };
  const [failing, odd] = await page.evaluate(async (id) => {
    const details = await window.jobwatch.getCustomer({ id });
    const jobs = (details.ok ? details.value?.jobs : undefined) ?? [];
    return [true, false].map((is) => jobs.find(({ runId }) => (runId === 'IB2') === is)?.key ?? '');
  }, customer);
  await look('#/overview', 'organization');
  await look('#/alerts', 'organization', 'jobModule');
  await look('#/customers', 'organization');
  await look(`#/customers/${customer}`, ...customerFields, 'jobModule');
  await look(`#/customers/${refused}`, 'message');
  await look('#/jobs', 'organization', 'jobModule', 'jobType');
  await look(`#/jobs/${odd}`, ...jobFields.filter((field) => field !== 'jobModule'));
  await page.getByText('Raw answer').click();
  await expect(page.getByText('&_Q\\u202e\\u0007').first()).toBeVisible();
  await look(`#/jobs/${odd}`);
  await look(`#/jobs/${failing}`, 'organization', 'jobModule', 'name');
  await page.getByRole('button', { name: 'Show what failed' }).click();
  await look(`#/jobs/${failing}`, 'title', 'comment', 'errorCode');
  await look('#/settings');

  const path = join(program.profile, 'jobs.csv');
  await program.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
  await page.evaluate(() => {
    location.hash = '#/jobs';
  });
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Jobs as CSV' }).click();
  await expect(page.getByText(`written to ${path}`)).toBeVisible();
  const cells = readFileSync(path, 'utf8').split(/[,\r\n]+/);
  expect(cells.join()).toContain(`'${asRead('name')}`);
  expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
  expect(cells.join()).not.toMatch(unseen);

  expect(program.output).toContain('unknown module');
  expect(program.output).not.toMatch(/^00:00:00\.000 error forged/m);
  expect(program.output).not.toMatch(unseen);
});
