import { createPrivateKey, randomUUID } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import { problem } from '../../shared/problem.ts';
import { certificateOf, thumbprintOf } from './certificate.ts';
import type { Clock } from './clock.ts';
import { ServiceFailure } from './failure.ts';

/** What an app registration proves itself with. */
export type Credential =
  | {
      kind: 'secret';
      secret: string;
      /** When it runs out (UTC ms), where the technician entered it: the service does not tell. */
      expiresAt?: number | null;
    }
  | {
      kind: 'certificate';
      /** PKCS#8, not encrypted. */
      privateKeyPem: string;
      certificatePem: string;
    };

/** When a credential runs out, UTC milliseconds; null where nobody knows. */
export function expiryOf(credential: Credential): number | null {
  if (credential.kind === 'secret') return credential.expiresAt ?? null;
  return certificateOf(credential.certificatePem).validToDate.getTime();
}

/** The moments of an assertion around now, in seconds: clocks differ, and it counts for a few minutes only. */
const assertionBeginsBefore = 60;
const assertionEndsAfter = 240;

/**
 * How a credential is put into a token request: the secret as it is, or an assertion signed RS256 with the private
 * key (API notes, section 2). Throws ServiceFailure (`invalidInput`) where key or certificate cannot be used.
 */
export async function clientAuthOf(
  credential: Credential,
  tokenUrl: string,
  clock: Clock,
): Promise<oauth.ClientAuth> {
  if (credential.kind === 'secret') return oauth.ClientSecretPost(credential.secret);
  const key = await signingKey(credential.privateKeyPem);
  const thumbprint = thumbprintOf(certificateOf(credential.certificatePem));
  return oauth.PrivateKeyJwt(key, {
    [oauth.modifyAssertion]: (header, payload) => {
      const now = Math.floor(clock.now() / 1000);
      header['typ'] = 'JWT';
      header['kid'] = thumbprint;
      header['x5t'] = Buffer.from(thumbprint, 'hex').toString('base64url');
      payload['aud'] = tokenUrl;
      payload['jti'] = randomUUID();
      payload['iat'] = now;
      payload['nbf'] = now - assertionBeginsBefore;
      payload['exp'] = now + assertionEndsAfter;
    },
  });
}

async function signingKey(pem: string): Promise<CryptoKey> {
  try {
    const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    return await crypto.subtle.importKey('pkcs8', new Uint8Array(der), algorithm, false, ['sign']);
  } catch {
    const detail = 'The private key could not be read. It must be an RSA key.';
    throw new ServiceFailure(problem('invalidInput', { detail }));
  }
}
