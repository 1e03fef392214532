import { beforeEach, expect, test } from 'vitest';
import { createNotifier } from '../../../main/desktop/notifier.ts';
import type { Notifier, ToastAnswer, ToastListener } from '../../../main/desktop/notifier.ts';
import { fold } from '../../../main/monitor/fold.ts';
import type { Bundle } from '../../../main/monitor/fold.ts';
import type { Notice } from '../../../main/monitor/repository.ts';

let values: Record<string, unknown>;
let diskTakes: boolean;
/** What the desk was given, by key. */
let shown: string[];
let opened: string[];
let warnings: string[];
let clearings: number;
let choose: ToastListener;
let answer: ToastAnswer;

const notice: Notice = {
  id: 1,
  kind: 'failure',
  jobKey: 'k1',
  jobName: 'Exchange Online',
  customerId: 'c1',
  customerName: 'Contoso',
  createdAt: 0,
  held: false,
  title: 'Backup failed: Contoso',
  body: '',
};
const bundle: Bundle = {
  title: notice.title,
  body: '',
  notices: [notice],
  route: '/jobs/k1',
  isStorm: false,
};

const open = (): Notifier =>
  createNotifier({
    desk: (listener) => {
      choose = listener;
      return Promise.resolve({
        show: ({ key }) => {
          shown.push(key);
          return Promise.resolve(answer);
        },
        remove: () => undefined,
        clear: () => (clearings += 1),
      });
    },
    deeds: { acknowledge: () => undefined, snooze: () => undefined, standing: () => 'waiting' },
    open: (route) => opened.push(route),
    isUrgent: () => true,
    document: {
      get: (key) => values[key],
      set: (key, value) => {
        if (!diskTakes) throw new Error('ENOSPC');
        values[key] = value;
      },
      delete: () => undefined,
    },
    now: () => 0,
    log: {
      detail: () => undefined,
      info: () => undefined,
      warn: (_scope, text) => warnings.push(text),
      error: () => undefined,
    },
  });

beforeEach(() => {
  clearings = 0;
  [values, diskTakes, answer, shown, opened, warnings] = [{}, true, 'shown', [], [], []];
});

test('what the desktop shows is shown, and can be clicked, also where the settings cannot be written', async () => {
  diskTakes = false;
  const notifier = open();
  expect(await notifier.show(bundle, false)).toBe(true);
  expect(warnings).toEqual([expect.stringContaining('ENOSPC')]);
  choose(shown[0] ?? '', 'open');
  expect(opened).toEqual(['/jobs/k1']);
});

test('what the desktop may still show counts as not shown, and can be clicked when it comes', async () => {
  answer = 'unanswered';
  const notifier = open();
  expect(await notifier.show(bundle, false)).toBe(false);
  choose(shown[0] ?? '', 'open');
  expect(opened).toEqual(['/jobs/k1']);
});

test('storm after storm, its summary remembers no more than it counts', async () => {
  const notifier = open();
  for (let day = 0; day < 30; day += 1) {
    const notices = Array.from({ length: 6 }, (_, job) => ({
      ...notice,
      id: day * 6 + job,
      jobKey: `k${day}-${job}`,
    }));
    for (const summary of fold(notices, [])) await notifier.show(summary, false);
  }
  expect(values['toasts']).toEqual([
    expect.objectContaining({
      key: 'storm',
      about: Array.from({ length: 6 }, (_, job) => ({ jobKey: `k29-${job}`, kind: 'failure' })),
    }),
  ]);
});

test('what was forgotten is not written down again with the next notification', async () => {
  const notifier = open();
  await notifier.show(bundle, false);
  expect(JSON.stringify(values)).toContain('Contoso');
  await notifier.clear();
  expect(clearings).toBe(1);
  expect(values['toasts']).toEqual([]);
  await notifier.show({ ...bundle, title: 'Jobwatch goes on in the tray', notices: [] }, true);
  expect(JSON.stringify(values)).not.toContain('Contoso');
});
