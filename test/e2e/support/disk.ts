import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../build/runtime/places.mjs';
import { firstLine, startChild } from '../../desktop/child.ts';

/** The database of a profile that has been connected once. */
export function databaseOf(profile: string): string {
  const folder = join(profile, 'data');
  const [name, ...more] = readdirSync(folder).filter((file) => /^jobs-\w+\.db$/.test(file));
  if (name === undefined || more.length > 0) throw new Error(`${folder} holds not one database.`);
  return join(folder, name);
}

/** A data folder on a small disk of its own, which a test can fill up and write-protect. */
export class SmallDisk {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Null where this process may not mount anything. */
  static under(profile: string): SmallDisk | null {
    const folder = join(profile, 'data');
    mkdirSync(folder, { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      return null;
    }
    return new SmallDisk(folder);
  }

  /** Takes all the room there is. */
  fill(): void {
    for (let size = 2 ** 22; size >= 2 ** 10; size /= 2) {
      for (let part = 0; this.#tries(`filler-${size}-${part}`, size); part += 1);
    }
  }

  /** Gives back the room that `fill` took. */
  empty(): void {
    for (const name of readdirSync(this.#folder))
      if (name.startsWith('filler-')) rmSync(join(this.#folder, name));
  }

  protect(on: boolean): void {
    execFileSync('mount', ['-o', `remount,${on ? 'ro' : 'rw'}`, this.#folder]);
  }

  remove(): void {
    execFileSync('umount', ['-l', this.#folder]);
  }

  #tries(name: string, size: number): boolean {
    try {
      writeFileSync(join(this.#folder, name), Buffer.alloc(size));
      return true;
    } catch {
      return false;
    }
  }
}

/** Makes a database big, and damages a part of it that is read by nothing but an examination of the whole. */
export function spoilBig(file: string): void {
  const script = join(projectRoot, 'test/e2e/support/spoil-big.ts');
  execFileSync(process.execPath, [join(projectRoot, 'build', 'run.mjs'), script, file], { stdio: 'inherit' });
}

/** Gives the jobs of a database, which nobody may have open, four weeks of earlier runs. */
export function plantPast(file: string): void {
  const script = join(projectRoot, 'test/e2e/support/plant-past.ts');
  execFileSync(process.execPath, [join(projectRoot, 'build', 'run.mjs'), script, file], { stdio: 'inherit' });
}

/** Locks a database from another process; returns what takes the lock away. */
export async function lock(file: string): Promise<() => Promise<void>> {
  const args = [join(projectRoot, 'build', 'run.mjs'), join(projectRoot, 'test/e2e/support/lock.ts'), file];
  const child = startChild(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  await firstLine('The lock', child, 1);
  return async () => {
    const ended = new Promise((resolve) => child.process.once('exit', resolve));
    child.process.stdin?.end();
    await ended;
  };
}
