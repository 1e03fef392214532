import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../build/runtime/places.mjs';

const eslint = new ESLint({ cwd: projectRoot });

/** The rules that report a text when it stands in place of a file's own. */
async function reported(file: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: join(projectRoot, file) });
  return result!.messages.map((message) => message.ruleId);
}

/** A file of a room, since a planted text needs a place that TypeScript knows. */
function fileIn(room: string, ending = '.ts'): string {
  const name = readdirSync(join(projectRoot, room)).find((candidate) => candidate.endsWith(ending));
  return join(room, name!);
}

const path = 'import-x/no-restricted-paths';
const name = 'no-restricted-imports';

/** Room, planted import, the rule that reports it. */
const shut: [room: string, from: string, rule: string][] = [
  ['main/avepoint', 'electron', name],
  ['main/avepoint', '../store/database.ts', path],
  ['main/monitor', 'electron', name],
  ['main/monitor', 'electron-store', name],
  ['main/monitor', 'node:sqlite', name],
  ['main/monitor', '../store/database.ts', path],
  ['main/store', 'electron', name],
  ['renderer/state', '../../main/store/database.ts', path],
  ['renderer/state', '../../simulator/index.ts', path],
  ['renderer/state', 'electron', name],
  ['renderer/state', 'node:fs', name],
  ['shared', 'electron', name],
  ['shared', 'node:fs', name],
  ['shared', '../main/store/database.ts', path],
  ['simulator', '../main/avepoint/status.ts', path],
  ['simulator', '../shared/model.ts', path],
  ['simulator', 'electron', name],
  ['preload', '../main/store/database.ts', path],
  ['preload', 'node:fs', name],
];

const open: [room: string, from: string][] = [
  ['shared', 'zod'],
  ['main/window', 'electron'],
  ['main/store', 'electron-store'],
  ['preload', 'electron'],
  ['main/monitor', '../../shared/model.ts'],
  ['renderer/state', '../../shared/model.ts'],
  ['simulator', 'node:http'],
];

describe('the doors between the rooms', { timeout: 60_000 }, () => {
  it.each(shut)('%s may not import %s', async (room, from, rule) => {
    expect(await reported(fileIn(room), `import '${from}';\n`)).toContain(rule);
  });

  it.each(open)('%s may import %s', async (room, from) => {
    const rules = await reported(fileIn(room), `import '${from}';\n`);
    expect(rules).not.toContain(path);
    expect(rules).not.toContain(name);
  });

  it('lets the window see the bridge through state alone', async () => {
    const text = `<script lang="ts">\n  void window.jobwatch;\n</script>\n`;
    expect(await reported(fileIn('renderer/components', '.svelte'), text)).toContain(
      'no-restricted-properties',
    );
    expect(await reported(fileIn('renderer/state'), 'void window.jobwatch;\n')).not.toContain(
      'no-restricted-properties',
    );
  });

  it('reports any, non-null assertions and files past 300 lines', async () => {
    const text = `export const a: any = 1;\nexport const b = [1][0]!;\n${'\n'.repeat(300)}`;
    const rules = await reported('shared/model.ts', text);
    expect(rules).toContain('@typescript-eslint/no-explicit-any');
    expect(rules).toContain('@typescript-eslint/no-non-null-assertion');
    expect(rules).toContain('max-lines');
  });
});
