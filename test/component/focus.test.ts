import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import ConnectionSettings from '../../renderer/components/settings/ConnectionSettings.svelte';
import DataSettings from '../../renderer/components/settings/DataSettings.svelte';
import UndoBar from '../../renderer/components/UndoBar.svelte';
import { app } from '../../renderer/state/app.svelte.ts';
import { alertActions } from '../../renderer/state/alertActions.svelte.ts';
import { everything } from '../../renderer/state/filter.ts';
import Alerts from '../../renderer/views/Alerts.svelte';
import JobDetails from '../../renderer/views/JobDetails.svelte';
import Settings from '../../renderer/views/Settings.svelte';
import type { JobHistory } from '../../shared/alert.ts';
import { defaultPreferences } from '../../shared/preferences.ts';
import { problem } from '../../shared/problem.ts';
import { fakeBridge } from './support/bridge.ts';
import { alert, appState, job } from './support/state.ts';

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });

/** Presses a button as the keyboard does: the focus is on it. */
async function press(pressed: HTMLElement): Promise<void> {
  pressed.focus();
  await fireEvent.click(pressed);
}

const focusOn = (find: () => HTMLElement): Promise<void> =>
  vi.waitFor(() => expect(document.activeElement).toBe(find()));

describe('after something was done with alerts', () => {
  const others = [alert, { ...alert, id: 8, job: { ...job, key: 'k2', module: 'Teams' } }];

  /** The list of open alerts; an alert that is closed goes from it. */
  async function showList(rows: typeof others): Promise<void> {
    let open = rows;
    fakeBridge.answer('listAlerts', () => ({ rows: open, matched: open.length }));
    fakeBridge.answer('actOnAlerts', ({ ids }) => {
      open = open.filter(({ id }) => !ids.includes(id));
      // As the main process tells it.
      queueMicrotask(() => fakeBridge.tell('changed', undefined));
      return { changed: ids.length, undo: 1 };
    });
    await app.load();
    render(Alerts, { state: appState(), status: 'open', customerId: null });
    await fireEvent.click(await screen.findByRole('checkbox', { name: /^Choose Exchange Online/ }));
  }

  /** The details of a job with an open alert, which becomes what an act makes of it. */
  async function showDetails(after: Partial<JobHistory['alerts'][number]>): Promise<HTMLElement> {
    let now = alert;
    fakeBridge.answer('getJob', () => job);
    fakeBridge.answer('getHistory', () => ({ runs: [], usualGap: null, alerts: [now] }));
    fakeBridge.answer('actOnAlerts', () => {
      now = { ...alert, ...after };
      return { changed: 1, undo: 1 };
    });
    await app.load();
    render(JobDetails, { key: job.key, filter: everything, beside: true });
    return screen.findByRole('region', { name: 'Alert' });
  }

  it('the list keeps the keyboard: where others are left, at the choice of all', async () => {
    await showList(others);
    await press(button('Close'));
    await focusOn(() => screen.getByRole('checkbox', { name: 'Choose all' }));
  });

  it('or else at the heading', async () => {
    await showList(others.slice(0, 1));
    await press(button('Close'));
    await screen.findByRole('heading', { name: 'No alert is open' });
    await focusOn(() => screen.getByRole('heading', { level: 1 }));
  });

  it('the details keep it at what takes the place of the button, though a dialog gave it back to that', async () => {
    const region = await showDetails({
      acknowledged: { at: Date.now(), by: 'ada', note: '', scope: 'run', runKey: 'r1' },
    });
    await press(within(region).getByRole('button', { name: 'Acknowledge' }));
    const dialog = await screen.findByRole('dialog');
    await press(within(dialog).getByRole('button', { name: 'Acknowledge' }));
    await focusOn(() => button('Take back acknowledgement'));
  });

  it('or else at the heading, once the alert has ended', async () => {
    const region = await showDetails({ endedAt: Date.now(), endedAs: 'closed' });
    await press(within(region).getByRole('button', { name: 'Close' }));
    await vi.waitFor(() => expect(screen.queryByRole('region', { name: 'Alert' })).toBeNull());
    await focusOn(() => screen.getByRole('heading', { level: 1 }));
  });

  it('nothing takes the focus of who has clicked beside it', async () => {
    const region = await showDetails({ endedAt: Date.now(), endedAs: 'closed' });
    const close = within(region).getByRole('button', { name: 'Close' });
    await press(close);
    close.blur();
    await fireEvent.click(document.body);
    await vi.waitFor(() => expect(screen.queryByRole('region', { name: 'Alert' })).toBeNull());
    expect(document.activeElement).toBe(document.body);
  });

  it('the offer to undo leaves it in the bar, and when that goes at the heading of the view', async () => {
    fakeBridge.answer('listAlerts', () => ({ rows: [alert], matched: 1 }));
    const main = document.body.appendChild(document.createElement('main'));
    await app.load();
    render(Alerts, {
      target: main,
      props: { state: appState(), status: 'open', customerId: null },
    });
    render(UndoBar);
    await alertActions.act([7], { type: 'close' });
    await press(await screen.findByRole('button', { name: 'Undo' }));
    await focusOn(() => button('Dismiss'));
    await press(button('Dismiss'));
    await focusOn(() => screen.getByRole('heading', { level: 1 }));
    main.remove();
  });
});

describe('a question in the settings', () => {
  const question = (): HTMLElement => screen.getByRole('group', { name: 'Confirm' });
  const data = { value: defaultPreferences, setAside: null, diagnostics: null };

  it('has the keyboard and is read, and gives it back to its button when it is cancelled', async () => {
    render(ConnectionSettings, { connection: { kind: 'sample' } });
    await press(button('Leave sample data'));
    await focusOn(question);
    const words = document.getElementById(question().getAttribute('aria-describedby') ?? '');
    expect(words?.textContent).toContain('The sample data ends');
    await press(button('Cancel'));
    await focusOn(() => button('Leave sample data'));
    expect(screen.queryByRole('group', { name: 'Confirm' })).toBeNull();
  });

  it('does the same before everything is erased', async () => {
    render(DataSettings, data);
    await press(button('Erase everything…'));
    await focusOn(question);
    await press(button('Cancel'));
    await focusOn(() => button('Erase everything…'));
  });

  it('gives it back where what was asked for has failed', async () => {
    fakeBridge.answer('signOut', () => problem('keychainRefused'));
    render(ConnectionSettings, { connection: { kind: 'sample' } });
    await press(button('Leave sample data'));
    await press(within(question()).getByRole('button', { name: 'Leave sample data' }));
    await screen.findByRole('alert');
    await focusOn(() => button('Leave sample data'));
  });
});

it('a section of the settings that is gone to has the keyboard', async () => {
  fakeBridge.answer('suggestLimits', () => []);
  render(Settings, { state: appState() });
  await screen.findByRole('heading', { name: 'Quiet hours' });
  await press(within(screen.getByRole('navigation', { name: 'Sections' })).getByText('Quiet hours'));
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Quiet hours' }));
});
