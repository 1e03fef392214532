import { once } from 'node:events';
import { join } from 'node:path';
import { findRuntime } from '../../build/runtime.mjs';
import { projectRoot } from '../../build/runtime/places.mjs';
import { startChild } from '../desktop/child.ts';
import type { Desktop } from '../desktop/session.ts';

/** The least that a tray program on Electron can be. */
export const bare = join(projectRoot, 'test/bench/bare');

/** A program that has its icon in the tray. */
export interface Launched {
  pid: number;
  /** Milliseconds from its start until the tray had its icon. */
  ms: number;
  stop: () => Promise<void>;
}

const longestMs = 60_000;

/** Starts an Electron program, the bare one or ours, and waits for its icon. Both get the same switches. */
export async function launch(desktop: Desktop, folder: string, ...args: string[]): Promise<Launched> {
  const { executable } = await findRuntime();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const appeared = desktop.tray.waitFor(() => true, longestMs);
  const began = performance.now();
  const child = startChild(executable, [folder, ...asRoot, ...args], { env: desktop.env });
  await Promise.race([
    appeared,
    once(child.process, 'exit').then(() => Promise.reject(new Error(`${folder} ended before it was there.`))),
  ]);
  const ms = performance.now() - began;
  const { pid } = child.process;
  if (pid === undefined) throw new Error('The program has no process.');
  return {
    pid,
    ms,
    stop: async () => {
      await child.stop();
      await desktop.tray.untilGone(longestMs);
    },
  };
}
