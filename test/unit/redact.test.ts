import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, hidden } from '../../main/redact.ts';
import { selfSigned } from './simulator/self-signed.ts';

const { redact } = createRedactor();
const part = fc.stringMatching(/^[\w-]{20,60}$/);
const jwt = fc
  .tuple(fc.object(), part, part)
  .map(([, body, sign]) => `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${body}.${sign}`);
const value = fc.stringMatching(/^[A-Za-z0-9~.\-_+/=]{8,60}$/);
const words = fc.constantFrom('', 'failed: ', '{"error":"x"} ', '401 Unauthorized\n');

describe('what looks like a secret', () => {
  it.each<[string, fc.Arbitrary<string>, (secret: string) => string]>([
    ['a bearer token', value, (secret) => `Authorization: Bearer ${secret}`],
    ['a token in an answer', value, (secret) => `{"access_token":"${secret}","expires_in":3600}`],
    ['a token in JSON within JSON', value, (secret) => JSON.stringify(`{"access_token": "${secret}"}`)],
    ['a secret in a form', value, (secret) => `client_id=abc&client_secret=${secret}&scope=x`],
    ['an assertion in an address', jwt, (secret) => `https://id/token?client_assertion=${secret}`],
    ['a web token by itself', jwt, (secret) => `got ${secret}, which has expired`],
    [
      'a password in an address',
      value.filter((text) => !text.includes('/')),
      (secret) => `http://anna:${secret}@proxy:8080`,
    ],
    ['a password in words', value, (secret) => `password: ${secret}`],
  ])('is taken out: %s', (_, secrets, say) => {
    fc.assert(
      fc.property(secrets, words, words, (secret, before, after) => {
        const line = redact(`${before}${say(secret)} ${after}`);
        expect(line).not.toContain(secret);
        expect(line).toContain(hidden);
      }),
    );
  });

  it('is taken out: a private key, also one that is cut off', () => {
    const { key } = selfSigned();
    const body = key.split('\n')[3] ?? '';
    for (const text of [key, `${key} and more`, key.slice(0, -40), JSON.stringify(key)])
      expect(redact(`read ${text}`)).not.toContain(body);
  });
});

describe('a secret that is known', () => {
  it('never stands in a line, however it was written', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6, maxLength: 40, unit: 'binary' }).filter((text) => text.trim().length >= 6),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const known = createRedactor();
          known.hide(secret);
          fc.pre(!hidden.includes(secret));
          const form = new URLSearchParams({ secret }).toString().slice('secret='.length);
          for (const written of [secret, form, JSON.stringify(secret).slice(1, -1)])
            expect(known.redact(`${before}${written}${after}`)).not.toContain(written);
        },
      ),
    );
  });

  it('is taken out whole where another one is a part of it', () => {
    const known = createRedactor();
    known.hide('hunter2');
    known.hide('hunter2-and-more');
    expect(known.redact('x hunter2-and-more y')).toBe(`x ${hidden} y`);
  });

  it('is left where it is too short to tell it from a word', () => {
    const known = createRedactor();
    known.hide('job');
    expect(known.redact('a job failed')).toBe('a job failed');
  });
});

describe('what holds no secret', () => {
  it.each([
    'signed in at identity.avepointonlineservices.com, for 3600 s',
    'Contoso Ltd. · Exchange Online: failed, run 8f14e45f-ceea-467f-a0e6-bb7f1a2c3d4e',
    'https://graph.avepointonlineservices.com/partner/external/v3/general/customers?pageIndex=1',
    'The secret expires within 7 days',
    'bearer tokens are not logged',
  ])('stays as it is: %s', (line) => {
    expect(redact(line)).toBe(line);
  });
});
