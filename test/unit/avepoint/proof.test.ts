import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { expiryOf } from '../../../main/avepoint/credential.ts';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import { credentialOf } from '../../../main/avepoint/proof.ts';
import { selfSigned } from '../simulator/self-signed.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

it('takes a secret and its end as they were entered', async () => {
  const credential = await credentialOf({ kind: 'secret', clientSecret: 'Abc~123', expiresAt: 5 });
  expect(credential).toEqual({ kind: 'secret', secret: 'Abc~123', expiresAt: 5 });
  expect(expiryOf(credential)).toBe(5);
});

it('keeps of PEM files the key without its passphrase, the certificate that fits, and nothing else', async () => {
  const until = Date.UTC(2027, 5, 1);
  const [{ key, cert }, other] = [selfSigned({ until }), selfSigned()];
  const credential = await credentialOf({ kind: 'pem', pem: `${other.cert}${key}${cert}`, passphrase: '' });
  expect(credential).toEqual({ kind: 'certificate', privateKeyPem: key, certificatePem: cert });
  expect(expiryOf(credential)).toBe(until);
});

it('opens a PKCS#12 file', async () => {
  const base64 = fixture('today.p12').toString('base64');
  expect(await credentialOf({ kind: 'pkcs12', base64, passphrase: 'correct-horse' })).toMatchObject({
    kind: 'certificate',
    certificatePem: fixture('certificate.pem').toString(),
  });
});

it.each([
  ['The private key is encrypted', fixture('encrypted-key.pem').toString(), ''],
  ['The passphrase does not open the private key', fixture('encrypted-key.pem').toString(), 'wrong'],
  ['There is no private key in it', '', 'x'],
])('says in words: %s', async (words, key, passphrase) => {
  const pem = `${key}${fixture('certificate.pem').toString()}`;
  try {
    await credentialOf({ kind: 'pem', pem, passphrase });
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceFailure);
    expect(error).toMatchObject({ problem: { code: 'invalidInput' } });
    expect(String((error as ServiceFailure).problem.detail)).toContain(words);
    return;
  }
  throw new Error('it was taken');
});
