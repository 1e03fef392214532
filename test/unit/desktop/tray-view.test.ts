import { describe, expect, it } from 'vitest';
import { trayMenu } from '../../../main/desktop/tray-menu.ts';
import type { TrayEntry } from '../../../main/desktop/tray-menu.ts';
import { trayView } from '../../../main/desktop/tray-view.ts';
import type { TrayView } from '../../../main/desktop/tray-view.ts';
import type { CustomerRow } from '../../../shared/customer.ts';
import { problem } from '../../../shared/problem.ts';
import type { AppState } from '../../../shared/state.ts';
import { job } from '../renderer/job.ts';
import { stateWith } from './state.ts';

const view = (state: AppState, more: Partial<Parameters<typeof trayView>[0]> = {}): TrayView =>
  trayView({
    state,
    failing: [],
    trouble: [],
    newer: null,
    time: (at) => new Date(at).toISOString().slice(11, 16),
    ...more,
  });
const failing = (count: number, customerId = 'c1') =>
  Array.from({ length: count }, (_each, index) => ({ ...job, customerId, key: `${customerId}-${index}` }));
const customer: CustomerRow = {
  id: 'c/1',
  name: 'A & B_C',
  displayName: null,
  ownerEmail: null,
  country: null,
  tenantStatus: null,
  tags: [],
  watched: true,
  listed: true,
  checkedAt: null,
  polledAt: null,
  problem: null,
  problemSince: null,
  unreadableRows: 0,
  outcomes: stateWith({ failure: 2 }).estate.outcomes,
  alerts: 1,
};

it('has a line for a newer version, and none without', () => {
  const labels = (newer: string | null): (string | undefined)[] =>
    trayMenu(view(stateWith({ success: 9 }), { newer })).map((entry) => entry?.label);
  expect(labels('2.0.0')).toContain('Version 2.0.0 is available');
  expect(labels(null).some((label) => label?.startsWith('Version'))).toBe(false);
});

describe('the icon', () => {
  const gone = { problem: problem('connectionFailed') };
  const sweep = { done: 1, total: 24 };
  it.each<[string, AppState, TrayView['shape'], boolean]>([
    ['all is well', stateWith({ success: 9 }), 'well', false],
    ['a job has failed', stateWith({ failure: 1, warning: 4 }), 'failure', false],
    ['a job has failed and nothing can be checked', stateWith({ failure: 1 }, gone), 'failure', true],
    [
      'a job has failed and checking is paused',
      stateWith({ failure: 1 }, { paused: true }),
      'failure',
      false,
    ],
    [
      'a job has failed and the computer is offline',
      stateWith({ failure: 1 }, { asleep: true }),
      'failure',
      true,
    ],
    ['there are warnings', stateWith({ warning: 1 }), 'warning', false],
    ['there are warnings and nothing can be checked', stateWith({ warning: 1 }, gone), 'warning', true],
    ['a job is overdue', stateWith({ success: 9 }, {}, { overdue: 1 }), 'warning', false],
    ['somebody was not checked lately', stateWith({ success: 9 }, {}, { stale: 1 }), 'unknown', false],
    ['a customer cannot be reached', stateWith({ success: 9 }, {}, { unreachable: 1 }), 'warning', false],
    ['nothing can be checked', stateWith({ success: 9 }, gone), 'unknown', true],
    ['the computer is offline', stateWith({ success: 9 }, { asleep: true }), 'unknown', true],
    ['it is paused', stateWith({ success: 9 }, { paused: true }), 'paused', false],
    ['everybody is being checked', stateWith({ success: 9 }, { sweep }), 'checking', false],
    [
      'a failure is known while everybody is being checked',
      stateWith({ failure: 1 }, { sweep }),
      'failure',
      false,
    ],
    ['nobody has been checked', stateWith({}, {}, { checkedAt: null }), 'unknown', false],
    ['somebody has not been checked', stateWith({ success: 9 }, {}, { waiting: 1 }), 'unknown', false],
    ['a status is unknown', stateWith({ unknown: 1 }), 'unknown', false],
    ['there is no connection', stateWith({}, { connection: { kind: 'none' } }), 'unknown', false],
  ])('where %s', (_name, state, shape, offline) => {
    expect(view(state)).toMatchObject({ shape, offline });
  });
});

describe('the tooltip', () => {
  it.each<[AppState, string]>([
    [stateWith({ success: 9 }), 'All well, 9 jobs, checked 00:00'],
    [stateWith({ failure: 2, warning: 1 }), '2 failed, 1 with warnings, 3 jobs, checked 00:00'],
    [stateWith({ success: 1 }, { asleep: true }, { stale: 1 }), 'Offline, 1 job, checked 00:00'],
    [
      stateWith({ success: 9 }, {}, { overdue: 1, stale: 2 }),
      '1 overdue, 2 customers not checked lately, 9 jobs, checked 00:00',
    ],
    [
      stateWith({ failure: 1 }, { paused: true, pausedUntil: Date.UTC(2026, 0, 1, 14, 30) }),
      'Paused until 14:30, 1 failed, 1 job, checked 00:00',
    ],
    [stateWith({}, { connection: { kind: 'none' } }), 'Jobwatch: not connected'],
  ])('%# says it in words', (state, words) => {
    expect(view(state).tooltip).toBe(words);
  });

  it('is no longer than Windows shows, whatever goes wrong', () => {
    const all = { failure: 99_999, warning: 99_999, unknown: 99_999 };
    const more = { problem: problem('permissionMissing'), asleep: true, paused: true };
    const { tooltip } = view(stateWith(all, more, { unreachable: 999, waiting: 999 }));
    expect(tooltip).toHaveLength(127);
    expect(tooltip).toMatch(/…$/);
  });
});

describe('the menu', () => {
  const labels = (entries: readonly TrayEntry[]): string[] => entries.map((entry) => entry?.label ?? '—');
  const entry = (entries: readonly TrayEntry[], label: string) =>
    entries.find((one) => one !== null && one.label === label);

  it('has a line on how things are, and what can be done', () => {
    expect(labels(trayMenu(view(stateWith({ success: 9 }))))).toEqual([
      'All well',
      '—',
      'Open Jobwatch',
      'Refresh now',
      'Pause',
      'Snooze all alerts',
      '—',
      'Settings',
      'About Jobwatch',
      '—',
      'Quit',
    ]);
  });

  it('names ten failing jobs and counts the rest', () => {
    const menu = trayMenu(view(stateWith({ failure: 25 }), { failing: failing(25) }));
    expect(menu.filter((one) => one?.label.startsWith('Contoso:'))).toHaveLength(10);
    expect(entry(menu, 'and 15 more')).toMatchObject({
      action: { type: 'open', route: '/jobs?outcome=failure' },
    });
  });

  it('has a customer who needs somebody as a menu of its own, and shows names exactly', () => {
    const menu = trayMenu(
      view(stateWith({ failure: 2 }), { failing: failing(2, 'c/1'), trouble: [customer] }),
    );
    const own = entry(menu, 'A && B_C')?.entries ?? [];
    expect(labels(own)).toEqual([
      '2 failed, 1 alert',
      '—',
      'Microsoft 365 · Exchange Online',
      'Microsoft 365 · Exchange Online',
    ]);
    expect(own[0]).toMatchObject({ action: { type: 'open', route: '/customers/c%2F1' } });
    expect(own[2]).toMatchObject({ action: { type: 'open', route: '/jobs/c/1-0' } });
  });

  it('cuts long names in the middle', () => {
    const name = `${'a'.repeat(100)}${'z'.repeat(100)}`;
    const menu = trayMenu(view(stateWith({ failure: 2 }), { trouble: [{ ...customer, name }] }));
    expect(labels(menu)).toContain(`${'a'.repeat(45)}…${'z'.repeat(45)}`);
  });

  it('offers to resume what is paused, and until when it is', () => {
    const until = Date.UTC(2026, 0, 1, 14, 30);
    const paused = (pausedUntil: number | null) =>
      labels(trayMenu(view(stateWith({ success: 1 }, { paused: true, pausedUntil }))));
    expect(paused(until)).toContain('Resume (paused until 14:30)');
    expect(paused(null)).toContain('Resume');
    expect(paused(null)).not.toContain('Pause');
  });

  it('offers nothing that leads nowhere', () => {
    const menu = trayMenu(view(stateWith({}, { connection: { kind: 'none' } })));
    for (const label of ['Refresh now', 'Pause', 'Snooze all alerts'])
      expect(entry(menu, label)).toMatchObject({ enabled: false });
  });

  it('is the same for what looks the same, so that it is not made anew', () => {
    const again = () =>
      trayMenu(view(stateWith({ failure: 2 }), { failing: failing(2), trouble: [customer] }));
    expect(again()).toEqual(again());
    const later = view(stateWith({ success: 9 }, {}, { checkedAt: Date.UTC(2026, 0, 1, 9), polls: 7 }));
    expect(trayMenu(later)).toEqual(trayMenu(view(stateWith({ success: 9 }))));
  });
});
