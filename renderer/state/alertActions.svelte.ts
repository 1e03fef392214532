import type { AlertAction } from '../../shared/alert.ts';
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

/** Something that was done with alerts, in words, when (UTC ms), and what takes it back. */
export interface RecentAction {
  words: string;
  at: number;
  undo: number;
}

/** How many actions the main process can take back. */
const kept = 20;

/** What a person does with alerts, and the offer to undo the latest of it. */
class AlertActions {
  /** What was done last, in words, and what takes it back; null once that is no longer offered. */
  offer = $state.raw<{ words: string; undo: number | null } | null>(null);
  /** What was done lately and can be taken back, the latest first. */
  recent = $state.raw<readonly RecentAction[]>([]);
  problem = $state.raw<Problem | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Does the same to all of these; what went wrong is in `problem`. */
  async act(ids: readonly number[], action: AlertAction): Promise<void> {
    const answer = await bridge.actOnAlerts({ ids: ids.slice(0, mostAtOnce), action });
    this.problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    const { changed, undo } = answer.value;
    this.#say(`${plural(changed, 'alert', 'alerts')} ${done[action.type]}.`, undo);
    await app.load();
  }

  /** Follows what is done by a notification or the tray, for as long as the window lives. */
  start(): void {
    bridge.on('acted', ({ type, changed, undo }) => {
      this.#say(`${plural(changed, 'alert', 'alerts')} ${done[type]}.`, undo);
    });
  }

  /** Takes an action back: the one that is offered, or another of the recent ones. */
  async undo(undo = this.offer?.undo ?? null): Promise<void> {
    if (undo === null) return;
    const answer = await bridge.undoAlerts({ undo });
    this.problem = answer.ok ? null : answer.problem;
    if (answer.ok) {
      // One that others were built upon may yet be undone after them.
      const isBuiltUpon = this.recent.findIndex((one) => one.undo === undo) > 0;
      if (answer.value || !isBuiltUpon) this.recent = this.recent.filter((one) => one.undo !== undo);
      const not = isBuiltUpon
        ? 'Undo what was done with these alerts since.'
        : 'This can no longer be undone.';
      this.#say(answer.value ? 'Undone.' : not, null);
    }
    await app.load();
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.offer = null;
    this.problem = null;
  }

  #say(words: string, undo: number | null): void {
    clearTimeout(this.#timer);
    this.offer = { words, undo };
    if (undo !== null) this.recent = [{ words, at: Date.now(), undo }, ...this.recent].slice(0, kept);
    this.#timer = setTimeout(() => this.dismiss(), undo === null ? offeredFor / 12 : offeredFor);
  }
}

export const alertActions = new AlertActions();
