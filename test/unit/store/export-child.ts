import { writeExport } from '../../../main/export/write.ts';

/** Writes an export of one page of so many characters, and says how many rows were written or what went wrong. */
const [path = '', characters = ''] = process.argv.slice(2);
const written = writeExport(path, 'csv', [[{ text: 'a'.repeat(Number(characters)) }]]).then(
  (rows) => `${rows} rows`,
  (error: unknown) => JSON.stringify(error),
);
process.stdout.write(await written);
