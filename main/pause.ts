import type { Clock } from './avepoint/clock.ts';
import type { PauseSetting } from './store/settings.ts';

/** A pause that a person has asked for: for a while, or until somebody resumes. It lasts over a restart. */
export interface Pause {
  readonly active: boolean;
  /** When it ends by itself (UTC ms); null where it does not, or there is none. */
  readonly until: number | null;
  begin(until: number | null): void;
  end(): void;
  /** Forgets the timer, for the end of the program. */
  stop(): void;
}

/** A computer that slept has not counted: the clock on the wall is looked at this often. */
const lookEveryMs = 30_000;

/** Makes it from what was kept. `changed` is called whenever a pause begins or ends, in this call or later. */
export function createPause(
  clock: Clock,
  kept: { pause: PauseSetting | null; savePause(pause: PauseSetting | null): void },
  changed: () => void,
): Pause {
  let cancel = (): void => undefined;

  const isOver = (): boolean => {
    const until = kept.pause?.until ?? null;
    return until !== null && until <= clock.now();
  };

  const set = (pause: PauseSetting | null): void => {
    kept.savePause(pause);
    watch();
    changed();
  };

  const watch = (): void => {
    cancel();
    const until = kept.pause?.until ?? null;
    if (until === null) return;
    const wait = Math.min(Math.max(until - clock.now(), 0), lookEveryMs);
    cancel = clock.after(wait, () => {
      if (isOver()) set(null);
      else watch();
    });
  };

  watch();
  return {
    get active() {
      return kept.pause !== null && !isOver();
    },
    get until() {
      return isOver() ? null : (kept.pause?.until ?? null);
    },
    begin: (until) => {
      set({ until });
    },
    end: () => {
      set(null);
    },
    stop: () => {
      cancel();
    },
  };
}
