import { expect, it } from 'vitest';
import { createRenewal } from '../../../main/desktop/renewal.ts';
import { handClock, settle } from '../avepoint/hand-clock.ts';

const silent = {
  detail: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * A renewal after ten errands; `renewed` counts what was renewed, `during` the errands under way in the midst of it.
 */
function renewalOfTen(fail = (): boolean => false, isNeeded = (): boolean => true) {
  const clock = handClock();
  const seen = { renewed: 0, during: [] as number[], underWay: 0 };
  const renewal = createRenewal({
    after: 10,
    isNeeded,
    renew: async () => {
      seen.during.push(seen.underWay);
      await settle();
      seen.during.push(seen.underWay);
      if (fail()) throw new Error('it does not end');
      seen.renewed += 1;
    },
    clock,
    log: silent,
  });
  const begin = async (): Promise<() => void> => {
    const end = await renewal.begin();
    seen.underWay += 1;
    return () => {
      seen.underWay -= 1;
      end();
    };
  };
  const carry = async (count: number): Promise<void> => {
    for (let errand = 0; errand < count; errand += 1) (await begin())();
  };
  return { clock, seen, begin, carry };
}

it('renews after so many errands, and again after as many', async () => {
  const { seen, carry } = renewalOfTen();
  await carry(10);
  expect(seen.renewed).toBe(0);
  await carry(1);
  expect(seen.renewed).toBe(1);
  await carry(9);
  expect(seen.renewed).toBe(1);
  await carry(1);
  expect(seen.renewed).toBe(2);
});

it('holds nobody up where there is nothing to renew, and asks again after as many errands', async () => {
  let asked = 0;
  const { seen, begin, carry } = renewalOfTen(
    () => false,
    () => {
      asked += 1;
      return asked > 2;
    },
  );
  const end = await begin();
  await carry(29);
  expect([asked, seen.renewed]).toEqual([2, 0]);
  end();
  await carry(1);
  expect([asked, seen.renewed]).toEqual([3, 1]);
});

it('waits for what is under way, and lets nobody begin meanwhile', async () => {
  const { seen, begin, carry } = renewalOfTen();
  const first = await begin();
  await carry(9);
  let begun = 0;
  const others = [begin(), begin()].map((other) => other.then(() => (begun += 1)));
  await settle();
  expect([seen.renewed, begun]).toEqual([0, 0]);
  first();
  await Promise.all(others);
  expect(seen.renewed).toBe(1);
  expect(seen.during).toEqual([0, 0]);
});

it('goes on without it where an errand takes long, and tries again later', async () => {
  const { clock, seen, begin, carry } = renewalOfTen();
  const long = await begin();
  await carry(9);
  const next = begin();
  await clock.advance(5000);
  (await next)();
  expect(seen.renewed).toBe(0);
  long();
  await carry(1);
  expect(seen.renewed).toBe(1);
});

it('goes on with the old one where it cannot be renewed, and tries again later', async () => {
  let fails = true;
  const { seen, carry } = renewalOfTen(() => fails);
  await carry(11);
  expect(seen.renewed).toBe(0);
  fails = false;
  await carry(2);
  expect(seen.renewed).toBe(1);
});

it('counts an errand as ended once, however often that is said', async () => {
  const { seen, begin, carry } = renewalOfTen();
  const [one, other] = [await begin(), await begin()];
  one();
  seen.underWay += 1;
  one();
  await carry(8);
  const next = begin();
  await settle();
  expect(seen.renewed).toBe(0);
  other();
  (await next)();
  expect(seen.renewed).toBe(1);
});
