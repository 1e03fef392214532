import { describe, expect, test } from 'vitest';
import { licencesOf } from '../../../build/package/bundled.mjs';
import { readConfig, readManifest } from '../../../build/package/config.mjs';
import { gaps } from '../../../build/package/depends.mjs';
import { readFpmArguments } from '../../../build/package/fpm-arguments.mjs';
import { planPackages } from '../../../build/package/plan.mjs';
import { refusals } from '../../../build/package/release.mjs';
import { sbomOf } from '../../../build/package/sbom.mjs';

describe('what a machine can make', () => {
  const bare = { official: false, sevenZip: false, dpkg: false, rpmbuild: false } as const;

  test('without downloads: a folder, and what the tools at hand allow, the rest with its reason', () => {
    const plan = planPackages({ ...bare, platform: 'linux', sevenZip: true, dpkg: true });
    expect(plan.targets).toEqual(['dir', 'tar.gz', 'zip', 'deb']);
    expect(plan.left.slice(0, 2)).toEqual([
      { target: 'rpm', why: 'needs rpmbuild' },
      { target: 'AppImage', why: 'needs a download of electron-builder' },
    ]);
    expect(planPackages({ ...bare, platform: 'linux' }).targets).toEqual(['dir']);
  });

  test('with them everything of its own system, and of no other', () => {
    const full = { official: true, sevenZip: false, dpkg: false, rpmbuild: true } as const;
    expect(planPackages({ ...full, platform: 'linux' }).targets).toEqual([
      'dir',
      'tar.gz',
      'zip',
      'deb',
      'rpm',
      'AppImage',
    ]);
    const windows = planPackages({ ...full, platform: 'win32' });
    expect(windows.targets).toEqual(['dir', 'zip', 'nsis']);
    expect(windows.left).toContainEqual({ target: 'dmg (darwin)', why: 'is made on darwin' });
  });
});

describe('what may be released', () => {
  const good = {
    runtime: 'downloaded',
    changes: '',
    tag: 'v1.2.3',
    version: '1.2.3',
    homepage: 'https://example.org/',
    email: 'a@example.org',
    looseFuses: [],
  } as const;

  test('a tagged commit of a clean checkout, on the official Electron, with its fuses as they should be', () => {
    expect(refusals(good)).toEqual([]);
  });

  test.each([
    ['fallback runtime', { runtime: 'fallback' }, /fallback runtime/],
    ['an Electron of somebody’s own', { runtime: 'override' }, /ELECTRON_OVERRIDE_DIST_PATH/],
    ['changes', { changes: ' M main/index.ts' }, /in no commit/],
    ['no git', { changes: null }, /no git checkout/],
    ['no tag', { tag: null }, /does not carry the tag v1\.2\.3/],
    ['another tag', { tag: 'v1.2.2' }, /does not carry the tag v1\.2\.3/],
    ['a placeholder', { homepage: 'https://jobwatch.invalid/' }, /placeholder/],
    [
      'inspection left on',
      { looseFuses: ['enableNodeCliInspectArguments'] },
      /enableNodeCliInspectArguments/,
    ],
  ] as const)('not with %s', (_, change, why) => {
    const said = refusals({ ...good, ...change });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(why);
  });
});

test('a package that the binary links and nobody names is a gap; a name of another release fills it', () => {
  expect(gaps(['libasound2', 'libgbm1'], ['libasound2t64 | libasound2'])).toEqual(['libgbm1']);
});

describe('the stand-in for fpm', () => {
  const args = [
    ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libc6', '-d', 'a | b', '--deb-recommends', 'c'],
    ...[
      '--deb-compression',
      'xz',
      '--architecture',
      'amd64',
      '--after-install',
      '/i',
      '--after-remove',
      '/r',
    ],
    ...[
      '--description',
      ' \n A tray monitor',
      '--version',
      '1.0',
      '--package',
      '/x.deb',
      '--name',
      'jobwatch',
    ],
    ...['--maintainer', 'A <a@b.c>', '--url', 'https://b.c', '--license', 'MIT', '--before-remove=/p'],
    ...['/out/=/opt/Jobwatch', '/icon=16.png=/usr/share/icons/16.png'],
  ];

  test('reads what electron-builder gives it', () => {
    const deb = readFpmArguments(args);
    expect(deb).toMatchObject({ target: '/x.deb', compression: 'xz' });
    expect(deb.fields).toMatchObject({
      Depends: 'libc6, a | b',
      Recommends: 'c',
      Description: 'A tray monitor',
    });
    expect(deb.scripts).toEqual({ prerm: '/p', postinst: '/i', postrm: '/r' });
    expect(deb.files[1]).toEqual({ from: '/icon=16.png', to: '/usr/share/icons/16.png' });
  });

  test('refuses what it does not understand: it would be left out of the package', () => {
    expect(() => readFpmArguments([...args, '--deb-systemd', 'x'])).toThrow(/deb-systemd/);
    expect(() => readFpmArguments(args.map((arg) => (arg === 'deb' ? 'rpm' : arg)))).toThrow(/debs alone/);
    expect(() => readFpmArguments(['-t', 'deb'])).toThrow(/Missing here/);
  });
});

test('the bill of materials names what is bundled and Electron, the licences go in as texts', () => {
  const bundled = [{ name: '@a/b', version: '1.0.0', licence: 'MIT', text: 'Do as you like.' }];
  const bill = JSON.parse(sbomOf(bundled, '45.0.0')) as {
    components: { purl: string }[];
    specVersion: string;
  };
  expect(bill.specVersion).toBe('1.6');
  expect(bill.components.map(({ purl }) => purl)).toEqual([
    'pkg:npm/%40a/b@1.0.0',
    'pkg:npm/electron@45.0.0',
  ]);
  expect(licencesOf(bundled)).toContain('@a/b 1.0.0 (MIT)\n\nDo as you like.');
});

test('the installer, the program and its entry in menus go by the names that belong together', () => {
  expect(readConfig()).toMatchObject({ appId: 'com.jobwatch.Jobwatch', executableName: 'jobwatch' });
  expect(readManifest().version).toMatch(/^\d+\.\d+\.\d+$/);
});
