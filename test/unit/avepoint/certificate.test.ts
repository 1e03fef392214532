import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPem, readPkcs12 } from '../../../main/avepoint/certificate.ts';
import { dueWarning } from '../../../main/avepoint/expiry.ts';
import type { Credential } from '../../../main/avepoint/credential.ts';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import { simulate } from '../simulator/help.ts';
import { selfSigned } from '../simulator/self-signed.ts';
import { connectTo, never, problemOf } from './help.ts';

/** Made once with OpenSSL 3: `openssl pkcs12 -export`, for a key that is used nowhere else. */
const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

const thumbprint = '4F91DE315234AB69DFB6397D0D5531743879A528';
const passphrase = 'correct-horse';

const detailOf = async (read: () => unknown): Promise<string | null> => {
  try {
    await read();
  } catch (error) {
    if (error instanceof ServiceFailure && error.problem.code === 'invalidInput') return error.problem.detail;
    throw error;
  }
  throw new Error('it was read');
};

test.each([
  ['today.p12', passphrase, 'AES, with its chain'],
  ['legacy.pfx', passphrase, 'RC2 and triple DES'],
  ['no-passphrase.p12', '', 'an empty passphrase'],
  ['umlaut.p12', 'pässwörd', 'a passphrase beyond ASCII'],
])('PKCS#12 %s with "%s": %s', async (name, secret) => {
  const certificate = await readPkcs12(fixture(name), secret);
  expect(certificate).toMatchObject({
    thumbprint,
    subject: 'CN=Jobwatch test app, O=Example',
    notAfter: Date.UTC(2126, 9, 30, 18, 33, 36),
  });
  expect(createPrivateKey(certificate.privateKeyPem).asymmetricKeyType).toBe('rsa');
  expect(certificate.certificatePem).toBe(fixture('certificate.pem').toString());
});

test.each([
  ['today.p12', 'wrong', 'The passphrase does not open the file.'],
  ['today.p12', '', 'The passphrase does not open the file.'],
  ['umlaut.p12', 'pässword', 'The passphrase does not open the file.'],
  ['elliptic.p12', passphrase, 'There is no RSA private key in the file.'],
  ['certificate.pem', passphrase, 'This is no PKCS#12 file.'],
])('PKCS#12 %s with "%s": %s', async (name, secret, detail) => {
  expect(await detailOf(() => readPkcs12(fixture(name), secret))).toBe(detail);
});

test('a PKCS#12 file cut off anywhere is refused', async () => {
  const whole = fixture('today.p12');
  for (let length = 0; length < whole.length; length += 97) {
    expect(await detailOf(() => readPkcs12(whole.subarray(0, length), passphrase))).toMatch(/\.$/);
  }
});

const own = selfSigned({ name: 'Own' });
const other = selfSigned({ name: 'Other' });

test('PEM: key and certificate in any order, beside others', () => {
  for (const text of [own.key + own.cert, `${other.cert}Bag Attributes\n${own.cert}\r\n${own.key}`]) {
    expect(readPem(text, null)).toMatchObject({ thumbprint: own.thumbprint, subject: 'CN=Own' });
  }
});

test('PEM: a key in the old spelling, and encrypted ones', async () => {
  const key = createPrivateKey(own.key);
  const encrypted = key
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
    .toString();
  expect(
    readPem(key.export({ type: 'pkcs1', format: 'pem' }).toString() + own.cert, null).privateKeyPem,
  ).toBe(own.key);
  expect(readPem(encrypted + own.cert, passphrase).privateKeyPem).toBe(own.key);
  const old = fixture('encrypted-key.pem').toString() + fixture('certificate.pem').toString();
  expect(readPem(old, passphrase).thumbprint).toBe(thumbprint);
  for (const text of [encrypted + own.cert, old]) {
    expect(await detailOf(() => readPem(text, null))).toMatch(/enter its passphrase/);
    expect(await detailOf(() => readPem(text, 'wrong'))).toBe(
      'The passphrase does not open the private key.',
    );
  }
});

const keyOf = (pair: {
  privateKey: { export(o: { type: 'pkcs8'; format: 'pem' }): string | Buffer };
}): string => pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

test.each<[string, string, RegExp]>([
  ['nothing', '', /no private key/],
  ['a certificate alone', own.cert, /no private key/],
  ['a key alone', own.key, /no certificate/],
  ['the certificate of another key', own.key + other.cert, /do not belong together/],
  ['a broken key', own.key.replace(/\n.{20}/, '\n') + own.cert, /private key could not be read/],
  ['a broken certificate', own.key + own.cert.replace(/\n.{20}/, '\n'), /certificate could not be read/],
  ['an elliptic key', keyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' })) + own.cert, /no RSA key/],
  ['a short key', keyOf(generateKeyPairSync('rsa', { modulusLength: 1024 })) + own.cert, /1024 bits/],
])('PEM: %s is refused', async (_, text, detail) => {
  expect(await detailOf(() => readPem(text, null))).toMatch(detail);
});

const credentialOf = ({ key, cert }: { key: string; cert: string }): Credential => ({
  kind: 'certificate',
  privateKeyPem: key,
  certificatePem: cert,
});

test('the service takes the assertion, and every later one', async () => {
  const { privateKeyPem, certificatePem } = await readPkcs12(fixture('today.p12'), passphrase);
  const simulator = await simulate({ certificate: certificatePem });
  const client = connectTo(simulator, { credential: { kind: 'certificate', privateKeyPem, certificatePem } });
  for (let round = 0; round < 3; round += 1) {
    expect((await client.source.listCustomers(never)).customers).toHaveLength(24);
    simulator.revokeTokens();
  }
  expect(simulator.counters.token).toBe(3);
  const v3 = connectTo(simulator, {
    generation: 'v3',
    credential: { kind: 'certificate', privateKeyPem, certificatePem },
  });
  expect((await v3.source.listCustomers(never)).customers).toHaveLength(24);
});

test('another certificate is refused, one that has run out is said to have expired', async () => {
  const simulator = await simulate({ certificate: own.cert });
  const refused = connectTo(simulator, { credential: credentialOf(other) });
  expect((await problemOf(refused.source.listCustomers(never))).code).toBe('credentialsRefused');
  const old = selfSigned({ until: Date.now() - 60_000 });
  const expired = connectTo(await simulate({ certificate: old.cert }), { credential: credentialOf(old) });
  expect((await problemOf(expired.source.listCustomers(never))).code).toBe('credentialsExpired');
});

test('a key or certificate that was spoilt on its way to the keychain is told, and asks nobody', async () => {
  const simulator = await simulate({ certificate: own.cert });
  for (const spoilt of [
    { ...own, key: 'x' },
    { ...own, cert: 'x' },
    { ...own, key: keyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' })) },
  ]) {
    const { source } = connectTo(simulator, { credential: credentialOf(spoilt) });
    expect((await problemOf(source.listCustomers(never))).code).toBe('invalidInput');
  }
  expect(simulator.counters.total).toBe(0);
});

const day = 86_400_000;
const now = Date.UTC(2026, 2, 14);

test.each<[number, number | null, number | null]>([
  [31, null, null],
  [30.5, null, null],
  [30, null, 30],
  [29, 30, null],
  [8, 30, null],
  [7, 30, 7],
  [7, 7, null],
  [1.5, 7, null],
  [1, 7, 1],
  [0.5, 1, null],
  [0, 1, 0],
  [-3, 1, 0],
  [-3, 0, null],
  [0.5, null, 1],
  [5, null, 7],
  [-100, null, 0],
])('%s days ahead, warned at %s: %s', (days, given, due) => {
  expect(dueWarning(now + days * day, now, given as 0 | 1 | 7 | 30 | null)).toBe(due);
});
