import type { AlertAction, RecentAction } from '../../shared/alert.ts';
import { plural } from '../../shared/format.ts';
import type { Problem } from '../../shared/problem.ts';
import { app } from './app.svelte.ts';
import { bridge } from './bridge.ts';

/** Milliseconds for which an action can be undone with one click. */
const offeredFor = 60_000;

/** How many alerts one action takes. */
export const mostAtOnce = 1000;

const done: Readonly<Record<AlertAction['type'], string>> = {
  acknowledge: 'acknowledged',
  unacknowledge: 'no longer acknowledged',
  snooze: 'snoozed',
  unsnooze: 'no longer snoozed',
  close: 'closed',
};

/** What was done with alerts, in words. */
export const wordsOf = ({ type, changed }: Pick<RecentAction, 'type' | 'changed'>): string =>
  `${plural(changed, 'alert', 'alerts')} ${done[type]}.`;

/** What a person does with alerts, and the offer to undo the latest of it. */
class AlertActions {
  /** What was done last, in words, and what takes it back; null once that is no longer offered. */
  offer = $state.raw<{ words: string; undo: number | null } | null>(null);
  problem = $state.raw<Problem | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Does the same to all of these; what went wrong is in `problem`. */
  async act(ids: readonly number[], action: AlertAction): Promise<void> {
    const answer = await bridge.actOnAlerts({ ids: ids.slice(0, mostAtOnce), action });
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    const { changed, undo } = answer.value;
    this.#say(wordsOf({ type: action.type, changed }), undo);
    await app.load();
  }

  /** Follows what is done by a notification or the tray, for as long as the window lives. */
  start(): void {
    bridge.on('acted', ({ type, changed, undo }) => {
      this.#say(wordsOf({ type, changed }), undo);
    });
  }

  /** Takes an action back: the one that is offered, or another of the recent ones. */
  async undo(undo = this.offer?.undo ?? null): Promise<void> {
    if (undo === null) return;
    const answer = await bridge.undoAlerts({ undo });
    this.problem = answer.ok ? null : answer.problem;
    await app.load();
    if (!answer.ok) return;
    // One that others were built upon is still there, and may yet be undone after them.
    const isLeft = app.state?.recentActions.some((one) => one.undo === undo) === true;
    const not = isLeft ? 'Undo what was done with these alerts since.' : 'This can no longer be undone.';
    this.#say(answer.value ? 'Undone.' : not, null);
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.offer = null;
    this.problem = null;
  }

  #say(words: string, undo: number | null): void {
    clearTimeout(this.#timer);
    this.offer = { words, undo };
    this.#timer = setTimeout(() => this.dismiss(), undo === null ? offeredFor / 12 : offeredFor);
  }
}

export const alertActions = new AlertActions();
