import type { Change, Diff } from '../../engine/comparison/index.ts';
import { levels } from '../../engine/comparison/index.ts';
import type { Language } from '../texts/index.ts';
import { type DiffTexts, diffTextsOf } from './texts.ts';

/** A diff for a terminal: the worst changes first, each with both sides, where it stands and what it decides. */
export function renderDiffText(diff: Diff, lang: Language): string {
  const texts = diffTextsOf(lang);
  const { from, to, changes, bump } = diff;
  const lines = [`${to.name} ${from.version} → ${to.version}`, ''];
  if (changes.length === 0) lines.push(texts.terminal.nothing, '');
  for (const level of levels) {
    const group = changes.filter((change) => change.level === level);
    if (group.length === 0) continue;
    lines.push(`${texts.levels[level]} (${group.length})`);
    for (const change of group) lines.push(...linesOf(change, texts, lang), '');
  }
  const named = {
    needed: texts.bumps[bump.needed],
    found: bump.found ? texts.bumps[bump.found] : texts.notGreater,
  };
  lines.push(filled(bump.fits ? texts.terminal.bumpFits : texts.terminal.bumpFails, named));
  return `${lines.join('\n')}\n`;
}

function linesOf(change: Change, { terminal }: DiffTexts, lang: Language): readonly string[] {
  const { accepted, drawer, keys, reads } = change;
  const named = (title: string, texts: readonly string[]): readonly string[] =>
    texts.length === 0
      ? []
      : [`      ${title}: ${texts.slice(0, 6).join(', ')}${texts.length > 6 ? ' …' : ''}`];
  return [
    `  ${change.says[lang]}  [${change.rule} ${change.id}]`,
    ...sideLines('-', change.from),
    ...sideLines('+', change.to),
    ...named(terminal.drawer, drawer),
    ...named(terminal.keys, keys),
    ...named(terminal.reads, reads.added),
    ...named(terminal.noLonger, reads.removed),
    ...(accepted === undefined ? [] : [`      ${filled(terminal.accepted, { ...accepted })}`]),
  ];
}

function sideLines(sign: string, side: Change['from']): readonly string[] {
  if (side === undefined) return [];
  const { file, line, column } = side.place;
  const text = side.text.split('\n').slice(0, 12);
  return [`    ${sign} ${text.join(`\n    ${sign} `)}`, `      ${file}:${line}:${column}`];
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
