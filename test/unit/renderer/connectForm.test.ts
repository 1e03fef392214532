import { describe, expect, it } from 'vitest';
import { emptyFields, readCredentials } from '../../../renderer/state/connectForm.ts';
import type { ConnectFields, FieldErrors } from '../../../renderer/state/connectForm.ts';
import { noFile, readProofFiles } from '../../../renderer/state/proofFiles.ts';

const fields: ConnectFields = {
  ...emptyFields,
  clientId: ' abc ',
  clientSecret: 's3cret',
  apiBaseUrl: 'http://left.over.example',
};
const now = new Date(2026, 10, 20, 15).getTime();
const read = (changed: Partial<ConnectFields>, file = noFile) =>
  readCredentials({ ...fields, ...changed }, file, now);
const errorsOf = (changed: Partial<ConnectFields>): FieldErrors => {
  const answer = read(changed);
  return answer.ok ? {} : answer.errors;
};

describe('readCredentials', () => {
  it('takes the addresses of AvePoint’s environments, whatever was typed for Custom before', () => {
    expect(read({ environment: 'fedramp' })).toEqual({
      ok: true,
      credentials: {
        environment: 'fedramp',
        clientId: 'abc',
        generation: 'automatic',
        proof: { kind: 'secret', clientSecret: 's3cret', expiresAt: null },
        forSession: false,
        customerIds: [],
        apiBaseUrl: 'https://graphusgovapi.online15.net',
        tokenUrl: 'https://identity.online15.net/connect/token',
      },
    });
  });

  it('takes the typed addresses for Custom, http on this computer alone', () => {
    const custom = { environment: 'custom' as const };
    expect(
      read({ ...custom, apiBaseUrl: 'http://127.0.0.1:4000', tokenUrl: 'https://a.example/token' }),
    ).toMatchObject({ ok: true, credentials: { apiBaseUrl: 'http://127.0.0.1:4000' } });
    expect(Object.keys(errorsOf(custom)).sort()).toEqual(['apiBaseUrl', 'tokenUrl']);
  });

  it('says at each field what is wrong', () => {
    expect(errorsOf({ clientId: ' ', clientSecret: '' })).toEqual({
      clientId: 'Enter the client ID.',
      clientSecret: 'Enter the client secret.',
    });
    expect(errorsOf({ signIn: 'pem' })).toEqual({ files: 'Choose the private key and its certificate.' });
    expect(errorsOf({ signIn: 'pkcs12' })).toEqual({ files: 'Choose the file.' });
    expect(errorsOf({ customerIds: 'good\n..' })).toEqual({ customerIds: 'Dots alone are no customer ID.' });
  });

  it('sends the certificate alone where that signs in, whatever was typed for the secret before', () => {
    const pem = { ...noFile, text: 'PEM' };
    expect(read({ signIn: 'pem', passphrase: ' p ', expiresOn: '2020-01-01' }, pem)).toMatchObject({
      credentials: { proof: { kind: 'pem', pem: 'PEM', passphrase: ' p ' } },
    });
    expect(read({ signIn: 'pkcs12', generation: 'v3' }, { ...noFile, base64: 'AAEC' })).toMatchObject({
      credentials: { generation: 'v3', proof: { kind: 'pkcs12', base64: 'AAEC', passphrase: '' } },
    });
  });

  it('takes the day on which the secret expires from its beginning here, and no day that has begun', () => {
    expect(read({ expiresOn: '2026-11-21' })).toMatchObject({
      credentials: { proof: { expiresAt: new Date(2026, 10, 21).getTime() } },
    });
    for (const expiresOn of ['2026-11-20', '2020-01-31'])
      expect(errorsOf({ expiresOn })).toEqual({ expiresOn: 'Enter a day to come, or none.' });
  });

  it('takes customer IDs, one a line', () => {
    expect(read({ customerIds: ' one \n\ntwo\none' })).toMatchObject({
      credentials: { customerIds: ['one', 'two'] },
    });
  });
});

describe('readProofFiles', () => {
  const file = (content: string | Uint8Array<ArrayBuffer>): File => new File([content], 'name');

  it('puts PEM files behind each other, and one PKCS#12 file into base64', async () => {
    expect(await readProofFiles([file('key'), file('certificate')], 'pem')).toEqual({
      text: 'key\ncertificate',
      base64: '',
    });
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(await readProofFiles([file(bytes)], 'pkcs12')).toEqual({
      text: '',
      base64: Buffer.from(bytes).toString('base64'),
    });
  });

  it('reads nothing where a secret signs in, or nothing was chosen', async () => {
    expect(await readProofFiles([file('key')], 'secret')).toEqual(noFile);
    expect(await readProofFiles([], 'pem')).toEqual(noFile);
  });

  it('does not read what is far too large', async () => {
    const half = file(new Uint8Array(150_000));
    expect(await readProofFiles([half, half], 'pem')).toHaveProperty('error');
    const broken = { size: 1, text: () => Promise.reject(new Error('gone')) } as unknown as File;
    expect(await readProofFiles([broken], 'pem')).toEqual({ error: 'The file could not be read.' });
  });
});
