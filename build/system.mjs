import { isProgram, say, warn } from './program.mjs';
import { findRuntime } from './runtime.mjs';
import { command, install, isDebian, isRoot, namedHere, update } from './system/apt.mjs';
import { hasFont, missingLibraries, missingPrograms } from './system/missing.mjs';
import { packageOfFont, packageOfLibrary, packageOfProgram, packageOfTestTool } from './system/packages.mjs';
import { sandboxCommand } from './system/sandbox.mjs';

/** Something that only the person at the machine can do; the message says what. */
export class SystemError extends Error {}

/**
 * Sees to it that this machine has what Electron needs, and, where a private desktop is wanted, what that needs too.
 * As root on the Debian family it installs exactly what is missing; otherwise it says the one command to run.
 * @param {{ executable: string, desktop: boolean | 'for tests', tell?: (line: string) => void }} wanted
 * @throws {SystemError} where it cannot go on
 */
export function checkSystem({ executable, desktop, tell = () => undefined }) {
  if (process.platform !== 'linux') return;
  const lacks = missing(executable, desktop);
  if (lacks.length > 0) {
    if (!isDebian)
      throw new SystemError(`Missing here: ${lacks.join(', ')}. Install them with your package manager.`);
    if (!isRoot)
      throw new SystemError(`Missing here: ${lacks.join(', ')}. Run:\n  ${command(packagesFor(lacks))}`);
    tell(`Missing here: ${lacks.join(', ')}`);
    update();
    const packages = packagesFor(lacks);
    tell(`Installing with apt-get: ${packages.join(' ')}`);
    install(packages);
    const still = missing(executable, desktop);
    if (still.length > 0) throw new SystemError(`Still missing after the installation: ${still.join(', ')}.`);
  }
  const unlock = isRoot ? null : sandboxCommand(executable);
  if (unlock !== null) {
    throw new SystemError(`This system keeps Electron's sandbox from starting. Run once:\n  ${unlock}`);
  }
}

/** How a missing font is called among what is missing. */
const font = 'a font';

/**
 * @param {string} executable
 * @param {boolean | 'for tests'} desktop
 * @returns {string[]} libraries, programs and the font that are not there
 */
function missing(executable, desktop) {
  const libraries = missingLibraries(executable);
  return desktop
    ? [...libraries, ...missingPrograms(desktop === 'for tests'), ...(hasFont() ? [] : [font])]
    : libraries;
}

/**
 * @param {readonly string[]} lacks
 * @returns {string[]}
 */
function packagesFor(lacks) {
  const unknown = lacks.filter((name) => packageOf(name) === null);
  if (unknown.length > 0)
    throw new SystemError(`Missing here, and in no package known to us: ${unknown.join(', ')}.`);
  return namedHere([...new Set(lacks.map((name) => packageOf(name) ?? name))].sort());
}

/**
 * @param {string} name
 * @returns {string | null}
 */
function packageOf(name) {
  return name === font
    ? packageOfFont
    : (packageOfLibrary[name] ?? packageOfProgram[name] ?? packageOfTestTool[name] ?? null);
}

if (isProgram(import.meta.url)) {
  try {
    const { executable } = await findRuntime(warn);
    checkSystem({ executable, desktop: 'for tests', tell: say });
    say('System: everything is here.');
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    warn(error.message);
    process.exitCode = 1;
  }
}
