import { messageOf } from '../../shared/message-of.ts';
import type { Clock } from '../avepoint/clock.ts';
import type { Log } from '../monitor/log.ts';

/** Replaces what carries errands, between two of them. */
export interface Renewal {
  /** Begins an errand, at once or when a renewal is over; returns what ends it, and may be called again. */
  begin(): Promise<() => void>;
}

export interface RenewalOptions {
  /** After so many errands. */
  after: number;
  /** Whether there is anything to renew; where not, as many errands go by before it is asked again. */
  isNeeded: () => boolean;
  /** Called while no errand is under way. Where it throws, the old one goes on, and it is tried again later. */
  renew: () => Promise<void>;
  clock: Clock;
  log: Log;
}

/** Milliseconds for which newcomers wait for those that are under way; a request has 30 seconds in all. */
const patienceMs = 5000;
/** The part of the errands after which it is tried again. */
const againAfter = 0.1;

export function createRenewal({ after, isNeeded, renew, clock, log }: RenewalOptions): Renewal {
  let carried = 0;
  let underWay = 0;
  let drained = (): void => undefined;
  let renewing: Promise<void> | null = null;

  /** Whether nothing is under way, now or soon. */
  const isFree = async (): Promise<boolean> => {
    if (underWay === 0) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    drained = () => {
      resolve(true);
    };
    const cancel = clock.after(patienceMs, () => {
      resolve(false);
    });
    const free = await promise;
    cancel();
    drained = () => undefined;
    return free;
  };

  const tryToRenew = async (): Promise<void> => {
    carried = after * (1 - againAfter);
    try {
      if (!(await isFree())) return;
      await renew();
      carried = 0;
    } catch (error) {
      log.warn('network', `not renewed: ${messageOf(error)}`);
    }
  };

  return {
    begin: async () => {
      if (carried >= after && renewing === null) {
        if (isNeeded())
          renewing = tryToRenew().finally(() => {
            renewing = null;
          });
        else carried = 0;
      }
      if (renewing !== null) await renewing;
      carried += 1;
      underWay += 1;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        underWay -= 1;
        if (underWay === 0) drained();
      };
    },
  };
}
