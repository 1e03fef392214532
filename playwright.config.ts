import { defineConfig } from '@playwright/test';

/** The built program on real Electron. Each test has a desktop of its own, so they may run beside each other. */
export default defineConfig({
  testDir: 'test/e2e',
  // The desktop in memory is one of Linux; elsewhere there is only what the program shows of itself.
  testMatch: process.platform === 'linux' ? '**/*.spec.ts' : '**/any-system.spec.ts',
  outputDir: 'test-results/e2e',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  // Beside each other on one desktop, programs would take the keychain's entries from each other.
  workers: process.platform === 'linux' ? 2 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
});
