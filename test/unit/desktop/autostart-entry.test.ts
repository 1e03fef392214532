import { expect, it } from 'vitest';
import { autostartEntry, isActive } from '../../../main/desktop/autostart-entry.ts';

const lineOf = (entry: string, key: string): string | undefined =>
  entry.split('\n').find((line) => line.startsWith(`${key}=`));

it.each([
  ['/opt/Jobwatch/jobwatch', 'Exec="/opt/Jobwatch/jobwatch" --hidden'],
  ['/home/a b/Job watch.AppImage', 'Exec="/home/a b/Job watch.AppImage" --hidden'],
  ['/home/50%/x', 'Exec="/home/50%%/x" --hidden'],
  ['/home/$a`b"c/x', 'Exec="/home/\\\\$a\\\\`b\\\\"c/x" --hidden'],
  ['/home/a\\b', 'Exec="/home/a\\\\\\\\b" --hidden'],
])('%s is started as it stands', (path, exec) => {
  expect(lineOf(autostartEntry(path, ['--hidden']), 'Exec')).toBe(exec);
});

it('an entry is active unless a desktop has switched it off', () => {
  const entry = autostartEntry('/x', []);
  expect(isActive(entry)).toBe(true);
  expect(isActive(`${entry}Hidden=true\n`)).toBe(false);
  expect(isActive(entry.replace('enabled=true', 'enabled=false'))).toBe(false);
  expect(isActive(`${entry}Hidden = false\n`)).toBe(true);
});
