import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { startConnected } from './support/steps.ts';

/** As long as a system waits at its end before it kills. */
const longestMs = 2500;

test('a signal during a sweep ends the program in time, with its database in order', async ({
  desktop,
  simulator,
  program,
}) => {
  await startConnected(program, simulator, desktop);
  simulator.faults.add('jobs', { kind: 'silence' });
  await desktop.tray.choose('Refresh now');
  await expect.poll(() => program.output.split('info tray: ').at(-1)).toMatch(/^checking/);
  const began = Date.now();
  const ended = program.ended();
  program.app.process().kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(Date.now() - began).toBeLessThan(longestMs);
  expect(program.output).toContain('program: ended');

  const folder = join(program.profile, 'data');
  const files = readdirSync(folder);
  // A database that was closed has no log beside it.
  expect(files.filter((name) => name.endsWith('.db'))).toHaveLength(1);
  expect(files.filter((name) => name.endsWith('-wal'))).toEqual([]);

  simulator.faults.clear();
  await program.start();
  await desktop.tray.waitFor(({ tooltip }) => tooltip.includes('checked'));
  expect(program.output).not.toContain('damaged');
});
