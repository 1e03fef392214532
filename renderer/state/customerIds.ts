/** What a column of customer IDs may be called, without spaces and hyphens. */
const idHeading = /^(customer|tenantowner|tenant|owner)?ids?$/i;
/** How most IDs begin: like a GUID. Not every one is well formed (API notes, section 4). */
const likeId = /^[0-9a-f]{8}-[0-9a-f]{4}-/i;

/**
 * The customer IDs in a text: one a line, or a table with commas, semicolons or tabs between its columns. Of a table
 * the column counts whose heading says so, else the first one that looks like IDs, else the first. Each ID once.
 */
export function readCustomerIds(text: string): string[] {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .map(cellsOf);
  const [first = [], second = first] = rows;
  const headed = first.findIndex((cell) => idHeading.test(cell.replaceAll(/[\s_-]/g, '')));
  const looks = (second.length > 1 ? second : first).findIndex((cell) => likeId.test(cell));
  const column = headed >= 0 ? headed : Math.max(0, looks);
  const body = headed >= 0 ? rows.slice(1) : rows;
  return [...new Set(body.map((cells) => cells[column] ?? '').filter((id) => id !== ''))];
}

/** The cells of one line, with or without quotes (RFC 4180); a quoted cell does not go over several lines here. */
function cellsOf(line: string): string[] {
  const cells = line.match(/("([^"]|"")*"|[^,;\t"]*)([,;\t]|$)/g) ?? [];
  // After the last cell the pattern matches once more, at the end of the line, unless a separator came before it.
  const own = cells.length > 1 && cells.at(-1) === '' ? cells.slice(0, -1) : cells;
  return own.map((cell) => {
    const bare = cell.replace(/[,;\t]$/, '').trim();
    return bare.startsWith('"') ? bare.slice(1, -1).replaceAll('""', '"').trim() : bare;
  });
}
