import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import JobCharts from '../../renderer/components/JobCharts.svelte';
import { createPlot } from '../../renderer/state/plot.ts';
import type { Plot } from '../../renderer/state/plot.ts';
import type { RunRow } from '../../shared/alert.ts';
import { hour } from './support/state.ts';

// jsdom has no canvas; what is drawn on one is looked at on real Electron.
vi.mock('../../renderer/state/plot.ts', () => ({ createPlot: vi.fn() }));

const plot = { resize: vi.fn(), paint: vi.fn(), point: vi.fn(), destroy: vi.fn() } satisfies Plot;

const run = (day: number, more: Partial<RunRow> = {}): RunRow => ({
  runKey: `r${day}`,
  outcome: 'success',
  status: 'Finished',
  start: Date.UTC(2026, 2, day, 9),
  end: null,
  duration: day * hour,
  size: 0,
  total: 100 * day,
  failed: 0,
  firstSeenAt: 0,
  told: null,
  ...more,
});

/** Newest first, as the main process sends them. */
const runs = [run(3, { outcome: 'failure', failed: 12 }), run(2), run(1)];

const draw = (): Promise<HTMLElement> => screen.findByRole('img', { name: /^Duration of/ });

beforeEach(() => {
  vi.mocked(createPlot).mockReset().mockReturnValue(plot);
});

describe('charts of a job', () => {
  it('say in words what they draw', async () => {
    render(JobCharts, { runs });
    await draw();
    expect(screen.getAllByRole('img').map((chart) => chart.getAttribute('aria-label'))).toEqual([
      'Duration of 3 runs: 1 h to 3 h, last 3 h',
      'Objects of 3 runs: 100 to 300, last 12 of 300 failed',
    ]);
    expect(screen.getByText(/has sent 0 GB for every run/)).toBeTruthy();
  });

  it('have the same figures in a table, newest first', () => {
    render(JobCharts, { runs });
    const [, first] = screen.getAllByRole('row', { hidden: true });
    const cells = within(first!).getAllByRole('cell', { hidden: true });
    expect(cells.slice(1).map(({ textContent }) => textContent)).toEqual([
      'Failed',
      '3 h',
      '300',
      '12',
      '0 GB',
    ]);
  });

  it('are read run by run with the arrows, and forget the run when the focus leaves', async () => {
    render(JobCharts, { runs });
    const chart = await draw();
    await vi.waitFor(() => expect(createPlot).toHaveBeenCalledTimes(2));
    await fireEvent.keyDown(chart, { key: 'End' });
    expect(plot.point).toHaveBeenLastCalledWith(2);
    expect(screen.getByRole('img', { name: 'Failed' }).parentElement?.textContent).toContain('3 h');
    await fireEvent.keyDown(chart, { key: 'ArrowRight' });
    expect(plot.point).toHaveBeenLastCalledWith(2);
    await fireEvent.keyDown(chart, { key: 'ArrowLeft' });
    expect(screen.getByText('2 h', { selector: 'figure *' })).toBeTruthy();
    await fireEvent.blur(chart);
    expect(screen.queryByText('2 h', { selector: 'figure *' })).toBeNull();
  });

  it('are made anew only where a run has changed', async () => {
    const { rerender } = render(JobCharts, { runs });
    await vi.waitFor(() => expect(createPlot).toHaveBeenCalledTimes(2));
    await rerender({ runs: structuredClone(runs) });
    expect(plot.destroy).not.toHaveBeenCalled();
    await rerender({ runs: [run(4), ...runs] });
    await vi.waitFor(() => expect(createPlot).toHaveBeenCalledTimes(4));
    expect(plot.destroy).toHaveBeenCalledTimes(2);
  });

  it.each([
    [[], 'Jobwatch has seen no run of this job come to an end yet.'],
    [[run(1)], 'Charts begin with the second run that Jobwatch sees.'],
  ])('wait for a second run', (seen, words) => {
    render(JobCharts, { runs: seen });
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.queryByRole('table', { hidden: true })).toBeNull();
  });

  it('point at the table where they cannot be drawn', async () => {
    vi.mocked(createPlot).mockImplementation(() => {
      throw new Error('No canvas');
    });
    render(JobCharts, { runs });
    expect(await screen.findAllByText(/could not be drawn/)).toHaveLength(2);
  });
});
