import { expect, it } from 'vitest';
import { createUpdates } from '../../main/updates.ts';
import type { Updater, UpdateParts } from '../../main/updates.ts';
import { ServiceFailure } from '../../main/avepoint/failure.ts';
import { problem } from '../../shared/problem.ts';
import { handClock, settle } from './avepoint/hand-clock.ts';

const hour = 3_600_000;
const quiet = {
  detail: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Updates over a feed in the hand; `checks` counts what was asked of it. */
function updatesWith(given: Partial<UpdateParts> = {}, feed: Partial<Updater> = {}) {
  const clock = handClock();
  const seen = { opened: 0, checks: 0, downloads: 0 };
  const updates = createUpdates({
    means: 'install',
    isWanted: () => true,
    clock,
    log: quiet,
    changed: () => undefined,
    open: () => {
      seen.opened += 1;
      return Promise.resolve({
        check: () => {
          seen.checks += 1;
          return feed.check?.() ?? Promise.resolve(null);
        },
        download: (tell) => {
          seen.downloads += 1;
          return feed.download?.(tell) ?? Promise.resolve();
        },
      });
    },
    ...given,
  });
  return { clock, seen, updates };
}

it('asks soon after the start and once a day from then on', async () => {
  const { clock, seen, updates } = updatesWith();
  expect(seen.opened).toBe(0);
  await clock.advance(60_000);
  expect(seen.checks).toBe(1);
  await clock.advance(23 * hour);
  expect(seen.checks).toBe(1);
  await clock.advance(hour);
  expect(seen.checks).toBe(2);
  await clock.advance(240 * hour);
  expect(seen).toMatchObject({ checks: 12, opened: 1 });
  updates.stop();
  await clock.advance(100 * hour);
  expect(seen.checks).toBe(12);
});

it('loads and asks nothing where there is no feed, even when it is told to', async () => {
  const { clock, seen, updates } = updatesWith({ means: 'off' });
  await clock.advance(100 * hour);
  await updates.check();
  await updates.download();
  expect(seen).toEqual({ opened: 0, checks: 0, downloads: 0 });
  expect(clock.waiting).toBe(0);
});

it('asks by itself only as long as the person wants it, and on request anyway', async () => {
  let wanted = false;
  const { clock, seen, updates } = updatesWith({ isWanted: () => wanted });
  await clock.advance(48 * hour);
  expect(seen.opened).toBe(0);
  await updates.check();
  expect(seen.checks).toBe(1);
  wanted = true;
  await clock.advance(25 * hour);
  expect(seen.checks).toBe(2);
});

it('tries again within the hour after a check that failed, and keeps what it knew', async () => {
  let works = true;
  const check = () => (works ? Promise.resolve('2.0.0') : Promise.reject(new Error('net::ERR_FAILED')));
  const { clock, seen, updates } = updatesWith({}, { check });
  await updates.check();
  works = false;
  await updates.check();
  expect(updates.state).toMatchObject({
    phase: 'idle',
    version: '2.0.0',
    problem: { code: 'updateUnreachable', detail: 'net::ERR_FAILED' },
  });
  works = true;
  await clock.advance(25 * hour);
  expect(updates.state).toMatchObject({ version: '2.0.0', problem: null });
  expect(seen.checks).toBeGreaterThanOrEqual(3);
});

it('does not load again what could not be loaded once, until it is asked again', async () => {
  let broken = true;
  const { updates } = updatesWith({
    open: () =>
      broken
        ? Promise.reject(new Error('no such file'))
        : Promise.resolve({ check: () => Promise.resolve('2.0.0'), download: () => Promise.resolve() }),
  });
  await updates.check();
  expect(updates.state.problem?.detail).toBe('no such file');
  broken = false;
  await updates.check();
  expect(updates.state).toMatchObject({ version: '2.0.0', problem: null });
});

it('downloads what was found, once, and asks no more when it is ready', async () => {
  let finish = (): void => undefined;
  let tell: (percent: number) => void = () => undefined;
  const { clock, seen, updates } = updatesWith(
    {},
    {
      check: () => Promise.resolve('2.0.0'),
      download: (listener) => {
        tell = listener;
        return new Promise((resolve) => (finish = resolve));
      },
    },
  );
  await updates.download();
  expect(seen.downloads).toBe(0);
  await updates.check();
  const downloaded = updates.download();
  await settle();
  tell(42.7);
  expect(updates.state).toMatchObject({ phase: 'downloading', percent: 42 });
  await updates.download();
  await updates.check();
  finish();
  await downloaded;
  expect(updates.state).toMatchObject({ phase: 'ready', version: '2.0.0' });
  await clock.advance(100 * hour);
  expect(seen).toEqual({ opened: 1, checks: 1, downloads: 1 });
});

it('says what was refused, and lets the person try again', async () => {
  let refuses = true;
  const refused = new ServiceFailure(problem('updateRefused', { detail: 'sha512' }));
  const { updates } = updatesWith(
    {},
    {
      check: () => Promise.resolve('2.0.0'),
      download: () => (refuses ? Promise.reject(refused) : Promise.resolve()),
    },
  );
  await updates.check();
  await updates.download();
  expect(updates.state).toMatchObject({
    phase: 'idle',
    version: '2.0.0',
    problem: { code: 'updateRefused' },
  });
  refuses = false;
  await updates.download();
  expect(updates.state).toMatchObject({ phase: 'ready', problem: null });
});

it('downloads nothing where something else installs the program', async () => {
  const { seen, updates } = updatesWith({ means: 'tell' }, { check: () => Promise.resolve('2.0.0') });
  await updates.check();
  await updates.download();
  expect(updates.state).toMatchObject({ phase: 'idle', version: '2.0.0' });
  expect(seen.downloads).toBe(0);
});
