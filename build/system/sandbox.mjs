import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Kernel settings that keep programs of ordinary users from making the namespaces Chromium's sandbox is made of. */
const settings = [
  { file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns', forbids: '1' },
  { file: '/proc/sys/kernel/unprivileged_userns_clone', forbids: '0' },
  { file: '/proc/sys/user/max_user_namespaces', forbids: '0' },
];

/**
 * The command that lets Chromium's sandbox start here, null where nothing is in its way. Source: Chromium's
 * docs/linux/suid_sandbox.md: the helper beside the executable, owned by root with mode 4755, does it as well.
 * @param {string} executable
 * @returns {string | null}
 */
export function sandboxCommand(executable) {
  const helper = join(dirname(executable), 'chrome-sandbox');
  const forbidden = settings.some(({ file, forbids }) => read(file) === forbids);
  if (!forbidden || isSetuidRoot(helper)) return null;
  return `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
}

/** @param {string} file */
function isSetuidRoot(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && stat.uid === 0 && (stat.mode & 0o4000) !== 0;
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
