import { z } from 'zod';
import { addressSchema, defaultPortalUrl } from './connection.ts';

export const themeSchema = z.enum(['system', 'light', 'dark']);
export const densitySchema = z.enum(['comfortable', 'compact']);
/** `separate` holds outcomes apart by blue and orange, for eyes that take green and red for one. */
export const paletteSchema = z.enum(['standard', 'separate']);

/** `detailed` tells of every request, too. */
export const logLevelSchema = z.enum(['usual', 'detailed']);

export type Theme = z.infer<typeof themeSchema>;

/** What a technician may set, apart from the connection. */
export const preferencesSchema = z.object({
  /** Minutes between two polls of a customer. */
  pollMinutes: z.number().int().min(1).max(60),
  /** Requests under way at once. */
  parallel: z.number().int().min(1).max(16),
  /** Requests a second over a longer time. */
  perSecond: z.number().int().min(1).max(50),
  /** What "Finished with exception" counts as. */
  exceptions: z.enum(['warning', 'failure', 'success']),
  portalUrl: addressSchema,
  /** Whether `/` and `?` do something by themselves; speech input may type them unmeant. */
  singleKeys: z.boolean(),
  /** Days for which runs and ended alerts are kept. */
  keepDays: z.number().int().min(7).max(3650),
  /** Check half as often while the computer runs on its battery. */
  sparing: z.boolean(),
  /** Minutes after which a hidden window is released; 0: as soon as it is closed. */
  releaseMinutes: z.number().int().min(0).max(1440),
  theme: themeSchema,
  density: densitySchema,
  palette: paletteSchema,
  logLevel: logLevelSchema,
  /** Look for a newer version every day, where the package names a feed. */
  updates: z.boolean(),
});

export type Preferences = z.infer<typeof preferencesSchema>;

export const defaultPreferences: Preferences = {
  pollMinutes: 5,
  parallel: 4,
  perSecond: 5,
  exceptions: 'warning',
  portalUrl: defaultPortalUrl,
  singleKeys: true,
  keepDays: 400,
  sparing: true,
  releaseMinutes: 5,
  theme: 'system',
  density: 'comfortable',
  palette: 'standard',
  logLevel: 'usual',
  updates: true,
};
