import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contactsOf } from '../../e2e/support/connections.ts';
import { filesHolding } from '../../e2e/support/files.ts';
import { newFolder } from '../store/folder.ts';

describe('a search for a text in files', () => {
  const text = 'wie-geheim!Ü';

  const base64After = (before: string): [string, Buffer] => [
    `in base64 after "${before}"`,
    Buffer.from(Buffer.from(`${before}${text}, and more`).toString('base64')),
  ];

  it.each<[string, Buffer]>([
    ['as it is', Buffer.from(`a${text}b`)],
    ['in UTF-16', Buffer.from(`a${text}b`, 'utf16le')],
    ...['', 'x', 'xy', 'xyz'].map(base64After),
    ['in base64 and nothing else', Buffer.from(Buffer.from(text).toString('base64'))],
  ])('finds it %s, deep below', (_, bytes) => {
    const folder = newFolder();
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(join(folder, 'a', 'b', 'file'), bytes);
    writeFileSync(join(folder, 'other'), 'nothing of it');
    expect(filesHolding(folder, text)).toEqual([join(folder, 'a', 'b', 'file')]);
  });

  it('follows no link, not even one that leads nowhere', () => {
    const folder = newFolder();
    symlinkSync('/nowhere/at/all', join(folder, 'link'));
    expect(filesHolding(folder, text)).toEqual([]);
  });
});

/** As strace 6.1 writes them, with -yy. */
describe('whom a system call turns to', () => {
  it.each([
    [
      'a connection',
      '12 connect(30<TCP:[55]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.7")}, 16) = -1 EINPROGRESS (Operation now in progress)',
      [{ protocol: 'TCP', address: '192.0.2.7', port: 443 }],
    ],
    [
      'one over IPv6 that is under way',
      '12 connect(30<TCPv6:[55]>, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28 <unfinished ...>',
      [{ protocol: 'TCPv6', address: '2001:db8::1', port: 80 }],
    ],
    [
      'a connected datagram socket, which sends nothing',
      '12 connect(30<UDP:[55]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.7")}, 16) = 0',
      [],
    ],
    [
      'what goes over it',
      '12 sendto(30<UDP:[10.0.0.1:4242->192.0.2.7:53]>, "abc", 3, MSG_NOSIGNAL, NULL, 0) = 3',
      [{ protocol: 'UDP', address: '192.0.2.7', port: 53 }],
    ],
    [
      'the same over IPv6',
      '12 sendmmsg(30<UDPv6:[[2001:db8::2]:4242->[2001:db8::1]:53]>, [{msg_hdr={msg_name=NULL, msg_namelen=0}}], 1, MSG_NOSIGNAL) = 1',
      [{ protocol: 'UDPv6', address: '2001:db8::1', port: 53 }],
    ],
    [
      'a datagram that names its receiver',
      '12 sendto(30<UDP:[0.0.0.0:5353]>, "abc", 3, 0, {sa_family=AF_INET, sin_port=htons(5353), sin_addr=inet_addr("224.0.0.251")}, 16) = 3',
      [{ protocol: 'UDP', address: '224.0.0.251', port: 5353 }],
    ],
    [
      "a resolver's socket",
      '12 connect(30<UNIX:[55]>, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No such file or directory)',
      [{ protocol: 'UNIX', address: '/var/run/nscd/socket', port: 0 }],
    ],
    [
      'the bus of the desktop',
      '12 sendmsg(30<UNIX:[55->56, "/tmp/jw/dbus"]>, {msg_name=NULL, msg_namelen=0}, MSG_NOSIGNAL) = 3',
      [],
    ],
  ])('%s', (_, line, contacts) => {
    expect(contactsOf(line)).toEqual(contacts);
  });
});
