import { expect, test } from 'vitest';
import type { ProblemCode } from '../../../shared/problem.ts';
import { customers, hour, minute, start } from './help.ts';
import { createStage } from './stage.ts';
import type { Stage } from './stage.ts';

// Where one region of the service is out of reach, some customers are and others are not.

/** So many customers, of whom all have been polled. */
async function begun(count: number): Promise<Stage> {
  const stage = createStage(count);
  stage.monitor.start();
  await stage.clock.advance(minute);
  return stage;
}

/** What every question meets from now on; null for an answer. */
function all(stage: Stage, code: ProblemCode | null): void {
  stage.jobs = () => code;
  stage.list = () => code;
}

/** The titles without the reasons in them. */
const told = (stage: Stage): string[] => stage.notices().map((title) => title.replace(/:.*/, ''));

test.each([
  [20, 10],
  [60, 40],
  [20, 8],
])(
  'of %i customers %i are out of reach for good: they are told of within two hours, once',
  async (count, lost) => {
    const stage = await begun(count);
    const unreachable = new Set(stage.ids.slice(0, lost));
    stage.jobs = (id) => (unreachable.has(id) ? 'serviceUnavailable' : null);
    await stage.clock.advance(2 * hour);
    const first = stage.notices();
    expect(first.toSorted()).toEqual([...unreachable].map((id) => `Cannot check Customer ${id}`).toSorted());
    await stage.clock.advance(6 * hour);
    expect(stage.notices()).toEqual(first);
  },
);

test('an outage of all that ends is not counted to the customer that stays out of reach', async () => {
  const stage = await begun(10);
  all(stage, 'serviceUnavailable');
  await stage.clock.advance(2 * hour);
  expect(told(stage)).toEqual(['Jobwatch cannot check']);
  stage.jobs = (id) => (id === 'c3' ? 'serviceUnavailable' : null);
  stage.list = () => null;
  await stage.clock.advance(25 * minute);
  expect(stage.notices().slice(1)).toEqual(['Jobwatch checks again']);
  await stage.clock.advance(hour);
  expect(stage.notices().slice(2)).toEqual(['Cannot check Customer c3']);
});

test('an outage of all that lets up for a minute is no customer’s', async () => {
  const stage = await begun(40);
  for (const [code, ms] of [
    ['timedOut', 20 * minute],
    [null, minute],
    ['timedOut', hour],
  ] as const) {
    all(stage, code);
    await stage.clock.advance(ms);
  }
  expect(told(stage)).toEqual(['Jobwatch cannot check']);
});

test.each([3, 6])('nor is one that %i minutes before was some customers’ alone', async (lead) => {
  const stage = await begun(40);
  const first = new Set(stage.ids.slice(0, 10));
  stage.jobs = (id) => (first.has(id) ? 'serviceUnavailable' : null);
  await stage.clock.advance(lead * minute);
  all(stage, 'serviceUnavailable');
  await stage.clock.advance(2 * hour);
  expect(told(stage)).toEqual(['Jobwatch cannot check']);
});

test('a list that is answered while no poll is does not say that Jobwatch checks again', async () => {
  const stage = await begun(10);
  stage.jobs = () => 'serviceUnavailable';
  await stage.clock.advance(6 * hour);
  expect(told(stage)).toEqual(['Jobwatch cannot check']);
  stage.jobs = () => null;
  await stage.clock.advance(hour);
  expect(stage.notices().slice(1)).toEqual(['Jobwatch checks again']);
});

test('credentials that are refused are the connection’s alone, also where the list asks nobody', async () => {
  const stage = await begun(10);
  stage.jobs = () => 'credentialsRefused';
  await stage.clock.advance(6 * hour);
  expect(told(stage)).toEqual(['Jobwatch cannot check']);
});

test('a start in the middle of an outage that was told does not say that Jobwatch checks again', async () => {
  const stage = createStage(10);
  stage.repository.saveCustomers(customers(...stage.ids), start);
  stage.repository.recordConnection({ since: start - 2 * hour, toldAt: start - hour }, null, start);
  stage.jobs = () => 'serviceUnavailable';
  stage.monitor.start();
  await stage.clock.advance(3 * hour);
  expect(stage.notices()).toEqual([]);
  stage.jobs = () => null;
  await stage.clock.advance(hour);
  expect(stage.notices()).toEqual(['Jobwatch checks again']);
});
