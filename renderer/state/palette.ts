import type { Outcome } from '../../shared/outcome.ts';
import type { Places } from '../../shared/place.ts';
import { matching } from './commands.ts';
import type { Command } from './commands.ts';
import { everything } from './filter.ts';
import { router } from './router.svelte.ts';

/** A line of the command palette. */
export interface PaletteEntry {
  key: string;
  /** The shape before it. */
  sign: 'customer' | 'command' | Outcome;
  label: string;
  /** What tells it from others of that name. */
  more: string | null;
  /** The keys that do the same. */
  keys: readonly string[] | null;
  run: () => void;
}

export interface PaletteGroup {
  title: string;
  entries: readonly PaletteEntry[];
}

/** What the palette lists, the best first: places for what was typed, then commands. */
export function paletteGroups(found: Places, commands: readonly Command[], text: string): PaletteGroup[] {
  const groups: PaletteGroup[] = [
    {
      title: 'Customers',
      entries: found.customers.map(({ id, name }) => ({
        ...{ key: `customer ${id}`, sign: 'customer', label: name, more: null, keys: null },
        run: () => router.go({ view: 'customer', id }),
      })),
    },
    {
      title: 'Jobs',
      entries: found.jobs.map(({ key, customerName, module, name, outcome }) => ({
        ...{ key: `job ${key}`, sign: outcome, label: customerName, keys: null },
        more: name === null ? module : `${module} · ${name}`,
        run: () => router.go({ view: 'job', key, filter: everything }),
      })),
    },
    {
      title: 'Commands',
      entries: matching(commands, text).map(({ label, shortcut, run }) => ({
        ...{ key: label, sign: 'command', label, more: null, keys: shortcut?.keys ?? null, run },
      })),
    },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}
