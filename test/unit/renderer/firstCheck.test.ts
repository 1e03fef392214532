import { expect, it } from 'vitest';
import { firstCheck } from '../../../renderer/state/firstCheck.ts';

const estate = { customers: 0, waiting: 0, unreachable: 0, jobs: 0, outcomes: { failure: 0 } };
const place = { locale: 'en-US' };

it.each([
  [{}, false, 'Asking for the list of customers…'],
  [{ customers: 1200, waiting: 1000 }, false, '200 of 1,200 customers checked'],
  [{ customers: 1, waiting: 1 }, false, '0 of 1 customer checked'],
  [{ customers: 3, jobs: 24 }, true, '24 jobs at 3 customers; none has failed.'],
  [
    { customers: 3, jobs: 24, unreachable: 1, outcomes: { failure: 2 } },
    true,
    '24 jobs at 3 customers; 2 failed before. 1 customer could not be checked.',
  ],
])('%o is told as it is', (counted, isOver, words) => {
  expect(firstCheck({ ...estate, ...counted }, place)).toMatchObject({ isOver, words });
});
