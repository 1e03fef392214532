import { describe, expect, it } from 'vitest';
import { defaultListSettings } from '../../shared/list-settings.ts';
import { defaultNetworkSettings } from '../../shared/network.ts';
import { defaultPolicy } from '../../shared/policy.ts';
import { defaultPreferences } from '../../shared/preferences.ts';
import { readSettingsFile } from '../../shared/settings-file.ts';

const whole = {
  program: 'Jobwatch',
  version: 1,
  preferences: { ...defaultPreferences, pollMinutes: 7 },
  policy: defaultPolicy,
  network: defaultNetworkSettings,
  list: defaultListSettings,
};
const read = (file: unknown): ReturnType<typeof readSettingsFile> => readSettingsFile(JSON.stringify(file));

describe('a file of settings', () => {
  it('is read as it was written', () => {
    expect(read(whole)).toEqual({ ok: true, file: whole });
  });

  it('is read with a byte order mark, as some editors save it', () => {
    expect(readSettingsFile(`\uFEFF${JSON.stringify(whole)}`)).toEqual({ ok: true, file: whole });
  });

  it('has the default for what came later', () => {
    const preferences = { pollMinutes: 7 };
    expect(read({ ...whole, preferences })).toEqual({ ok: true, file: whole });
  });

  it.each<[string, unknown, RegExp]>([
    ['is of another program', { ...whole, program: 'Other' }, /no settings of Jobwatch/],
    ['is of a newer version', { ...whole, version: 2 }, /of a newer Jobwatch/],
    [
      'holds what cannot be',
      { ...whole, preferences: { ...defaultPreferences, pollMinutes: 0 } },
      /^The setting preferences\.pollMinutes cannot be used/,
    ],
    ['lacks a part', { ...whole, policy: undefined }, /^The setting policy cannot be used/],
    ['is a list', [], /no settings of Jobwatch/],
  ])('is refused with a reason where it %s', (_, file, why) => {
    expect(read(file)).toMatchObject({ ok: false, why: expect.stringMatching(why) as string });
  });

  it('is refused where it is no JSON', () => {
    expect(readSettingsFile('\u0000')).toMatchObject({
      ok: false,
      why: expect.stringMatching(/not JSON/) as string,
    });
  });
});
