import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../../renderer/App.svelte';
import { app } from '../../renderer/state/app.svelte.ts';
import { layers } from '../../renderer/state/keys.svelte.ts';
import { parseRoute } from '../../renderer/state/route.ts';
import { router } from '../../renderer/state/router.svelte.ts';
import { defaultPreferences } from '../../shared/preferences.ts';
import { fakeBridge } from './support/bridge.ts';
import { alert, appState, job } from './support/state.ts';

beforeAll(() => router.start());

const press = (key: string, more: KeyboardEventInit = {}): Promise<boolean> =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, bubbles: true, ...more });

const options = async (): Promise<string[]> => {
  const list = await screen.findByRole('listbox');
  return within(list)
    .getAllByRole('option')
    .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
};

/** Goes to an address; resolves when the window is there. */
async function goTo(hash: string): Promise<void> {
  location.hash = hash;
  await vi.waitFor(() => expect(router.route).toEqual(parseRoute(hash)));
}

async function start(): Promise<void> {
  fakeBridge.answer('suggestLimits', () => []);
  await app.load();
  await goTo('#/overview');
  render(App);
  await screen.findByRole('navigation', { name: 'Main' });
}

beforeEach(() => {
  layers.open = null;
});

describe('the command palette', () => {
  it('opens by its key, asks the main process, and goes to the best match with Enter', async () => {
    const places = {
      customers: [{ id: 'c1', name: 'Contoso' }],
      jobs: [
        { key: 'k1', customerName: 'Contoso', module: 'Drive', name: null, outcome: 'failure' as const },
      ],
    };
    fakeBridge.answer('findPlaces', ({ text }) => (text === 'con' ? places : { customers: [], jobs: [] }));
    await start();
    await press('k', { ctrlKey: true });
    expect(await options()).toContain('Refresh now CtrlR');
    const input = screen.getByRole('combobox', { name: 'Find a customer, a job or a command' });
    await fireEvent.input(input, { target: { value: 'con' } });
    await vi.waitFor(async () => expect((await options()).slice(0, 2)).toEqual(['Contoso', 'Contoso Drive']));
    await fireEvent.keyDown(input, { key: 'Enter' });
    expect(location.hash).toBe('#/customers/c1');
    await vi.waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
  });

  it('offers the best of many matches first, and goes on from there with the arrows', async () => {
    const jobs = ['a', 'b', 'c'].map((name) => ({
      ...{ key: `Key${name}`, customerName: name.toUpperCase(), module: 'Exchange Online' },
      ...{ name: null, outcome: 'success' as const },
    }));
    fakeBridge.answer('findPlaces', ({ text }) => ({ customers: [], jobs: text === '' ? [] : jobs }));
    await start();
    await press('k', { ctrlKey: true });
    const input = await screen.findByRole('combobox', { name: 'Find a customer, a job or a command' });
    await fireEvent.input(input, { target: { value: 'exch' } });
    const selected = () => screen.getByRole('option', { selected: true }).textContent.trim();
    await vi.waitFor(async () => expect(await options()).toHaveLength(3));
    await vi.waitFor(() => expect(selected()).toContain('A'));
    await fireEvent.keyDown(input, { key: 'ArrowDown' });
    await vi.waitFor(() => expect(selected()).toContain('B'));
    await fireEvent.keyDown(input, { key: 'Enter' });
    expect(location.hash).toBe('#/jobs/Keyb');
  });

  it('offers every theme but the one there is', async () => {
    await start();
    await vi.waitFor(() => expect(fakeBridge.requests('getPreferences').length).toBeGreaterThan(0));
    await press('k', { ctrlKey: true });
    const labels = await options();
    expect(labels).not.toContain('Use the theme of the system');
    await fireEvent.click(screen.getByRole('option', { name: 'Use the dark theme' }));
    expect(fakeBridge.requests('setPreferences')).toEqual([{ ...defaultPreferences, theme: 'dark' }]);
  });

  it('says so where nothing has this name', async () => {
    fakeBridge.answer('findPlaces', () => ({ customers: [], jobs: [] }));
    await start();
    await press('k', { ctrlKey: true });
    const input = await screen.findByRole('combobox', { name: 'Find a customer, a job or a command' });
    await fireEvent.input(input, { target: { value: 'zzz' } });
    expect(await screen.findByText('Nothing has this name or run ID.')).toBeTruthy();
  });

  it('acknowledges the alert of the job in view, and offers that nowhere else', async () => {
    fakeBridge.answer('getJob', () => job);
    fakeBridge.answer('getHistory', () => ({ runs: [], usualGap: null, alerts: [alert] }));
    await start();
    await press('k', { ctrlKey: true });
    expect((await options()).join()).not.toContain('Acknowledge');
    layers.open = null;
    await goTo('#/jobs/k1');
    await screen.findByRole('region', { name: 'Alert' });
    await press('k', { ctrlKey: true });
    const item = await screen.findByRole('option', {
      name: /Acknowledge the alert: Exchange Online of Contoso/,
    });
    await fireEvent.click(item);
    expect(fakeBridge.requests('actOnAlerts')).toEqual([
      { ids: [alert.id], action: { type: 'acknowledge', scope: 'run', note: '' } },
    ]);
  });
});

describe('the keys of the window', () => {
  it('lead to the views, and back from a job', async () => {
    fakeBridge.answer('getJob', () => job);
    await start();
    await press('4', { ctrlKey: true });
    expect(location.hash).toBe('#/jobs');
    await goTo('#/jobs/k1?q=con');
    await screen.findByRole('heading', { name: 'Exchange Online' });
    await press('Escape');
    expect(location.hash).toBe('#/jobs?q=con');
  });

  it('go back to where the person was, and forward again', async () => {
    await start();
    await goTo('#/customers');
    await goTo('#/jobs?q=con');
    await press('ArrowLeft', { altKey: true });
    await vi.waitFor(() => expect(router.route.view).toBe('customers'));
    await press('ArrowRight', { altKey: true });
    await vi.waitFor(() => expect(location.hash).toBe('#/jobs?q=con'));
  });

  it('open nothing on the form of the connection that would come up once it is made', async () => {
    fakeBridge.answer('getState', () => appState({ connection: { kind: 'none' } }));
    await app.load();
    await goTo('#/overview');
    render(App);
    await screen.findByRole('heading', { name: 'Connect to AvePoint' });
    for (const key of ['?', '/']) await fireEvent.keyDown(document.body, { key, bubbles: true });
    await fireEvent.keyDown(document.body, { key: 'k', bubbles: true, ctrlKey: true });
    fakeBridge.answer('getState', () => appState());
    await app.load();
    await screen.findByRole('navigation', { name: 'Main' });
    expect(layers.open).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('do nothing while somebody types', async () => {
    await start();
    await goTo('#/jobs');
    const search = await screen.findByRole('searchbox');
    search.focus();
    for (const key of ['?', '/', 'Escape']) await press(key);
    const back = vi.spyOn(history, 'back');
    await press('ArrowLeft', { altKey: true });
    expect(back).not.toHaveBeenCalled();
    back.mockRestore();
    await press('k', { ctrlKey: true });
    await press('r', { ctrlKey: true });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(fakeBridge.requests('refresh')).toEqual([]);
  });

  it('go to the search with /, and list themselves with ?', async () => {
    await start();
    await goTo('#/jobs');
    const search = await screen.findByRole('searchbox');
    await press('/');
    expect(document.activeElement).toBe(search);
    search.blur();
    await press('?');
    const help = await screen.findByRole('dialog', { name: 'Keys' });
    expect(help.textContent).toContain('Acknowledge the alert in view');
  });

  it('leave characters alone where a person switched them off', async () => {
    fakeBridge.answer('getPreferences', () => ({ ...defaultPreferences, singleKeys: false }));
    await start();
    await vi.waitFor(() => expect(fakeBridge.requests('getPreferences')).toHaveLength(1));
    await press('?');
    expect(screen.queryByRole('dialog')).toBeNull();
    await press('k', { ctrlKey: true });
    expect(await screen.findByRole('dialog')).toBeTruthy();
  });
});

describe('new alerts', () => {
  it('are announced politely once, and those that were there at the start are not', async () => {
    const state = (open: number) => appState({ estate: { alerts: { open, acknowledged: 0, snoozed: 0 } } });
    fakeBridge.answer('getState', () => state(1));
    fakeBridge.answer('listAlerts', () => ({ rows: [alert], matched: 1 }));
    await start();
    const news = screen.getByRole('status', { name: 'New alerts' });
    await vi.waitFor(() => expect(fakeBridge.requests('listAlerts').length).toBeGreaterThan(0));
    expect(news.textContent).toBe('');
    fakeBridge.answer('listAlerts', () => ({
      rows: [alert, { ...alert, id: 8, kind: 'overdue' }],
      matched: 2,
    }));
    await app.load();
    await vi.waitFor(() =>
      expect(news.textContent).toBe('1 new alert. Backup overdue: Contoso, Exchange Online.'),
    );
  });
});
