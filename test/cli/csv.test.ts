import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow } from '../../cli/csv.ts';

/** Reads one row as RFC 4180 says, so that writing and reading are two things. */
function read(row: string): readonly string[] {
  const cells: string[] = [];
  let rest = row;
  for (;;) {
    const match = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|$)/.exec(rest);
    if (match === null) throw new Error(`no CSV: ${rest}`);
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') return cells;
    rest = rest.slice(match[0].length);
  }
}

describe('a row of CSV', () => {
  it('quotes what would end a cell, and nothing else', () => {
    expect(csvRow(['plain', 'a,b', 'say "no"', 'two\r\nlines', 'año; mes', undefined, ''])).toBe(
      'plain,"a,b","say ""no""","two\r\nlines","año; mes",,',
    );
  });

  it.each([
    '=1+1',
    '+34 600',
    '-5',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1+1',
    '\u200b=1',
    '\ufeff=1',
    '＝1',
    '\nnew',
  ])('writes %j so that a spreadsheet takes it for text', (text) => {
    expect(read(csvRow(['a', text, 'b']))).toEqual(['a', `'${text}`, 'b']);
  });

  it('gives every text back, with at most the apostrophe in front', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (cells) => {
        const back = read(csvRow(cells));
        expect(back.length).toBe(cells.length);
        for (const [at, cell] of cells.entries()) {
          expect([cell, `'${cell}`]).toContain(back[at]);
          expect(back[at]).not.toMatch(/^\s*[=+\-@]/);
        }
      }),
    );
  });
});
