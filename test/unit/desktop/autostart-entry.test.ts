import { expect, it } from 'vitest';
import { autostartEntry, isActive, movedEntry, neededFile } from '../../../main/desktop/autostart-entry.ts';

const lineOf = (entry: string, key: string): string | undefined =>
  entry.split('\n').find((line) => line.startsWith(`${key}=`));

it.each([
  ['/opt/Jobwatch/jobwatch', 'Exec="/opt/Jobwatch/jobwatch" --hidden'],
  ['/home/a b/Job watch.AppImage', 'Exec="/home/a b/Job watch.AppImage" --hidden'],
  ['/home/50%/x', 'Exec="/home/50%%/x" --hidden'],
  ['/home/$a`b"c/x', 'Exec="/home/\\\\$a\\\\`b\\\\"c/x" --hidden'],
  ['/home/a\\b', 'Exec="/home/a\\\\\\\\b" --hidden'],
])('%s is started as it stands', (path, exec) => {
  const entry = autostartEntry(path, ['--hidden']);
  expect(lineOf(entry, 'Exec')).toBe(exec);
  expect(neededFile(entry)).toBe(path);
  expect(movedEntry(entry, '/x', ['--hidden'])).toBe(autostartEntry('/x', ['--hidden']));
  expect(movedEntry(autostartEntry('/x', ['--hidden']), path, ['--hidden'])).toBe(entry);
});

it('an entry is active unless a desktop has switched it off', () => {
  const entry = autostartEntry('/x', []);
  expect(isActive(entry)).toBe(true);
  expect(isActive(`${entry}Hidden=true\n`)).toBe(false);
  expect(isActive(entry.replace('enabled=true', 'enabled=false'))).toBe(false);
  expect(isActive(`${entry}Hidden = false\n`)).toBe(true);
});

it('an entry of ours leads to another file, with what a desktop has added to it', () => {
  const old = `${autostartEntry('/a/Jobwatch-1.0.0.AppImage', [])}X-GNOME-Autostart-Delay=10\n`;
  const moved = movedEntry(old, '/a/Jobwatch-2.0.0.AppImage', []);
  expect(moved).toBe(`${autostartEntry('/a/Jobwatch-2.0.0.AppImage', [])}X-GNOME-Autostart-Delay=10\n`);
});

it('an entry stays that leads there, is switched off, or was changed by somebody', () => {
  const entry = autostartEntry('/old', ['--hidden']);
  const kept = [
    '',
    autostartEntry('/new', ['--hidden']),
    `${entry}Hidden=true\n`,
    entry.replace('--hidden', '--hidden --user-data-dir=/other'),
    entry.replace('Exec="/old"', 'Exec="/wrapper"'),
    entry.replace('TryExec=/old\n', ''),
  ];
  for (const text of kept) expect(movedEntry(text, '/new', ['--hidden'])).toBeNull();
});
