import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import { doors } from './build/doors.mjs';
import svelteConfig from './svelte.config.js';

export default defineConfig(
  { ignores: ['out/', 'dist/', 'test-results/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.mjs', '.svelte'] })],
    },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      eqeqeq: 'error',
      'no-console': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-duplicates': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // A number in a template literal reads as a person expects; objects and null do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => send()` is how a handler is written; the value nobody takes does no harm.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // What is made here are closures, which have no `this` to lose when a method is passed on.
      '@typescript-eslint/unbound-method': 'off',
      // `while (true)` around a wait says plainly that it goes on until something ends it.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig }, globals: globals.browser },
  },
  { files: ['renderer/**', 'preload/**'], languageOptions: { globals: globals.browser } },
  {
    // What Intl offers takes some 40 KB outside the JavaScript heap each, until the garbage is collected.
    files: ['renderer/**', 'shared/**'],
    ignores: ['shared/format.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.object.name='Intl']",
          message: 'Formats are made once, in shared/format.ts.',
        },
      ],
    },
  },
  {
    // Programs of the command line speak on the console.
    files: ['build/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // A test may say what it knows, and stand-ins for what is asynchronous need not wait.
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  doors,
  prettier,
  svelte.configs.prettier,
);
