import { z } from 'zod';

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

/** Where the service is and who asks; everything about a connection but its secret. */
export const connectionSchema = z.object({
  environment: environmentSchema,
  clientId: z.string().trim().min(1, 'Enter the client ID.').max(200),
  apiBaseUrl: addressSchema,
  tokenUrl: addressSchema,
});

export type Connection = z.infer<typeof connectionSchema>;

/** What the form sends: a connection and its secret. The secret goes to the keychain and never comes back. */
export const credentialsSchema = connectionSchema.extend({
  clientSecret: z.string().trim().min(1, 'Enter the client secret.').max(4096),
});

export type Credentials = z.infer<typeof credentialsSchema>;
