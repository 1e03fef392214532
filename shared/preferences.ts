import { z } from 'zod';
import { addressSchema, defaultPortalUrl } from './connection.ts';

/** What a technician may set, apart from the connection. */
export const preferencesSchema = z.object({
  /** Minutes between two polls of a customer. */
  pollMinutes: z.number().int().min(1).max(60),
  portalUrl: addressSchema,
  /** Days for which runs and ended alerts are kept. */
  keepDays: z.number().int().min(7).max(3650),
});

export type Preferences = z.infer<typeof preferencesSchema>;

export const defaultPreferences: Preferences = { pollMinutes: 5, portalUrl: defaultPortalUrl, keepDays: 400 };
