import type { X509Certificate } from 'node:crypto';
import forge from 'node-forge';

const { asn1 } = forge;

/** What Node does not tell of a certificate and RFC 5280 (section 6.1) asks of whoever checks it. */
export interface Extensions {
  /** Every critical extension is one that is checked here or by Node. */
  isUnderstood: boolean;
  /** How many certificates of authorities may stand between it and a server's; Infinity where nothing is said. */
  pathLength: number;
}

const basicConstraints = '2.5.29.19';
const understood = new Set([basicConstraints, '2.5.29.15', '2.5.29.17', '2.5.29.37']);

/** Reads the extensions of a certificate. What cannot be read is not understood. */
export function extensionsOf(certificate: X509Certificate): Extensions {
  try {
    const extensions: Extensions = { isUnderstood: true, pathLength: Infinity };
    for (const extension of listOf(certificate.raw)) {
      const [id, ...rest] = childrenOf(extension);
      const oid = asn1.derToOid(bytesOf(id));
      const isCritical = rest.length > 1 && bytesOf(rest[0]) !== '\x00';
      if (isCritical && !understood.has(oid)) extensions.isUnderstood = false;
      if (oid === basicConstraints) extensions.pathLength = pathLengthOf(bytesOf(rest.at(-1)));
    }
    return extensions;
  } catch {
    return { isUnderstood: false, pathLength: 0 };
  }
}

function listOf(raw: Buffer): forge.asn1.Asn1[] {
  const [body] = childrenOf(asn1.fromDer(raw.toString('binary')));
  const wrapper = childrenOf(body).find(
    (part) => part.tagClass === asn1.Class.CONTEXT_SPECIFIC && (part.type as number) === 3,
  );
  return wrapper === undefined ? [] : childrenOf(childrenOf(wrapper)[0]);
}

/** BasicConstraints: `SEQUENCE { cA BOOLEAN, pathLenConstraint INTEGER }`, both optional. */
function pathLengthOf(der: string): number {
  const length = childrenOf(asn1.fromDer(der)).find((part) => part.type === asn1.Type.INTEGER);
  return length === undefined
    ? Infinity
    : Number.parseInt(Buffer.from(bytesOf(length), 'binary').toString('hex'), 16);
}

function childrenOf(node: forge.asn1.Asn1 | undefined): forge.asn1.Asn1[] {
  if (!Array.isArray(node?.value)) throw new TypeError('not a list');
  return node.value;
}

function bytesOf(node: forge.asn1.Asn1 | undefined): string {
  if (typeof node?.value !== 'string') throw new TypeError('not a value');
  return node.value;
}
