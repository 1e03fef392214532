import { expect, test } from 'vitest';
import { spareGraphicsDriver } from '../../../main/desktop/toolkit.ts';

test('GTK does without the driver until Electron is ready, and nobody after that', () => {
  const environment: NodeJS.ProcessEnv = { DISPLAY: ':0' };
  const allow = spareGraphicsDriver(environment);
  expect(environment).toEqual({ DISPLAY: ':0', GDK_GL: 'disable' });
  allow();
  expect(environment).toEqual({ DISPLAY: ':0' });
});

test('what a person has set for a display stays', () => {
  const environment: NodeJS.ProcessEnv = { GDK_GL: 'gles' };
  spareGraphicsDriver(environment)();
  expect(environment).toEqual({ GDK_GL: 'gles' });
});
