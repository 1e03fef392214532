import { describe, expect, it } from 'vitest';
import { createPlaceQuery } from '../../../main/store/place-queries.ts';
import { rankOf, wordsOf } from '../../../main/store/rank.ts';
import { openFile } from './folder.ts';

describe('rankOf', () => {
  it('prefers a beginning to a word within, and that to a place within a word', () => {
    const rank = (text: string): number | null => rankOf([text], ['lake']);
    expect([rank('Lakeside'), rank('Blue Lake'), rank('Blakeley'), rank('Contoso')]).toEqual([0, 1, 2, null]);
    expect(rankOf(['Blakeley Lake'], ['lake'])).toBe(1);
  });

  it('wants every word somewhere, and the first text most', () => {
    expect(rankOf(['Contoso', 'Exchange Online'], wordsOf(' EXCH  con '))).toBe(0.1);
    expect(rankOf(['Contoso', 'Exchange Online'], ['con', 'drive'])).toBeNull();
  });
});

describe('the places found by a few letters', () => {
  function filled() {
    const { database } = openFile();
    const customer = database.prepare(
      'insert into customers (id, name, display_name, first_seen_at, watched, listed) values (?, ?, ?, 0, ?, ?)',
    );
    customer.run('a', 'Blakeley', null, 1, 1);
    customer.run('b', 'Lakeside Dental', null, 1, 1);
    customer.run('c', 'GH-4711', 'Blue Lake', 1, 1);
    customer.run('d', 'Lake Gone', null, 1, 0);
    const job = database.prepare(`
      insert into jobs (key, customer_id, shown, service, module, status, outcome, severity, search)
      select :key, :id, shown, 'Azure', :module, 'x', :outcome, :severity, :search from customers where id = :id`);
    const addJob = (
      key: string,
      id: string,
      module: string,
      outcome: 'failure' | 'success',
      severity: number,
      search: string,
    ) => job.run({ key, id, module, outcome, severity, search });
    addJob('a1', 'a', 'Drive', 'failure', 0, 'blakeley\nazure\ndrive\nib7');
    addJob('b1', 'b', 'Drive', 'success', 4, 'lakeside dental\nazure\ndrive\nib8');
    addJob('b2', 'b', 'Mail', 'failure', 0, 'lakeside dental\nazure\nmail\nib9');
    addJob('d1', 'd', 'Mail', 'failure', 0, 'lake gone\nazure\nmail');
    return createPlaceQuery(database);
  }

  it('come best match first, the worst job before others, without those nobody looks at', () => {
    const { customers, jobs } = filled()({ text: 'lake', limit: 8 });
    expect(customers.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
    expect(jobs.map(({ key }) => key)).toEqual(['b2', 'b1', 'a1']);
  });

  it('are found by a run ID and by the name that the service gives', () => {
    const find = filled();
    expect(find({ text: 'IB8', limit: 8 }).jobs.map(({ key }) => key)).toEqual(['b1']);
    expect(find({ text: '4711', limit: 8 }).customers.map(({ name }) => name)).toEqual(['Blue Lake']);
  });

  it('are at most so many, and none without a word', () => {
    const find = filled();
    expect(find({ text: 'lake', limit: 1 }).jobs).toHaveLength(1);
    expect(find({ text: '  ', limit: 8 })).toEqual({ customers: [], jobs: [] });
  });
});
