import { z } from 'zod';

const proxySchemes = new Set(['http:', 'https:', 'socks4:', 'socks5:']);

/** The address of a proxy as `scheme://host:port`, from what a person writes; null where it is none. */
function proxyAddress(text: string): string | null {
  const full = text.includes('://') ? text : `http://${text}`;
  // Commas, semicolons and equals signs would make a list of it.
  if (/[,;=]/.test(full) || !URL.canParse(full)) return null;
  const { protocol, host, pathname, search, hash, username, password } = new URL(full);
  const isBare =
    ['', '/'].includes(pathname) && [search, hash, username, password].every((part) => part === '');
  return isBare && host !== '' && proxySchemes.has(protocol) ? `${protocol}//${host}` : null;
}

/** How the service is reached: as the system says, directly, or by a proxy of its own. Its password is a secret. */
export const proxySchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('system') }),
  z.object({ mode: z.literal('none') }),
  z.object({
    mode: z.literal('manual'),
    server: z
      .string()
      .trim()
      .max(500)
      .transform((text, context) => {
        const address = proxyAddress(text);
        if (address !== null) return address;
        context.addIssue(
          'Enter the proxy as host:port. The user name and password have fields of their own.',
        );
        return z.NEVER;
      }),
    /** Empty for a proxy that asks for no sign-in. */
    userName: z.string().trim().max(256),
    /** Hosts that are reached directly, separated by commas, such as `localhost, *.example.com, 10.0.0.0/8`. */
    bypass: z.string().max(2000),
  }),
]);

export const networkSettingsSchema = z.object({
  proxy: proxySchema,
  /** Certificate authorities that are trusted beside those of the system, PEM text; null for none. */
  extraCa: z.string().max(500_000).nullable(),
});

export type NetworkSettings = z.infer<typeof networkSettingsSchema>;

/** The settings as a person sees them: with whose certificates the extra authorities are, and until when (UTC ms). */
export const networkViewSchema = networkSettingsSchema.extend({
  authorities: z.array(z.object({ name: z.string(), validUntil: z.number() })),
});

export type NetworkView = z.infer<typeof networkViewSchema>;
export type Authority = NetworkView['authorities'][number];

/** What a new manual proxy starts with: this computer itself is no matter of a proxy. */
export const defaultBypass = 'localhost, 127.0.0.1, [::1]';

export const defaultNetworkSettings: NetworkSettings = { proxy: { mode: 'system' }, extraCa: null };
