import { z } from 'zod';
import { defaultListSettings, listSettingsSchema } from './list-settings.ts';
import { networkSettingsSchema } from './network.ts';
import { defaultPolicy, policySchema } from './policy.ts';
import { defaultPreferences, preferencesSchema } from './preferences.ts';

export const settingsFileVersion = 1;

/** Settings as they go from one computer to another. There is no secret among them, and no connection. */
export const settingsFileSchema = z.object({
  program: z.literal('Jobwatch'),
  version: z.literal(settingsFileVersion),
  preferences: preferencesSchema,
  policy: policySchema,
  network: networkSettingsSchema,
  list: listSettingsSchema,
});

export type SettingsFile = z.infer<typeof settingsFileSchema>;

const headSchema = z.object({ program: z.literal('Jobwatch'), version: z.number().int() });
const section = z.record(z.string(), z.unknown());
const sectionsSchema = z.object({ preferences: section, policy: section, list: section });

/** Settings from the text of a file, or the sentence that says why they cannot be used. */
export function readSettingsFile(
  text: string,
): { ok: true; file: SettingsFile } | { ok: false; why: string } {
  const refuse = (why: string) => ({ ok: false as const, why });
  let json: unknown;
  try {
    // Some editors begin what they save with a byte order mark.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refuse('This file holds no settings: it is not JSON.');
  }
  const head = headSchema.safeParse(json);
  if (!head.success) return refuse('This file holds no settings of Jobwatch.');
  if (head.data.version > settingsFileVersion)
    return refuse('This file is of a newer Jobwatch. Update Jobwatch here, then import it.');
  const parsed = settingsFileSchema.safeParse(withDefaults(json));
  if (parsed.success) return { ok: true, file: parsed.data };
  const [issue] = parsed.error.issues;
  return refuse(`The setting ${issue?.path.join('.') ?? ''} cannot be used: ${issue?.message ?? ''}`);
}

/** What was not there yet when the file was written has its default. */
function withDefaults(json: unknown): unknown {
  const sections = sectionsSchema.safeParse(json);
  if (!sections.success) return json;
  const { preferences, policy, list } = sections.data;
  return {
    ...(json as object),
    preferences: { ...defaultPreferences, ...preferences },
    policy: { ...defaultPolicy, ...policy },
    list: { ...defaultListSettings, ...list },
  };
}
