import { expect, test } from 'vitest';
import { requestToken, signIn, simulate } from './help.ts';

test('a right secret gets a bearer token with the scopes asked for', async () => {
  const simulator = await simulate();
  const response = await requestToken(simulator);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    access_token: expect.stringMatching(/^[\w-]{40,}$/) as unknown,
    expires_in: 3600,
    token_type: 'Bearer',
    scope: 'partner.customers.read.all partner.jobs.read.all',
  });
});

test.each([
  ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
  ['no secret', { client_secret: undefined }, 'invalid_client'],
  ['a wrong client', { client_id: 'nobody' }, 'invalid_client'],
  ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
  ['no grant', { grant_type: undefined }, 'unsupported_grant_type'],
  ['an unknown scope', { scope: 'partner.everything' }, 'invalid_scope'],
  ['no scope', { scope: undefined }, 'invalid_scope'],
  ['a very long scope', { scope: 'partner.jobs.read.all '.repeat(14) }, 'invalid_scope'],
])('%s is refused', async (_, fields, error) => {
  const response = await requestToken(await simulate(), fields);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error });
});

test('a request that is not form-encoded is refused', async () => {
  const { tokenUrl } = await simulate();
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(tokenUrl, { method: 'POST', headers, body: '{}' });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: 'invalid_request' });
  expect((await fetch(tokenUrl)).status).toBe(405);
});

test('a token runs out, is revoked, and no other is taken', async () => {
  let now = Date.UTC(2026, 0, 5, 8);
  const simulator = await simulate({ tokenLifetimeSeconds: 60, now: () => now });
  const ask = await signIn(simulator);
  expect((await ask('/partner/customers')).status).toBe(200);
  now += 60_000;
  const late = await ask('/partner/customers');
  expect(late.status).toBe(401);
  expect(late.headers.get('www-authenticate')).toMatch(/^Bearer/);
  const again = await signIn(simulator);
  expect((await again('/partner/customers')).status).toBe(200);
  simulator.revokeTokens();
  expect((await again('/partner/customers')).status).toBe(401);
  expect((await fetch(`${simulator.apiBaseUrl}/partner/customers`)).status).toBe(401);
});

test('a replaced secret counts at once', async () => {
  const simulator = await simulate({ clientSecret: 'first' });
  simulator.setClientSecret('second');
  expect((await requestToken(simulator)).status).toBe(400);
  expect((await requestToken(simulator, { client_secret: 'second' })).status).toBe(200);
});
