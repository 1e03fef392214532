/**
 * The chosen ones after a click on one of `ids`: it alone changes, or with `range` all from the one clicked before
 * to this one become as it becomes.
 */
export function choose(
  ids: readonly number[],
  chosen: ReadonlySet<number>,
  click: { id: number; before: number | null; range: boolean },
): Set<number> {
  const next = new Set(chosen);
  const becomes = !chosen.has(click.id);
  const from = click.range && click.before !== null ? ids.indexOf(click.before) : -1;
  const to = ids.indexOf(click.id);
  const touched = from < 0 ? [click.id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  for (const id of touched) {
    if (becomes) next.add(id);
    else next.delete(id);
  }
  return next;
}
