import { beforeEach, expect, test } from 'vitest';
import { createBusToasts } from '../../../main/desktop/bus-toasts.ts';
import type { ToastHandle } from '../../../main/desktop/bus-toasts.ts';
import type { ToastDesk } from '../../../main/desktop/notifier.ts';
import type { Bus } from '../../../main/desktop/session-bus.ts';
import type { ToastToShow } from '../../../main/desktop/toast.ts';

/** A bus whose daemon answers when the test says so. */
let answers: ((body: unknown[]) => void)[];
let signal: (body: unknown[]) => void;
let nameChanges: (owner: string | null) => void;
let kept: ToastHandle[];
let chosen: string[];
let save: (handles: ToastHandle[]) => void;

const bus: Bus = {
  id: 'bus',
  call: (_to, member) =>
    member === 'Notify'
      ? new Promise((resolve) => answers.push(resolve))
      : Promise.resolve(member === 'GetCapabilities' ? [['actions']] : []),
  hear: (_of, _member, listener) => (signal = listener),
  followName: (_name, listener) => {
    nameChanges = listener;
    listener(':1.1');
  },
  variant: (_signature, value) => value,
  close: () => undefined,
};
const toast = (key: string): ToastToShow => ({
  key,
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
  [answers, kept, chosen] = [[], [], []];
  save = (handles) => (kept = handles);
});

test('a click that comes together with the number of its notification, or before it, is heard', async () => {
  const desk = open();
  const first = desk.show(toast('a'));
  await asked(1);
  answers[0]?.([7]);
  signal([7, 'default']);
  expect(await first).toBe(true);
  expect(chosen).toEqual(['open a']);

  const second = desk.show(toast('b'));
  const third = desk.show(toast('c'));
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
  const second = desk.show(toast('b'));
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
  expect(await first).toBe(true);
  signal([7, 'default']);
  expect(chosen).toEqual(['open a']);
});
