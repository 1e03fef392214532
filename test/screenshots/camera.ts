import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Sizes of the window's content in pixels: details beside the list, the list alone, and the bar at the bottom. */
export const sizes = { wide: [1280, 800], medium: [960, 640], narrow: [420, 640] } as const;
export type Size = keyof typeof sizes;

/** Takes pictures of the program's window, each once the window has settled in the wanted size and theme. */
export class Camera {
  readonly #app: ElectronApplication;
  readonly #page: Page;
  readonly #folder: string;

  constructor(app: ElectronApplication, page: Page, folder: string) {
    this.#app = app;
    this.#page = page;
    this.#folder = folder;
  }

  /** Writes `{view}-{size}-{theme}.png`; returns its path. */
  async take(view: string, size: Size, theme: Theme): Promise<string> {
    await this.#resize(size);
    await this.#paint(theme);
    const path = join(this.#folder, `${view}-${size}-${theme}.png`);
    // Away from everything that shows a hover.
    await this.#page.mouse.move(0, 0);
    await this.#page.screenshot({ path, animations: 'disabled' });
    return path;
  }

  async #resize(size: Size): Promise<void> {
    const [width, height] = sizes[size];
    await this.#app.evaluate(
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
      [width, height] as const,
    );
    await this.#page.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [
      width,
      height,
    ] as const);
  }

  async #paint(theme: Theme): Promise<void> {
    await this.#app.evaluate(({ nativeTheme }, wanted) => {
      nativeTheme.themeSource = wanted;
    }, theme);
    await this.#page.waitForFunction(
      (wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
      theme,
    );
  }
}
