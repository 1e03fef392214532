import type { Page } from '@playwright/test';

/** What is waited for: an element, and where it is given, a text in it. */
export interface Ready {
  selector: string;
  text?: string;
}

/**
 * Clicks what `selector` names and answers after how many milliseconds what is waited for was there and a frame with it
 * had been drawn. Everything is measured in the page, so that no message to it counts.
 */
export const clickUntil = (page: Page, selector: string, ready: Ready): Promise<number> =>
  page.evaluate(
    async ([target, wanted]) => {
      const element = document.querySelector<HTMLElement>(target);
      if (element === null) throw new Error(`nothing to click: ${target}`);
      const began = performance.now();
      element.click();
      return await window.bench.until(() => window.bench.isThere(wanted), began);
    },
    [selector, ready] as const,
  );

/** The same until the text of an element is another one. */
export const clickUntilChanged = (page: Page, selector: string, changing: string): Promise<number> =>
  page.evaluate(
    async ([target, watched]) => {
      const element = document.querySelector<HTMLElement>(target);
      if (element === null) throw new Error(`nothing to click: ${target}`);
      const text = (): string => document.querySelector(watched)?.textContent ?? '';
      const before = text();
      const began = performance.now();
      element.click();
      return await window.bench.until(() => text() !== '' && text() !== before, began);
    },
    [selector, changing] as const,
  );

/** Puts a text into a field, as the last keystroke of it would, and measures in the same way. */
export const typeUntil = (page: Page, selector: string, text: string, ready: Ready): Promise<number> =>
  page.evaluate(
    async ([target, value, wanted]) => {
      const field = document.querySelector<HTMLInputElement>(target);
      if (field === null) throw new Error(`nowhere to type: ${target}`);
      const began = performance.now();
      field.value = value;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      return await window.bench.until(() => window.bench.isThere(wanted), began);
    },
    [selector, text, ready] as const,
  );

/** How a scroll went: every frame's length (ms), and the frames in which a row in sight was still empty. */
export interface Scroll {
  frames: number[];
  empty: number;
  /** How far it came. */
  pixels: number;
}

/** Scrolls for so many frames, by so many pixels a frame. */
export const scroll = (page: Page, selector: string, frames: number, step: number): Promise<Scroll> =>
  page.evaluate(
    async ([target, count, pixels]) => {
      const box = document.querySelector<HTMLElement>(target);
      if (box === null) throw new Error(`nothing to scroll: ${target}`);
      const lengths: number[] = [];
      let empty = 0;
      let before = await window.bench.frame();
      for (let index = 0; index < count; index += 1) {
        box.scrollTop += pixels;
        const now = await window.bench.frame();
        lengths.push(now - before);
        before = now;
        if (window.bench.hasEmptyRow(box)) empty += 1;
      }
      return { frames: lengths, empty, pixels: box.scrollTop };
    },
    [selector, frames, step] as const,
  );

/** Jumps to a part of the list, from 0 to 1, and answers after how many milliseconds all rows in sight were there. */
export const jump = (page: Page, selector: string, part: number): Promise<number> =>
  page.evaluate(
    async ([target, to]) => {
      const box = document.querySelector<HTMLElement>(target);
      if (box === null) throw new Error(`nothing to scroll: ${target}`);
      const began = performance.now();
      box.scrollTop = (box.scrollHeight - box.clientHeight) * to;
      await window.bench.frame();
      return await window.bench.until(() => !window.bench.hasEmptyRow(box), began);
    },
    [selector, part] as const,
  );

/** What the page needs for measuring; it lives in the page. */
interface Bench {
  /** Resolves at the beginning of the next frame, with its time. */
  frame(): Promise<number>;
  until(ready: () => boolean, began: number): Promise<number>;
  isThere(wanted: Ready): boolean;
  hasEmptyRow(box: HTMLElement): boolean;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

/** Puts into the page what the measures stand on. */
export const prepare = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const patience = 30_000;
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    window.bench = {
      frame,
      until: async (ready, began) => {
        while (!ready()) {
          if (performance.now() - began > patience)
            throw new Error(`not within ${patience} ms: ${String(ready)}`);
          await frame();
        }
        // Drawn once the frame after it has begun.
        await frame();
        return performance.now() - began;
      },
      isThere: ({ selector, text = '' }) =>
        document.querySelector(selector)?.textContent.includes(text) ?? false,
      hasEmptyRow: (box) => {
        const { top, bottom } = box.getBoundingClientRect();
        return Array.from(box.querySelectorAll('[data-index], tbody tr:not(.space)')).some((row) => {
          const at = row.getBoundingClientRect();
          return at.bottom > top && at.top < bottom && row.querySelector('a') === null;
        });
      },
    };
  });
