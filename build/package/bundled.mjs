import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../runtime/places.mjs';

/**
 * A package of somebody else that is part of ours.
 * @typedef {object} Bundled
 * @property {string} name
 * @property {string} version
 * @property {string} licence by its SPDX identifier or expression
 * @property {string} text of its licence
 */

const mapSchema = z.object({ sources: z.array(z.string().nullable()) });
const manifestSchema = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });
/** The last one: a package may lie in another one's folder. */
const ofPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

/** What is not bundled and goes into the packages as it is: keytar, since it is native. */
const beside = ['keytar'];

/**
 * Every package of which anything is in the bundles, as their source maps tell, and those that go beside them.
 * @returns {Bundled[]} by name
 * @throws where a source map or a licence is missing
 */
export function bundledPackages() {
  const folder = join(projectRoot, 'out');
  const maps = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.map'),
  );
  for (const part of ['main', 'preload', 'renderer'])
    if (!maps.some((name) => name.startsWith(part)))
      throw new Error(`The bundle of ${part} has no source map.`);
  const sources = maps.flatMap(
    (name) => mapSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))).sources,
  );
  const paths = sources.flatMap(
    (source) => ofPackage.exec(source ?? '')?.[0].replace(/^.*?node_modules\//, '') ?? [],
  );
  return [...new Set([...paths, ...beside])].sort().map(describe);
}

/**
 * @param {string} path below node_modules
 * @returns {Bundled}
 */
function describe(path) {
  const folder = join(projectRoot, 'node_modules', path);
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const { name, version } = manifest;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  const text = readFileSync(
    file === undefined ? standardText(manifest.license, name) : join(folder, file),
    'utf8',
  ).trim();
  const licence = manifest.license ?? (/^(The )?MIT License/i.test(text) ? 'MIT' : null);
  if (licence === null) throw new Error(`The package ${name} does not name its licence.`);
  return { name, version, licence, text };
}

/**
 * The text of a licence for a package that names it and brings none.
 * @param {string | undefined} licence
 * @param {string} name
 */
function standardText(licence, name) {
  const file = join(projectRoot, 'build', 'package', 'licences', `${licence}.txt`);
  if (!existsSync(file)) throw new Error(`The package ${name} brings no text of its licence.`);
  return file;
}

/**
 * The licences of all of them in one text, to go into the packages.
 * @param {readonly Bundled[]} packages
 */
export function licencesOf(packages) {
  const parts = packages.map(
    ({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`,
  );
  const line = `\n${'-'.repeat(80)}\n\n`;
  return `Jobwatch contains these packages; Electron and Chromium have files of their own.\n${line}${parts.join(line)}`;
}
