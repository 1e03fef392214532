import { parseArgs } from 'node:util';

const text = /** @type {const} */ ({ type: 'string' });
const many = /** @type {const} */ ({ type: 'string', multiple: true });

/**
 * What a deb is made of.
 * @typedef {object} Deb
 * @property {string} target the path of the package
 * @property {string} compression
 * @property {Record<string, string>} fields of its control file
 * @property {Record<string, string>} scripts by the name that dpkg knows them by: the path of each
 * @property {{ from: string, to: string }[]} files
 */

/**
 * Reads the arguments that electron-builder gives to fpm for a deb. Source: FpmTarget.js of app-builder-lib.
 * @param {readonly string[]} args
 * @returns {Deb}
 * @throws where one is missing or unknown: what is not understood would be left out of the package
 */
export function readFpmArguments(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      s: { ...text, short: 's' },
      t: { ...text, short: 't' },
      d: { ...many, short: 'd' },
      force: { type: 'boolean' },
      architecture: text,
      'before-remove': text,
      'after-install': text,
      'after-remove': text,
      description: text,
      version: text,
      package: text,
      name: text,
      maintainer: text,
      vendor: text,
      url: text,
      category: text,
      license: text,
      iteration: text,
      'deb-priority': text,
      'deb-compression': text,
      'deb-recommends': many,
    },
  });
  const need = (/** @type {string | undefined} */ value, /** @type {string} */ name) => {
    if (value === undefined) throw new Error(`Missing here: --${name}`);
    return value;
  };
  if (values.t !== 'deb') throw new Error(`It makes debs alone, not ${String(values.t)}.`);
  const version = need(values.version, 'version');
  const [synopsis = '', ...more] = need(values.description, 'description').trim().split('\n');
  return {
    target: need(values.package, 'package'),
    compression: need(values['deb-compression'], 'deb-compression'),
    fields: {
      Package: need(values.name, 'name'),
      Version: values.iteration === undefined ? version : `${version}-${values.iteration}`,
      Architecture: need(values.architecture, 'architecture'),
      Maintainer: need(values.maintainer, 'maintainer'),
      Section: values.category ?? 'default',
      Priority: values['deb-priority'] ?? 'optional',
      Homepage: need(values.url, 'url'),
      Depends: (values.d ?? []).join(', '),
      Recommends: (values['deb-recommends'] ?? []).join(', '),
      Description: [
        synopsis.trim(),
        ...more.map((line) => ` ${line.trim() === '' ? '.' : line.trim()}`),
      ].join('\n'),
    },
    scripts: {
      ...(values['before-remove'] === undefined ? {} : { prerm: values['before-remove'] }),
      postinst: need(values['after-install'], 'after-install'),
      postrm: need(values['after-remove'], 'after-remove'),
    },
    files: positionals.map((pair) => {
      const at = pair.lastIndexOf('=');
      return { from: pair.slice(0, at), to: pair.slice(at + 1) };
    }),
  };
}
