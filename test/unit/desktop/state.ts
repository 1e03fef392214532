import { noJobs } from '../../../main/store/outcome-figures.ts';
import type { AppState, Estate } from '../../../shared/state.ts';
import { appState } from '../../component/support/state.ts';

/** The program with jobs of these outcomes, checked at the first instant of 2026 (UTC). */
export function stateWith(
  outcomes: Partial<Estate['outcomes']>,
  more: Partial<Omit<AppState, 'estate'>> = {},
  estate: Partial<Estate> = {},
): AppState {
  const counts = { ...noJobs, ...outcomes };
  const jobs = Object.values(counts).reduce((sum, figure) => sum + figure, 0);
  return appState({
    ...more,
    estate: { outcomes: counts, jobs, checkedAt: Date.UTC(2026, 0, 1), ...estate },
  });
}
