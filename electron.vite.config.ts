import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const noSchema = at('main/store/no-schema.ts');
const atExit = at('main/store/at-exit.ts');
const noXml = at('main/desktop/no-xml.ts');

/**
 * The log can send its lines to a server: that code is no part of this program, nor is the HTTP of Node that it loads.
 */
const localLog: Plugin = {
  name: 'local-log',
  load: (id) =>
    id.endsWith('electron-log/src/node/transports/remote.js') ? 'module.exports = () => null;' : null,
};

/**
 * Three bundles: the main process (ESM), the preload (one CommonJS file, since a sandboxed preload can be
 * nothing else) and the renderer. Source maps tell what is in them and stay out of the packages. Everything but keytar,
 * which is native, is bundled, so a package carries no node_modules beyond it. What is smaller starts sooner:
 * docs/performance.md.
 */
export default defineConfig({
  main: {
    plugins: [localLog],
    resolve: {
      alias: {
        'ajv/dist/2020.js': noSchema,
        'ajv-formats': noSchema,
        'fast-xml-builder': noXml,
        'fast-xml-parser': noXml,
        'when-exit': atExit,
      },
    },
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      sourcemap: true,
      minify: true,
      rolldownOptions: {
        input: {
          index: at('main/index.ts'),
          'examine-worker': at('main/store/examine-worker.ts'),
          'checkpoint-worker': at('main/store/checkpoint-worker.ts'),
        },
        external: ['keytar'],
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: 'hidden',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [svelte({ configFile: at('svelte.config.js') })],
    build: {
      outDir: 'out/renderer',
      sourcemap: 'hidden',
      minify: true,
      rolldownOptions: { input: { index: at('renderer/index.html') } },
    },
  },
});
