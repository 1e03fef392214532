import type { Preferences } from '../../shared/preferences.ts';

/** Heights of a row of a list in pixels, as `tokens.css` has them: on one line, and on two where it is narrow. */
export const rowHeights = {
  comfortable: { line: 32, lines: 52 },
  compact: { line: 26, lines: 44 },
} as const satisfies Record<Preferences['density'], { line: number; lines: number }>;

/** Shows the page as it is set. The theme is the main process's, so that the frame of the window follows, too. */
export function dress(root: HTMLElement, { density, palette }: Preferences): void {
  root.dataset['density'] = density;
  root.dataset['palette'] = palette;
}
