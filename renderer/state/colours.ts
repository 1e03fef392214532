import type { Palette } from './plot.ts';

const tokens: Readonly<Record<keyof Palette, string>> = {
  text: '--text-subtle',
  line: '--text-muted',
  grid: '--line',
  surface: '--surface',
  failure: '--failure',
  warning: '--warning',
};

/** The tokens as colours that a canvas understands, in the theme that an element has at the moment. */
export function paletteAt(element: HTMLElement): Palette {
  const probe = document.createElement('span');
  element.append(probe);
  const colourOf = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    text: colourOf(tokens.text),
    line: colourOf(tokens.line),
    grid: colourOf(tokens.grid),
    surface: colourOf(tokens.surface),
    failure: colourOf(tokens.failure),
    warning: colourOf(tokens.warning),
  };
  probe.remove();
  return palette;
}

const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'];

/** Calls back when the theme becomes another one, by the system or by a choice in Settings; returns what ends that. */
export function onThemeChange(follow: () => void): () => void {
  const lists = queries.map((query) => matchMedia(query));
  for (const list of lists) list.addEventListener('change', follow);
  const root = new MutationObserver(follow);
  root.observe(document.documentElement, { attributes: true });
  return () => {
    for (const list of lists) list.removeEventListener('change', follow);
    root.disconnect();
  };
}
