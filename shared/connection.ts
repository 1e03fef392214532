import { z } from 'zod';
import { isPrintable } from './printable.ts';

export const environmentSchema = z.enum(['commercial', 'usGovernment', 'aos2', 'fedramp', 'custom']);

export type Environment = z.infer<typeof environmentSchema>;

interface Place {
  label: string;
  tokenUrl: string;
  apiBaseUrl: string;
}

/** AvePoint's environments and their hosts (API notes, section 2); Custom brings its own. */
export const environments: Readonly<Record<Environment, Place>> = {
  commercial: {
    label: 'Commercial',
    tokenUrl: 'https://identity.avepointonlineservices.com/connect/token',
    apiBaseUrl: 'https://graph.avepointonlineservices.com',
  },
  usGovernment: {
    label: 'U.S. Government',
    tokenUrl: 'https://identity-gov.avepointonlineservices.com/connect/token',
    apiBaseUrl: 'https://graph-gov.avepointonlineservices.com',
  },
  aos2: {
    label: 'AOS2',
    tokenUrl: 'https://identity-aos2.avepointonlineservices.com/connect/token',
    apiBaseUrl: 'https://graph-aos2.avepointonlineservices.com',
  },
  fedramp: {
    label: 'FedRAMP',
    tokenUrl: 'https://identity.online15.net/connect/token',
    apiBaseUrl: 'https://graphusgovapi.online15.net',
  },
  custom: { label: 'Custom', tokenUrl: '', apiBaseUrl: '' },
};

/** Where a technician goes next (API notes, section 6). */
export const defaultPortalUrl = 'https://partner.avepointonlineservices.com';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address is of this computer itself. */
export const isLoopback = (address: string): boolean =>
  URL.canParse(address) && loopback.has(new URL(address).hostname);

/** Whether an address may be used: https, or http on this computer alone; no user name or password in it. */
export function isAllowedAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
}

export const addressSchema = z
  .string()
  .trim()
  .max(2048)
  .refine(isAllowedAddress, 'Enter an https address. http is accepted for this computer (localhost) only.');

/** Which generation of the API is asked; Automatic finds out (API notes, section 1). */
export const generationChoiceSchema = z.enum(['automatic', 'modern', 'v3']);

export type GenerationChoice = z.infer<typeof generationChoiceSchema>;

export const generationLabels: Readonly<Record<GenerationChoice, string>> = {
  automatic: 'Automatic',
  modern: 'Modern',
  v3: 'v3',
};

/** Where the service is and who asks; everything about a connection but its secret. */
export const connectionSchema = z.object({
  environment: environmentSchema,
  clientId: z.string().trim().min(1, 'Enter the client ID.').max(200),
  apiBaseUrl: addressSchema,
  tokenUrl: addressSchema,
  generation: generationChoiceSchema,
});

export type Connection = z.infer<typeof connectionSchema>;

/** What an app registration proves itself with. It goes to the keychain and never comes back. */
export const proofSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('secret'),
    clientSecret: z.string().trim().min(1, 'Enter the client secret.').max(4096),
    /** When it runs out (UTC ms), where the technician says so: the service does not tell. */
    expiresAt: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('pem'),
    /** Private key and certificate, one behind the other. */
    pem: z.string().min(1, 'Choose the private key and its certificate.').max(200_000),
    passphrase: z.string().max(1000),
  }),
  z.object({
    kind: z.literal('pkcs12'),
    /** The file (.pfx, .p12) in base64. */
    base64: z.string().min(1, 'Choose the file.').max(400_000),
    passphrase: z.string().max(1000),
  }),
]);

export type Proof = z.infer<typeof proofSchema>;

/** A customer's ID as it goes into a path: dots alone would lead to another one. */
export const customerIdSchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^(?!\.{1,2}$)/, 'Dots alone are no customer ID.')
  .refine(isPrintable, 'A customer ID holds no control characters.');

/** What the form sends. */
export const credentialsSchema = connectionSchema.extend({
  proof: proofSchema,
  /** Entered by hand, for an app registration that may not list customers; empty for all that are listed. */
  customerIds: z.array(customerIdSchema).max(20_000, 'Enter 20,000 customers at most.'),
  /** Keep the credential in memory alone, for a computer without a keychain. */
  forSession: z.boolean(),
});

export type Credentials = z.infer<typeof credentialsSchema>;
