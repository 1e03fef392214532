import type { Clock } from '../avepoint/clock.ts';
import type { Log } from './log.ts';
import type { Notice, Repository } from './repository.ts';

export interface DeliveryOptions {
  repository: Pick<Repository, 'pendingNotices' | 'markShown'>;
  clock: Clock;
  log: Log;
  /** Hands a notice to the desktop; true once the desktop says that it is shown. */
  show: (notice: Notice) => Promise<boolean>;
}

/** Brings what is due to the desktop, each notice once. */
export interface Delivery {
  /** Shows everything that is pending; what is under way already is left alone. */
  deliver(): Promise<void>;
  /** Ends delivering: what the desktop has not confirmed by now stays pending in the store. */
  end(): void;
}

/**
 * The store holds each notice until the desktop has shown it, so one that was decided and not shown before the
 * program ended is shown at the next start.
 */
export function createDelivery({ repository, clock, log, show }: DeliveryOptions): Delivery {
  const underWay = new Set<number>();
  let ended = false;

  const deliverOne = async (notice: Notice): Promise<void> => {
    if (underWay.has(notice.id)) return;
    underWay.add(notice.id);
    try {
      const shown = await show(notice);
      if (ended) return;
      if (shown) repository.markShown(notice.id, clock.now());
      else log.warn('notification', `not shown, kept for later: ${notice.title}`);
    } finally {
      underWay.delete(notice.id);
    }
  };

  return {
    deliver: async () => {
      if (!ended) await Promise.all(repository.pendingNotices().map(deliverOne));
    },
    end: () => {
      ended = true;
    },
  };
}
