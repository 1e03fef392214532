import { messageOf } from '../../shared/message-of.ts';
import type { Policy } from '../../shared/policy.ts';
import type { Clock } from '../avepoint/clock.ts';
import { fold, isBad } from './fold.ts';
import type { Bundle } from './fold.ts';
import type { Log } from './log.ts';
import { isQuiet } from './quiet.ts';
import type { Notice, Repository } from './repository.ts';

/** How the desktop takes a bundle: true once it says that it shows it. */
export type Show = (bundle: Bundle, silent: boolean) => Promise<boolean>;

export interface DeliveryOptions {
  repository: Pick<Repository, 'pendingNotices' | 'markShown'>;
  clock: Clock;
  log: Log;
  policy: () => Policy;
  show: Show;
  /** Whether a sweep is under way, which may bring more of the same. */
  isSweeping: () => boolean;
  /** Milliseconds within which what happens belongs to one sweep. */
  sweepMs: () => number;
  onChange: () => void;
  onStorageError: (error: unknown) => void;
}

/** Brings what is due to the desktop, each notice once. */
export interface Delivery {
  /** Says that notices may be due; they are gathered for a moment and then shown. */
  request(): void;
  /**
   * Ends delivering. What is on its way may arrive for a moment yet, so that it is not shown again at the next start;
   * what the desktop has not confirmed by then stays pending in the store.
   */
  end(): Promise<void>;
  /** Whether the desktop refused the last notification it was given. */
  readonly refused: boolean;
}

const gatherMs = 1500;
const longestGatherMs = 10_000;
const soundEveryMs = 60_000;
/** Half of what the program has for ending. */
const farewellMs = 1000;

/**
 * The store holds each notice until the desktop has shown it, so one that was decided and not shown before the
 * program ended is shown at the next start. A notice that is under way is not given to the desktop twice. In quiet
 * hours nothing is shown, whatever it is; it waits for their end.
 */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { repository, clock, log, policy, show, isSweeping } = options;
  const underWay = new Set<number>();
  /** Shown and not marked yet: by notice the instant (UTC ms). */
  const shown = new Map<number, number>();
  let recent: { notice: Notice; at: number }[] = [];
  let gathering: { since: number; cancel: () => void } | null = null;
  let lastSound = Number.NEGATIVE_INFINITY;
  let refused = false;
  let ended = false;
  let closed = false;
  const handing = new Set<Promise<void>>();

  const gather = (since: number): void => {
    gathering = { since, cancel: clock.after(gatherMs, look) };
  };

  const look = (): void => {
    const since = gathering?.since ?? clock.elapsed();
    if (isSweeping() && clock.elapsed() - since < longestGatherMs) {
      gather(since);
      return;
    }
    gathering = null;
    try {
      deliver();
    } catch (error) {
      options.onStorageError(error);
    }
  };

  const deliver = (): void => {
    mark();
    const now = clock.elapsed();
    if (isQuiet(clock.now(), policy().quiet)) return;
    recent = recent.filter(({ at }) => now - at < options.sweepMs());
    const due = repository.pendingNotices().filter(({ id }) => !underWay.has(id) && !shown.has(id));
    for (const bundle of fold(
      due,
      recent.map(({ notice }) => notice),
    )) {
      for (const notice of bundle.notices) {
        underWay.add(notice.id);
        if (isBad(notice)) recent.push({ notice, at: now });
      }
      const handed: Promise<void> = hand(bundle)
        .catch(options.onStorageError)
        .finally(() => handing.delete(handed));
      handing.add(handed);
    }
  };

  const hand = async (bundle: Bundle): Promise<void> => {
    const silent = clock.elapsed() - lastSound < soundEveryMs;
    if (!silent) lastSound = clock.elapsed();
    const isShown = await show(bundle, silent).catch((error: unknown) => {
      log.error('notification', messageOf(error));
      return false;
    });
    const ids = new Set(bundle.notices.map(({ id }) => id));
    for (const id of ids) underWay.delete(id);
    if (closed) return;
    if (refused === isShown) {
      refused = !isShown;
      options.onChange();
    }
    if (isShown) {
      const at = clock.now();
      for (const id of ids) shown.set(id, at);
      mark();
    } else {
      recent = recent.filter(({ notice }) => !ids.has(notice.id));
      log.warn('notification', `not shown, kept for later: ${bundle.title}`);
    }
  };

  /** Marks what was shown; what the disk does not take is marked with the next request, and not shown again. */
  const mark = (): void => {
    for (const [at, entries] of Map.groupBy(shown, ([, shownAt]) => shownAt)) {
      repository.markShown(
        entries.map(([id]) => id),
        at,
      );
      for (const [id] of entries) shown.delete(id);
    }
  };

  return {
    request: () => {
      if (gathering === null && !ended) gather(clock.elapsed());
    },
    end: async () => {
      ended = true;
      gathering?.cancel();
      if (handing.size > 0) {
        const { promise: late, resolve } = Promise.withResolvers<null>();
        const cancel = clock.after(farewellMs, () => {
          resolve(null);
        });
        await Promise.race([Promise.all(handing), late]);
        cancel();
      }
      closed = true;
    },
    get refused() {
      return refused;
    },
  };
}
