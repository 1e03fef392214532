import { X509Certificate } from 'node:crypto';
import { problem } from '../../shared/problem.ts';
import { ServiceFailure } from '../avepoint/failure.ts';

/** Reads the certificates of a PEM file. Throws ServiceFailure (`invalidInput`) where it has none or a broken one. */
export function readAuthorities(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0)
    throw refused('There is no certificate in the file (-----BEGIN CERTIFICATE-----).');
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    throw refused('A certificate in the file could not be read.');
  }
}

const refused = (detail: string): ServiceFailure => new ServiceFailure(problem('invalidInput', { detail }));
