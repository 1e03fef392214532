import type { Clock } from '../avepoint/clock.ts';
import { nextPoll, nextRetry, placesIn } from './schedule.ts';
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

/** When a place was to fall due; it holds as long as the place still says so. */
interface Appointment {
  place: Place;
  due: number;
}

/** How a poll ended, as far as the next one depends on it. */
export interface Finish {
  ok: boolean;
  /** Not before then, where the service said so. */
  retryInMs: number | null;
  /** One of the customer's jobs runs or has failed: it is looked at twice as often. */
  restless: boolean;
}

/** Who is polled next. Urgent customers go first, the others as they fall due. */
export interface Queue {
  /** Takes over the list; new customers are due at once, those that are gone are dropped. */
  setCustomers(customers: readonly WatchedCustomer[]): void;
  /** Everybody who is watched. */
  ids(): string[];
  setInterval(intervalMs: number): void;
  /**
   * Puts one customer ahead of everybody, or all ahead of those that merely fall due, the restless ones first. Who is
   * under way is asked once more.
   */
  hurry(customerId?: string): void;
  /** Makes everybody due, spread over so many milliseconds, the restless ones first. */
  spread(ms: number): void;
  /** When a customer is polled next, in milliseconds from now; null where it is not watched. */
  msTo(customerId: string): number | null;
  /** Takes back every `hurry`. */
  calm(): void;
  /** The next customer that may be polled now, marked as under way; null where nobody is due. */
  take(urgentOnly: boolean): WatchedCustomer | null;
  /** Ends what `take` began. */
  finish(customerId: string, result: Finish): void;
  /** Milliseconds until the next customer falls due; null where there is none. */
  msToNext(): number | null;
}

export interface QueueOptions {
  clock: Clock;
  /** Milliseconds between two polls of a customer, until another time is set. */
  intervalMs: number;
  /** Customers that are best polled at once. */
  together: number;
  /** From 0 to below 1; for the jitter of retries. */
  random: () => number;
}

/** Makes the queue. */
export function createQueue({ clock, together, random, ...atStart }: QueueOptions): Queue {
  const places = new Map<string, Place>();
  /** Who goes ahead of the others, in this order. */
  let urgent = new Set<string>();
  /** Those that come first are last. A poll that ends is put into its order; what no longer holds is passed over. */
  let agenda: Appointment[] = [];
  let { intervalMs } = atStart;

  /** When a customer that is well comes next; a restless one twice as often. */
  const next = (customerId: string, restless: boolean): number => {
    const inInterval = placesIn(intervalMs, places.size, together);
    const often = restless ? 2 : 1;
    return nextPoll(customerId, clock.elapsed(), intervalMs / often, inInterval / often);
  };

  const waiting = (): Place[] => [...places.values()].filter((place) => !place.underWay);

  const restlessFirst = (): Place[] =>
    [...places.values()].sort((a, b) => Number(b.customer.restless) - Number(a.customer.restless));

  /** Who goes first; somebody who is under way was asked before somebody wanted to know, and comes once more after it. */
  const firstUrgent = (): Place | null => {
    for (const id of urgent) {
      const place = places.get(id);
      if (place === undefined) urgent.delete(id);
      else if (!place.underWay) return place;
    }
    return null;
  };

  const appoint = (place: Place, due: number): void => {
    place.due = due;
    let [from, to] = [0, agenda.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((agenda[middle]?.due ?? due) > due) from = middle + 1;
      else to = middle;
    }
    agenda.splice(from, 0, { place, due });
  };

  /** Makes the agenda anew, for when many places have changed. */
  const appointAll = (): void => {
    agenda = waiting()
      .map((place) => ({ place, due: place.due }))
      .sort((a, b) => b.due - a.due);
  };

  const holds = ({ place, due }: Appointment): boolean =>
    places.get(place.customer.id) === place && !place.underWay && place.due === due;

  /** Who falls due next, still on the agenda. */
  const first = (): Place | null => {
    for (let last = agenda.at(-1); last !== undefined; last = agenda.at(-1)) {
      if (holds(last)) return last.place;
      agenda.pop();
    }
    return null;
  };

  const takeDue = (): Place | null => {
    const place = first();
    return place !== null && place.due <= clock.elapsed() ? place : null;
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
      appointAll();
    },
    ids: () => [...places.keys()],
    setInterval: (ms) => {
      intervalMs = ms;
      for (const place of waiting()) {
        if (place.failures === 0) place.due = Math.min(place.due, next(place.customer.id, false));
      }
      appointAll();
    },
    hurry: (customerId) => {
      // Somebody waits for that one; a sweep over thousands may be under way.
      if (customerId !== undefined) urgent = new Set([customerId, ...urgent]);
      else for (const { customer } of restlessFirst()) urgent.add(customer.id);
    },
    spread: (ms) => {
      const all = restlessFirst();
      const now = clock.elapsed();
      for (const [index, place] of all.entries()) place.due = now + (index / all.length) * ms;
      appointAll();
    },
    msTo: (customerId) => {
      const place = places.get(customerId);
      return place === undefined ? null : Math.max(0, place.due - clock.elapsed());
    },
    calm: () => {
      urgent.clear();
    },
    take: (urgentOnly) => {
      const place = firstUrgent() ?? (urgentOnly ? null : takeDue());
      if (place === null) return null;
      urgent.delete(place.customer.id);
      place.underWay = true;
      return place.customer;
    },
    finish: (customerId, { ok, retryInMs, restless }) => {
      const place = places.get(customerId);
      if (place === undefined) return;
      place.underWay = false;
      place.customer = { ...place.customer, restless };
      place.failures = ok ? 0 : place.failures + 1;
      const now = clock.elapsed();
      if (retryInMs !== null) appoint(place, now + retryInMs + spreadMs * random());
      else if (ok) appoint(place, next(customerId, restless));
      else appoint(place, nextRetry(place.failures, now, random));
    },
    msToNext: () => {
      if (firstUrgent() !== null) return 0;
      const place = first();
      return place === null ? null : Math.max(0, place.due - clock.elapsed());
    },
  };
}
