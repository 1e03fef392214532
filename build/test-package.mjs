import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeAll } from './package.mjs';
import { readManifest } from './package/config.mjs';
import { say } from './program.mjs';
import { findRuntime } from './runtime.mjs';
import { projectRoot } from './runtime/places.mjs';
import { install, isDebian, isRoot, update } from './system/apt.mjs';
import { checkSystem } from './system.mjs';

/**
 * Installs the deb as a person's machine would, has an ordinary user run it through a day
 * (test/package/user.ts), upgrades and removes it. Root on the Debian family alone: it installs and removes the
 * package jobwatch and a user of its own.
 */
const user = 'jobwatch-test';
/** What a desktop has and a bare machine lacks: what opens links and menu entries, and what looks at windows. */
const desktopParts = ['libglib2.0-bin', 'desktop-file-utils', 'xdotool', 'imagemagick'];
const older = '0.0.1';
let [passed, failed] = [0, 0];

/**
 * @param {string} name
 * @param {boolean} holds
 * @param {string} [seen]
 */
function check(name, holds, seen = '') {
  if (holds) passed += 1;
  else failed += 1;
  say(`${holds ? '✓' : '✗'} ${name}${holds || seen === '' ? '' : `: ${seen}`}`);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
const quietly = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' });

/** @returns {string} what still runs of the installed program */
const running = () => quietly('pgrep', '-af', '^/opt/Jobwatch/').stdout.trim();

/** Makes the deb of a version, out of the way of the next one. @param {string} version @param {string} folder */
async function makeDeb(version, folder) {
  const made = await makeAll({ release: false, targets: ['dir', 'deb'], ownArch: true, version });
  const deb = made.find((file) => file.endsWith('.deb'));
  if (deb === undefined) throw new Error('No deb was made here.');
  const kept = join(folder, `jobwatch_${version}.deb`);
  cpSync(deb, kept);
  return kept;
}

/**
 * Runs the ordinary user's part; it asks for what only root may do, one line at a time.
 * @param {string} runtime a folder with an Electron that the user may read
 * @param {Record<string, () => void>} deeds
 * @returns {Promise<number | null>}
 */
async function actAsUser(runtime, deeds) {
  const script = join(projectRoot, 'test', 'package', 'user.ts');
  const env = {
    PATH: process.env['PATH'],
    HOME: `/home/${user}`,
    ELECTRON_RUN_AS_NODE: '1',
    ELECTRON_OVERRIDE_DIST_PATH: runtime,
  };
  const child = spawn('runuser', ['-u', user, '--', join(runtime, 'electron'), script], {
    cwd: projectRoot,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const deed = /^please: (\w+)$/.exec(line)?.[1];
    if (deed === undefined) {
      if (line.startsWith('✓')) passed += 1;
      if (line.startsWith('✗')) failed += 1;
      say(line);
      return;
    }
    deeds[deed]?.();
    child.stdin.write('done\n');
  });
  return await new Promise((resolve) => child.once('exit', resolve));
}

async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'jobwatch-debs-'));
  try {
    const first = await makeDeb(older, folder);
    const { version } = readManifest();
    const second = await makeDeb(version, folder);
    update();
    install(desktopParts);
    const { executable } = await findRuntime(say);
    checkSystem({ executable, desktop: true, tell: say });
    const runtime = join(folder, 'electron');
    mkdirSync(runtime);
    execFileSync('cp', ['-a', `${dirname(executable)}/.`, runtime]);
    execFileSync('chmod', ['-R', 'go+rX', folder]);
    if (quietly('id', user).status !== 0) execFileSync('useradd', ['--create-home', user]);

    install([first]);
    check('the older package is installed with all it depends on', existsSync('/opt/Jobwatch/jobwatch'));
    const code = await actAsUser(runtime, {
      upgrade: () => {
        install([second]);
        const found = quietly('dpkg-query', '-W', '-f', '${Version}', 'jobwatch').stdout;
        check('the newer package replaces it', found === version, found);
      },
      remove: () => {
        check('it still runs when it is removed', running() !== '');
        execFileSync('apt-get', ['remove', '-y', '-q', 'jobwatch'], { stdio: 'ignore' });
        check('the removal leaves no process', running() === '', running());
        check('the removal leaves no file', !existsSync('/opt/Jobwatch') && !existsSync('/usr/bin/jobwatch'));
      },
    });
    check('the ordinary user came to the end', code === 0, `exit code ${String(code)}`);
  } finally {
    quietly('apt-get', 'purge', '-y', '-q', 'jobwatch');
    quietly('pkill', '-KILL', '-u', user);
    quietly('userdel', '--remove', user);
    rmSync(folder, { recursive: true, force: true });
  }
}

if (!isRoot || !isDebian) say('Skipped: this test installs a package, which root on the Debian family may.');
else await run();
say(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
