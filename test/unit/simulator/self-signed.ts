import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';

/** A key and a certificate that it signed itself, in PEM, with the thumbprint as the API wants it. */
export interface SelfSigned {
  key: string;
  cert: string;
  /** SHA-1 in upper-case hex. */
  thumbprint: string;
  /** The same in base64url. */
  x5t: string;
}

const tlv = (tag: number, ...contents: Buffer[]): Buffer => {
  const content = Buffer.concat(contents);
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.from(content.length.toString(16).padStart(4, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x82]), length, content]);
};

const sequence = (...contents: Buffer[]): Buffer => tlv(0x30, ...contents);
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'));
const time = (instant: number): Buffer =>
  tlv(0x18, Buffer.from(`${new Date(instant).toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`));

const sha256WithRsa = sequence(oid('2a864886f70d01010b'), tlv(0x05));
const yes = tlv(0x01, Buffer.from([0xff]));

/**
 * Makes an RSA certificate for 127.0.0.1 and localhost that is its own authority. It is valid from a day ago
 * until `until` (UTC milliseconds; in a year, where it is not given).
 */
export function selfSigned({
  until = Date.now() + 365 * 86_400_000,
  name = 'Jobwatch test',
} = {}): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const subject = sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(name)))));
  const names = sequence(tlv(0x82, Buffer.from('localhost')), tlv(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = sequence(
    sequence(oid('551d13'), yes, tlv(0x04, sequence(yes))),
    sequence(oid('551d11'), tlv(0x04, names)),
  );
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    sha256WithRsa,
    subject,
    sequence(time(Math.min(Date.now(), until) - 86_400_000), time(until)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, extensions),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('RSA-SHA256', body, privateKey)]);
  const der = sequence(body, sha256WithRsa, tlv(0x03, signature));
  const sha1 = createHash('sha1').update(der).digest();
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: new X509Certificate(der).toString(),
    thumbprint: sha1.toString('hex').toUpperCase(),
    x5t: sha1.toString('base64url'),
  };
}
