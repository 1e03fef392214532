import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An address that a process of the program turned to. */
export interface Contact {
  /** `TCP`, `UDP`… as the kernel names the socket; empty where it was closed meanwhile. */
  protocol: string;
  address: string;
  port: number;
}

/** The system calls that name whom they turn to. A UDP socket may send without ever having been connected. */
const calls = 'connect,sendto,sendmsg,sendmmsg';
const inet =
  /sa_family=AF_INET6?, sin6?_port=htons\((\d+)\),.*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"/g;
/** Sockets of this computer over which names are looked up. Sources: nscd(8), nss-resolve(8), nss-mdns. */
const resolvers = /sun_path="([^"]*(?:nscd|systemd\/resolve|avahi-daemon|resolvconf)[^"]*)"/;

/** The call, the kind of its socket, and where that one is connected: `sendto(19<UDP:[10.0.0.1:999->10.0.0.2:53]>`. */
const fileOf = /(\w+)\(\d+<(\w+):?(\[.*?->(.*?):(\d+)\]>)?/;

/**
 * What the program and all its processes connect to or send to, as the kernel is asked for it, from the first
 * instruction on, whichever library asks. A name that is looked up shows as UDP or TCP to port 53, or as the socket of
 * a resolver on this computer. Not seen: what a connected datagram socket sends with plain `write`, as neither
 * Chromium, Node nor glibc does. Linux with strace.
 */
export class Connections {
  readonly #folder: string;
  readonly #file: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, 'calls');
    mkdirSync(folder, { recursive: true });
  }

  /** Whether a process may be watched here: a container may forbid it. */
  static get possible(): boolean {
    try {
      execFileSync('strace', ['-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  }

  /** Writes an `electron` that starts the executable under watch; returns its folder. */
  readonly watch = (executable: string): string => {
    const file = join(this.#folder, 'electron');
    // -D: the program keeps the process that was started, and the watcher is a child of nobody.
    const options = `-D -f -qq -yy -A -s 64 -e signal=none -e trace=${calls} --seccomp-bpf -o '${this.#file}'`;
    writeFileSync(file, `#!/bin/sh\nexec strace ${options} '${executable}' "$@"\n`);
    chmodSync(file, 0o755);
    return this.#folder;
  };

  /** Everything so far, each once. */
  get all(): Contact[] {
    const found = readFileSync(this.#file, 'utf8').split('\n').flatMap(contactsOf);
    return [...new Map(found.map((contact) => [JSON.stringify(contact), contact])).values()];
  }
}

/** Whom one line of strace turns to. */
export function contactsOf(line: string): Contact[] {
  const [, path] = resolvers.exec(line) ?? [];
  if (path !== undefined) return [{ protocol: 'UNIX', address: path, port: 0 }];
  const [, call = '', protocol = '', , peer, peerPort] = fileOf.exec(line) ?? [];
  const isDatagram = protocol.startsWith('UDP');
  // A datagram socket that is connected has sent nothing: Chromium asks the kernel that way which routes there are.
  if (isDatagram && call === 'connect') return [];
  const named = [...line.matchAll(inet)].map(([, port, address = '']) => ({ address, port: Number(port) }));
  const connected =
    isDatagram && peer !== undefined
      ? [{ address: peer.replace(/^\[|\]$/g, ''), port: Number(peerPort) }]
      : [];
  return (named.length > 0 ? named : connected).map((to) => ({ protocol, ...to }));
}
