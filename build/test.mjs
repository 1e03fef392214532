import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './built.mjs';
import { say } from './program.mjs';
import { findRuntime } from './runtime.mjs';
import { projectRoot } from './runtime/places.mjs';
import { checkSystem } from './system.mjs';
import { unreported } from './test/planted.mjs';
import { countTests } from './test/reports.mjs';

/** @param {string} path */
const tool = (path) => join(projectRoot, 'node_modules', path);
const tsc = [tool('typescript/bin/tsc')];
const svelteCheck = [tool('svelte-check/bin/svelte-check'), '--fail-on-warnings', '--output', 'machine'];
const results = join(projectRoot, 'test-results');
/** Of `npm run test:crash`, which kills the program more often. */
const rounds = '20';
const total = { passed: 0, failed: 0, skipped: 0 };

/**
 * Runs a tool by Node, its output to the terminal.
 * @param {readonly string[]} args
 * @returns {boolean} whether it ended well
 */
function run(args) {
  return spawnSync(process.execPath, args, { cwd: projectRoot, stdio: 'inherit' }).status === 0;
}

/**
 * One step, counted as one.
 * @param {string} heading
 * @param {() => boolean | Promise<boolean>} work
 * @returns {Promise<boolean>} whether it passed
 */
async function step(heading, work) {
  say(`\n== ${heading}`);
  let passed = false;
  try {
    passed = await work();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  total[passed ? 'passed' : 'failed'] += 1;
  if (!passed) say(`-- ${heading}: failed`);
  return passed;
}

/**
 * A step of many tests, counted one by one.
 * @param {string} heading
 * @param {string} report the JSON file that the runner writes
 * @param {readonly string[]} args
 */
function tests(heading, report, args) {
  say(`\n== ${heading}`);
  rmSync(report, { force: true });
  const tally = countTests(report, run(args));
  for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += tally[key];
  if (tally.failed > 0) say(`-- ${heading}: failed`);
}

/**
 * @param {string} heading
 * @param {string} why
 */
function skip(heading, why) {
  say(`\n== ${heading}\nSkipped: ${why}.`);
  total.skipped += 1;
}

/** svelte-check says how many files it saw; none would mean that it checked nothing. */
function checkSvelte() {
  const args = [...svelteCheck, '--tsconfig', 'tsconfig.json'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8' });
  say(stdout.trim());
  return status === 0 && Number(/COMPLETED (\d+) FILES/.exec(stdout)?.[1] ?? 0) > 0;
}

const desktop = process.platform === 'linux';
const ready =
  (await step('Runtime', async () => {
    say((await findRuntime(say)).reason);
    return true;
  })) &&
  (await step('System', async () => {
    checkSystem({
      executable: (await findRuntime()).executable,
      desktop: desktop ? 'for tests' : false,
      tell: say,
    });
    say('Everything is here.');
    return true;
  }));

if (ready) {
  await step('Format', () => run([tool('prettier/bin/prettier.cjs'), '--check', '.']));
  await step('Lint', () => run([tool('eslint/bin/eslint.js'), '.']));
  await step('Nothing unused', () => run([tool('knip/bin/knip.js')]));
  await step('Types', () => run(tsc));
  await step('Types of the components', checkSvelte);
  await step('The type checks see planted errors', () => {
    const gaps = unreported({ tsc, svelteCheck });
    say(gaps.length === 0 ? 'Both do.' : `Not reported by ${gaps.join('\n')}`);
    return gaps.length === 0;
  });
  const unit = join(results, 'unit.json');
  tests('Unit tests', unit, [
    join(projectRoot, 'build', 'run.mjs'),
    tool('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unit}`,
  ]);
  const built = await step('Build', () => {
    build();
    return true;
  });
  const kills = `The program is killed ${rounds} times under load`;
  if (!built) skip('End-to-end tests', 'there is no build');
  else tests('End-to-end tests', join(results, 'e2e.json'), [tool('@playwright/test/cli.js'), 'test']);
  if (!built || !desktop) skip(kills, built ? 'its desktop needs Linux' : 'there is no build');
  else
    await step(kills, () =>
      run([
        join(projectRoot, 'build', 'run.mjs'),
        join(projectRoot, 'test', 'crash', 'crash.ts'),
        '--rounds',
        rounds,
      ]),
    );
  if (!built || !desktop) skip('Benchmark', built ? 'its desktop needs Linux' : 'there is no build');
  else
    await step('Benchmark', () =>
      run([join(projectRoot, 'build', 'run.mjs'), join(projectRoot, 'test', 'bench', 'bench.ts'), '--check']),
    );
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
say(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
