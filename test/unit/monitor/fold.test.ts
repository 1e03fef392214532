import { expect, test } from 'vitest';
import { fold } from '../../../main/monitor/fold.ts';
import type { Notice } from '../../../main/monitor/repository.ts';
import { start } from './help.ts';

let id = 0;

const notice = (customer: string | null, changes: Partial<Notice> = {}): Notice => {
  id += 1;
  const kind = changes.kind ?? 'failure';
  return {
    id,
    kind,
    jobKey: customer === null ? null : `job${id}`,
    jobName: `Job ${id}`,
    customerId: customer,
    customerName: customer === null ? '' : `Customer ${customer}`,
    title: `${kind} at ${customer ?? 'all'}`,
    body: 'words',
    createdAt: start,
    held: false,
    ...changes,
  };
};

const many = (count: number, customer: (i: number) => string, changes: Partial<Notice> = {}): Notice[] =>
  Array.from({ length: count }, (_, i) => notice(customer(i), changes));
const titles = (due: readonly Notice[], recent: readonly Notice[] = []): string[] =>
  fold(due, recent).map(({ title }) => title);

test('nothing due is nothing to show', () => {
  expect(
    fold(
      [],
      many(9, () => 'a'),
    ),
  ).toEqual([]);
});

test('one event names its job and opens it', () => {
  const one = notice('a');
  const bundle = {
    title: one.title,
    body: one.body,
    notices: [one],
    route: `/jobs/${one.jobKey!}`,
    isStorm: false,
  };
  expect(fold([one], [])).toEqual([bundle]);
});

test.each([2, 3, 4])('%i of one customer name the customer', (count) => {
  const [bundle, ...more] = fold(
    many(count, () => 'a'),
    [],
  );
  expect(more).toEqual([]);
  expect(bundle).toMatchObject({ title: `${count} backups failed: Customer a`, isStorm: false });
  expect(bundle!.body.split('\n')).toHaveLength(count);
  expect(bundle!.notices).toHaveLength(count);
});

test('a few of several customers are told by customer', () => {
  const due = [notice('a'), notice('b'), notice('b')];
  expect(titles(due)).toEqual([due[0]!.title, '2 backups failed: Customer b']);
});

test('more than four are one summary, of one customer or of several', () => {
  expect(titles(many(5, () => 'a'))).toEqual(['5 backups failed: Customer a']);
  const [bundle] = fold(
    many(12, (i) => String(i % 7)),
    [],
  );
  expect(bundle).toMatchObject({ title: '12 backups failed: 7 customers', isStorm: true });
  expect(bundle!.body.split('\n')).toEqual([
    'Customer 0 (2)',
    'Customer 1 (2)',
    'Customer 2 (2)',
    'Customer 3 (2)',
    'Customer 4 (2)',
    'and 2 more',
  ]);
});

test('customers of the same name are two', () => {
  const due = many(6, (i) => String(i % 2), { customerName: 'Contoso' });
  expect(titles(due)).toEqual(['6 backups failed: 2 customers']);
});

test('a storm in gusts: the next summary counts what was told before, and carries only what is new', () => {
  const before = many(3, () => 'a');
  const due = many(2, () => 'b');
  const [bundle] = fold(due, before);
  expect(bundle).toMatchObject({ title: '5 backups failed: 2 customers', notices: due, isStorm: true });
});

test('what is not a failure alone is said so', () => {
  expect(titles([notice('a'), notice('a', { kind: 'overdue' })])).toEqual([
    '2 backups need attention: Customer a',
  ]);
  expect(titles([notice('a'), notice('a', { kind: 'stillFailing' })])).toEqual([
    '2 backups failed: Customer a',
  ]);
});

test('recoveries are told apart from failures, and their summary takes the place of none', () => {
  const due = [...many(6, (i) => String(i)), ...many(6, (i) => String(i), { kind: 'recovery' })];
  expect(fold(due, []).map(({ title, isStorm }) => [title, isStorm])).toEqual([
    ['6 backups failed: 6 customers', true],
    ['6 backups work again: 6 customers', false],
  ]);
});

test('what was held back through quiet hours is one summary', () => {
  const due = [notice('a', { held: true }), notice('b', { held: true })];
  expect(titles(due)).toEqual(['2 backups failed: 2 customers']);
  expect(titles(due.slice(0, 1))).toEqual([due[0]!.title]);
});

test('a few customers out of reach are told one by one, many are one summary; the connection stays single', () => {
  const connection = notice(null, { kind: 'connection' });
  const few = many(4, (i) => String(i), { kind: 'connection' });
  expect(titles([connection, ...few])).toEqual([connection.title, ...few.map(({ title }) => title)]);
  const storm = many(40, (i) => String(i), { kind: 'connection' });
  const back = many(40, (i) => String(i), { kind: 'connectionBack' });
  expect(titles([connection, ...storm, ...back])).toEqual([
    connection.title,
    'Cannot check 40 customers',
    '40 customers can be checked again',
  ]);
});

test('each notice that is due is in exactly one bundle', () => {
  const kinds = ['failure', 'recovery', 'connection', 'overdue', 'connectionBack', 'warning'] as const;
  for (let count = 1; count < 40; count += 1) {
    const due = Array.from({ length: count }, (_, i) =>
      notice(String(i % 9), { kind: kinds[i % kinds.length]! }),
    );
    const ids = fold(
      due,
      many(count % 6, () => 'z'),
    ).flatMap(({ notices }) => notices.map((n) => n.id));
    expect(ids.toSorted((a, b) => a - b)).toEqual(due.map((n) => n.id));
  }
});
