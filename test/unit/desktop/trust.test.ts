import { expect, test } from 'vitest';
import { readAuthorities } from '../../../main/desktop/authorities.ts';
import { isTrusted } from '../../../main/desktop/trust.ts';
import { selfSigned } from '../simulator/self-signed.ts';
import { authority } from './authority.ts';
import type { Issued, Wish } from './authority.ts';

const day = 86_400_000;
const now = Date.now();
const hosts = ['graph.example', '*.wild.example', '127.0.0.1'];
const root = authority();
const middle = root.issue({ ca: true, name: 'Middle' });

const trusts = (chain: Issued[], host = 'graph.example', roots: Issued[] = [root], at = now): boolean =>
  isTrusted(
    chain.map(({ certificate }) => certificate),
    host,
    roots.map(({ certificate }) => certificate),
    at,
  );

const server = (wish: Wish = {}, issuer = root): Issued => issuer.issue({ name: 'Server', hosts, ...wish });

test('a server signed by the authority, or by one that it signed, whatever the order', () => {
  const direct = server();
  const below = server({}, middle);
  const strangers = authority({ name: 'Stranger' });
  expect(trusts([direct])).toBe(true);
  expect(trusts([direct, root])).toBe(true);
  expect(trusts([below, middle])).toBe(true);
  expect(trusts([below, root, strangers, middle])).toBe(true);
  expect(trusts([below], undefined, [strangers, middle])).toBe(true);
  expect(trusts([server({ usage: 'serverAuth' }, middle), middle])).toBe(true);
});

test.each<[string, boolean]>([
  ['graph.example', true],
  ['GRAPH.example', true],
  ['one.wild.example', true],
  ['127.0.0.1', true],
  ['two.one.wild.example', false],
  ['wild.example', false],
  ['elsewhere.example', false],
  ['graph.example.evil', false],
  ['127.0.0.2', false],
  ['[::1]', false],
  ['Server', false],
  ['', false],
])('for the host %s: %s', (host, expected) => {
  expect(trusts([server()], host)).toBe(expected);
});

test('a common name is no host name', () => {
  expect(trusts([root.issue({ name: 'graph.example' })])).toBe(false);
});

test.each<[string, () => Issued[]]>([
  ['nothing', () => []],
  ['another authority’s', () => [server({}, authority())]],
  ['without the certificate between', () => [server({}, middle)]],
  [
    'another authority of the same name between',
    () => [server({}, root.issue({ ca: true, name: 'Middle' })), middle],
  ],
  ['signed by a server', () => [server({}, server()), server()]],
  [
    'signed by what is no authority',
    () => {
      const plain = root.issue({ name: 'Plain', mayCertify: true });
      return [server({}, plain), plain];
    },
  ],
  [
    'signed by an authority that may not sign certificates',
    () => {
      const unable = root.issue({ name: 'Unable', ca: true, mayCertify: false });
      return [server({}, unable), unable];
    },
  ],
  ['over', () => [server({ until: now - day, from: now - 2 * day })]],
  ['not yet valid', () => [server({ from: now + day })]],
  [
    'below an authority that is over',
    () => {
      const over = root.issue({ name: 'Over', ca: true, from: now - 2 * day, until: now - day });
      return [server({}, over), over];
    },
  ],
  ['signed with SHA-1', () => [server({ digest: 'sha1' })]],
  ['with a short key', () => [server({ bits: 1024 })]],
  ['for clients alone', () => [server({ usage: 'clientAuth' })]],
  [
    'below an authority for clients alone',
    () => {
      const clients = root.issue({ name: 'Clients', ca: true, usage: 'clientAuth' });
      return [server({}, clients), clients];
    },
  ],
  ['with a critical extension that nobody knows', () => [server({ strange: true })]],
  [
    'below an authority limited to names',
    () => {
      const limited = root.issue({ name: 'Limited', ca: true, strange: true });
      return [server({}, limited), limited];
    },
  ],
  [
    'one authority too many below another',
    () => {
      const last = root.issue({ name: 'Last', ca: true, pathLength: 0 });
      const extra = last.issue({ name: 'Extra', ca: true });
      return [server({}, extra), extra, last];
    },
  ],
])('not trusted: %s', (_, chain) => {
  expect(trusts(chain())).toBe(false);
});

test('as many authorities below one as it allows', () => {
  const one = root.issue({ name: 'One', ca: true, pathLength: 1 });
  const two = one.issue({ name: 'Two', ca: true, pathLength: 0 });
  expect(trusts([server({}, two), two, one])).toBe(true);
  expect(trusts([server({}, two), two], undefined, [authority({ pathLength: 0 })])).toBe(false);
  const strict = authority({ name: 'Strict', pathLength: 0 });
  const below = strict.issue({ name: 'Below', ca: true });
  expect(trusts([server({}, strict)], undefined, [strict])).toBe(true);
  expect(trusts([server({}, below), below], undefined, [strict])).toBe(false);
});

test('an authority that is over vouches for nobody', () => {
  const over = authority({ from: now - 2 * day, until: now - day });
  expect(trusts([server({}, over)], undefined, [over])).toBe(false);
  expect(trusts([server()], undefined, [root], now + 400 * day)).toBe(false);
});

test('a server’s own certificate may be the one that is given', () => {
  const own = selfSigned();
  const [certificate] = readAuthorities(own.cert);
  expect(isTrusted([certificate!], '127.0.0.1', [certificate!], now)).toBe(true);
  expect(isTrusted([certificate!], 'elsewhere.example', [certificate!], now)).toBe(false);
  expect(isTrusted([certificate!], '127.0.0.1', readAuthorities(selfSigned().cert), now)).toBe(false);
  const leaf = server();
  expect(trusts([leaf], undefined, [leaf])).toBe(true);
});

// Twelve pairs of RSA keys take seconds on a busy machine.
test('a chain without end is given up', { timeout: 60_000 }, () => {
  let last = root;
  const all: Issued[] = [];
  for (let index = 0; index < 12; index += 1) {
    last = last.issue({ ca: true, name: `A${index}` });
    all.unshift(last);
  }
  expect(trusts([server({}, last), ...all])).toBe(false);
});

test('a PEM file of authorities: several, with words between; none and broken ones are told', () => {
  const text = `# Root\r\n${root.cert.replaceAll('\n', '\r\n')}\n# Middle\n${middle.cert}`;
  expect(readAuthorities(text).map(({ subject }) => subject)).toEqual(['CN=Test authority', 'CN=Middle']);
  expect(() => readAuthorities('')).toThrow(/no certificate in the file/);
  expect(() => readAuthorities(root.key)).toThrow(/no certificate in the file/);
  expect(() => readAuthorities(root.cert.replace(/\n.{20}/, '\n'))).toThrow(/could not be read/);
});
