import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { autostartEntry } from '../../../main/desktop/autostart-entry.ts';
import { createAutostartFile } from '../../../main/desktop/autostart-file.ts';
import { newFolder } from '../store/folder.ts';

const args = ['--hidden'];

/** A person's home, and a program that can be started. */
function atHome(env: NodeJS.ProcessEnv = {}) {
  const home = newFolder();
  const layProgram = (name: string): string => {
    const executable = join(home, name);
    writeFileSync(executable, '');
    chmodSync(executable, 0o755);
    return executable;
  };
  const usual = join(home, '.config', 'autostart', 'jobwatch.desktop');
  return { home, layProgram, usual, file: createAutostartFile({ env, home, args }) };
}

it('is enabled from when it is written until it is removed', () => {
  const { file, layProgram, usual } = atHome();
  expect(file.isEnabled()).toBe(false);
  file.enable(layProgram('jobwatch'));
  expect(file.isEnabled()).toBe(true);
  file.disable();
  expect(file.isEnabled()).toBe(false);
  expect(existsSync(usual)).toBe(false);
  file.disable();
});

it.skipIf(process.platform === 'win32')(
  'is not enabled where the desktop passes it over, since its file has gone',
  () => {
    const { file, layProgram } = atHome();
    const executable = layProgram('jobwatch');
    file.enable(executable);
    chmodSync(executable, 0o644);
    expect(file.isEnabled()).toBe(false);
    rmSync(executable);
    expect(file.isEnabled()).toBe(false);
  },
);

describe('where it lies', () => {
  it('is where XDG_CONFIG_HOME says', () => {
    const config = newFolder();
    const { file, layProgram, usual } = atHome({ XDG_CONFIG_HOME: config });
    file.enable(layProgram('jobwatch'));
    expect(existsSync(join(config, 'autostart', 'jobwatch.desktop'))).toBe(true);
    expect(existsSync(usual)).toBe(false);
  });

  it.each(['', 'config', './config'])('is below the home where that is "%s"', (folder) => {
    const { file, layProgram, usual } = atHome({ XDG_CONFIG_HOME: folder });
    file.enable(layProgram('jobwatch'));
    expect(existsSync(usual)).toBe(true);
  });
});

describe('where the program lies elsewhere now', () => {
  it('leads there, though the old file has gone already', () => {
    const { file, layProgram, usual } = atHome();
    const old = layProgram('Jobwatch-1.0.0.AppImage');
    file.enable(old);
    rmSync(old);
    const executable = layProgram('Jobwatch-2.0.0.AppImage');
    expect(file.move(executable)).toBe(true);
    expect(file.isEnabled()).toBe(true);
    expect(readFileSync(usual, 'utf8')).toBe(autostartEntry(executable, args));
    expect(file.move(executable)).toBe(false);
  });

  it('is not made where there was none, and stays as it is where somebody has changed it', () => {
    const { file, home, layProgram, usual } = atHome();
    const executable = layProgram('jobwatch');
    expect(file.move(executable)).toBe(false);
    expect(existsSync(usual)).toBe(false);
    mkdirSync(join(home, '.config', 'autostart'), { recursive: true });
    for (const text of ['[Desktop Entry]\nExec=mine\n', `${autostartEntry('/old', args)}Hidden=true\n`]) {
      writeFileSync(usual, text);
      expect(file.move(executable)).toBe(false);
      expect(readFileSync(usual, 'utf8')).toBe(text);
    }
  });
});
