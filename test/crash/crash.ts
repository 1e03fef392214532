import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { random } from '../../simulator/random.ts';
import { startSimulator } from '../../simulator/index.ts';
import { startDesktop } from '../desktop/session.ts';
import { accountRuns, accountTold } from './account.ts';
import type { Told } from './claim.ts';
import { KeptFile } from './kept.ts';
import { Life } from './life.ts';
import { Load } from './load.ts';
import { orderly, planOf } from './plan.ts';
import { connectProfile } from './profile.ts';
import { live } from './live.ts';

/**
 * Kills the program under load, again and again, and then looks whether it lost an alert or repeated one. The last line
 * is `rounds=N runs=… lost=0 repeated=0 excused=…`; ends with 1 where anything was lost or repeated.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed))
  throw new Error('Usage: crash.ts [--rounds N] [--seed N]');
console.log(`${rounds} rounds, seed ${seed}`);
const profile = mkdtempSync(join(tmpdir(), 'jobwatch-crash-'));
const told: Told[] = [];
const lives: Life[] = [];
const desktop = await startDesktop({
  hearNotification: ({ title, body }) => told.push({ at: Date.now(), title, body }),
});
const simulator = await startSimulator({ customers: 20, jobsPerCustomer: 6, seed: 6 });
try {
  process.env['DBUS_SESSION_BUS_ADDRESS'] = desktop.env['DBUS_SESSION_BUS_ADDRESS'];
  const file = await connectProfile(profile, simulator, { logLevel: 'detailed' });
  const load = new Load(simulator, seed);
  const start = async (): Promise<Life> => {
    const life = await Life.start(desktop, profile, (from, line) => load.hear(from, line));
    lives.push(life);
    return life;
  };

  const first = await start();
  if (!(await first.reaches(() => load.unseen.size === 0)))
    throw new Error(`There is no baseline:\n${first.lines.join('\n')}`);
  await first.stop();

  const { next } = random(seed, 'kill');
  const began = Date.now();
  const around = { load, desktop, simulator, told };
  for (let number = 1; number <= rounds; number += 1) {
    const plan = planOf(number, next);
    const life = await start();
    await live(life, plan, around);
    await life.kill();
    const ms = life.endedAt - life.startedAt;
    console.log(`${String(number).padStart(4)}  ${plan.words.padEnd(44)} killed after ${ms} ms`);
    if (number % 10 > 0) continue;
    const other = await start();
    await live(other, orderly, around);
    console.log(`      ${orderly.words.padEnd(44)} ended with ${String(await other.stop())}`);
  }
  console.log(`${((Date.now() - began) / rounds / 1000).toFixed(2)} s a round`);

  const last = await start();
  // All may have been said before. It is asked to end once it can hear that: before its icon it would be cut off.
  const isThere = await last.reaches(() => desktop.tray.items.length === 1);
  const kept = new KeptFile(file);
  const isDelivered = (): boolean => kept.notices().every(({ shownAt }) => shownAt !== null);
  const isQuiet =
    isThere && (await last.reaches(() => load.unseen.size === 0)) && (await last.reaches(isDelivered));
  kept.close();
  if (!isQuiet) console.log(`Left alone, it did not come to an end:\n${last.lines.slice(-20).join('\n')}`);
  const code = await last.stop();
  if (code !== 0) throw new Error(`The program ended with ${String(code)}.`);

  const found = new KeptFile(file);
  const damage = found.damage();
  const [runs, notices] = [found.runs(), found.notices()];
  found.close();
  const failed = load.ended.filter((run) => run.failed).length;
  const [one, other] = [
    accountRuns(load.ended, runs, notices),
    accountTold(load.ended, notices, told, lives),
  ];
  const lost = [...damage, ...one.lost, ...other.lost];
  const repeated = [...one.repeated, ...other.repeated];
  for (const line of lost) console.log(`lost: ${line}`);
  for (const line of repeated) console.log(`repeated: ${line}`);
  for (const line of other.excused) console.log(`excused: ${line}`);
  console.log(
    `${told.length} notifications of ${notices.length} notices, integrity_check ${damage.length === 0 ? 'ok' : 'failed'}`,
  );
  console.log(
    `rounds=${rounds} runs=${failed} lost=${lost.length} repeated=${repeated.length} excused=${other.excused.length}`,
  );
  if (lost.length + repeated.length > 0) process.exitCode = 1;
} finally {
  await simulator.close();
  await desktop.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
