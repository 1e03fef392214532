import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { extensionsOf } from './extensions.ts';

/** SHA-2 with RSA or ECDSA; SHA-1 and MD5 prove nothing any more. */
const soundSignatures = new Set([
  ...['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.12', '1.2.840.113549.1.1.13'],
  ...['1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.2.840.10045.4.3.4'],
]);
/** Extended key usages under which a certificate may serve TLS. */
const servesTls = new Set(['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']);
/** More certificates between a server and its root than anybody has. */
const mostBetween = 8;

/**
 * Whether a server's certificates (its own first) lead to one of these authorities: for the host asked for, each valid
 * now (UTC ms), each signed by the next with a sound signature, by an authority that may do so (RFC 5280, section 6.1).
 * An authority limited to certain names, or by anything else critical that is not checked here, is not believed.
 */
export function isTrusted(
  chain: readonly X509Certificate[],
  hostname: string,
  authorities: readonly X509Certificate[],
  now: number,
): boolean {
  const [server, ...others] = chain.slice(0, mostBetween + 1);
  if (server === undefined || !isFor(server, hostname) || !isValid(server, now) || !mayServeTls(server))
    return false;
  if (authorities.some((authority) => isSame(authority, server))) return true;
  return leadsTo(server, others, authorities, now, 0);
}

/** `between`: how many certificates of authorities stand between this one and the server's, itself included. */
function leadsTo(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  now: number,
  between: number,
): boolean {
  const signs = (issuer: X509Certificate): boolean => mayIssue(issuer, certificate, now, between);
  if (authorities.some(signs)) return true;
  return others
    .filter((issuer) => mayServeTls(issuer) && signs(issuer))
    .some((issuer) =>
      leadsTo(
        issuer,
        others.filter((other) => other !== issuer),
        authorities,
        now,
        between + 1,
      ),
    );
}

/** `checkIssued` compares names and asks for the usage to sign certificates, `verify` is the signature itself. */
function mayIssue(issuer: X509Certificate, subject: X509Certificate, now: number, between: number): boolean {
  return (
    issuer.ca &&
    isValid(issuer, now) &&
    extensionsOf(issuer).pathLength >= between &&
    subject.checkIssued(issuer) &&
    soundSignatures.has(subject.signatureAlgorithmOid) &&
    subject.verify(issuer.publicKey)
  );
}

function isValid(certificate: X509Certificate, now: number): boolean {
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  const isStrong = asymmetricKeyType === 'ec' || (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  const isDue = certificate.validFromDate.getTime() <= now && now <= certificate.validToDate.getTime();
  return isDue && isStrong && extensionsOf(certificate).isUnderstood;
}

function isFor(server: X509Certificate, hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) return server.checkIP(host) !== undefined;
  return server.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined;
}

/** Without an extended key usage a certificate is for everything. Node calls the extended one `keyUsage`. */
function mayServeTls({ keyUsage }: X509Certificate): boolean {
  return (keyUsage as string[] | undefined)?.some((usage) => servesTls.has(usage)) ?? true;
}

const isSame = (one: X509Certificate, other: X509Certificate): boolean => one.raw.equals(other.raw);
