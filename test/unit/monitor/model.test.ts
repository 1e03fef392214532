import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newFile } from '../store/folder.ts';
import { allCommands, jobsOf } from './model/commands.ts';
import { createModel } from './model/model.ts';
import { createSource } from './model/source.ts';
import { createSystem } from './model/system.ts';

test('whatever happens, each failed run is told once or has a reason, and alerts stand as long as they should', async () => {
  let commands = 0;
  let notices = 0;
  const told = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      allCommands,
      fc.boolean(),
      fc.constantFrom(1, 1, 2),
      async (timeline, tellAfterwards, afterRuns) => {
        const source = createSource(jobsOf);
        const model = createModel(tellAfterwards, afterRuns);
        const system = await createSystem(newFile(), source, Object.keys(jobsOf), {
          tellAfterwards,
          afterRuns,
        });
        try {
          await fc.asyncModelRun(() => ({ model, real: { source, system } }), timeline);
          // At last the desktop takes everything, and it is not quiet: all is shown, each once.
          system.quiet = false;
          system.refuses = false;
          await system.wait(60_000);
          const ids = system.rows('select id from notices order by id').map(({ id }) => id);
          expect(system.shown.toSorted((a, b) => a - b)).toEqual(ids);
          expect(system.rows('select id from notices where shown_at is null')).toEqual([]);
          commands += [...timeline].length;
          notices += ids.length;
          for (const reason of model.told.values()) told.set(reason, (told.get(reason) ?? 0) + 1);
        } finally {
          await system.close();
        }
      },
    ),
    { numRuns: 60 },
  );
  console.log(
    `${commands} commands, ${notices} notices, of failed runs: ${JSON.stringify(Object.fromEntries(told))}`,
  );
  // The timelines reach every reason; where one is missing they prove less than they seem to.
  for (const reason of [
    'notified',
    'baseline',
    'muted',
    'acknowledged',
    'snoozed',
    'threshold',
    'alreadyTold',
    'quiet',
  ])
    expect(told.get(reason) ?? 0).toBeGreaterThan(0);
}, 120_000);
