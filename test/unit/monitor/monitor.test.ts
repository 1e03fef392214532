import { describe, expect, test } from 'vitest';
import { settle } from '../avepoint/hand-clock.ts';
import { customers, hour, minute, start } from './help.ts';
import { createStage, interval } from './stage.ts';
import type { Stage } from './stage.ts';

const pollsOf = ({ asked }: Stage): string[] => asked.filter((name) => name !== 'list');

/** What was asked for since the last time. */
function since(stage: Stage): string[] {
  const polls = pollsOf(stage);
  stage.asked.length = 0;
  return polls;
}

test('a first start lists the customers and polls each, four at once, as one sweep', async () => {
  const stage = createStage();
  stage.takes = 1000;
  stage.monitor.start();
  expect(stage.monitor.sweep).toBeNull();
  await stage.clock.advance(1100);
  expect(stage.monitor.sweep).toEqual({ done: 0, total: 10 });
  await stage.clock.advance(1000);
  expect(stage.monitor.sweep).toEqual({ done: 4, total: 10 });
  await stage.clock.advance(2000);
  expect([stage.monitor.sweep, stage.sweeps, stage.atOnce]).toEqual([null, 1, 4]);
  expect(pollsOf(stage).toSorted()).toEqual(stage.ids);
});

test('where the first list fails it is asked for again, and the sweep begins with it', async () => {
  const stage = createStage();
  stage.list = () => 'serviceUnavailable';
  stage.monitor.start();
  await stage.clock.advance(50_000);
  expect([stage.monitor.problem?.code, pollsOf(stage), stage.monitor.sweep]).toEqual([
    'serviceUnavailable',
    [],
    null,
  ]);
  stage.list = () => null;
  await stage.clock.advance(minute);
  expect([stage.monitor.problem, pollsOf(stage).length, stage.sweeps]).toEqual([null, 10, 1]);
});

test('customers that are known are polled at once, whatever becomes of the list', async () => {
  const stage = createStage();
  stage.repository.saveCustomers(customers(...stage.ids), start);
  stage.list = () => 'permissionMissing';
  stage.monitor.start();
  await stage.clock.advance(1000);
  expect(pollsOf(stage)).toHaveLength(10);
  await stage.clock.advance(2 * hour);
  // The list is tried every minute and told of once; polls go on.
  expect(stage.notices()).toHaveLength(1);
  expect(pollsOf(stage).length).toBeGreaterThan(100);
  expect(stage.monitor.problem?.code).toBe('permissionMissing');
});

test('everybody is polled once an interval, day after day', async () => {
  const stage = createStage();
  stage.monitor.start();
  await stage.clock.advance(interval * 1.2);
  since(stage);
  await stage.clock.advance(interval * 20);
  const polls = since(stage);
  for (const id of stage.ids)
    expect(Math.abs(polls.filter((p) => p === id).length - 20)).toBeLessThanOrEqual(1);
  expect(stage.sweeps).toBeGreaterThanOrEqual(15);
});

test('a customer that leaves the list is polled no more, and no sweep waits for it', async () => {
  const stage = createStage();
  stage.monitor.start();
  await stage.clock.advance(1000);
  stage.ids = stage.ids.slice(1);
  stage.monitor.refresh();
  await stage.clock.advance(1000);
  since(stage);
  const { sweeps } = stage;
  await stage.clock.advance(5 * interval);
  expect(since(stage)).not.toContain('c0');
  expect(stage.sweeps).toBeGreaterThan(sweeps + 2);
});

test('one that is asked for goes ahead, all are asked for with the list first', async () => {
  const stage = createStage();
  stage.monitor.start();
  await stage.clock.advance(1000);
  since(stage);
  stage.monitor.refresh('c7');
  await stage.clock.advance(0);
  expect(since(stage)).toEqual(['c7']);
  stage.monitor.refresh();
  await stage.clock.advance(1000);
  expect(stage.asked[0]).toBe('list');
  expect(since(stage)).toHaveLength(10);
});

test('paused, nothing is polled but what is asked for, once', async () => {
  const stage = createStage();
  stage.monitor.start();
  await stage.clock.advance(1000);
  stage.monitor.setPaused(true);
  since(stage);
  await stage.clock.advance(3 * interval);
  expect(since(stage)).toEqual([]);
  stage.monitor.refresh();
  await stage.clock.advance(3 * interval);
  expect(since(stage)).toHaveLength(10);
  stage.monitor.setPaused(false);
  await stage.clock.advance(interval);
  expect(since(stage).length).toBeGreaterThanOrEqual(10);
});

test('asleep nothing piles up, and awake everybody is polled within a minute, once', async () => {
  const stage = createStage();
  stage.monitor.start();
  await stage.clock.advance(1000);
  stage.monitor.sleep();
  since(stage);
  await stage.clock.advance(10 * hour);
  stage.monitor.refresh('c1');
  await stage.clock.advance(1000);
  expect([since(stage), stage.monitor.asleep]).toEqual([[], true]);
  stage.monitor.wake();
  await stage.clock.advance(20_000);
  expect(since(stage).length).toBeLessThan(7);
  await stage.clock.advance(40_000);
  expect(since(stage).length).toBeGreaterThan(3);
  expect(stage.clock.waiting).toBeLessThanOrEqual(2);
});

test('while the list hangs after waking, polls go on', async () => {
  const stage = createStage();
  stage.monitor.start();
  await stage.clock.advance(1000);
  stage.monitor.sleep();
  await stage.clock.advance(hour);
  stage.takes = 30_000;
  since(stage);
  stage.monitor.wake();
  await stage.clock.advance(20_000);
  expect(since(stage).length).toBeGreaterThan(1);
});

test('a connection that is lost is told once, and its customers are not', async () => {
  const stage = createStage();
  stage.monitor.start();
  await stage.clock.advance(1000);
  stage.jobs = () => 'connectionFailed';
  stage.list = () => 'connectionFailed';
  await stage.clock.advance(5 * hour);
  expect([stage.notices().length, stage.monitor.problem?.code]).toEqual([1, 'connectionFailed']);
  stage.jobs = () => null;
  stage.list = () => null;
  await stage.clock.advance(hour);
  expect(stage.notices().slice(1)).toEqual(['Jobwatch checks again']);
  expect(stage.monitor.problem).toBeNull();
});

test('a clock that is set back and forth neither stops nor hurries the polls, and tells nothing twice', async () => {
  const stage = createStage();
  stage.monitor.start();
  stage.jobs = (id) => (id === 'c3' ? 'permissionMissing' : null);
  await stage.clock.advance(interval * 3);
  expect(stage.notices()).toEqual(['Cannot check Customer c3']);
  for (const wrongBy of [-30 * 24 * hour, 0, 6 * hour, -hour, 0]) {
    stage.wrongBy = wrongBy;
    since(stage);
    await stage.clock.advance(interval * 6);
    const polls = since(stage);
    for (const id of stage.ids.filter((one) => one !== 'c3'))
      expect(Math.abs(polls.filter((poll) => poll === id).length - 6), `${id}, ${wrongBy} ms`).toBeLessThan(
        2,
      );
  }
  expect(stage.notices()).toEqual(['Cannot check Customer c3']);
  stage.jobs = () => null;
  await stage.clock.advance(interval * 6);
  expect(stage.notices()).toEqual(['Cannot check Customer c3', 'Customer c3 can be checked again']);
  expect(stage.errors).toEqual([]);
});

test('one customer that cannot be reached is told of by its name, and polled less often', async () => {
  const stage = createStage();
  stage.jobs = (id) => (id === 'c3' ? 'notUnderstood' : null);
  stage.monitor.start();
  await stage.clock.advance(5 * hour);
  expect(stage.notices()).toEqual(['Cannot check Customer c3']);
  expect(stage.monitor.problem).toBeNull();
  stage.jobs = () => null;
  await stage.clock.advance(hour);
  expect(stage.notices()).toEqual(['Cannot check Customer c3', 'Customer c3 can be checked again']);
});

test('a disk that takes nothing is told, polling goes on, and so does storing when it can', async () => {
  let full = false;
  const stage = createStage(10, (repository) => ({
    recordAnswer: (...answer) => {
      if (full) throw new Error('disk full');
      repository.recordAnswer(...answer);
    },
  }));
  stage.monitor.start();
  await stage.clock.advance(1000);
  full = true;
  await stage.clock.advance(2 * interval);
  expect(stage.errors.length).toBeGreaterThan(9);
  full = false;
  const { stored } = stage;
  await stage.clock.advance(2 * interval);
  expect(stage.stored).toBeGreaterThan(stored + 9);
  const errors = stage.errors.length;
  await stage.clock.advance(2 * interval);
  expect(stage.errors).toHaveLength(errors);
});

test('to stop is to give up what is under way, and nothing comes after', async () => {
  const stage = createStage();
  stage.takes = 10_000;
  stage.repository.saveCustomers(customers(...stage.ids), start);
  stage.monitor.start();
  await settle();
  expect(stage.asked).toHaveLength(4);
  await stage.monitor.stop();
  await stage.clock.advance(5 * hour);
  expect(stage.asked).toHaveLength(4);
  expect(stage.repository.reach('c0')).toEqual({ since: null, toldAt: null });
});

test('a new interval holds from now on, and the store’s choice of customers from its reload', async () => {
  const stage = createStage();
  stage.monitor.start();
  await stage.clock.advance(1000);
  since(stage);
  stage.monitor.setInterval(minute);
  await stage.clock.advance(10 * minute);
  expect(since(stage).length).toBeGreaterThan(80);
  stage.repository.describeCustomer({ id: 'c1', displayName: null, tags: [], watched: false });
  stage.monitor.reload();
  await stage.clock.advance(5 * minute);
  expect(since(stage)).not.toContain('c1');
  expect([stage.monitor.msToPoll('c1'), stage.monitor.msToPoll('c2')! <= 1.1 * minute]).toEqual([null, true]);
});

describe('a disk that takes nothing', () => {
  const refusing = () => {
    const disk = { full: true };
    const stage = createStage(40, (store) => ({
      recordAnswer: (...answer) => {
        if (disk.full) throw new Error('the disk is full');
        store.recordAnswer(...answer);
      },
    }));
    return { disk, stage };
  };

  test('the service is not asked for what cannot be kept more than now and then, until it can', async () => {
    const { disk, stage } = refusing();
    stage.monitor.start();
    await stage.clock.advance(minute);
    expect(stage.errors.length).toBeGreaterThan(10);
    // Four at once, every five seconds.
    expect(stage.errors.length).toBeLessThanOrEqual(4 * 13);
    disk.full = false;
    await stage.clock.advance(20 * minute);
    expect(stage.stored).toBeGreaterThanOrEqual(40);
  });

  test('what it refuses after a write is told as well, and ends nothing', async () => {
    const stage = createStage(4);
    stage.refusesAfterwards = true;
    stage.monitor.start();
    await stage.clock.advance(1);
    expect(stage.errors).not.toEqual([]);
    stage.refusesAfterwards = false;
    await stage.clock.advance(minute);
    expect(stage.stored).toBeGreaterThan(0);
    await stage.monitor.stop();
  });

  test('a person who asks is not made to wait', async () => {
    const { disk, stage } = refusing();
    stage.monitor.start();
    await stage.clock.advance(1);
    expect(stage.errors).not.toEqual([]);
    disk.full = false;
    stage.asked.length = 0;
    stage.monitor.refresh('c7');
    await stage.clock.advance(1);
    expect(stage.asked).toContain('c7');
  });
});
