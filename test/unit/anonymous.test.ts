import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAnonymous } from '../../main/anonymous.ts';

const name = fc
  .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  .filter((text) => text.trim() === text && text !== '');

it('takes out every name, whatever signs are in it', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
      const anonymous = createAnonymous({ customers: names.map((one) => [one]), jobs: [] });
      for (const one of names)
        expect(anonymous(`polled <${one}> again`)).toMatch(/polled <customer \d> again/);
    }),
  );
});

it('takes a longer name before one that it holds, in any case, and leaves words that only hold one', () => {
  const anonymous = createAnonymous({ customers: [['Contoso'], ['Contoso Ltd.', 'c-17']], jobs: [] });
  expect(anonymous('CONTOSO LTD. and contoso, c-17; Contosoman')).toBe(
    'customer 2 and customer 1, customer 2; Contosoman',
  );
});

it('takes out letters that have several small ones, however they are written', () => {
  const anonymous = createAnonymous({ customers: [['İstanbul Nakliyat'], ['Ναυτικός']], jobs: [] });
  expect(anonymous('İstanbul Nakliyat, i̇stanbul nakliyat; ΝΑΥΤΙΚΌΣ')).toBe(
    'customer 1, customer 1; customer 2',
  );
});

it('takes out e-mail addresses', () => {
  expect(
    createAnonymous({ customers: [], jobs: [] })('owner anna.b+x@mail.example.com, <bob@example.org>'),
  ).toBe('owner [e-mail], <[e-mail]>');
});
