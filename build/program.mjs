import { pathToFileURL } from 'node:url';

/**
 * Whether a module was started as the program, and not imported by another.
 * @param {string} url its import.meta.url
 * @returns {boolean}
 */
export function isProgram(url) {
  return process.argv[1] !== undefined && url === pathToFileURL(process.argv[1]).href;
}

/**
 * Prints one line.
 * @param {string} line
 */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Prints one line beside the output proper.
 * @param {string} line
 */
export function warn(line) {
  process.stderr.write(`${line}\n`);
}
