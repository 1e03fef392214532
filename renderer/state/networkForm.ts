import { defaultBypass, proxySchema } from '../../shared/network.ts';
import type { NetworkSettings } from '../../shared/network.ts';

type ProxySettings = NetworkSettings['proxy'];

export const proxyLabels: Readonly<Record<ProxySettings['mode'], string>> = {
  system: 'As this computer is set',
  none: 'None',
  manual: 'Manual',
};

export const proxyModes = ['system', 'none', 'manual'] as const satisfies readonly ProxySettings['mode'][];

/** What the person has typed, unchecked. */
export interface ProxyFields {
  mode: ProxySettings['mode'];
  server: string;
  userName: string;
  /** Empty for the one in the keychain: it never comes back to the window. */
  password: string;
  bypass: string;
}

/** For each field that cannot be used, the sentence that says why. */
export type ProxyErrors = Partial<Record<keyof ProxyFields, string>>;

/** What a form for these settings starts with. */
export function proxyFields(proxy: ProxySettings): ProxyFields {
  const empty = { server: '', userName: '', password: '', bypass: defaultBypass };
  if (proxy.mode !== 'manual') return { ...empty, mode: proxy.mode };
  const { server, userName, bypass } = proxy;
  return { mode: 'manual', server, userName, password: '', bypass };
}

/** The proxy that a form holds and its new password (null to keep the one there is), or what is wrong. */
export function readProxy(
  fields: ProxyFields,
): { ok: true; proxy: ProxySettings; password: string | null } | { ok: false; errors: ProxyErrors } {
  const { password, ...rest } = fields;
  const parsed = proxySchema.safeParse(rest);
  if (parsed.success) {
    const signsIn = parsed.data.mode === 'manual' && parsed.data.userName !== '';
    return { ok: true, proxy: parsed.data, password: signsIn && password !== '' ? password : null };
  }
  const errors: ProxyErrors = {};
  for (const { path, message } of parsed.error.issues) {
    if (path[0] === 'server' || path[0] === 'userName' || path[0] === 'bypass') errors[path[0]] ??= message;
  }
  return { ok: false, errors };
}
