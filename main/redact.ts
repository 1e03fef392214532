/** Takes secrets out of texts before they are written anywhere. */
export interface Redactor {
  /** From now on this text is a secret: wherever it stands, it is taken out. */
  hide(secret: string): void;
  redact(text: string): string;
}

/** What stands where a secret stood. */
export const hidden = '[hidden]';

/** What is shorter stands in too many harmless texts. */
const shortest = 6;

/** Names under which secrets come in queries, forms, JSON and headers. */
const names =
  'client_?secret|client_?assertion|access_?token|refresh_?token|id_?token|api_?key|password|passphrase|secret';

const patterns: readonly (readonly [RegExp, string])[] = [
  // A PEM block, also one that is cut off before its end.
  [/-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g, hidden],
  // A JSON Web Token: two parts that are base64url of "{", and a signature.
  [/\beyJ[\w-]{4,}\.[\w-]+(?:\.[\w-]*)*/g, hidden],
  [/\b(bearer)(\s+)[\w.~+/=-]{8,}/gi, `$1$2${hidden}`],
  [/\b(authorization["']?\s*[:=]\s*["']?\w+\s+)[\w.~+/=-]+/gi, `$1${hidden}`],
  // "name": "value" in JSON, also where it was escaped once more.
  [new RegExp(`((?:${names})\\\\?["']\\s*:\\s*\\\\?["'])(?:\\\\.|[^"'\\\\])*`, 'gi'), `$1${hidden}`],
  // name=value in an address or a form, and "name: value" in words.
  [new RegExp(`\\b((?:${names})\\s*[=:]\\s*)(?!\\\\?["'])[^\\s&;,"'<>]+`, 'gi'), `$1${hidden}`],
  // Who signs in within an address.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${hidden}@`],
];

export function createRedactor(): Redactor {
  /** The longest first, so that none is cut by another one that it holds. */
  let secrets: string[] = [];
  return {
    hide: (secret) => {
      const forms = [
        secret,
        encodeURIComponent(secret.toWellFormed()),
        encodeForm(secret),
        escapeJson(secret),
      ];
      const lines = secret.split(/\r?\n/).map((line) => line.trim());
      const worth = [...forms, ...lines].filter((text) => text.length >= shortest);
      secrets = [...new Set([...secrets, ...worth])].sort((a, b) => b.length - a.length);
    },
    redact: (text) => {
      const known = secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden), text);
      return patterns.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), known);
    },
  };
}

/** As a form is sent: a space is a plus. */
const encodeForm = (text: string): string => new URLSearchParams({ text }).toString().slice('text='.length);
const escapeJson = (text: string): string => JSON.stringify(text).slice(1, -1);
