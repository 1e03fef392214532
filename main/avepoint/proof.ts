import type { Proof } from '../../shared/connection.ts';
import { readPem, readPkcs12 } from './certificate.ts';
import type { Credential } from './credential.ts';

/** Reads what a technician gave as proof. Throws ServiceFailure (`invalidInput`) where key or certificate are none. */
export async function credentialOf(proof: Proof): Promise<Credential> {
  if (proof.kind === 'secret') {
    return { kind: 'secret', secret: proof.clientSecret, expiresAt: proof.expiresAt };
  }
  const { privateKeyPem, certificatePem } =
    proof.kind === 'pem'
      ? readPem(proof.pem, proof.passphrase === '' ? null : proof.passphrase)
      : await readPkcs12(Buffer.from(proof.base64, 'base64'), proof.passphrase);
  return { kind: 'certificate', privateKeyPem, certificatePem };
}
