import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import Notice from '../../renderer/components/Notice.svelte';
import StateStrips from '../../renderer/components/StateStrips.svelte';
import { explain, problem, problemCodeSchema } from '../../shared/problem.ts';
import { fakeBridge } from './support/bridge.ts';
import { appState } from './support/state.ts';

describe('a notice', () => {
  it.each(problemCodeSchema.options)('says what happened and what to do: %s', (code) => {
    render(Notice, { problem: problem(code) });
    const words = screen.getByRole('alert').textContent;
    for (const part of Object.values(explain(code))) expect(words).toContain(part);
  });

  it('keeps what support asks for behind a disclosure', () => {
    render(Notice, { problem: problem('serviceUnavailable', { status: 503, requestId: 'r-1' }) });
    const details = screen.getByText('Details').closest('details')!;
    expect(details.open).toBe(false);
    expect(details.textContent).toContain('HTTP status 503');
    expect(details.textContent).toContain('Request ID r-1');
  });

  it('says what was entered wrongly in the place of a general sentence', () => {
    render(Notice, { problem: problem('invalidInput', { detail: 'Enter a time such as 22:00.' }) });
    expect(screen.getByRole('alert').textContent).toContain('Enter a time such as 22:00.');
    expect(screen.queryByText('Details')).toBeNull();
  });
});

describe('the strips below the views', () => {
  it('are not there while all is well', () => {
    const { container } = render(StateStrips, {
      state: appState({ connection: { kind: 'none' } }),
    });
    expect(container.textContent.trim()).toBe('');
  });

  it('lead to another sign-in where only that helps, and try again else', async () => {
    const refused = render(StateStrips, { state: appState({ problem: problem('credentialsRefused') }) });
    await fireEvent.click(screen.getByRole('button', { name: 'Connect again' }));
    expect(location.hash).toBe('#/connect');
    refused.unmount();
    render(StateStrips, { state: appState({ problem: problem('serviceUnavailable') }) });
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(fakeBridge.requests('refresh')).toEqual([{ customerId: null }]);
  });

  it.each([
    ['paused', appState({ paused: true }), /Checking is paused/],
    ['asleep or offline', appState({ asleep: true }), /sleeps or has no network/],
    ['refused notifications', appState({ notificationsRefused: true }), /does not show notifications/],
    ['a damaged database', appState({ setAside: '/data/jobs-1.damaged-2026.db' }), /database was damaged/],
    ['sample data', appState(), /sample data/],
  ])('say so: %s', (_, state, words) => {
    render(StateStrips, { state });
    expect(screen.getByText(words)).toBeTruthy();
  });
});
