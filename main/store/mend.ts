import type { z } from 'zod';

/** A section of the settings, as far as it can be used. */
export interface Mended<T> {
  value: T;
  /** Where what cannot be used stands, such as "quiet.from" or "mutes.3"; one empty text for the whole section. */
  unusable: readonly string[];
  /** What is not understood at the top of the section: values under other names, and entries of lists. */
  strange: Readonly<Record<string, unknown>>;
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What is mended in a few rounds; where a schema asks for more, all of it falls back. */
const mostRounds = 20;

/**
 * What was kept, each value checked by itself: a list loses the entries that cannot be used, and any other value that
 * cannot has its default, as one has that came later.
 */
export function mend<T extends object>(schema: z.ZodType<T>, defaults: T, kept: unknown): Mended<T> {
  if (kept === undefined) return { value: defaults, unusable: [], strange: {} };
  const none: Mended<T> = { value: defaults, unusable: [''], strange: {} };
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return none;
  const value: object = structuredClone({ ...defaults, ...kept });
  const unusable: string[] = [];
  const entries: Record<string, unknown[]> = {};
  for (let round = 0; round < mostRounds; round += 1) {
    const parsed = schema.safeParse(value);
    if (parsed.success) {
      const others = Object.entries(kept).filter(([name]) => !Object.hasOwn(defaults, name));
      return { value: parsed.data, unusable, strange: { ...Object.fromEntries(others), ...entries } };
    }
    const { issues } = parsed.error;
    const places = entriesIn(value, issues);
    for (const place of places) unusable.push(place.join('.'));
    for (const place of entriesIn(value, issues.filter(isOfItself))) {
      if (place.length === 2) (entries[String(place[0])] ??= []).push(at(value, place));
    }
    for (const place of places.toReversed()) {
      const list = at(value, place.slice(0, -1));
      if (Array.isArray(list)) list.splice(Number(place.at(-1)), 1);
    }
    // What is said of other values is asked again without them.
    if (places.length > 0) continue;
    for (const { path } of issues) {
      // What is missing came later.
      if (at(value, path) !== undefined) unusable.push(path.join('.'));
      if (!fallBack(value, defaults, path)) return none;
    }
  }
  return none;
}

/** What is saved, with what this version does not understand at the top of what was there: a newer one may. */
export function withStrange(saved: object, strange: Mended<object>['strange']): object {
  const known: Record<string, unknown> = { ...saved };
  const joined = Object.entries(strange).map(([name, value]): [string, unknown] => {
    const now = known[name];
    if (!Object.hasOwn(known, name)) return [name, value];
    return [
      name,
      Array.isArray(now) && Array.isArray(value) ? [...(now as unknown[]), ...(value as unknown[])] : now,
    ];
  });
  return { ...known, ...Object.fromEntries(joined) };
}

/** Whether it is about a value, and not about how many there are or what stands beside it. */
const isOfItself = ({ code }: Issue): boolean => code !== 'too_big' && code !== 'custom';

/** What stands at a path; undefined where nothing does. */
const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  );

/** The entries of lists that cannot be used, each once; in each list from its beginning. */
function entriesIn(value: object, issues: readonly Issue[]): Path[] {
  const found = new Map<string, Path>();
  for (const issue of issues) {
    for (const path of pathsOf(value, issue)) {
      // Of a list within an entry of another the whole entry: a saved filter without one of its values lets more through.
      const depth = path.findIndex((_, index) => Array.isArray(at(value, path.slice(0, index))));
      if (depth >= 0) found.set(path.slice(0, depth + 1).join('.'), path.slice(0, depth + 1));
    }
  }
  return [...found.values()].toSorted((one, other) => Number(one.at(-1)) - Number(other.at(-1)));
}

/** Where an issue is: of a list that is too long, at each entry beyond its end. */
function pathsOf(value: object, issue: Issue): Path[] {
  const list = at(value, issue.path);
  if (issue.code !== 'too_big' || !Array.isArray(list)) return [issue.path];
  const most = Number(issue.maximum);
  return Array.from({ length: list.length - most }, (_, index) => [...issue.path, most + index]);
}

/** Gives the value at a path, or the nearest one around it that has one, its default; false where none has. */
function fallBack(value: object, defaults: object, path: Path): boolean {
  for (let length = path.length; length > 0; length -= 1) {
    const standard = at(defaults, path.slice(0, length));
    const around = at(value, path.slice(0, length - 1));
    const name = path[length - 1];
    if (standard === undefined || name === undefined) continue;
    if (typeof around === 'object' && around !== null)
      return Reflect.set(around, name, structuredClone(standard));
  }
  return false;
}
