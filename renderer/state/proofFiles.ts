/** What the chosen files hold: PEM texts one behind the other, or the bytes of the one file in base64. */
export interface ProofFile {
  text: string;
  base64: string;
}

export const noFile: ProofFile = { text: '', base64: '' };

/** Bytes beyond which a file is no key and no certificate. */
const mostBytes = 200_000;

/** Reads the files of a sign-in with a certificate; a message where they are not readable or far too large. */
export async function readProofFiles(
  files: readonly File[],
  kind: 'secret' | 'pem' | 'pkcs12',
): Promise<ProofFile | { error: string }> {
  if (kind === 'secret' || files.length === 0) return noFile;
  if (files.reduce((sum, { size }) => sum + size, 0) > mostBytes)
    return { error: 'That is too large to be a key and its certificate.' };
  try {
    if (kind === 'pem') {
      const texts = await Promise.all(files.map((file) => file.text()));
      return { ...noFile, text: texts.join('\n') };
    }
    const [file] = files;
    const bytes = file === undefined ? new ArrayBuffer(0) : await file.arrayBuffer();
    return { ...noFile, base64: base64Of(new Uint8Array(bytes)) };
  } catch {
    return { error: 'The file could not be read.' };
  }
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
