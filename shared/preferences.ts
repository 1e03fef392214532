import { z } from 'zod';
import { addressSchema, defaultPortalUrl } from './connection.ts';

/** What a technician may set, apart from the connection. */
export const preferencesSchema = z.object({
  /** Minutes between two polls of a customer. */
  pollMinutes: z.number().int().min(1).max(60),
  portalUrl: addressSchema,
});

export type Preferences = z.infer<typeof preferencesSchema>;

export const defaultPreferences: Preferences = { pollMinutes: 5, portalUrl: defaultPortalUrl };
