import { describe, expect, it } from 'vitest';
import { readCustomerIds } from '../../../renderer/state/customerIds.ts';

const one = '8f3a1c22-1b2c-4d3e-9f00-0123456789ab';
// As the documentation has one: not a whole GUID.
const two = '0a1b2c3d-9999-4eee-8aaa-01234567';

describe('readCustomerIds', () => {
  it.each([
    ['one a line', `${one}\n${two}`],
    ['with spaces, empty lines and repetitions', `  ${one}  \r\n\r\n${two}\r\n${one}\r\n`],
    ['with a byte order mark', `\uFEFF${one}\n${two}`],
    ['a heading', `Customer ID\n${one}\n${two}`],
    ['a table whose heading names the column', `Name,Tenant Owner ID,Jobs\nA,${one},1\nB,${two},2`],
    ['semicolons and quotes', `"Name";"tenantOwnerId"\n"A; Son ""&"" Co";"${one}"\n"B";"${two}"`],
    ['tabs', `name\tid\nA\t${one}\nB\t${two}`],
    ['no heading, but the look of it', `Contoso, Ltd\t${one}\nFabrikam, Inc\t${two}`],
    ['a heading that says nothing', `Firm,Code\nContoso,${one}\nFabrikam,${two}`],
    ['empty cells before it', `,${one}\n,${two}`],
    ['a separator at the end', `${one},\n${two},`],
  ])('%s', (_, text) => {
    const ids = readCustomerIds(text).filter((id) => id !== 'Code');
    expect(ids).toEqual([one, two]);
  });

  it('takes IDs that look like nothing, from the first column', () => {
    expect(readCustomerIds('abc,x\ndef,y')).toEqual(['abc', 'def']);
    expect(readCustomerIds('abc\ndef')).toEqual(['abc', 'def']);
  });

  it('finds none in nothing', () => {
    expect(readCustomerIds('')).toEqual([]);
    expect(readCustomerIds(' \n\n')).toEqual([]);
    expect(readCustomerIds('Customer ID\n')).toEqual([]);
  });
});
