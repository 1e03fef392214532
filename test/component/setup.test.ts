import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import StateStrips from '../../renderer/components/StateStrips.svelte';
import type { AppState } from '../../shared/state.ts';
import { fakeBridge } from './support/bridge.ts';
import { appState } from './support/state.ts';

const live: AppState['connection'] = {
  kind: 'live',
  connection: {
    environment: 'commercial',
    clientId: 'abc',
    apiBaseUrl: 'https://graph.example.com',
    tokenUrl: 'https://identity.example.com/connect/token',
    generation: 'modern',
  },
  generation: 'modern',
  expiresAt: null,
  forSession: false,
};
const asked = /can start with your session/;

const show = (more: Parameters<typeof appState>[0]): void => {
  fakeBridge.answer('setSetup', () => undefined);
  fakeBridge.answer('setLoginItem', ({ enabled }) => ({ supported: true, enabled }));
  render(StateStrips, { state: appState({ connection: live, setup: 'login', ...more }) });
};

describe('the question about the start at login', () => {
  it('is asked after the first good check, and is over with the answer', async () => {
    fakeBridge.answer('getLoginItem', () => ({ supported: true, enabled: false }));
    show({});
    await screen.findByText(asked);
    expect(fakeBridge.requests('setLoginItem')).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: 'Start at login' }));
    await expect.poll(() => fakeBridge.requests('setSetup')).toEqual([{ setup: 'done' }]);
    expect(fakeBridge.requests('setLoginItem')).toEqual([{ enabled: true }]);
  });

  it('changes nothing where the person would rather not', async () => {
    fakeBridge.answer('getLoginItem', () => ({ supported: true, enabled: false }));
    show({});
    await fireEvent.click(await screen.findByRole('button', { name: 'No' }));
    await expect.poll(() => fakeBridge.requests('setSetup')).toEqual([{ setup: 'done' }]);
    expect(fakeBridge.requests('setLoginItem')).toEqual([]);
  });

  it('is not asked before somebody was checked, nor where the program cannot', async () => {
    fakeBridge.answer('getLoginItem', () => ({ supported: false, enabled: false }));
    show({ estate: { waiting: 3 } });
    expect(fakeBridge.requests('getLoginItem')).toEqual([]);
    show({});
    await expect.poll(() => fakeBridge.requests('setSetup')).toEqual([{ setup: 'done' }]);
    expect(screen.queryByText(asked)).toBeNull();
  });
});
