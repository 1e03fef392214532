import { bridge } from './bridge.ts';
import { formatRoute, parseRoute } from './route.ts';
import type { Route } from './route.ts';

type Place = Parameters<typeof formatRoute>[0];

/** The next route, with the very object of the present one's filter where both are equal: nothing to follow then. */
function keepFilter(present: Route, next: Route): Route {
  if (!('filter' in present) || !('filter' in next)) return next;
  const same = JSON.stringify(present.filter) === JSON.stringify(next.filter);
  return same ? { ...next, filter: present.filter } : next;
}

class Router {
  route = $state.raw<Route>(parseRoute(location.hash));

  /** Follows the address, and the main process where it asks for a place, for as long as the window lives. */
  start(): void {
    window.addEventListener('hashchange', () => {
      this.route = keepFilter(this.route, parseRoute(location.hash));
    });
    bridge.on('open', ({ route }) => {
      location.hash = `#${route}`;
    });
  }

  /** Goes to a place; Back returns from it. */
  go(place: Place): void {
    location.hash = formatRoute(place);
  }

  /** Goes to a place instead of the present one: for what changes letter by letter. */
  replace(place: Place): void {
    location.replace(formatRoute(place));
  }
}

export const router = new Router();
