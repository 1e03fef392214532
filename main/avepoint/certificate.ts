import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { problem } from '../../shared/problem.ts';
import { ServiceFailure } from './failure.ts';

/** A certificate that an app registration can sign in with, and its private key. */
export interface Certificate {
  /** PKCS#8, not encrypted: for the keychain alone. */
  privateKeyPem: string;
  certificatePem: string;
  /** SHA-1, upper-case hex, as the app registration shows it. */
  thumbprint: string;
  /** Whom it names, on one line. */
  subject: string;
  /** UTC milliseconds. */
  notBefore: number;
  notAfter: number;
}

const block = (kind: string): RegExp =>
  new RegExp(`-----BEGIN (${kind})-----[\\s\\S]+?-----END \\1-----`, 'g');

/**
 * Reads a private key and its certificate from PEM text: one file or two behind each other, in any order, with other
 * certificates of a chain beside them. `passphrase` is for an encrypted key. Throws ServiceFailure (`invalidInput`).
 */
export function readPem(text: string, passphrase: string | null): Certificate {
  const [key] = text.match(block('(?:[A-Z]+ )?PRIVATE KEY')) ?? [];
  if (key === undefined) throw refused('There is no private key in it (-----BEGIN PRIVATE KEY-----).');
  const certificates = (text.match(block('CERTIFICATE')) ?? []).map(certificateOf);
  if (certificates.length === 0)
    throw refused('There is no certificate in it (-----BEGIN CERTIFICATE-----).');
  return joined(privateKeyOf(key, passphrase), certificates);
}

/** Reads a PKCS#12 file (.pfx, .p12) with its passphrase. Throws ServiceFailure (`invalidInput`). */
export async function readPkcs12(bytes: Uint8Array, passphrase: string): Promise<Certificate> {
  // The library is as big as a third of the program, and wanted once in its life.
  const { openPkcs12 } = await import('./pkcs12.ts');
  const { keys, certificates } = openPkcs12(bytes, passphrase);
  const [key] = keys;
  if (key === undefined) throw refused('There is no RSA private key in the file.');
  return joined(createPrivateKey({ key, format: 'der', type: 'pkcs8' }), certificates.map(certificateOf));
}

/** A certificate from PEM or DER. Throws ServiceFailure (`invalidInput`). */
export function certificateOf(encoded: string | Buffer): X509Certificate {
  try {
    return new X509Certificate(encoded);
  } catch {
    throw refused('The certificate could not be read.');
  }
}

/** SHA-1 in upper-case hex. */
export const thumbprintOf = (certificate: X509Certificate): string =>
  certificate.fingerprint.replaceAll(':', '');

function joined(key: KeyObject, certificates: readonly X509Certificate[]): Certificate {
  // RS256 needs a key of at least 2,048 bits (RFC 7518, section 3.3).
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa') throw refused('The private key is no RSA key.');
  if (bits < 2048) throw refused(`The private key has ${bits} bits; at least 2048 are needed.`);
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (own === undefined) throw refused('The private key and the certificate do not belong together.');
  return {
    privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: own.toString(),
    thumbprint: thumbprintOf(own),
    subject: own.subject.split('\n').join(', '),
    notBefore: own.validFromDate.getTime(),
    notAfter: own.validToDate.getTime(),
  };
}

function privateKeyOf(pem: string, passphrase: string | null): KeyObject {
  const isEncrypted = /ENCRYPTED/.test(pem);
  if (isEncrypted && passphrase === null)
    throw refused('The private key is encrypted: enter its passphrase.');
  try {
    return createPrivateKey(isEncrypted ? { key: pem, passphrase: passphrase ?? '' } : pem);
  } catch {
    throw refused(
      isEncrypted ? 'The passphrase does not open the private key.' : 'The private key could not be read.',
    );
  }
}

const refused = (detail: string): ServiceFailure => new ServiceFailure(problem('invalidInput', { detail }));
