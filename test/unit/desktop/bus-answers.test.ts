import { expect, test } from 'vitest';
import { flagOf, ownerChangeOf, textOf } from '../../../main/desktop/bus-answers.ts';

/** Whatever else may come over the bus; none of it may be taken for an answer, or stop the program. */
const others = [[], [null], [undefined], [7], [{}], [[]], [['text']], [{ value: 'true' }], [{ value: null }]];

test.each(others)('%j is no answer', (...body) => {
  expect(textOf(body)).toBeNull();
  expect(ownerChangeOf(body)).toBeNull();
  expect(flagOf(body)).toBeNull();
});

test('a text is what a message begins with', () => {
  expect(textOf([':1.7'])).toBe(':1.7');
  expect(textOf(['', 1])).toBe('');
});

test('a name goes from one owner to another, or to nobody', () => {
  expect(ownerChangeOf(['org.example', '', ':1.7'])).toEqual({ name: 'org.example', owner: ':1.7' });
  expect(ownerChangeOf(['org.example', ':1.7', ''])).toEqual({ name: 'org.example', owner: null });
  expect(ownerChangeOf(['org.example', ':1.7'])).toBeNull();
  expect(ownerChangeOf(['org.example', ':1.7', '', ''])).toBeNull();
  expect(ownerChangeOf(['org.example', ':1.7', 8])).toBeNull();
});

test('a yes or no comes in a variant', () => {
  expect(flagOf([{ signature: 'b', value: true }])).toBe(true);
  expect(flagOf([{ signature: 'b', value: false }])).toBe(false);
});
