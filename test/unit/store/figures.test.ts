import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everything } from '../../../renderer/state/filter.ts';
import { createAlertDesk } from '../../../main/store/alert-desk.ts';
import { createJobQueries } from '../../../main/store/job-queries.ts';
import { outcomes } from '../../../shared/outcome.ts';
import { createWorld, customers, minute, run, start } from '../monitor/help.ts';

const ids = ['c1', 'c2'];
const modules = ['Exchange Online', 'Microsoft Teams', 'Power BI'];

const step = fc.oneof(
  fc.record({
    type: fc.constant('see' as const),
    id: fc.constantFrom(...ids),
    found: fc
      .uniqueArray(fc.constantFrom(...modules))
      .chain((some) =>
        fc.tuple(
          ...some.map((module) =>
            fc.record({ module: fc.constant(module), outcome: fc.constantFrom(...outcomes) }),
          ),
        ),
      ),
  }),
  fc.record({ type: fc.constant('watch' as const), id: fc.constantFrom(...ids), watched: fc.boolean() }),
  fc.record({
    type: fc.constant('rename' as const),
    id: fc.constantFrom(...ids),
    name: fc.constantFrom('Zeta', 'Äpfel', null),
  }),
  fc.record({ type: fc.constant('list' as const), listed: fc.subarray(ids) }),
  fc.record({ type: fc.constant('close' as const), undone: fc.boolean() }),
);

/** What the triggers keep, counted the long way. */
const longWay = `
  select count(*) as wrong from customers where
    failure <> (select count(*) from jobs where customer_id = customers.id and outcome = 'failure')
    or warning <> (select count(*) from jobs where customer_id = customers.id and outcome = 'warning')
    or unknown <> (select count(*) from jobs where customer_id = customers.id and outcome = 'unknown')
    or running <> (select count(*) from jobs where customer_id = customers.id and outcome = 'running')
    or success <> (select count(*) from jobs where customer_id = customers.id and outcome = 'success')
    or neutral <> (select count(*) from jobs where customer_id = customers.id and outcome = 'neutral')
    or idle <> (select count(*) from jobs where customer_id = customers.id and outcome = 'idle')
    or open_alerts <> (
      select count(*) from alerts join jobs on jobs.key = alerts.job_key
      where customer_id = customers.id and ended_at is null)
    or exists (select 1 from jobs where customer_id = customers.id and shown <> (listed and watched))
    or sort_name = '' or instr(search, lower(name)) = 0`;

test('figures, modules and words of the lists are right after anything that happens', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
    const world = createWorld(ids);
    const clock = { now: () => world.now, elapsed: () => 0, after: () => () => undefined };
    const desk = createAlertDesk(world.database, clock);
    const one = (sql: string): unknown => world.database.prepare(sql).get();
    for (const [index, now] of steps.entries()) {
      world.now = start + index * minute;
      if (now.type === 'see') {
        const rows = now.found.map(({ module, outcome }) =>
          run(outcome, `IB${index}`, world.now, { customerId: now.id, module, key: `${now.id}-${module}` }),
        );
        await world.see(rows, now.id);
      } else if (now.type === 'watch') {
        world.repository.describeCustomer({ id: now.id, displayName: null, tags: [], watched: now.watched });
      } else if (now.type === 'rename') {
        world.repository.describeCustomer({
          id: now.id,
          displayName: now.name,
          tags: ['gold'],
          watched: true,
        });
      } else if (now.type === 'list') {
        world.repository.saveCustomers(customers(...now.listed), world.now);
      } else {
        const open = desk.list({ status: 'open', offset: 0, limit: 50 }).rows.map(({ id }) => id);
        const { undo } = desk.act(open, { type: 'close' });
        if (now.undone) desk.undo(undo);
      }
      expect(one(longWay)).toEqual({ wrong: 0 });
      expect(one('select coalesce(sum(jobs), 0) as n from modules')).toEqual(
        one('select count(*) as n from jobs'),
      );
      const found = createJobQueries(world.database, () => world.now).list({
        ...everything,
        text: `ib${index}`,
        offset: 0,
        limit: 50,
      });
      const wanted = world.database
        .prepare('select count(*) as n from jobs where shown = 1 and instr(search, ?) > 0')
        .get(`ib${index}`);
      expect({ n: found.rows.length }).toEqual(wanted);
      expect(found.matched).toBe(found.rows.length);
    }
    expect(one('pragma integrity_check')).toEqual({ integrity_check: 'ok' });
    world.database.close();
  });
  await fc.assert(property, { numRuns: 60 });
});
