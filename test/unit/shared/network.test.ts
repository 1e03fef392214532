import { expect, test } from 'vitest';
import {
  defaultBypass,
  defaultNetworkSettings,
  networkSettingsSchema,
  proxySchema,
} from '../../../shared/network.ts';

const read = (server: string): string | null => {
  const parsed = proxySchema.safeParse({ mode: 'manual', server, userName: '', bypass: defaultBypass });
  return parsed.success && parsed.data.mode === 'manual' ? parsed.data.server : null;
};

test.each<[string, string | null]>([
  ['proxy.example:3128', 'http://proxy.example:3128'],
  [' proxy.example:3128 ', 'http://proxy.example:3128'],
  ['proxy', 'http://proxy'],
  ['10.0.0.1:8080', 'http://10.0.0.1:8080'],
  ['[fd00::1]:8080', 'http://[fd00::1]:8080'],
  ['http://proxy.example:3128/', 'http://proxy.example:3128'],
  ['HTTPS://Proxy.Example:443', 'https://proxy.example'],
  ['socks5://proxy.example:1080', 'socks5://proxy.example:1080'],
  ['', null],
  ['http://', null],
  ['ftp://proxy.example', null],
  ['anna:secret@proxy.example:3128', null],
  ['proxy.example:3128/path', null],
  ['proxy.example:3128?x=1', null],
  ['proxy.example:99999', null],
  ['http=one:80;https=two:80', null],
  ['one:80,direct://', null],
  ['socks5://one:80,direct', null],
  ['one,two', null],
  ['one;two', null],
  ['two words', null],
])('the proxy "%s" is %s', (server, expected) => {
  expect(read(server)).toBe(expected);
});

test('a person is told what to enter', () => {
  const { error } = proxySchema.safeParse({ mode: 'manual', server: 'x y', userName: '', bypass: '' });
  expect(error?.issues[0]?.path).toEqual(['server']);
  expect(error?.issues[0]?.message).toMatch(/host:port/);
});

test('the default is as the system has it, and settings survive their own schema', () => {
  expect(networkSettingsSchema.parse(defaultNetworkSettings)).toEqual({
    proxy: { mode: 'system' },
    extraCa: null,
  });
  const proxy = { mode: 'manual', server: 'proxy:3128', userName: 'anna', bypass: '' };
  const once = networkSettingsSchema.parse({ proxy, extraCa: 'PEM' });
  expect(networkSettingsSchema.parse(once)).toEqual(once);
});
