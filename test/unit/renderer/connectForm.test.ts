import { describe, expect, it } from 'vitest';
import { readCredentials } from '../../../renderer/state/connectForm.ts';
import type { ConnectFields } from '../../../renderer/state/connectForm.ts';

const fields: ConnectFields = {
  environment: 'commercial',
  clientId: ' abc ',
  clientSecret: 's3cret',
  apiBaseUrl: 'http://left.over.example',
  tokenUrl: '',
};

describe('readCredentials', () => {
  it('takes the addresses of AvePoint’s environments, whatever was typed for Custom before', () => {
    expect(readCredentials({ ...fields, environment: 'fedramp' })).toEqual({
      ok: true,
      credentials: {
        environment: 'fedramp',
        clientId: 'abc',
        generation: 'automatic',
        proof: { kind: 'secret', clientSecret: 's3cret', expiresAt: null },
        customerIds: [],
        apiBaseUrl: 'https://graphusgovapi.online15.net',
        tokenUrl: 'https://identity.online15.net/connect/token',
      },
    });
  });

  it('takes the typed addresses for Custom, http on this computer alone', () => {
    const custom = { ...fields, environment: 'custom' as const };
    expect(
      readCredentials({
        ...custom,
        apiBaseUrl: 'http://127.0.0.1:4000',
        tokenUrl: 'https://a.example/token',
      }),
    ).toMatchObject({ ok: true, credentials: { apiBaseUrl: 'http://127.0.0.1:4000' } });
    const refused = readCredentials(custom);
    expect(refused.ok ? [] : Object.keys(refused.errors).sort()).toEqual(['apiBaseUrl', 'tokenUrl']);
  });

  it('says at each field what is wrong', () => {
    expect(readCredentials({ ...fields, clientId: ' ', clientSecret: '' })).toEqual({
      ok: false,
      errors: { clientId: 'Enter the client ID.', clientSecret: 'Enter the client secret.' },
    });
  });
});
