/**
 * What a machine has for making packages.
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {boolean} official whether Electron's own distribution is to be had; so are electron-builder's tools then
 * @property {boolean} sevenZip a 7za of the system's
 * @property {boolean} dpkg Debian's dpkg-deb
 * @property {boolean} rpmbuild
 */

/**
 * What is made, and what is not and why.
 * @typedef {object} Plan
 * @property {string[]} targets by electron-builder's names
 * @property {{ target: string, why: string }[]} left
 */

/** @type {Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>>} */
const wanted = {
  linux: ['dir', 'tar.gz', 'zip', 'deb', 'rpm', 'AppImage'],
  win32: ['dir', 'zip', 'nsis'],
  darwin: ['dir', 'zip', 'dmg'],
};

const elsewhere = {
  linux: ['AppImage', 'deb', 'rpm', 'tar.gz'],
  win32: ['nsis', 'zip'],
  darwin: ['dmg', 'zip'],
};

/**
 * Which packages this machine can make.
 * @param {Machine} machine
 * @returns {Plan}
 */
export function planPackages(machine) {
  const here = wanted[machine.platform] ?? ['dir'];
  const left = here.flatMap((target) => {
    const why = obstacle(target, machine);
    return why === null ? [] : [{ target, why }];
  });
  const others = Object.entries(elsewhere)
    .filter(([platform]) => platform !== machine.platform)
    .flatMap(([platform, targets]) =>
      targets.map((target) => ({ target: `${target} (${platform})`, why: `is made on ${platform}` })),
    );
  const skipped = new Set(left.map(({ target }) => target));
  return { targets: here.filter((target) => !skipped.has(target)), left: [...left, ...others] };
}

/**
 * @param {string} target
 * @param {Machine} machine
 * @returns {string | null}
 */
function obstacle(target, { platform, official, sevenZip, dpkg, rpmbuild }) {
  if (target === 'dir') return null;
  if (target === 'rpm' && !rpmbuild) return 'needs rpmbuild';
  if (official) return null;
  if (target === 'tar.gz' || target === 'zip') return sevenZip ? null : 'needs 7za (p7zip-full)';
  if (target === 'deb' && platform === 'linux') return dpkg ? null : 'needs dpkg-deb';
  return 'needs a download of electron-builder';
}
