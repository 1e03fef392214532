import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../build/runtime/places.mjs';
import { RunningApp } from './desktop/app.ts';
import { startDesktop } from './desktop/session.ts';
import type { Desktop } from './desktop/session.ts';
import type { TrayItem } from './desktop/tray.ts';

/**
 * The main job from end to end, unattended, on the sample data: each event is told when it has happened,
 * as the program's log says it and, where the desktop can see it, as seen from there. Ends with 0 only
 * if all happened in time.
 */
const limit = 90_000;
const began = Date.now();
const left = (): number => Math.max(1, limit - (Date.now() - began));
const events = [
  'token',
  'customers',
  'poll',
  'baseline',
  'outcome change',
  'tray state',
  'notification shown',
  'notification clicked',
  'details opened',
] as const;
const seen = new Set<string>();

function tell(event: (typeof events)[number], text: string): void {
  seen.add(event);
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(5);
  console.log(`${seconds} s  ${event.padEnd(20)}  ${text}`);
}

/** Follows the events on one desktop; each wait ends with an error when the time is up. */
async function follow(desktop: Desktop, app: RunningApp, trays: readonly TrayItem[]): Promise<string> {
  const line = (scope: string, beginning?: string | RegExp) => app.waitForLine(scope, beginning, left());
  tell('token', (await line('token')).text);
  tell('customers', (await line('customers')).text);
  tell('poll', (await line('poll')).text);
  tell('baseline', (await line('baseline')).text);
  // Closed, so that the click on the notification has to bring a window.
  await app.closeWindow();

  tell('outcome change', (await line('outcome', /→ Running$/)).text);
  const failedBefore = failedIn(trays.at(-1));
  tell('outcome change', (await line('outcome', /→ Failed$/)).text);
  // Everything before this notification was silent: the failures of the baseline are old news.
  const shown = await desktop.notifications.waitFor(() => true, left());
  if (!shown.title.startsWith('Backup failed: '))
    throw new Error(`Another notification came: ${shown.title}`);
  tell(
    'notification shown',
    `${(await line('notification', 'shown ')).text} / ${shown.body.replace('\n', ' / ')}`,
  );

  const now = await desktop.tray.waitFor((item) => failedIn(item) === failedBefore + 1, left());
  if (trays[0] === undefined || sameIcon(trays[0], now))
    throw new Error('The tray icon is drawn as at the start.');
  await line('tray', `failure: ${failedBefore + 1} failed`);
  tell('tray state', `"${now.tooltip}", and another shape than at the start`);

  desktop.notifications.click(shown.id);
  tell('notification clicked', (await line('notification', 'clicked ')).text);
  const page = await app.window(left());
  const module = shown.body.split('\n')[0]?.split(' · ')[1] ?? '';
  await page.getByRole('heading', { level: 1, name: module, exact: true }).waitFor({ timeout: left() });
  tell('details opened', `${(await line('details', 'opened ')).text}, heading "${module}"`);
  const picture = join(projectRoot, 'test-results', 'smoke-details.png');
  mkdirSync(join(picture, '..'), { recursive: true });
  await page.screenshot({ path: picture });
  await desktop.tray.choose('Quit');
  const code = await app.ended;
  if (code !== 0) throw new Error(`The program ended with ${String(code)}.`);
  return picture;
}

/** How many failed jobs the tray's tooltip tells of. */
function failedIn(item: TrayItem | undefined): number {
  return Number(/(\d+) failed/.exec(item?.tooltip ?? '')?.[1] ?? 0);
}

function sameIcon(one: TrayItem, other: TrayItem): boolean {
  return JSON.stringify(one.icons) === JSON.stringify(other.icons);
}

const profile = mkdtempSync(join(tmpdir(), 'jobwatch-smoke-'));
// What is said when the window is closed for the first time has been said: the first notification is of the failure.
writeFileSync(join(profile, 'settings.json'), JSON.stringify({ toldOfTray: true }));
const trays: TrayItem[] = [];
const desktop = await startDesktop({ hearTray: (item) => trays.push(item) });
let app: RunningApp | null = null;
try {
  app = await RunningApp.launch(desktop, profile, ['--sample']);
  const picture = await follow(desktop, app, trays);
  console.log(
    `Smoke test passed: ${seen.size} of ${events.length} events in ${Date.now() - began} ms; ${picture}`,
  );
} catch (error) {
  app?.electron.process().kill('SIGKILL');
  await app?.ended;
  console.error(error instanceof Error ? error.message : error);
  const missing = events.filter((event) => !seen.has(event));
  console.log(
    `Smoke test failed: ${seen.size} of ${events.length} events, not seen: ${missing.join(', ') || 'none'}`,
  );
  process.exitCode = 1;
} finally {
  await desktop.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
