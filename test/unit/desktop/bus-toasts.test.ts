import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBusToasts } from '../../../main/desktop/bus-toasts.ts';
import type { ToastHandle } from '../../../main/desktop/bus-toasts.ts';
import type { ToastDesk } from '../../../main/desktop/notifier.ts';
import type { Bus } from '../../../main/desktop/session-bus.ts';
import type { ToastToShow } from '../../../main/desktop/toast.ts';

/** A bus whose daemon answers when the test says so. */
let answers: ((body: unknown[]) => void)[];
/** The number that each notification is to take the place of. */
let replaced: unknown[];
let closed: unknown[];
let actions: unknown[];
/** Who has the daemon's name at the start, and what is answered to the question what it can do. */
let firstOwner: string | null;
let can: () => Promise<unknown[]>;
let signal: (body: unknown[]) => void;
let nameChanges: (owner: string | null) => void;
let kept: ToastHandle[];
let chosen: string[];
let save: (handles: ToastHandle[]) => void;

const bus: Bus = {
  id: 'bus',
  call: (_to, member, _signature, body = []) => {
    if (member === 'CloseNotification') closed.push(body[0]);
    return member === 'GetCapabilities' ? can() : Promise.resolve([]);
  },
  ask: (_to, _member, _signature, body = []) => {
    replaced.push(body[1]);
    actions.push(body[5]);
    return new Promise((resolve) => answers.push(resolve));
  },
  hear: (_of, _member, listener) => (signal = listener),
  followName: (_name, listener) => {
    nameChanges = listener;
    listener(firstOwner);
  },
  variant: (_signature, value) => value,
  close: () => undefined,
};
const toast = (key: string, notices = [1]): ToastToShow => ({
  key,
  notices,
  title: 'Backup failed: Contoso',
  body: '',
  route: '/jobs/k1',
  about: [],
  silent: false,
  urgent: false,
});
const open = (): ToastDesk =>
  createBusToasts(
    {
      bus,
      desktopEntry: 'jobwatch',
      icon: 'jobwatch',
      handles: {
        read: () => kept,
        save: (handles) => {
          save(handles);
        },
      },
      log: { detail: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    },
    (key, action) => chosen.push(`${action} ${key}`),
  );
const asked = (count: number) => expect.poll(() => answers.length).toBe(count);

beforeEach(() => {
  [answers, replaced, closed, actions, kept, chosen] = [[], [], [], [], [], []];
  firstOwner = ':1.1';
  can = () => Promise.resolve([['actions']]);
  save = (handles) => (kept = handles);
});

afterEach(() => {
  vi.useRealTimers();
});

test('a click that comes together with the number of its notification, or before it, is heard', async () => {
  const desk = open();
  const first = desk.show(toast('a'));
  await asked(1);
  answers[0]?.([7]);
  signal([7, 'default']);
  expect(await first).toBe('shown');
  expect(chosen).toEqual(['open a']);

  const second = desk.show(toast('b', [2]));
  const third = desk.show(toast('c', [3]));
  await asked(3);
  signal([9, 'snooze']);
  answers[1]?.([8]);
  await second;
  expect(chosen).toEqual(['open a']);
  answers[2]?.([9]);
  await third;
  expect(chosen).toEqual(['open a', 'snooze c']);
});

test('what was chosen on a notification of another program is not taken for one of ours', async () => {
  const desk = open();
  signal([8, 'default']);
  const first = desk.show(toast('a'));
  await asked(1);
  signal([9, 'default']);
  answers[0]?.([8]);
  await first;
  const second = desk.show(toast('b', [2]));
  await asked(2);
  answers[1]?.([9]);
  await second;
  expect(chosen).toEqual([]);

  // Another daemon counts anew.
  nameChanges(':1.2');
  signal([8, 'default']);
  expect(chosen).toEqual([]);
});

test('what is shown is shown, and can be clicked, also where the disk does not take its number', async () => {
  save = () => {
    throw new Error('ENOSPC');
  };
  const desk = open();
  const first = desk.show(toast('a'));
  await asked(1);
  answers[0]?.([7]);
  expect(await first).toBe('shown');
  signal([7, 'default']);
  expect(chosen).toEqual(['open a']);
});

/** Shows it to a daemon that hangs, until the desk waits no more. */
async function inVain(desk: ToastDesk, shown: ToastToShow): Promise<void> {
  const showing = desk.show(shown);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await showing).toBe('unanswered');
}

test('what a daemon that hangs was sent is not sent again, and counts as shown once it has answered', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const desk = open();
  for (let minute = 0; minute < 5; minute += 1) await inVain(desk, toast('a'));
  expect(replaced).toEqual([0]);

  // It wakes up while nobody waits; a click needs no further try.
  answers[0]?.([7]);
  await expect.poll(() => kept).toHaveLength(1);
  signal([7, 'default']);
  expect(chosen).toEqual(['open a']);
  expect(await desk.show(toast('a'))).toBe('shown');
  expect(replaced).toEqual([0]);

  // The next one about the same is another notification.
  const next = desk.show(toast('a', [2]));
  await asked(2);
  answers[1]?.([7]);
  expect(await next).toBe('shown');
  expect(replaced).toEqual([0, 7]);
});

test('what is unanswered for ten minutes is sent again, in no other’s place, which would be taken down; and no third time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  kept = [{ key: 'a', id: 5, owner: 'bus :1.1' }];
  const desk = open();
  for (let tries = 0; tries < 4; tries += 1) {
    await inVain(desk, toast('a', [2]));
    await vi.advanceTimersByTimeAsync(10 * 60_000);
  }
  expect(replaced).toEqual([5, 0]);
  answers[0]?.([5]);
  answers[1]?.([8]);
  await expect.poll(() => kept.map(({ id }) => id)).toEqual([8]);
  expect([closed.includes(5), closed.includes(8)]).toEqual([true, false]);
});

test('what was to be said meanwhile takes the place of what the daemon shows late', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const desk = open();
  await inVain(desk, toast('a'));
  const recovered = { ...toast('a', [2]), title: 'Backup works again: Contoso' };
  await inVain(desk, recovered);
  const again = desk.show(recovered);
  answers[0]?.([7]);
  await asked(2);
  answers[1]?.([7]);
  expect(await again).toBe('shown');
  expect(replaced).toEqual([0, 7]);
});

test('what is told together with others is not told alone beside it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const desk = open();
  await inVain(desk, toast('a', [1]));
  const together = toast('ab', [1, 2]);
  await inVain(desk, together);
  expect(replaced).toEqual([0]);
  answers[0]?.([7]);
  const again = desk.show(together);
  await asked(2);
  answers[1]?.([8]);
  expect(await again).toBe('shown');
  expect(closed).toEqual([7]);
  expect(kept.map(({ key }) => key)).toEqual(['ab']);
});

test('what is dealt with before the daemon shows it does not stay on the screen', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const desk = open();
  await inVain(desk, toast('a'));
  desk.remove('a');
  answers[0]?.([7]);
  await expect.poll(() => closed).toEqual([7]);
  expect(kept).toEqual([]);
});

test('what a daemon had that is gone is sent to the next one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const desk = open();
  await inVain(desk, toast('a'));
  nameChanges(null);
  nameChanges(':1.2');
  const again = desk.show(toast('a'));
  await asked(2);
  answers[1]?.([1]);
  expect(await again).toBe('shown');
  expect(replaced).toEqual([0, 0]);
});

test('what is forgotten is taken down, also where the daemon shows it only later', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const desk = open();
  const first = desk.show(toast('a', [1]));
  await asked(1);
  answers[0]?.([7]);
  await first;
  await inVain(desk, toast('b', [2]));
  // Waits for what is under way, and is not sent any more after it.
  const changed = desk.show({ ...toast('b', [2]), title: 'Backup still fails: Contoso' });
  await vi.advanceTimersByTimeAsync(0);
  desk.clear();
  expect(closed).toEqual([7]);
  answers[1]?.([8]);
  await expect.poll(() => closed).toEqual([7, 8]);
  expect(await changed).toBe('refused');
  expect(replaced).toHaveLength(2);
  expect(kept).toEqual([]);
});

test('a daemon that the bus starts on demand is asked what it can before its first notification', async () => {
  firstOwner = null;
  const known = can;
  can = async () => {
    can = known;
    // The question starts it, and the bus tells so before it answers.
    await Promise.resolve();
    nameChanges(':1.1');
    return await known();
  };
  const desk = open();
  const first = desk.show(toast('a'));
  await asked(1);
  expect(actions).toEqual([['default', 'Open']]);
  answers[0]?.([7]);
  expect(await first).toBe('shown');
  expect(kept).toEqual([{ key: 'a', id: 7, owner: 'bus :1.1' }]);
});

test('what the present daemon can counts, and not what another one answers late', async () => {
  const late = Promise.withResolvers<unknown[]>();
  can = () => late.promise;
  const desk = open();
  const first = desk.show(toast('a'));
  can = () => Promise.resolve([['body']]);
  nameChanges(':1.2');
  late.resolve([['actions']]);
  await asked(1);
  answers[0]?.([1]);
  await first;
  expect(actions).toEqual([[]]);
});

test('a daemon that does not say what it can is sent its notification all the same', async () => {
  firstOwner = null;
  can = () => Promise.reject(new Error('no answer'));
  const desk = open();
  const first = desk.show(toast('a'));
  await asked(1);
  expect(actions).toEqual([[]]);
  // The bus kept it for whoever takes the name.
  nameChanges(':1.1');
  answers[0]?.([7]);
  expect(await first).toBe('shown');
  signal([7, 'default']);
  expect(chosen).toEqual(['open a']);
});
