import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../runtime/places.mjs';

/** An error that only our strictest settings see: reading an element that may not be there. */
const mistake = "export const first: string = ['a'][0];";

const files = {
  'planted.ts': `${mistake}\n`,
  'Planted.svelte': `<script module lang="ts">\n  ${mistake}\n</script>\n`,
  'tsconfig.json': JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts', '*.svelte'] }),
};

/**
 * A check of the checks: plants a type error in a .ts and in a .svelte file of a project with our settings, and looks
 * whether tsc and svelte-check report it. svelte-check has been seen to pass while it checked nothing.
 * @param {{ tsc: readonly string[], svelteCheck: readonly string[] }} commands as the real checks are run by Node
 * @returns {string[]} what was not reported; empty where all is well
 */
export function unreported({ tsc, svelteCheck }) {
  const folder = join(projectRoot, 'test-results', 'planted');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const project = join(folder, 'tsconfig.json');
  const byTsc = run([...tsc, '--project', project]);
  const bySvelteCheck = run([...svelteCheck, '--workspace', folder, '--tsconfig', project]);
  rmSync(folder, { recursive: true, force: true });
  const gaps = [];
  if (!/planted\.ts\(1,\d+\): error TS2322/.test(byTsc)) gaps.push(`tsc on planted.ts:\n${byTsc}`);
  for (const name of ['planted.ts', 'Planted.svelte']) {
    const reported = new RegExp(`ERROR "${name}" \\d+:\\d+ .*undefined`).test(bySvelteCheck);
    if (!reported) gaps.push(`svelte-check on ${name}:\n${bySvelteCheck}`);
  }
  return gaps;
}

/**
 * @param {readonly string[]} args
 * @returns {string} what it printed; nothing where it ended as if all were well
 */
function run(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}
