import type { Section } from './section.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#124;': '|',
  '&#96;': '`',
};

/** Reads the sections (`## `) of a Markdown report by GFM's rules, as far as our reports use them. */
export function readMarkdown(markdown: string): readonly Section[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((block) => {
      const [heading = '', ...lines] = block.split('\n');
      const tables: string[][][] = [];
      let text = '';
      let inTable = false;
      for (const line of lines) {
        if (!line.startsWith('|')) {
          inTable = false;
          text += `${inlineText(line.replace(/^> /, ''))}\n`;
          continue;
        }
        if (!inTable) tables.push([]);
        inTable = true;
        tables.at(-1)?.push(splitRow(line));
      }
      return { heading: inlineText(heading), tables: tables.map(withoutDelimiter), text };
    });
}

/** What kind of block each line is, and how many cells it has: the skeleton that no value may change. */
export function outlineMarkdown(markdown: string): readonly string[] {
  return markdown.split('\n').map((line) => {
    if (line.startsWith('|')) return `row of ${splitRow(line).length}`;
    return /^(?:#{1,6} | *- | *\d+\. |> |---$|$)/.exec(line)?.[0].replace(/\d+/, '1') ?? 'text';
  });
}

function withoutDelimiter([header = [], delimiter = [], ...rows]: string[][]): string[][] {
  if (!delimiter.every((cell) => /^:?-+:?$/.test(cell))) throw new Error(`no table: ${header.join('|')}`);
  for (const row of rows) {
    if (row.length !== header.length) throw new Error(`row of ${row.length} under ${header.length}: ${row}`);
  }
  return [header, ...rows];
}

function splitRow(line: string): string[] {
  const cells = line.split(/(?<!\\)\|/);
  if (cells[0] !== '' || cells.at(-1) !== '') throw new Error(`a table row without borders: ${line}`);
  return cells.slice(1, -1).map((cell) => inlineText(cell.trim()));
}

/** Plain text of a line: code spans, escapes, entities, emphasis. Raw HTML and links are refused. */
export function inlineText(line: string): string {
  let text = '';
  for (let at = 0; at < line.length; ) {
    const rest = line.slice(at);
    const code = /^(`+)(.*?[^`])\1(?!`)/.exec(rest);
    const entity = /^&[#\w]+;/.exec(rest);
    const escaped = /^\\([!-/:-@[-`{-~])/.exec(rest);
    if (code !== null) text += code[2];
    else if (entity !== null) text += decode(entity[0]);
    else if (escaped !== null) text += escaped[1];
    else if (/^[<>&[\]`_~]|^\/\/|^www\./i.test(rest)) throw new Error(`markup in: ${line}`);
    else if (rest[0] !== '*') text += rest[0];
    at += (code ?? entity ?? escaped ?? ['x'])[0].length;
  }
  return text;
}

function decode(entity: string): string {
  const character = ENTITIES[entity];
  if (character === undefined) throw new Error(`unknown entity ${entity}`);
  return character;
}
