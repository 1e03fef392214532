import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../../build/runtime/places.mjs';

/** The part of GitHub's workflow syntax that ours use; a key that is not in it is a slip of the pen. */
const text = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const permissions = z.strictObject({
  contents: z.enum(['read', 'write']).optional(),
  'id-token': z.literal('write').optional(),
  attestations: z.literal('write').optional(),
});
const step = z.strictObject({
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: text.optional(),
  env: text.optional(),
});
const job = z.strictObject({
  strategy: z
    .strictObject({ 'fail-fast': z.boolean().optional(), matrix: z.record(z.string(), z.array(z.string())) })
    .optional(),
  needs: z.string().optional(),
  'runs-on': z.string(),
  'timeout-minutes': z.number().optional(),
  permissions: permissions.optional(),
  steps: z.array(
    step.refine(({ uses, run }) => (uses === undefined) !== (run === undefined), 'one of uses, run'),
  ),
});
const workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.boolean() }).optional(),
  jobs: z.record(z.string(), job),
});

const folder = join(projectRoot, '.github', 'workflows');
const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))).scripts;

test.each(files)('%s is a workflow', (_, source) => {
  workflow.parse(parse(source));
});

test.each(files)('%s pins each action by its commit, and says which version that is', (_, source) => {
  const uses = source.split('\n').filter((line) => line.includes('uses:'));
  expect(uses.length).toBeGreaterThan(0);
  for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test.each(files)(
  '%s gives no job more than it needs: to read, unless the job says otherwise',
  (_, source) => {
    expect(workflow.parse(parse(source)).permissions).toEqual({ contents: 'read' });
  },
);

test.each(files)('%s runs what a person can run, too', (_, source) => {
  const runs = Object.values(workflow.parse(parse(source)).jobs).flatMap(({ steps }) =>
    steps.flatMap((one) => one.run ?? []),
  );
  for (const run of runs) {
    const script = /npm (?:run )?(?:-s )?([\w:]+)/.exec(run)?.[1] ?? '';
    if (run.startsWith('gh ')) continue;
    expect([...Object.keys(scripts), 'ci']).toContain(script);
  }
});
