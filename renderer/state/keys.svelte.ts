import { alertActions } from './alertActions.svelte.ts';
import { bridge } from './bridge.ts';
import { inView } from './inView.svelte.ts';
import { isLayerOpen } from './layers.ts';
import { everything } from './filter.ts';
import type { Route } from './route.ts';
import { router } from './router.svelte.ts';
import { actionOf, isTyping } from './shortcuts.ts';
import type { ShortcutAction } from './shortcuts.ts';
import { preferences } from './stored.svelte.ts';

/** Whether this computer's keyboard has Cmd in the place of Ctrl. */
export const isMac = navigator.userAgent.includes('Mac');

class Layers {
  /** What lies over the window. */
  open = $state<'palette' | 'help' | null>(null);
}

export const layers = new Layers();

/** The views that a key leads to, and the command palette. */
export const viewPlaces = {
  overview: { view: 'overview' },
  alerts: { view: 'alerts', status: 'open', customerId: null },
  customers: { view: 'customers', text: '' },
  jobs: { view: 'jobs', filter: everything },
  settings: { view: 'settings' },
} as const satisfies Partial<Record<ShortcutAction, Route>>;

/** Does what a shortcut stands for; answers whether there was anything to do. */
export function perform(action: ShortcutAction): boolean {
  switch (action) {
    case 'palette':
    case 'help':
      layers.open = action;
      return true;
    case 'search':
      return focusSearch();
    case 'back':
      return goBack(router.route);
    case 'refresh':
      void bridge.refresh({ customerId: null });
      return true;
    case 'acknowledge':
      if (inView.alert === null) return false;
      void alertActions.act([inView.alert.id], { type: 'acknowledge', scope: 'run', note: '' });
      return true;
    default:
      router.go(viewPlaces[action]);
      return true;
  }
}

/** Puts the keyboard into the search of the view; where it has none, there is one over the jobs. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  if (field === null) {
    layers.open = 'palette';
    return true;
  }
  field.focus();
  field.select();
  return true;
}

function goBack(route: Route): boolean {
  if (route.view === 'job') router.go({ view: 'jobs', filter: route.filter });
  else if (route.view === 'customer') router.go(viewPlaces.customers);
  else return false;
  return true;
}

/** Hears a key for the whole window; what is typed into a field, or into a menu or dialog, is not ours. */
export function onWindowKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.repeat || isTyping(event.target) || isLayerOpen()) return;
  const single = preferences.value?.singleKeys ?? true;
  const action = actionOf(event, { mac: isMac, single });
  if (action !== null && perform(action)) event.preventDefault();
}
