import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { findRuntime } from '../../../build/runtime.mjs';
import { projectRoot } from '../../../build/runtime/places.mjs';

/** What the feed offers: an AppImage that leaves a file beside itself when it is started. */
const offered = Buffer.from('#!/bin/sh\ntouch "$(dirname "$0")/new-was-started"\n');
const version = '9.0.0';
const file = `Jobwatch-${version}-linux-x86_64.AppImage`;

/** What the feed says of it, as electron-builder writes it. */
const said = (): Record<string, unknown> => ({
  version,
  files: [{ url: file, sha512: createHash('sha512').update(offered).digest('base64'), size: offered.length }],
  releaseDate: '2026-03-14T15:00:00.000Z',
});

/** A feed for newer versions on loopback, over real HTTP. */
export interface Feed {
  readonly url: string;
  /** The paths that were asked for, in order, without their queries. */
  readonly asked: string[];
  /** The text of the feed; may be changed any time. */
  text: string;
  /** The file that it offers, which need not be the one that it tells of. */
  body: Buffer;
  close(): Promise<void>;
}

export const goodFeed = (): string => stringify(said());
export const feedWithoutChecksum = (): string => stringify({ ...said(), files: [{ url: file }] });
export const feedOfVersion = (other: string): string => stringify({ ...said(), version: other });

export async function startFeed(): Promise<Feed> {
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? '', 'http://feed');
    feed.asked.push(pathname);
    if (pathname.endsWith('.yml')) answer.end(feed.text);
    else if (pathname === `/${file}`) answer.end(feed.body);
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const feed: Feed = {
    url: `http://127.0.0.1:${port}/`,
    asked: [],
    text: goodFeed(),
    body: offered,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return feed;
}

/**
 * The built program in a folder of its own, which names a feed as a package does, and beside it
 * what would be its AppImage.
 */
export class FedProgram {
  readonly folder = mkdtempSync(join(tmpdir(), 'jobwatch-fed-'));
  readonly #place = mkdtempSync(join(tmpdir(), 'jobwatch-appimage-'));
  /** The AppImage that runs. */
  readonly appImage = join(this.#place, 'Jobwatch-0.1.0-linux-x86_64.AppImage');
  /** Where the new one lies once it is installed. */
  readonly newAppImage = join(this.#place, file);

  constructor(url: string) {
    copyFileSync(join(projectRoot, 'package.json'), join(this.folder, 'package.json'));
    symlinkSync(join(projectRoot, 'out'), join(this.folder, 'out'), 'junction');
    mkdirSync(join(this.folder, 'build'));
    symlinkSync(join(projectRoot, 'build/icons'), join(this.folder, 'build/icons'), 'junction');
    const feed = { provider: 'generic', url, updaterCacheDirName: 'jobwatch-updater' };
    writeFileSync(join(this.folder, 'app-update.yml'), stringify(feed));
    writeFileSync(this.appImage, 'the one that runs');
  }

  /**
   * What the runtime of AppImages says to the program that it starts: which file it is, and where that is mounted. What
   * is started from within another AppImage hears the same, and lies elsewhere.
   */
  async environment(asAppImage: boolean): Promise<Record<string, string>> {
    const { executable } = await findRuntime();
    return { APPIMAGE: this.appImage, APPDIR: asAppImage ? dirname(executable) : this.#place };
  }

  /** Whether the new one was started, as it is at the end of an installation. */
  get wasStarted(): boolean {
    return existsSync(join(this.#place, 'new-was-started'));
  }

  remove(): void {
    for (const folder of [this.folder, this.#place]) rmSync(folder, { recursive: true, force: true });
  }
}
