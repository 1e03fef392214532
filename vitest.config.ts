import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/**
 * Both kinds of tests run on the Electron that ships, started as Node (see the npm script test:unit). Components are
 * shown in jsdom, and take Svelte's code for browsers.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        plugins: [svelte({ configFile: new URL('svelte.config.js', import.meta.url).pathname })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'component',
          include: ['test/component/**/*.test.ts'],
          environment: 'jsdom',
          setupFiles: ['test/component/support/window.ts'],
        },
      },
    ],
  },
});
