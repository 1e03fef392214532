import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeUpTimeZone } from '../../../main/desktop/time-zone.ts';

/** Runs a command with a copy of /etc that nobody else sees; null where this process may not make one. */
function withOwnEtc(command: readonly string[]): string | null {
  const mount = `
    made=$(mktemp -d) && mount -t tmpfs none "$made" && mkdir "$made/upper" "$made/work" &&
    mount -t overlay overlay -o "lowerdir=/etc,upperdir=$made/upper,workdir=$made/work" /etc`;
  const unshare = (script: string): string =>
    execFileSync('unshare', ['--mount', 'sh', '-c', script, 'sh', ...command], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  try {
    unshare(mount);
  } catch {
    return null;
  }
  return unshare(`${mount} && ETC_IS_A_COPY=yes exec "$@"`);
}

test('who travels is in the time zone of the place, and was not before it was taken up', ({ skip }) => {
  const said = withOwnEtc([process.execPath, join(import.meta.dirname, 'travel.ts')]);
  skip(said === null, 'only root can have a folder /etc of its own, on Linux');
  expect(JSON.parse(said ?? '')).toEqual([300, 300, -540]);
});

test('a time zone that somebody has set for the program stays', () => {
  const before = process.env['TZ'];
  try {
    process.env['TZ'] = 'Asia/Tokyo';
    takeUpTimeZone();
    expect([process.env['TZ'], new Date(0).getTimezoneOffset()]).toEqual(['Asia/Tokyo', -540]);
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});
