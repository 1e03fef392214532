import { verify, X509Certificate } from 'node:crypto';

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The longest time from nbf to exp; the notes say a few minutes. */
const longestSeconds = 15 * 60;

/** How far the two clocks may be apart. */
const leewaySeconds = 30;

interface Claims {
  iss?: unknown;
  sub?: unknown;
  aud?: unknown;
  jti?: unknown;
  nbf?: unknown;
  exp?: unknown;
}

/** Checks client assertions against the one certificate that the app registration has. */
export class AssertionCheck {
  private readonly certificate: X509Certificate;
  private readonly clientId: string;
  private readonly seen = new Set<string>();

  /** Throws where the PEM text is no certificate. */
  constructor(pem: string, clientId: string) {
    this.certificate = new X509Certificate(pem);
    this.clientId = clientId;
  }

  /** What is wrong with an assertion (API notes, section 2), or null; `now` in UTC milliseconds. */
  fault(assertion: string, tokenUrl: string, now: number): string | null {
    const parts = assertion.split('.');
    const [head, payload, signature] = parts;
    if (parts.length !== 3 || !head || !payload || !signature) return 'not a signed JWT';
    const header = objectOf(head);
    const claims: Claims | null = objectOf(payload);
    if (header === null || claims === null) return 'not JSON';
    if (header['alg'] !== 'RS256') return 'alg is not RS256';
    const thumbprint = Buffer.from(this.certificate.fingerprint.replaceAll(':', ''), 'hex');
    if (header['kid'] !== thumbprint.toString('hex').toUpperCase()) return 'kid is not the thumbprint';
    if (header['x5t'] !== thumbprint.toString('base64url')) return 'x5t is not the thumbprint';
    const signed = Buffer.from(`${head}.${payload}`);
    const bytes = Buffer.from(signature, 'base64url');
    if (!verify('RSA-SHA256', signed, this.certificate.publicKey, bytes)) return 'signature does not match';
    if (Date.parse(this.certificate.validTo) <= now) return 'certificate expired';
    return this.claimsFault(claims, tokenUrl, now / 1000);
  }

  private claimsFault(
    { iss, sub, aud, jti, nbf, exp }: Claims,
    tokenUrl: string,
    now: number,
  ): string | null {
    if (iss !== this.clientId || sub !== this.clientId) return 'iss and sub are not the client ID';
    if (aud !== tokenUrl && !(Array.isArray(aud) && aud.includes(tokenUrl)))
      return 'aud is not the token URL';
    if (typeof nbf !== 'number' || typeof exp !== 'number') return 'nbf or exp is missing';
    if (nbf > now + leewaySeconds) return 'not valid yet';
    if (exp <= now - leewaySeconds) return 'expired';
    if (exp - nbf > longestSeconds) return 'valid for too long';
    if (typeof jti !== 'string' || jti === '') return 'jti is missing';
    if (this.seen.has(jti)) return 'jti was used before';
    this.seen.add(jti);
    return null;
  }
}

function objectOf(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
