import forge from 'node-forge';
import { problem } from '../../shared/problem.ts';
import { ServiceFailure } from './failure.ts';

/** What a PKCS#12 file holds, in DER. */
export interface Pkcs12 {
  /** RSA keys, PKCS#8. */
  keys: Buffer[];
  certificates: Buffer[];
}

const { asn1, pki, pkcs12, util } = forge;

/** Opens a PKCS#12 file. Throws ServiceFailure (`invalidInput`) where it is none or the passphrase is another one. */
export function openPkcs12(bytes: Uint8Array, passphrase: string): Pkcs12 {
  const bags = safeBags(parse(bytes), passphrase);
  const keys: Buffer[] = [];
  const certificates: Buffer[] = [];
  for (const bag of bags) {
    if (bag.key) keys.push(der(pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(bag.key))));
    if (bag.cert) certificates.push(der(pki.certificateToAsn1(bag.cert)));
    // What is no RSA certificate is not read by the library, but handed on as it is.
    else if (bag.type === pki.oids['certBag']) certificates.push(der(bag.asn1));
  }
  return { keys, certificates };
}

function parse(bytes: Uint8Array): forge.asn1.Asn1 {
  try {
    return asn1.fromDer(util.createBuffer(Buffer.from(bytes).toString('binary')));
  } catch {
    throw refused('This is no PKCS#12 file.');
  }
}

function safeBags(file: forge.asn1.Asn1, passphrase: string): forge.pkcs12.Bag[] {
  try {
    return bagsOf(file, passphrase);
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    if (!/password|decrypt/i.test(said)) throw refused('This is no PKCS#12 file that can be read.');
  }
  try {
    // Today's encryption takes the passphrase in UTF-8, the seal around it in UTF-16, and the library one spelling for
    // both: without the seal the other one can be tried. What then opens still has to hold a key that fits.
    return bagsOf(withoutSeal(file), Buffer.from(passphrase).toString('binary'));
  } catch {
    throw refused('The passphrase does not open the file.');
  }
}

const bagsOf = (file: forge.asn1.Asn1, passphrase: string): forge.pkcs12.Bag[] =>
  pkcs12.pkcs12FromAsn1(file, false, passphrase).safeContents.flatMap(({ safeBags: bags }) => bags);

function withoutSeal(file: forge.asn1.Asn1): forge.asn1.Asn1 {
  return { ...file, value: Array.isArray(file.value) ? file.value.slice(0, 2) : file.value };
}

const der = (value: forge.asn1.Asn1): Buffer => Buffer.from(asn1.toDer(value).getBytes(), 'binary');

const refused = (detail: string): ServiceFailure => new ServiceFailure(problem('invalidInput', { detail }));
