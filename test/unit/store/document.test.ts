import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDocument } from '../../../main/store/document.ts';
import { createSettings } from '../../../main/store/settings.ts';
import { defaultPolicy } from '../../../shared/policy.ts';
import { newFolder } from './folder.ts';

const now = Date.UTC(2026, 10, 27);

test('what is kept in memory is what the file holds, after each kind of change', () => {
  const folder = newFolder();
  const { document } = openDocument(folder, now);
  const written = (): unknown => JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'));
  document.set('pause', { until: now });
  expect(document.get('pause')).toEqual({ until: now });
  expect(written()).toEqual({ pause: { until: now } });
  document.set('pause', { until: null });
  document.set('setup', 'done');
  expect([document.get('pause'), document.get('setup')]).toEqual([{ until: null }, 'done']);
  document.delete('pause');
  expect(document.get('pause')).toBeUndefined();
  expect(written()).toEqual({ setup: 'done' });
  document.clear();
  expect(document.get('setup')).toBeUndefined();
  expect(written()).toEqual({});
});

test('to empty it removes what was set aside, too, and nothing else', () => {
  const folder = newFolder();
  for (const name of ['settings.json', 'notes.json']) writeFileSync(join(folder, name), '{"clientId": ');
  const { document, setAside } = openDocument(folder, now);
  expect(readFileSync(setAside ?? '', 'utf8')).toBe('{"clientId": ');
  document.clear();
  expect(readdirSync(folder).toSorted()).toEqual(['notes.json', 'settings.json']);
});

test('a policy is parsed once, and anew after a change', () => {
  const settings = createSettings(openDocument(newFolder(), now).document);
  expect(settings.policy).toBe(settings.policy);
  settings.savePolicy({ ...defaultPolicy, urgent: !defaultPolicy.urgent });
  expect(settings.policy.urgent).toBe(!defaultPolicy.urgent);
});
