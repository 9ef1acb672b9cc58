import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { renderHtml, renderMarkdown, replaceFile } from '../page/index.ts';
import type { Language } from '../texts/index.ts';
import { type ImpactFacts, impactLines } from './lines.ts';

/**
 * Writes `impacto.md`, `.html` and `.json` into a folder, made if absent, and gives their paths. Each file is readable
 * by its owner only.
 * @throws the file system's error when the folder can't be written; nothing unfinished is left
 */
export async function writeImpact(
  facts: ImpactFacts,
  directory: string,
  lang: Language,
): Promise<readonly string[]> {
  const model = { ...impactLines(facts, lang), lang };
  await mkdir(directory, { recursive: true });
  const texts = {
    md: renderMarkdown('shared/tables.md.hbs', model),
    html: renderHtml('shared/tables.html.hbs', model),
    json: `${JSON.stringify(facts, null, 2)}\n`,
  };
  const paths: string[] = [];
  for (const [ending, text] of Object.entries(texts)) {
    const path = join(directory, `impacto.${ending}`);
    await replaceFile(path, text);
    paths.push(path);
  }
  return paths;
}

/** The widest that the first column of a table may be on a terminal. */
const widest = 64;

/** What a terminal is told: the sentences, and the tables with their columns aligned. */
export function renderImpactText(facts: ImpactFacts, reports: readonly string[], lang: Language): string {
  const { title, sentences, tables, reports: where } = impactLines(facts, lang);
  const lines = [title, '', ...sentences];
  for (const { title: name, heads, rows } of tables) {
    const widths = heads.map((head, at) =>
      Math.min(widest, Math.max(head.length, ...rows.map((row) => (row[at] ?? '').length))),
    );
    const line = (cells: readonly string[]): string =>
      `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd();
    lines.push('', name, line(heads), ...rows.slice(0, 40).map(line));
    if (rows.length > 40) lines.push(`  … (+${rows.length - 40})`);
  }
  return `${[...lines, '', `${where}: ${reports.join(', ')}`].join('\n')}\n`;
}
