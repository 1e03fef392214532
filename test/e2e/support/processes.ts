import { readdirSync, readFileSync } from 'node:fs';

/** A running process of this machine, as /proc tells of it. */
export interface RunningProcess {
  pid: number;
  parent: number;
  /** Its arguments, with what Chromium adds to them. */
  args: readonly string[];
}

/** A process and all that descend from it; none where the system has no /proc. */
export function familyOf(pid: number): RunningProcess[] {
  if (process.platform !== 'linux') return [];
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const family = all.filter((one) => one.pid === pid);
  for (const one of family) family.push(...all.filter(({ parent }) => parent === one.pid));
  return family;
}

/** The processes of the program that Chromium started as this kind: `renderer`, `gpu-process`, `utility`. */
export function childrenOfType(pid: number, type: string): RunningProcess[] {
  return familyOf(pid).filter(({ args }) => args.some((arg) => arg.split(' ').includes(`--type=${type}`)));
}

/** Null where it has ended. */
function readProcess(pid: number): RunningProcess | null {
  try {
    // The name, in brackets, may hold anything; the parent comes two fields after it. Source: proc(5).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { pid, parent, args: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0') };
  } catch {
    return null;
  }
}
