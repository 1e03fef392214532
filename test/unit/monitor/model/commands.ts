import fc from 'fast-check';
import { expect } from 'vitest';
import type { Outcome } from '../../../../shared/outcome.ts';
import type { ProblemCode } from '../../../../shared/problem.ts';
import { minute } from '../help.ts';
import { answered, jobOf } from './model.ts';
import type { Model } from './model.ts';
import type { Source } from './source.ts';
import type { System } from './system.ts';

export const jobsOf: Readonly<Record<string, readonly string[]>> = { a: ['a1', 'a2'], b: ['b1'] };

/** What is under test: the system, and the source that it polls. */
export interface Real {
  source: Source;
  system: System;
}

type Command = fc.AsyncCommand<Model, Real>;

/** A command that is always possible; after each the invariants are checked. */
const command = (name: string, run: (model: Model, real: Real) => void | Promise<void>): Command => ({
  check: () => true,
  toString: () => name,
  run: async (model, real) => {
    await run(model, real);
    check(model, real);
  },
});

const wordOf: Readonly<Record<string, string>> = {
  failure: 'failed',
  stillFailing: 'failed',
  recovery: 'works',
};

/** What stands in the outbox, in the model's words. */
function outbox(system: System): string[] {
  return system.rows('select kind, subject from notices').map(({ kind, subject }) => {
    const [, run = '', woken] = String(subject).split(' ');
    return woken === undefined ? `${wordOf[String(kind)] ?? String(kind)} ${run}` : `again ${run}`;
  });
}

function check(model: Model, { system, source }: Real): void {
  const runs = system.rows('select job_key, run_key, outcome, told from runs');
  // Each failed run that was seen has what was told of it, and it is what the model says.
  const told = runs.filter((run) => run['told'] !== null).map((run) => [run['run_key'], run['told']]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(model.told));
  expect(runs.filter((run) => run['outcome'] === 'failure' && run['told'] === null)).toEqual([]);
  // Each is said once, and nothing else is.
  expect(outbox(system).toSorted()).toEqual(model.said.toSorted());
  // Nothing is shown twice.
  expect(new Set(system.shown).size).toBe(system.shown.length);
  // An alert is open exactly while the last run that counts is a bad one, until somebody closes it.
  const open = system.rows('select job_key, runs from alerts where ended_at is null');
  const alerts = [...model.jobs].flatMap(([name, { alert }]) => (alert === null ? [] : [[name, alert.runs]]));
  expect(open.map(({ job_key, runs: counted }) => [job_key, counted]).toSorted()).toEqual(alerts.toSorted());
  for (const [customer, jobs] of Object.entries(jobsOf)) {
    if (model.known.has(customer)) for (const job of jobs) checkShown(source, job, runs, model);
  }
}

/** Of what the service showed with the last good answer nothing is missing. */
function checkShown(
  source: Source,
  job: string,
  runs: readonly Record<string, unknown>[],
  model: Model,
): void {
  const { seen } = jobOf(model, job);
  for (const { id } of source.shown(job)) {
    if (seen.has(id)) expect(runs.some((run) => run['run_key'] === id)).toBe(true);
  }
}

const job = fc.constantFrom(...Object.values(jobsOf).flat());
const customer = fc.constantFrom(...Object.keys(jobsOf));
const outcome = fc.constantFrom<Outcome>(
  'failure',
  'failure',
  'failure',
  'success',
  'success',
  'warning',
  'neutral',
);

const answer = async (id: string, model: Model, { source, system }: Real): Promise<void> => {
  const shown = new Map((jobsOf[id] ?? []).map((name) => [name, source.shown(name)]));
  answered(model, id, shown, system.now());
  await system.poll(id);
};

const end = fc.tuple(job, outcome).map(([name, as]) =>
  command(`${name} ends as ${as}`, (_model, { source, system }) => {
    source.end(name, system.now(), as);
  }),
);

const endAndPoll = fc.tuple(job, outcome).map(([name, as]) =>
  command(`${name} ends as ${as} and is polled`, async (model, real) => {
    real.source.end(name, real.system.now(), as);
    await answer(name.slice(0, 1), model, real);
  }),
);

const poll = customer.map((id) => command(`poll ${id}`, (model, real) => answer(id, model, real)));

const acknowledge = fc
  .tuple(job, fc.constantFrom<'run' | 'recovery'>('run', 'recovery'))
  .map(([name, scope]) =>
    command(`acknowledge ${name} (${scope})`, (model, { system }) => {
      const { alert } = jobOf(model, name);
      if (alert !== null) alert.acknowledged = scope;
      system.act(name, { type: 'acknowledge', scope, note: '' });
    }),
  );

const snooze = fc.tuple(job, fc.integer({ min: 1, max: 300 })).map(([name, minutes]) =>
  command(`snooze ${name} ${minutes} min`, (model, { system }) => {
    const until = system.now() + minutes * minute;
    const { alert } = jobOf(model, name);
    if (alert !== null) alert.snoozedUntil = until;
    system.act(name, { type: 'snooze', until });
  }),
);

/** Every command, the ones that make things happen more often than the others. */
export const allCommands = fc.commands(
  [
    ...[end, end],
    ...[endAndPoll, endAndPoll, endAndPoll, endAndPoll, endAndPoll],
    ...[poll, poll, poll],
    job.map((name) =>
      command(`${name} begins`, (_model, { source, system }) => {
        source.begin(name, system.now());
      }),
    ),
    fc
      .tuple(customer, fc.constantFrom<ProblemCode>('timedOut', 'notUnderstood', 'canceled'))
      .map(([id, code]) => command(`${id} is ${code}`, (_model, { system }) => system.miss(id, code))),
    fc
      .integer({ min: 1, max: 600 })
      .map((minutes) =>
        command(`wait ${minutes} min`, (_model, { system }) => system.wait(minutes * minute)),
      ),
    fc.integer({ min: -600, max: 600 }).map((minutes) =>
      command(`the clock jumps ${minutes} min`, (_model, { system }) => {
        system.jump(minutes * minute);
      }),
    ),
    fc.constant(command('restart', (_model, { system }) => system.restart())),
    ...[acknowledge, acknowledge],
    job.map((name) =>
      command(`unacknowledge ${name}`, (model, { system }) => {
        const { alert } = jobOf(model, name);
        if (alert !== null) alert.acknowledged = null;
        system.act(name, { type: 'unacknowledge' });
      }),
    ),
    ...[snooze, snooze],
    job.map((name) =>
      command(`close ${name}`, (model, { system }) => {
        jobOf(model, name).alert = null;
        system.act(name, { type: 'close' });
      }),
    ),
    fc.tuple(customer, fc.integer({ min: 0, max: 3 })).map(([id, dice]) =>
      command(dice === 0 ? `mute ${id}` : `unmute ${id}`, (model, { system }) => {
        for (const set of [model.muted, system.mutes]) {
          if (dice === 0) set.add(id);
          else set.delete(id);
        }
      }),
    ),
    fc.boolean().map((quiet) =>
      command(quiet ? 'quiet' : 'not quiet', (model, { system }) => {
        model.quiet = quiet;
        system.quiet = quiet;
      }),
    ),
    fc.boolean().map((refuses) =>
      command(refuses ? 'the desktop refuses' : 'the desktop takes', (_model, { system }) => {
        system.refuses = refuses;
      }),
    ),
  ],
  { maxCommands: 150, size: 'max' },
);
