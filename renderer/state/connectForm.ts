import { credentialsSchema, environments } from '../../shared/connection.ts';
import type { Credentials, Environment, GenerationChoice, Proof } from '../../shared/connection.ts';
import { readCustomerIds } from './customerIds.ts';
import type { ProofFile } from './proofFiles.ts';

/** How an app registration signs in: as in `Proof`. */
export type SignIn = Proof['kind'];

export const signInKinds = ['secret', 'pem', 'pkcs12'] as const satisfies readonly SignIn[];

export const signInLabels: Readonly<Record<SignIn, string>> = {
  secret: 'Secret',
  pem: 'Certificate (PEM files)',
  pkcs12: 'Certificate (PKCS#12 file)',
};

/** What the person has typed, unchecked. Files are no part of it: they are read when the form is sent. */
export interface ConnectFields {
  environment: Environment;
  clientId: string;
  clientSecret: string;
  apiBaseUrl: string;
  tokenUrl: string;
  generation: GenerationChoice;
  signIn: SignIn;
  /** The day as a date field gives it ("2027-01-31"); empty for none. */
  expiresOn: string;
  passphrase: string;
  /** One a line. */
  customerIds: string;
}

export const emptyFields: ConnectFields = {
  environment: 'commercial',
  clientId: '',
  clientSecret: '',
  apiBaseUrl: '',
  tokenUrl: '',
  generation: 'automatic',
  signIn: 'secret',
  expiresOn: '',
  passphrase: '',
  customerIds: '',
};

/** The fields in the order in which they stand; `files` are the key and certificate. */
export const fieldOrder = [
  'environment',
  'apiBaseUrl',
  'tokenUrl',
  'clientId',
  'clientSecret',
  'generation',
  'signIn',
  'files',
  'passphrase',
  'expiresOn',
  'customerIds',
] as const;

type ConnectField = (typeof fieldOrder)[number];

/** For each field that cannot be used, the sentence that says why. */
export type FieldErrors = Partial<Record<ConnectField, string>>;

/** Where an issue belongs whose place in the credentials has another name than the field. */
const fieldNames: Readonly<Record<string, ConnectField>> = {
  pem: 'files',
  base64: 'files',
  expiresAt: 'expiresOn',
};

/** The credentials that a form holds, with AvePoint's own addresses unless it is Custom, or what is wrong. */
export function readCredentials(
  fields: ConnectFields,
  file: ProofFile,
  now: number,
): { ok: true; credentials: Credentials } | { ok: false; errors: FieldErrors } {
  const { apiBaseUrl, tokenUrl } =
    fields.environment === 'custom' ? fields : environments[fields.environment];
  const { environment, clientId, generation } = fields;
  const expiresAt = startOfDay(fields.expiresOn);
  const parsed = credentialsSchema.safeParse({
    environment,
    clientId,
    apiBaseUrl,
    tokenUrl,
    generation,
    proof: proofOf(fields, file, expiresAt),
    forSession: false,
    customerIds: readCustomerIds(fields.customerIds),
  });
  const errors: FieldErrors = {};
  if (fields.signIn === 'secret' && expiresAt !== null && expiresAt <= now)
    errors.expiresOn = 'Enter a day to come, or none.';
  for (const issue of parsed.error?.issues ?? []) {
    const field = fieldOf(issue.path);
    if (field !== undefined) errors[field] ??= issue.message;
  }
  if (parsed.success && Object.keys(errors).length === 0) return { ok: true, credentials: parsed.data };
  return { ok: false, errors };
}

function proofOf(fields: ConnectFields, file: ProofFile, expiresAt: number | null): Proof {
  const { signIn: kind, clientSecret, passphrase } = fields;
  if (kind === 'secret') return { kind, clientSecret, expiresAt };
  return kind === 'pem' ? { kind, pem: file.text, passphrase } : { kind, base64: file.base64, passphrase };
}

/** The beginning of a day in the time zone of this computer, UTC ms: nobody is told too late. */
function startOfDay(day: string): number | null {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  return new Date(year, month - 1, date).getTime();
}

function fieldOf(path: readonly PropertyKey[]): ConnectField | undefined {
  // An ID of the list is told by its number, the field by what comes before it.
  const name = path.findLast((part) => typeof part === 'string') ?? '';
  return fieldNames[name] ?? fieldOrder.find((field) => field === name);
}
