import { bridge } from './bridge.ts';
import { formatRoute, parseRoute } from './route.ts';
import type { Route } from './route.ts';

type Place = Parameters<typeof formatRoute>[0];

class Router {
  route = $state.raw<Route>(parseRoute(location.hash));

  /** Follows the address, and the main process where it asks for a place, for as long as the window lives. */
  start(): void {
    window.addEventListener('hashchange', () => {
      this.route = parseRoute(location.hash);
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
