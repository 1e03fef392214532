import { defineConfig } from 'vitest/config';

/** Unit tests run on the Electron that ships, started as Node (see the npm script test:unit). */
export default defineConfig({
  test: { include: ['test/unit/**/*.test.ts'] },
});
