import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import { fakeBridge } from './bridge.ts';

/** What jsdom lacks of a browser, as far as components ask for it. */
class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

vi.stubGlobal('ResizeObserver', NoObserver);
vi.stubGlobal('matchMedia', (media: string) => ({
  media,
  matches: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}));
Element.prototype.scrollIntoView = () => undefined;

// Before the tests of a file begin, too: what follows the main process starts then.
fakeBridge.reset();

beforeEach(() => {
  fakeBridge.reset();
  location.hash = '';
});

afterEach(cleanup);
