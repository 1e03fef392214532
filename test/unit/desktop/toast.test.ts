import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../build/runtime/places.mjs';
import { actionsOf, keyOf, toastOf } from '../../../main/desktop/toast.ts';
import { fold } from '../../../main/monitor/fold.ts';
import type { Bundle } from '../../../main/monitor/fold.ts';
import type { Notice } from '../../../main/monitor/repository.ts';

const notice = (kind: Notice['kind'], jobKey: string | null, customerId: string | null = 'c1'): Notice => ({
  id: 1,
  kind,
  jobKey,
  jobName: 'Exchange Online',
  customerId,
  customerName: 'Contoso',
  createdAt: 0,
  held: false,
  title: 'Backup failed: Contoso',
  body: '',
});
const bundle = (notices: Notice[], isStorm = false): Bundle => ({
  title: 'Backup failed: Contoso',
  body: '',
  notices,
  route: '/jobs/k1',
  isStorm,
});

test('what tells of the same job takes the place of what told of it before', () => {
  const failed = keyOf(bundle([notice('failure', 'k1')]));
  expect(keyOf(bundle([notice('stillFailing', 'k1')]))).toBe(failed);
  expect(keyOf(bundle([notice('recovery', 'k1')]))).toBe(failed);
  expect(keyOf(bundle([notice('failure', 'k2')]))).not.toBe(failed);
});

test('a group, a customer, the connection and a storm have places of their own', () => {
  const keys = [
    bundle([notice('failure', 'k1')]),
    bundle([notice('failure', 'k1'), notice('failure', 'k2')]),
    bundle([notice('connection', null)]),
    bundle([notice('connection', null, null)]),
    bundle([notice('failure', 'k1')], true),
    { ...bundle([]), title: 'A test' },
  ].map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
  // As much as Windows takes for a name.
  for (const key of keys) expect(key.length).toBeLessThanOrEqual(64);
});

test('a failure can be acknowledged and snoozed, what works again can be opened', () => {
  const failed = toastOf(bundle([notice('stillFailing', 'k1'), notice('overdue', 'k2')]));
  expect(failed.about).toEqual([
    { jobKey: 'k1', kind: 'failure' },
    { jobKey: 'k2', kind: 'overdue' },
  ]);
  expect(actionsOf(failed)).toEqual(['open', 'acknowledge', 'snooze']);
  for (const kind of ['recovery', 'connection', 'connectionBack'] as const)
    expect(actionsOf(toastOf(bundle([notice(kind, 'k1')])))).toEqual(['open']);
});

test('the summary of a storm tells of the alerts that it counts, each once, and of none before', () => {
  const storm = (jobs: string[], recent: string[] = []) => {
    const noticesOf = (keys: string[]) => keys.map((key) => notice('failure', key));
    const [summary, ...others] = fold(noticesOf(jobs), noticesOf(recent));
    expect(others).toEqual([]);
    return toastOf(summary!).about.map(({ jobKey }) => jobKey);
  };
  const monday = ['k1', 'k2', 'k3', 'k4', 'k5'];
  expect(storm(monday)).toEqual(monday);
  // Its second gust.
  expect(storm(['k6', 'k5'], monday)).toEqual([...monday, 'k6']);
  const thursday = ['k7', 'k8', 'k9', 'k10', 'k11'];
  expect(storm(thursday)).toEqual(thursday);
});

test('Windows finds the program that sent a notification: its name there is that of the installer', () => {
  const idOf = (file: string, pattern: RegExp) =>
    pattern.exec(readFileSync(join(projectRoot, file), 'utf8'))?.[1];
  const installed = idOf('electron-builder.yml', /^appId: (\S+)$/m);
  expect(installed).toBeDefined();
  expect(idOf('main/index.ts', /setAppUserModelId\('([^']+)'\)/)).toBe(installed);
});
