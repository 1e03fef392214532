import { messageOf } from '../shared/message-of.ts';
import type { UpdateState } from '../shared/update.ts';
import { problem } from '../shared/problem.ts';
import type { Problem } from '../shared/problem.ts';
import type { Clock } from './avepoint/clock.ts';
import { ServiceFailure } from './avepoint/failure.ts';
import type { Log } from './monitor/log.ts';

/** What asks the feed and fetches from it. Both may throw ServiceFailure (`updateUnreachable`, `updateRefused`). */
export interface Updater {
  /** The version that is newer than this program; null where there is none. */
  check(): Promise<string | null>;
  /** Fetches and verifies what the last check has found; it is installed when the program quits. */
  download(tell: (percent: number) => void): Promise<void>;
}

export interface UpdateParts {
  means: UpdateState['means'];
  /** Loads what updates; asked for at the first check, so that a program without a feed never does. */
  open: () => Promise<Updater>;
  /** Whether the person wants a check each day. */
  isWanted: () => boolean;
  clock: Clock;
  log: Log;
  changed: () => void;
}

/** Newer versions of the program. Nothing here throws: what fails is part of the state, and disturbs nothing else. */
export interface Updates {
  readonly state: UpdateState;
  check(): Promise<void>;
  download(): Promise<void>;
  /** Ends the daily check. */
  stop(): void;
}

const minute = 60_000;
const hour = 60 * minute;
/** A start has more urgent things to do. */
const firstMs = minute;
/** A computer that slept has not counted, and a check that failed is tried again: the clock is looked at this often. */
const lookEveryMs = hour;
const betweenMs = 24 * hour;

/** Begins the daily check, unless there is no feed. */
export function createUpdates({ means, open, isWanted, clock, log, changed }: UpdateParts): Updates {
  let state: UpdateState = {
    means,
    phase: 'idle',
    version: null,
    percent: 0,
    checkedAt: null,
    problem: null,
  };
  const become = (part: Partial<UpdateState>): void => {
    state = { ...state, ...part };
    changed();
  };
  let updater: Promise<Updater> | null = null;
  const opened = (): Promise<Updater> =>
    (updater ??= open().catch((error: unknown) => {
      updater = null;
      throw error;
    }));

  const failed = (error: unknown): void => {
    const seen = problemOf(error);
    log.warn('update', `${seen.code}: ${seen.detail ?? ''}`);
    become({ phase: 'idle', percent: 0, problem: seen });
  };

  const check = async (): Promise<void> => {
    if (means === 'off' || state.phase !== 'idle') return;
    become({ phase: 'checking' });
    try {
      const version = await (await opened()).check();
      log.info('update', version === null ? 'this version is the newest' : `version ${version} is there`);
      become({ phase: 'idle', version, checkedAt: clock.now(), problem: null });
    } catch (error) {
      failed(error);
    }
  };

  const download = async (): Promise<void> => {
    if (means !== 'install' || state.phase !== 'idle' || state.version === null) return;
    become({ phase: 'downloading', percent: 0, problem: null });
    try {
      await (
        await opened()
      ).download((percent) => {
        const whole = Math.floor(percent);
        if (whole !== state.percent) become({ percent: whole });
      });
      log.info('update', `version ${state.version} is installed when the program quits`);
      become({ phase: 'ready' });
    } catch (error) {
      failed(error);
    }
  };

  const isDue = (): boolean =>
    isWanted() &&
    (state.checkedAt === null || Math.abs(clock.now() - state.checkedAt) >= betweenMs - lookEveryMs / 2);
  let cancel = (): void => undefined;
  const look = (): void => {
    cancel = clock.after(lookEveryMs, look);
    if (isDue()) void check();
  };
  if (means !== 'off') cancel = clock.after(firstMs, look);

  return {
    get state() {
      return state;
    },
    check,
    download,
    stop: () => {
      cancel();
    },
  };
}

function problemOf(error: unknown): Problem {
  if (error instanceof ServiceFailure) return error.problem;
  return problem('updateUnreachable', { detail: messageOf(error) });
}
