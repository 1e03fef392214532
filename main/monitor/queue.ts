import type { Clock } from '../avepoint/clock.ts';
import { nextPoll, nextRetry } from './schedule.ts';
import type { WatchedCustomer } from './repository.ts';

/** Customers that were told to wait until the same moment come back spread over this time. */
const spreadMs = 30_000;

interface Place {
  customer: WatchedCustomer;
  /** Monotonic ms. */
  due: number;
  failures: number;
  underWay: boolean;
}

/** Who is polled next. Urgent customers go first, the others as they fall due. */
export interface Queue {
  /** Takes over the list; new customers are due at once, those that are gone are dropped. */
  setCustomers(customers: readonly WatchedCustomer[]): void;
  setInterval(intervalMs: number): void;
  /** Puts one customer, or all, ahead of the queue. Returns how many that are. */
  hurry(customerId?: string): number;
  /** Takes back every `hurry`. */
  calm(): void;
  /** The next customer that may be polled now, marked as under way; null where nobody is due. */
  take(urgentOnly: boolean): WatchedCustomer | null;
  /** Ends what `take` began. `retryInMs`: not before then, where the service said so. */
  finish(customerId: string, ok: boolean, retryInMs: number | null): void;
  /** Milliseconds until the next customer falls due; null where there is none. */
  msToNext(): number | null;
}

/** Makes the queue; `random` is for the jitter of retries. */
export function createQueue(clock: Clock, intervalAtStart: number, random: () => number): Queue {
  const places = new Map<string, Place>();
  const urgent = new Set<string>();
  let ready: Place[] = [];
  let intervalMs = intervalAtStart;

  const waiting = (): Place[] => [...places.values()].filter((place) => !place.underWay);

  const takeUrgent = (): Place | null => {
    for (const id of urgent) {
      urgent.delete(id);
      const place = places.get(id);
      if (place !== undefined && !place.underWay) return place;
    }
    return null;
  };

  const takeDue = (): Place | null => {
    const now = clock.elapsed();
    if (ready.length === 0)
      ready = waiting()
        .filter((p) => p.due <= now)
        .sort((a, b) => b.due - a.due);
    for (let place = ready.pop(); place !== undefined; place = ready.pop()) {
      if (places.get(place.customer.id) === place && !place.underWay && place.due <= now) return place;
    }
    return null;
  };

  return {
    setCustomers: (customers) => {
      const listed = new Set(customers.map((c) => c.id));
      for (const id of places.keys()) if (!listed.has(id)) places.delete(id);
      for (const customer of customers) {
        const place = places.get(customer.id);
        if (place !== undefined) place.customer = customer;
        else places.set(customer.id, { customer, due: clock.elapsed(), failures: 0, underWay: false });
      }
    },
    setInterval: (ms) => {
      intervalMs = ms;
      for (const place of waiting()) {
        if (place.failures === 0)
          place.due = Math.min(place.due, nextPoll(place.customer.id, clock.elapsed(), ms));
      }
    },
    hurry: (customerId) => {
      const ids = customerId === undefined ? [...places.keys()] : [customerId];
      for (const id of ids) urgent.add(id);
      return ids.length;
    },
    calm: () => {
      urgent.clear();
    },
    take: (urgentOnly) => {
      const place = takeUrgent() ?? (urgentOnly ? null : takeDue());
      if (place === null) return null;
      place.underWay = true;
      return place.customer;
    },
    finish: (customerId, ok, retryInMs) => {
      const place = places.get(customerId);
      if (place === undefined) return;
      place.underWay = false;
      place.failures = ok ? 0 : place.failures + 1;
      const now = clock.elapsed();
      if (retryInMs !== null) place.due = now + retryInMs + spreadMs * random();
      else place.due = ok ? nextPoll(customerId, now, intervalMs) : nextRetry(place.failures, now, random);
    },
    msToNext: () => {
      if (urgent.size > 0 || ready.length > 0) return 0;
      const dues = waiting().map((place) => place.due);
      return dues.length === 0 ? null : Math.max(0, dues.reduce((a, b) => Math.min(a, b)) - clock.elapsed());
    },
  };
}
