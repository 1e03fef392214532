import { expect, test } from 'vitest';
import { createLife } from '../../../main/avepoint/abort.ts';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import { createTokens, withSubstitute } from '../../../main/avepoint/tokens.ts';
import type { Tokens } from '../../../main/avepoint/tokens.ts';
import type { Grant } from '../../../main/avepoint/token-request.ts';
import { problem } from '../../../shared/problem.ts';
import type { ProblemCode } from '../../../shared/problem.ts';
import { handClock } from './hand-clock.ts';
import type { HandClock } from './hand-clock.ts';
import { failureOf, never, problemOf } from './help.ts';

interface Stage {
  clock: HandClock;
  tokens: Tokens;
  life: ReturnType<typeof createLife>;
  requests: () => number;
  said: number[];
  answer: (next: () => Promise<Grant>) => void;
}

const refusal =
  (code: ProblemCode, status: number | null = 400, retryAt: number | null = null) =>
  () =>
    Promise.reject(new ServiceFailure(problem(code, { status }), retryAt));

function stage(lifetimeSeconds = 3600): Stage {
  const clock = handClock();
  const life = createLife();
  const said: number[] = [];
  let requests = 0;
  let next: (() => Promise<Grant>) | null = null;
  const tokens = createTokens({
    request: () => {
      requests += 1;
      return next === null ? Promise.resolve({ token: `t${requests}`, lifetimeSeconds }) : next();
    },
    clock,
    life,
    onToken: (seconds) => said.push(seconds),
  });
  const answer = (given: () => Promise<Grant>): void => {
    next = given;
  };
  return { clock, tokens, life, requests: () => requests, said, answer };
}

test('one request serves all that wait, and all that come until a minute before its end', async () => {
  const { tokens, clock, requests, said } = stage();
  expect(await Promise.all([1, 2, 3].map(() => tokens.get(never)))).toEqual(['t1', 't1', 't1']);
  await clock.advance(3_539_999);
  expect(await tokens.get(never)).toBe('t1');
  await clock.advance(1);
  expect(await tokens.get(never)).toBe('t2');
  expect([requests(), said]).toEqual([2, [3600, 3600]]);
});

test.each([
  [10, 5],
  [90, 45],
  [120, 60],
  [300, 240],
])('a token for %i s is used for %i s', async (lifetime, used) => {
  const { tokens, clock } = stage(lifetime);
  await tokens.get(never);
  await clock.advance(used * 1000 - 1);
  expect(await tokens.get(never)).toBe('t1');
  await clock.advance(1);
  expect(await tokens.get(never)).toBe('t2');
});

test('who gives up leaves the request to the others', async () => {
  const { tokens, answer, requests } = stage();
  const held = Promise.withResolvers<Grant>();
  answer(() => held.promise);
  const impatient = new AbortController();
  const one = problemOf(tokens.get(impatient.signal));
  const two = tokens.get(never);
  impatient.abort();
  expect(await one).toMatchObject({ code: 'canceled' });
  held.resolve({ token: 't', lifetimeSeconds: 60 });
  expect([await two, requests()]).toEqual(['t', 1]);
});

test('a refusal is not asked for again before its time, and the time grows', async () => {
  const { tokens, clock, answer, requests } = stage();
  answer(refusal('credentialsRefused'));
  for (const wait of [15_000, 30_000, 60_000, 120_000, 300_000, 300_000]) {
    const before = requests();
    const failure = await failureOf(tokens.get(never));
    expect([failure.problem.code, failure.retryAt]).toEqual(['credentialsRefused', clock.now() + wait]);
    expect((await failureOf(tokens.get(never))).retryAt).toBe(failure.retryAt);
    expect(requests()).toBe(before + 1);
    await clock.advance(wait);
  }
});

test('what never reached the service is tried again within a minute', async () => {
  const { tokens, clock, answer } = stage();
  answer(refusal('hostNotFound', null));
  for (const wait of [15_000, 30_000, 60_000, 60_000]) {
    expect((await failureOf(tokens.get(never))).retryAt).toBe(clock.now() + wait);
    await clock.advance(wait);
  }
});

test('a Retry-After of the token address counts', async () => {
  const { tokens, clock, answer } = stage();
  const until = clock.now() + 600_000;
  answer(refusal('rateLimited', 429, until));
  expect((await failureOf(tokens.get(never))).retryAt).toBe(until);
});

test('asking by hand forgets the refusal', async () => {
  const { tokens, answer } = stage();
  answer(refusal('credentialsRefused'));
  await failureOf(tokens.get(never));
  answer(() => Promise.resolve({ token: 'new', lifetimeSeconds: 60 }));
  await failureOf(tokens.get(never));
  tokens.retry();
  expect(await tokens.get(never)).toBe('new');
});

test('a token that the service no longer takes is replaced once, whoever says so', async () => {
  const { tokens, requests } = stage();
  const token = await tokens.get(never);
  expect([tokens.refuse(token), tokens.refuse(token), tokens.refuse('another')]).toEqual([true, true, true]);
  expect(await Promise.all([tokens.get(never), tokens.get(never)])).toEqual(['t2', 't2']);
  expect(tokens.refuse('t1')).toBe(true);
  expect([await tokens.get(never), requests()]).toEqual(['t2', 2]);
});

test('where a new token did not help either, none is asked for during a minute', async () => {
  const { tokens, clock } = stage();
  const token = await tokens.get(never);
  tokens.refusedAgain();
  expect(tokens.refuse(token)).toBe(false);
  await clock.advance(60_000);
  expect(tokens.refuse(token)).toBe(true);
  expect(await tokens.get(never)).toBe('t2');
});

test('an interruption is no refusal', async () => {
  const { tokens, life, answer } = stage();
  answer(
    () =>
      new Promise((_, reject) => {
        life.signal.addEventListener('abort', () => reject(new ServiceFailure(problem('canceled'))));
      }),
  );
  const waiting = problemOf(tokens.get(never));
  life.interrupt();
  expect(await waiting).toMatchObject({ code: 'canceled' });
  answer(() => Promise.resolve({ token: 'new', lifetimeSeconds: 60 }));
  expect(await tokens.get(never)).toBe('new');
});

test('tokens for the jobs stand in where those for everything are refused for their scopes', async () => {
  const [all, jobs] = [stage(), stage()];
  const both = withSubstitute(all.tokens, jobs.tokens);
  expect(await both.get(never)).toBe('t1');
  expect(jobs.requests()).toBe(0);
  both.refuse('t1');
  all.answer(refusal('permissionMissing'));
  expect([await both.get(never), await both.get(never)]).toEqual(['t1', 't1']);
  expect([all.requests(), jobs.requests()]).toEqual([2, 1]);
  all.answer(refusal('credentialsRefused'));
  both.retry();
  expect(await problemOf(both.get(never))).toMatchObject({ code: 'credentialsRefused' });
});
