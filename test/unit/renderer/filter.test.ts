import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  everything,
  formatFilter,
  isFiltered,
  ofOutcome,
  parseFilter,
  partsInUse,
} from '../../../renderer/state/filter.ts';
import { choiceWords, endedWords, hoursWords } from '../../../renderer/state/filterWords.ts';
import { renamed, withSaved } from '../../../renderer/state/savedFilters.ts';
import { outcomeSchema } from '../../../shared/outcome.ts';
import { jobColumnSchema, jobFilterSchema, jobSignSchema } from '../../../shared/query.ts';
import type { JobFilter } from '../../../shared/query.ts';

/** A choice as the window makes it: no value twice, and turned round only where there are values. */
const choice = <T extends string>(value: fc.Arbitrary<T>) =>
  fc
    .tuple(fc.boolean(), fc.uniqueArray(value, { maxLength: 6 }))
    .map(([not, values]) => ({ not: not && values.length > 0, values }));

const word = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).filter((text) => text.isWellFormed());

const filters: fc.Arbitrary<JobFilter> = fc.record({
  text: fc.string({ maxLength: 60, unit: 'binary' }).filter((text) => text.isWellFormed()),
  outcome: choice(fc.constantFrom(...outcomeSchema.options)),
  service: choice(word),
  module: choice(word),
  tag: choice(word),
  customer: choice(word),
  sign: choice(fc.constantFrom(...jobSignSchema.options)),
  ended: fc.option(fc.record({ not: fc.boolean(), hours: fc.integer({ min: 1, max: 87_600 }) })),
  sort: fc.record({
    column: fc.constantFrom(...jobColumnSchema.options),
    descending: fc.boolean(),
  }),
});

describe('a filter in the address', () => {
  it('reads as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(parseFilter(formatFilter(filter))).toEqual(filter);
      }),
    );
  });

  it('is one the bridge takes, whatever stands in the address', () => {
    const names = [
      'q',
      'outcome',
      'not-outcome',
      'service',
      'not-tag',
      'sign',
      'ended',
      'not-ended',
      'sort',
      'order',
    ];
    const addresses = fc
      .array(fc.tuple(fc.constantFrom(...names), fc.string({ maxLength: 300 })), { maxLength: 8 })
      .map((pairs) => `?${new URLSearchParams(pairs).toString()}`);
    fc.assert(
      fc.property(fc.oneof(addresses, fc.string()), (address) => {
        const filter = parseFilter(address);
        expect(jobFilterSchema.safeParse(filter).success).toBe(true);
        // Written once it stays as it is: there is one address for each filter.
        expect(formatFilter(parseFilter(formatFilter(filter)))).toBe(formatFilter(filter));
      }),
    );
  });

  it.each<[string, Partial<JobFilter>]>([
    ['?outcome=failure,warning', { outcome: { not: false, values: ['failure', 'warning'] } }],
    ['?outcome=failure&outcome=warning', { outcome: { not: false, values: ['failure', 'warning'] } }],
    ['?not-service=Azure&not-service=A%2CB', { service: { not: true, values: ['Azure', 'A,B'] } }],
    ['?ended=24h', { ended: { not: false, hours: 24 } }],
    ['?not-ended=3d', { ended: { not: true, hours: 72 } }],
    ['?ended=0h', {}],
    ['?ended=99999d', {}],
    ['?sign=vanished,broken', { sign: { not: false, values: ['vanished'] } }],
  ])('%s', (address, part) => {
    expect(parseFilter(address)).toEqual({ ...everything, ...part });
  });

  it('is short and readable', () => {
    const filter = {
      ...ofOutcome('failure'),
      service: { not: true, values: ['Azure'] },
      ended: { not: true, hours: 48 },
    };
    expect(formatFilter(filter)).toBe('?outcome=failure&not-service=Azure&not-ended=2d');
    expect(formatFilter(everything)).toBe('');
  });
});

describe('whether a filter hides anything', () => {
  it('does not depend on the order', () => {
    expect(isFiltered({ ...everything, sort: { column: 'start', descending: true } })).toBe(false);
    expect(isFiltered({ ...everything, text: '  ' })).toBe(false);
    expect(isFiltered({ ...everything, text: 'a' })).toBe(true);
    expect(isFiltered(ofOutcome('failure'))).toBe(true);
    expect(isFiltered({ ...everything, ended: { not: true, hours: 1 } })).toBe(true);
    expect(partsInUse({ ...ofOutcome('failure'), text: 'a', ended: { not: false, hours: 1 } })).toBe(2);
  });
});

describe('a filter in words', () => {
  const nameOf = (id: string): string => `Customer ${id}`;
  it('says what it lets through', () => {
    expect(choiceWords('service', { not: true, values: ['Azure', 'Salesforce', 'DOR'] }, nameOf)).toBe(
      'Service is not Azure, Salesforce or DOR',
    );
    expect(choiceWords('customer', { not: false, values: ['7'] }, nameOf)).toBe('Customer is Customer 7');
    expect(choiceWords('outcome', { not: true, values: ['success'] }, nameOf)).toBe(
      'Status is not Succeeded',
    );
    expect(endedWords({ not: true, hours: 48 })).toBe('Not ended within the last 2 days');
    expect([hoursWords(1), hoursWords(24), hoursWords(36)]).toEqual(['1 hour', '24 hours', '36 hours']);
  });
});

describe('saved filters', () => {
  const one = (name: string) => ({ name, filter: everything });
  it('stand by name, and a name stands for one of them', () => {
    const saved = withSaved(withSaved([one('b')], one('a')), { name: 'B', filter: ofOutcome('failure') });
    expect(saved.map(({ name }) => name)).toEqual(['a', 'B']);
    expect(saved[1]!.filter).toEqual(ofOutcome('failure'));
    expect(renamed(saved, 'a', 'c').map(({ name }) => name)).toEqual(['B', 'c']);
    expect(renamed(saved, 'a', 'b')).toEqual([one('b')]);
    expect(renamed(saved, 'nobody', 'x')).toEqual(saved);
  });
});
