import type { SavedFilter } from '../../shared/list-settings.ts';

const same = (a: string, b: string): boolean => a.toLocaleLowerCase() === b.toLocaleLowerCase();

const byName = (saved: readonly SavedFilter[]): SavedFilter[] =>
  saved.toSorted((a, b) => a.name.localeCompare(b.name));

/** The saved filters with one more; it takes the place of one of the same name, whatever the case. */
export const withSaved = (saved: readonly SavedFilter[], one: SavedFilter): SavedFilter[] =>
  byName([...saved.filter(({ name }) => !same(name, one.name)), one]);

/** The saved filters after one was given another name, which takes the place of another of that name. */
export function renamed(saved: readonly SavedFilter[], from: string, to: string): SavedFilter[] {
  const one = saved.find(({ name }) => name === from);
  if (one === undefined) return [...saved];
  return withSaved(
    saved.filter((other) => other !== one),
    { ...one, name: to },
  );
}
