import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../runtime/places.mjs';

/** The targets of a system, each with the processors that it is for. */
const systemSchema = z.object({
  target: z.array(
    z.object({
      target: z.string(),
      arch: z.union([z.string(), z.array(z.string())]).transform((arch) => [arch].flat()),
    }),
  ),
});

const configSchema = z.object({
  appId: z.string(),
  productName: z.string().regex(/^\S+$/, 'A space in it would go into paths and unit names.'),
  executableName: z.string(),
  electronFuses: z.record(z.string(), z.boolean()),
  deb: z.object({ depends: z.array(z.string()) }),
  linux: systemSchema,
  mac: systemSchema,
  win: systemSchema,
});

const manifestSchema = z.object({
  version: z.string(),
  homepage: z.string(),
  author: z.object({ name: z.string(), email: z.string() }),
});

/** What `electron-builder.yml` says, as far as our scripts and tests ask. */
export const readConfig = () => configSchema.parse(parse(read('electron-builder.yml')));

/** What `package.json` says of the program. */
export const readManifest = () => manifestSchema.parse(JSON.parse(read('package.json')));

/** @param {string} name */
const read = (name) => readFileSync(join(projectRoot, name), 'utf8');
