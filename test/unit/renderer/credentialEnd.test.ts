import { expect, it } from 'vitest';
import { endWords } from '../../../renderer/state/credentialEnd.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 23);

it.each([
  [30 * day + 1, null],
  [30 * day, 'expires in 30 days'],
  [day + 1, 'expires in 1 day.'],
  [day - 1, 'expires within a day'],
  [0, 'has expired'],
  [-400 * day, 'has expired'],
])('says of an end %d ms away: %s', (left, words) => {
  const said = endWords(now + left, now);
  if (words === null) expect(said).toBeNull();
  else expect(said).toContain(words);
});
