import { credentialsSchema, environments } from '../../shared/connection.ts';
import type { Credentials, Environment } from '../../shared/connection.ts';

/** What the person has typed, unchecked. */
export interface ConnectFields {
  environment: Environment;
  clientId: string;
  clientSecret: string;
  apiBaseUrl: string;
  tokenUrl: string;
}

type ConnectField = keyof ConnectFields;

/** For each field that cannot be used, the sentence that says why. */
export type FieldErrors = Partial<Record<ConnectField, string>>;

const isField = (name: unknown, fields: ConnectFields): name is ConnectField =>
  typeof name === 'string' && name in fields;

/** The credentials that a form holds, with AvePoint's own addresses unless it is Custom, or what is wrong. */
export function readCredentials(
  fields: ConnectFields,
): { ok: true; credentials: Credentials } | { ok: false; errors: FieldErrors } {
  const { apiBaseUrl, tokenUrl } =
    fields.environment === 'custom' ? fields : environments[fields.environment];
  const { environment, clientId, clientSecret } = fields;
  const parsed = credentialsSchema.safeParse({
    environment,
    clientId,
    apiBaseUrl,
    tokenUrl,
    generation: 'automatic',
    proof: { kind: 'secret', clientSecret, expiresAt: null },
    customerIds: [],
  });
  if (parsed.success) return { ok: true, credentials: parsed.data };
  const errors: FieldErrors = {};
  for (const issue of parsed.error.issues) {
    const name = issue.path.at(-1);
    if (isField(name, fields)) errors[name] ??= issue.message;
  }
  return { ok: false, errors };
}
