import { SimulatedJob } from './job.ts';
import { random } from './random.ts';
import type { Status } from './rows.ts';
import {
  azureMore,
  azureVirtualMachine,
  dynamics,
  googleWorkspace,
  microsoft365,
  microsoft365More,
  salesforce,
} from './services.ts';
import type { Kind } from './services.ts';

interface Planned {
  kind: Kind;
  name: string;
}

/** A tenant owner ID like a GUID; now and then one that is not well formed, like the documented sample. */
export function customerId(seed: number, index: number): string {
  const { int, next } = random(seed, 'id', index);
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('');
  const last = index % 9 === 5 ? 10 : 12;
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'.charAt(int(0, 3))}${hex(3)}-${hex(last)}`;
}

const roles = ['dc', 'sql', 'file', 'app', 'web', 'print', 'rds', 'erp', 'backup', 'vpn'];

/** So many machines, each with a name of its own. */
function machines(count: number): readonly Planned[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: azureVirtualMachine,
    name: `vm-${roles[index % roles.length] ?? 'app'}-${String(Math.floor(index / roles.length) + 1).padStart(2, '0')}`,
  }));
}

/** Which modules a customer subscribes to: mostly Microsoft 365, filled up to `count` with machines in Azure. */
function plan(seed: number, index: number, count: number): readonly Planned[] {
  const { chance, int, shuffle } = random(seed, 'plan', index);
  const unnamed = (kinds: readonly Kind[]): Planned[] => kinds.map((kind) => ({ kind, name: 'N/A' }));
  const google = index % 8 === 6;
  const base = google ? googleWorkspace : microsoft365;
  const extra = google ? [] : shuffle(microsoft365More).slice(0, int(1, 5));
  const other = [
    ...(chance(0.2) ? azureMore.slice(0, int(1, 3)) : []),
    ...(chance(0.15) ? dynamics.slice(0, int(1, 2)) : []),
    ...(chance(0.15) ? salesforce : []),
  ];
  const planned = unnamed([...base, ...extra, ...other]).slice(0, count);
  const named = planned.map(({ kind, name }) => ({
    kind,
    name: kind.named ? `${kind.module} backup` : name,
  }));
  return [...named, ...machines(count - named.length)];
}

/**
 * The jobs of a customer as of `now`: nearly all well, some never run, skipped or with exceptions. Of every
 * twelve customers one has a job whose latest run failed a while ago.
 */
export function jobsOf(
  id: string,
  seed: number,
  index: number,
  count: number | undefined,
  now: number,
): readonly SimulatedJob[] {
  const { int, next } = random(seed, 'jobs', index);
  const planned = plan(seed, index, count ?? int(6, 12));
  const failing = index % 12 === 7 ? int(0, Math.min(4, planned.length - 1)) : -1;
  return planned.map(({ kind, name }, position) => {
    const job = new SimulatedJob(id, kind, name, `${seed}/${index}/${position}`);
    const failed = position === failing;
    const calm = index === 0 || next() >= 0.12;
    job.begin(failed ? 'Failed' : calm ? 'Finished' : unusual(next()), now, failed ? 40 : 12);
    return job;
  });
}

function unusual(share: number): Status {
  if (share < 0.35) return 'Not Finished';
  if (share < 0.6) return 'Finished with Exception';
  if (share < 0.85) return 'Skipped';
  return 'Running';
}
