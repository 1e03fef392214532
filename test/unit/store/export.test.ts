import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServiceFailure } from '../../../main/avepoint/failure.ts';
import { exportRows } from '../../../main/export/export.ts';
import { createExportText, harmless } from '../../../main/export/text.ts';
import { writeExport } from '../../../main/export/write.ts';
import { createAlertDesk } from '../../../main/store/alert-desk.ts';
import { createExportSource, mostRuns } from '../../../main/store/export-source.ts';
import type { ExportRow } from '../../../main/store/export-source.ts';
import { createJobQueries } from '../../../main/store/job-queries.ts';
import { everything, ofOutcome } from '../../../renderer/state/filter.ts';
import { createWorld, hour, reading, run, start } from '../monitor/help.ts';
import { newFolder } from './folder.ts';

/** Reads CSV as RFC 4180 has it: the test's own reading, not the library that wrote it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        if (text[at] !== '"') field += text.charAt(at);
        else if (text[at + 1] === '"') {
          field += '"';
          at += 1;
        } else break;
        at += 1;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== ',' && !text.startsWith('\r\n', at)) {
        field += text.charAt(at);
        at += 1;
      }
    }
    row.push(field);
    if (text[at] === ',') at += 1;
    else {
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

/**
 * Reads CSV as Excel does where semicolons separate cells: any line break ends a row, quotes count at the beginning of a
 * cell alone, and what follows the closing one belongs to the cell.
 */
function parseWithSemicolons(text: string): string[] {
  const cells: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      const quoted = /"((?:[^"]|"")*)"?/y;
      quoted.lastIndex = at;
      const [whole = '', inner = ''] = quoted.exec(text) ?? [];
      field = inner.replaceAll('""', '"');
      at += whole.length;
    }
    for (; at < text.length && !';\t\r\n'.includes(text.charAt(at)); at += 1) field += text.charAt(at);
    cells.push(field);
    at += 1;
  }
  return cells;
}

const cell = fc.oneof(
  // What separates cells somewhere, and what makes a formula of one.
  fc.string({ unit: fc.constantFrom(';', '"', ',', '\t', '\r', '\n', ' ', '=', '＝', '-', '@', 'a', '1') }),
  fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  fc.constantFrom(
    '=1+1',
    '@SUM(A1)',
    '+1',
    '-1',
    '\t=1',
    '\r\n',
    'a"b',
    'a,b',
    '＝1',
    ' =1',
    '',
    'Evil;=1+1;',
    'a,;"=1+1;"',
  ),
  fc.integer(),
  fc.constant(null),
);
const row = fc.record({ a: cell, b: cell, 'c, "d"': cell });

describe('an export as text', () => {
  it('is CSV that reads as it was written, and nothing in it is a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(row, { maxLength: 3 }), { maxLength: 4 }), (pages) => {
        const csv = createExportText('csv');
        const text = pages.map((page) => csv.page(page)).join('') + csv.end();
        const all = pages.flat();
        if (all.length === 0) {
          expect(text).toBe('');
          return;
        }
        const [head, ...lines] = parseCsv(text);
        expect(head).toEqual(['a', 'b', 'c, "d"']);
        expect(lines).toEqual(
          all.map((one) => Object.values(one).map((value) => String(harmless(value) ?? ''))),
        );
        for (const field of lines.flat()) {
          if (!/^-?\d+$/.test(field)) expect(field).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
        }
      }),
    );
  });

  it('holds no formula either where semicolons separate cells', () => {
    // The first column is never a number, which would be one with all that follows it.
    const line = fc.record({ name: cell.map((value) => `${value ?? ''}`), a: cell, b: cell });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 3 }), (rows) => {
        for (const field of parseWithSemicolons(createExportText('csv').page(rows)))
          expect(field).not.toMatch(/^[\t\r\n]*[=+\-@＝＋－＠]/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('is JSON that reads as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.array(row, { maxLength: 3 }), { maxLength: 4 }), (pages) => {
        const json = createExportText('json');
        const text = pages.map((page) => json.page(page)).join('') + json.end();
        expect(JSON.parse(text)).toEqual(pages.flat());
      }),
    );
  });

  it.each([
    ['=1', "'=1"],
    ['Evil;=1+1;', "Evil;'=1+1;"],
    ['a;"@SUM(A1)', `a;'"@SUM(A1)`],
    ['Who:\n- Anna\n-Ben', "Who:\n'- Anna\n'-Ben"],
    ['a; b=c;d', 'a; b=c;d'],
    ['a,=1', 'a,=1'],
  ])('has an apostrophe where a part of %j could be one', (text, safe) => {
    expect(harmless(text)).toBe(safe);
  });

  it('leaves a negative number a number, and tells Excel that it is UTF-8', () => {
    expect(harmless(-5)).toBe(-5);
    expect(harmless('-5')).toBe("'-5");
    expect(createExportText('csv').page([{ a: 1 }])).toBe('\uFEFFa\r\n1\r\n');
  });
});

describe('writing', () => {
  const pages = (count: number): ExportRow[][] => Array.from({ length: count }, (_, index) => [{ index }]);

  it('puts the whole file in place, over one that was there', async () => {
    const path = join(newFolder(), 'jobs.json');
    writeFileSync(path, 'before');
    expect(await writeExport(path, 'json', pages(3))).toBe(3);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual([{ index: 0 }, { index: 1 }, { index: 2 }]);
    expect(readdirSync(dirname(path))).toEqual(['jobs.json']);
  });

  it('leaves the file that was there, and nothing beside it, where it cannot go on', async () => {
    const path = join(newFolder(), 'jobs.csv');
    writeFileSync(path, 'before');
    function* failing(): Iterable<ExportRow[]> {
      yield [{ a: 1 }];
      throw new Error('the database is gone');
    }
    const written = writeExport(path, 'csv', failing());
    await expect(written).rejects.toMatchObject({
      problem: { code: 'fileNotWritten', detail: 'the database is gone' },
    });
    await expect(written).rejects.toBeInstanceOf(ServiceFailure);
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(dirname(path))).toEqual(['jobs.csv']);
  });

  // The system takes a part of what it is given, and says how much: no error comes before the next write.
  it.skipIf(process.platform === 'win32')('replaces no file by one that the disk took a part of', () => {
    const path = join(newFolder(), 'jobs.csv');
    writeFileSync(path, 'before');
    const child = fileURLToPath(new URL('export-child.ts', import.meta.url));
    const limited = `trap '' XFSZ; ulimit -f 32 && exec "$0" "$@"`;
    const said = execFileSync('sh', ['-c', limited, process.execPath, child, path, '100000'], {
      encoding: 'utf8',
    });
    expect(said).toContain('fileNotWritten');
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(dirname(path))).toEqual(['jobs.csv']);
  });

  it('says so where the folder is not there', async () => {
    const path = join(newFolder(), 'missing', 'jobs.csv');
    await expect(writeExport(path, 'csv', pages(1))).rejects.toMatchObject({
      problem: { code: 'fileNotWritten' },
    });
    expect(existsSync(path)).toBe(false);
  });
});

describe('what is written', () => {
  async function filled() {
    const world = createWorld(['c1', 'c2']);
    await world.see([run('success', 'IB0', start - 9 * hour, { total: reading(5) })]);
    await world.see([
      run('failure', 'IB1', start - hour, { total: reading(10), failed: { text: 'some', value: null } }),
      run('success', 'IB2', start - 2 * hour, { module: 'Microsoft Teams', name: '=cmd' }),
    ]);
    const clock = { now: () => world.now, elapsed: () => 0, after: () => () => undefined };
    const jobs = createJobQueries(world.database, () => world.now);
    const source = createExportSource(world.database, jobs, createAlertDesk(world.database, clock));
    return { source, path: join(newFolder(), 'out'), database: world.database };
  }

  it('is what the filter lets through: jobs, their runs, and alerts', async () => {
    const { source } = await filled();
    const all = (pages: Iterable<ExportRow[]>): ExportRow[] => [...pages].flat();
    expect(all(source.jobs(everything)).map(({ runId }) => runId)).toEqual(['IB1', 'IB2']);
    const [job] = all(source.jobs(ofOutcome('failure')));
    expect(job).toMatchObject({
      customer: 'Customer c1',
      outcome: 'Failed',
      objects: 10,
      failed: 'some',
      sizeInBytes: null,
      start: new Date(start - hour).toISOString(),
      durationInSeconds: 1800,
    });
    expect(all(source.runs(ofOutcome('failure'))).map(({ run: key }) => key)).toEqual(['IB1', 'IB0']);
    expect(all(source.alerts('open', null))).toMatchObject([
      { kind: 'failure', runsInARow: 1, runId: 'IB1' },
    ]);
    expect(all(source.alerts('open', 'c2'))).toEqual([]);
  });

  it('comes in small pages, however many runs a job has, and each run once in its order', async () => {
    const { source, database } = await filled();
    // Two begin at once each time; of some it is only known when they were first seen.
    database.exec(`
      with recursive number(n) as (select 1 union all select n + 1 from number where n < 2700)
      insert into runs (job_key, run_key, outcome, status, start_at, first_seen_at)
      select key, 'more-' || (n * 7919 % 2700), 'success', 'Finished', iif(n % 10 < 2, null, n / 2 * 60000), n / 2 * 60000
      from jobs, number`);
    const ordered = database
      .prepare(
        `select runs.run_key from jobs join runs on runs.job_key = jobs.key
         order by jobs.outcome <> 'failure', coalesce(runs.start_at, runs.first_seen_at) desc, runs.run_key`,
      )
      .all();
    const pages = [...source.runs(everything)];
    expect(ordered).toHaveLength(2 * 2700 + 3);
    expect(pages.flat().map(({ run: key }) => key)).toEqual(ordered.map((one) => one['run_key']));
    expect(pages.map(({ length }) => length)).toEqual([...Array<number>(5).fill(mostRuns), 403]);
  });

  it('goes where the person says, under a name that tells what it is', async () => {
    const { source, path } = await filled();
    const asked: string[] = [];
    const request = { what: 'jobs', format: 'csv', filter: everything } as const;
    const ask = async (name: string): Promise<string> => {
      asked.push(name);
      return path;
    };
    const at = new Date(2026, 2, 4, 12).getTime();
    expect(await exportRows(request, source, ask, at)).toEqual({ path, rows: 2 });
    expect(asked).toEqual(['jobwatch-jobs-2026-03-04.csv']);
    expect(parseCsv(readFileSync(path, 'utf8'))).toHaveLength(3);
    expect(await exportRows(request, source, async () => null, at)).toBeNull();
  });
});
