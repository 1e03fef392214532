import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A script of this folder in a process of its own, which nothing of this one costs time or memory, and its first message. */
export async function apart(
  script: string,
  argument: string,
): Promise<{ child: ChildProcess; message: unknown }> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), [argument]);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ended with ${String(code)} before it said anything.`);
  });
  const [message] = (await Promise.race([once(child, 'message'), failed])) as [unknown];
  failed.catch(() => undefined);
  return { child, message };
}
