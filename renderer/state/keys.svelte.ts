import { alertActions } from './alertActions.svelte.ts';
import { app } from './app.svelte.ts';
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

/**
 * Whether the views are there, with what may lie over them: before the first connection and while one is entered there
 * is the form alone.
 */
export const hasViews = (): boolean =>
  app.state !== null && app.state.connection.kind !== 'none' && router.route.view !== 'connect';

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
      return openLayer(action);
    case 'search':
      return focusSearch();
    case 'back':
      return goBack(router.route);
    case 'earlier':
      history.back();
      return true;
    case 'later':
      history.forward();
      return true;
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

/** Opened where it is not drawn, it would come up by itself once the views are there. */
function openLayer(layer: 'palette' | 'help'): boolean {
  if (!hasViews()) return false;
  layers.open = layer;
  return true;
}

/** Puts the keyboard into the search of the view; where it has none, there is one over the jobs. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  if (field === null) return openLayer('palette');
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
  if (action === null || !perform(action)) return;
  event.preventDefault();
  // Lists and charts have keys of their own, whatever is held down with them.
  event.stopPropagation();
}
