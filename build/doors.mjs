/**
 * The doors between the rooms of the program, as ESLint rules: who may import whom. Each file falls under exactly one
 * list of packages, since the lists of one rule replace and do not add to each other.
 */

/**
 * Forbids packages by the pattern of their names.
 * @param {string} regex
 * @param {string} message
 * @returns {import('eslint').Linter.RulesRecord}
 */
const packages = (regex, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
});

/**
 * What a room may not import of the other rooms.
 * @param {string} room
 * @param {readonly string[]} others
 * @param {string} message
 */
const closed = (room, others, message) =>
  others.map((other) => ({ target: `./${room}`, from: `./${other}`, message }));

const zones = [
  ...closed(
    'shared',
    ['main', 'preload', 'renderer', 'simulator', 'test', 'build'],
    'shared imports nothing but zod.',
  ),
  ...closed('renderer', ['main', 'preload', 'simulator', 'test', 'build'], 'renderer imports shared alone.'),
  ...closed('preload', ['main', 'renderer', 'simulator', 'test', 'build'], 'preload imports shared alone.'),
  ...closed(
    'simulator',
    ['main', 'shared', 'preload', 'renderer', 'test'],
    'The simulator is a second opinion.',
  ),
  ...closed('main', ['renderer', 'preload', 'test', 'build'], 'main knows the window by the bridge alone.'),
  ...['avepoint', 'monitor'].flatMap((room) =>
    closed(
      `main/${room}`,
      ['main/store', 'main/desktop', 'main/window', 'main/ipc', 'simulator'],
      `main/${room} takes what it needs as arguments.`,
    ),
  ),
  ...closed(
    'main/store',
    ['main/desktop', 'main/window', 'main/ipc', 'simulator'],
    'The store knows nothing of who shows what it keeps.',
  ),
];

/** Electron, libraries that bring it in, and the keychain. */
const electron = '^(electron($|/|-)|keytar$)';

/**
 * Forbids every package but those whose names match.
 * @param {string} regex
 * @param {string} message
 */
const only = (regex, message) => packages(`^(?!(${regex})($|/)|\\.{1,2}/)`, message);

/** @type {import('eslint').Linter.Config[]} */
export const doors = [
  { rules: { 'import-x/no-restricted-paths': ['error', { zones }] } },
  { files: ['shared/**'], rules: only('zod', 'shared imports nothing but zod.') },
  {
    files: ['main/avepoint/**', 'main/monitor/**'],
    rules: packages(`${electron}|^node:sqlite$`, 'Take a fetch, a clock and a repository as arguments.'),
  },
  {
    files: ['main/**'],
    ignores: [
      'main/index.ts',
      'main/start.ts',
      'main/avepoint/**',
      'main/monitor/**',
      'main/desktop/**',
      'main/window/**',
      'main/ipc/**',
    ],
    rules: packages(
      '^electron($|/)',
      'Electron is imported in main/index.ts, main/start.ts, desktop, window and ipc alone.',
    ),
  },
  { files: ['preload/**'], rules: only('electron', 'preload imports electron and shared alone.') },
  { files: ['simulator/**'], rules: packages(electron, 'The simulator runs without Electron.') },
  {
    files: ['renderer/**'],
    rules: packages(`${electron}|^node:`, 'The window has no Electron and no Node.'),
  },
  {
    files: ['renderer/**'],
    ignores: ['renderer/state/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'jobwatch', message: 'The bridge is seen through state/ alone.' },
      ],
      'no-restricted-properties': [
        'error',
        ...['window', 'globalThis', 'self'].map((object) => ({
          object,
          property: 'jobwatch',
          message: 'The bridge is seen through state/ alone.',
        })),
      ],
    },
  },
];
