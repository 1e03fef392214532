import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { readManifest } from './config.mjs';

/**
 * A software bill of materials (CycloneDX 1.6, JSON) of what a user runs: our program, what is bundled into it, and
 * Electron.
 * @param {readonly import('./bundled.mjs').Bundled[]} packages
 * @param {string} electronVersion
 * @returns {string}
 */
export function sbomOf(packages, electronVersion) {
  const { version } = readManifest();
  const bom = new Models.Bom();
  const application = new Models.Component(Enums.ComponentType.Application, 'jobwatch', { version });
  application.licenses.add(new Models.NamedLicense('MIT'));
  bom.metadata.component = application;
  const electron = { name: 'electron', version: electronVersion, licence: 'MIT' };
  for (const one of [...packages, electron]) {
    const purl = purlOf(one.name, one.version);
    // The library sorts by this name, and makes one up where none is given: another order each time.
    const component = new Models.Component(Enums.ComponentType.Library, one.name, {
      version: one.version,
      bomRef: purl,
      purl,
    });
    component.licenses.add(new Models.LicenseExpression(one.licence));
    bom.components.add(component);
  }
  const normalizer = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(normalizer).serialize(bom, { sortLists: true, space: 2 });
}

/**
 * Source: the purl specification; the at sign of a scope is percent-encoded.
 * @param {string} name
 * @param {string} version
 */
const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
