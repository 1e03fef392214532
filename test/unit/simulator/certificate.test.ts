import { randomUUID } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { requestToken, simulate } from './help.ts';
import { selfSigned } from './self-signed.ts';
import type { SelfSigned } from './self-signed.ts';
import type { Simulator } from '../../../simulator/index.ts';

const own = selfSigned();
const now = Math.floor(Date.now() / 1000);
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

interface Change {
  header?: Record<string, string | undefined>;
  claims?: Record<string, unknown>;
  signer?: SelfSigned;
}

async function assertion(
  simulator: Simulator,
  { header, claims, signer = own }: Change = {},
): Promise<string> {
  const id = simulator.clientId;
  const times = { nbf: now - 5, exp: now + 300, jti: randomUUID() };
  return new SignJWT({ iss: id, sub: id, aud: simulator.tokenUrl, ...times, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: own.thumbprint, x5t: own.x5t, ...header })
    .sign(await importPKCS8(signer.key, header?.['alg'] ?? 'RS256'));
}

const ask = (simulator: Simulator, jwt: string, fields = {}): Promise<Response> =>
  requestToken(simulator, {
    client_secret: undefined,
    client_assertion_type: assertionType,
    client_assertion: jwt,
    ...fields,
  });

test('an assertion signed with the registered certificate gets a token', async () => {
  const simulator = await simulate({ certificate: own.cert });
  const response = await ask(simulator, await assertion(simulator));
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ token_type: 'Bearer' });
  expect((await ask(simulator, await assertion(simulator), { client_id: undefined })).status).toBe(200);
  expect((await requestToken(simulator)).status).toBe(200);
});

test.each<[string, Change, string]>([
  ['signed by another key', { signer: selfSigned() }, 'signature does not match'],
  ['signed with PS256', { header: { alg: 'PS256' } }, 'alg is not RS256'],
  ['with a lower-case kid', { header: { kid: own.thumbprint.toLowerCase() } }, 'kid is not the thumbprint'],
  ['without x5t', { header: { x5t: undefined } }, 'x5t is not the thumbprint'],
  ['for another audience', { claims: { aud: 'https://elsewhere.example' } }, 'aud is not the token URL'],
  ['by another issuer', { claims: { iss: 'somebody' } }, 'iss and sub are not the client ID'],
  ['about another subject', { claims: { sub: 'somebody' } }, 'iss and sub are not the client ID'],
  ['that has expired', { claims: { nbf: now - 900, exp: now - 60 } }, 'expired'],
  ['from the future', { claims: { nbf: now + 120 } }, 'not valid yet'],
  ['without a time', { claims: { nbf: undefined } }, 'nbf or exp is missing'],
  ['for a day', { claims: { exp: now + 86_400 } }, 'valid for too long'],
  ['without a jti', { claims: { jti: undefined } }, 'jti is missing'],
])('an assertion %s is refused', async (_, change, note) => {
  const simulator = await simulate({ certificate: own.cert });
  const response = await ask(simulator, await assertion(simulator, change));
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: 'invalid_client' });
  expect(simulator.requests.at(-1)?.note).toBe(note);
});

test('an assertion counts once', async () => {
  const simulator = await simulate({ certificate: own.cert });
  const jwt = await assertion(simulator);
  expect((await ask(simulator, jwt)).status).toBe(200);
  expect((await ask(simulator, jwt)).status).toBe(400);
  expect(simulator.requests.at(-1)?.note).toBe('jti was used before');
});

test('what is no assertion, comes with a secret too, or has no certificate is refused', async () => {
  const simulator = await simulate({ certificate: own.cert });
  for (const jwt of ['', 'a.b', 'a.b.c', 'bnVsbA.bnVsbA.c'])
    expect((await ask(simulator, jwt)).status).toBe(400);
  const jwt = await assertion(simulator);
  expect((await ask(simulator, jwt, { client_secret: simulator.clientSecret })).status).toBe(400);
  expect((await ask(simulator, jwt, { client_assertion_type: 'jwt' })).status).toBe(400);
  expect((await ask(simulator, jwt, { client_id: 'other' })).status).toBe(400);
  const without = await simulate();
  expect((await ask(without, await assertion(without))).status).toBe(400);
  expect(without.requests.at(-1)?.note).toBe('no certificate registered');
});

test('a certificate that has run out is refused', async () => {
  const old = selfSigned({ until: Date.now() - 60_000 });
  const simulator = await simulate({ certificate: old.cert });
  const header = { kid: old.thumbprint, x5t: old.x5t };
  expect((await ask(simulator, await assertion(simulator, { header, signer: old }))).status).toBe(400);
  expect(simulator.requests.at(-1)?.note).toBe('certificate expired');
});
