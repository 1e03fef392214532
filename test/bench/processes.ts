import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc (Linux: sysconf(_SC_CLK_TCK) is 100 on every architecture that Electron has). */
const ticksPerSecond = 100;

interface Entry {
  pid: number;
  parent: number;
  ticks: number;
}

const textOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended meanwhile.
    return null;
  }
};

/** The process and everything that it has started, directly or not. */
function treeOf(root: number): Entry[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      // The second field is the name in brackets, which may hold spaces.
      const fields = textOf(`/proc/${name}/stat`)?.split(') ').at(-1)?.split(' ');
      return fields === undefined
        ? null
        : { pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
    })
    .filter((entry) => entry !== null);
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  return tree;
}

/** Bytes of memory of a program with all its processes; what several processes share counts once (PSS). */
export function memoryOf(root: number): number {
  return treeOf(root).reduce((sum, { pid }) => {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
    return sum + Number(kilobytes ?? 0) * 1024;
  }, 0);
}

/** Seconds of processor time that a program with all its processes has used; those that ended are not counted. */
export const processorOf = (root: number): number =>
  treeOf(root).reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond;
