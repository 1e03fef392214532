import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import forge from 'node-forge';

const { asn1, md, pki } = forge;

/** What a certificate is to say; everything has a usual value. */
export interface Wish {
  name?: string;
  /** Host names and addresses that a server's certificate is for. */
  hosts?: readonly string[];
  /** Whether it may sign others. */
  ca?: boolean;
  pathLength?: number;
  /** For signing certificates: false leaves the usage out although there is a list of usages. */
  mayCertify?: boolean;
  usage?: 'serverAuth' | 'clientAuth';
  from?: number;
  until?: number;
  digest?: 'sha1' | 'sha256';
  bits?: number;
  /** A critical extension that no one knows. */
  strange?: boolean;
}

/** A certificate with its key, which can sign others. */
export interface Issued {
  certificate: X509Certificate;
  /** PEM. */
  cert: string;
  key: string;
  issue(wish: Wish): Issued;
}

let serial = 1;
const year = 365 * 86_400_000;

/** A root that is its own authority. */
export const authority = (wish: Wish = {}): Issued =>
  make({ ca: true, name: 'Test authority', ...wish }, null);

function make(wish: Wish, issuer: { key: forge.pki.rsa.PrivateKey; name: string } | null): Issued {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: wish.bits ?? 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const key = pki.privateKeyFromPem(pem);
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = `01${(serial += 1).toString(16).padStart(8, '0')}`;
  certificate.validity.notBefore = new Date(wish.from ?? Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(wish.until ?? Date.now() + year);
  const name = wish.name ?? 'Test';
  certificate.setSubject([{ name: 'commonName', value: name }]);
  certificate.setIssuer([{ name: 'commonName', value: issuer?.name ?? name }]);
  certificate.setExtensions(extensions(wish));
  certificate.sign(issuer?.key ?? key, wish.digest === 'sha1' ? md.sha1.create() : md.sha256.create());
  const cert = pki.certificateToPem(certificate).replaceAll('\r', '');
  return {
    certificate: new X509Certificate(cert),
    cert,
    key: pem,
    issue: (next) => make(next, { key, name }),
  };
}

function extensions({ hosts = [], ca = false, pathLength, mayCertify = ca, usage, strange }: Wish): object[] {
  const names = hosts.map((host) =>
    /^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host },
  );
  return [
    {
      name: 'basicConstraints',
      critical: true,
      cA: ca,
      ...(pathLength === undefined ? {} : { pathLenConstraint: pathLength }),
    },
    { name: 'keyUsage', critical: true, keyCertSign: mayCertify, digitalSignature: true },
    ...(names.length === 0 ? [] : [{ name: 'subjectAltName', altNames: names }]),
    ...(usage === undefined ? [] : [{ name: 'extKeyUsage', [usage]: true }]),
    // Name constraints: what nothing here checks.
    ...(strange === true
      ? [{ id: '2.5.29.30', critical: true, value: asn1.toDer(emptySequence()).getBytes() }]
      : []),
  ];
}

const emptySequence = (): forge.asn1.Asn1 => asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, []);
