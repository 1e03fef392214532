import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import NumberSetting from '../../renderer/components/settings/NumberSetting.svelte';
import QuietSettings from '../../renderer/components/settings/QuietSettings.svelte';
import { policy } from '../../renderer/state/stored.svelte.ts';
import Connect from '../../renderer/views/Connect.svelte';
import { defaultPolicy } from '../../shared/policy.ts';
import { problem } from '../../shared/problem.ts';
import { fakeBridge } from './support/bridge.ts';

const fill = (label: string, value: string): Promise<boolean> =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

describe('the connection form', () => {
  const show = (): void => void render(Connect, { present: null, leavable: false, isFirst: true });

  it('sends nothing while something is missing, and leads to the first such field', async () => {
    show();
    await fireEvent.click(screen.getByRole('button', { name: 'Connect' }));
    expect(fakeBridge.requests('connect')).toEqual([]);
    expect(screen.getByLabelText('Client ID').getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(screen.getByLabelText('Client ID'));
  });

  it('sends what was entered, and explains a refusal without losing it', async () => {
    fakeBridge.answer('connect', () => problem('credentialsRefused', { status: 400 }));
    show();
    await fill('Client ID', '11111111-2222-4333-8444-555555555555');
    await fill('Client secret', 'not-the-secret');
    await fireEvent.click(screen.getByRole('button', { name: 'Connect' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Credentials refused');
    const [sent] = fakeBridge.requests('connect');
    expect(sent).toMatchObject({
      environment: 'commercial',
      proof: { kind: 'secret', clientSecret: 'not-the-secret' },
    });
    expect(screen.getByLabelText<HTMLInputElement>('Client ID').value).toContain('11111111');
  });
});

describe('a setting that is a number', () => {
  it('refuses what is out of range, and says what is wanted', async () => {
    const onchange = vi.fn();
    render(NumberSetting, {
      id: 'minutes',
      label: 'Check every',
      unit: 'minutes',
      value: 5,
      min: 1,
      max: 60,
      onchange,
    });
    const input = screen.getByLabelText('Check every');
    await fireEvent.input(input, { target: { value: '99' } });
    await fireEvent.change(input);
    expect(screen.getByText('Enter a whole number from 1 to 60.')).toBeTruthy();
    expect(onchange).not.toHaveBeenCalled();
    await fireEvent.input(input, { target: { value: '7' } });
    await fireEvent.change(input);
    expect(onchange).toHaveBeenCalledWith(7);
  });
});

describe('quiet hours', () => {
  it('are saved day by day with the rest of the rules as they were', async () => {
    await policy.load();
    const enabled = { ...defaultPolicy, quiet: { ...defaultPolicy.quiet, enabled: true } };
    const { rerender } = render(QuietSettings, { value: defaultPolicy });
    await fireEvent.click(screen.getByLabelText(/Keep quiet hours/));
    expect(fakeBridge.requests('setPolicy')).toEqual([enabled]);
    await rerender({ value: enabled });
    await fireEvent.click(screen.getByRole('button', { name: 'Sunday' }));
    expect(fakeBridge.requests('setPolicy')[1]?.quiet.days).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
