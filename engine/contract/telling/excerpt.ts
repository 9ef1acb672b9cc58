import type { Place } from '../finding.ts';

/** A line of a file as it is shown: what can't be seen made visible, and the column that is meant. */
export interface Excerpt {
  readonly text: string;
  /** White space as wide as what stands before the column that is meant. */
  readonly before: string;
}

/** Most characters of a line that are shown; of a longer one those around the column that is meant. */
const widest = 100;

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;
const combining = /\p{M}/gu;
/** Characters that a terminal draws two columns wide. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu;

/** The line of a place; undefined where the file has no such line, or an empty one. */
export function excerptAt(text: string, { line, column }: Place): Excerpt | undefined {
  const source = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    [line - 1]?.replace(/\r$/, '');
  if (source === undefined || source.trim() === '') return undefined;
  const at = Math.min(column - 1, source.length);
  const start = at > widest - 20 ? at - widest / 2 : 0;
  const shown = source.slice(start, start + widest);
  const head = start > 0 ? '…' : '';
  const tail = start + widest < source.length ? '…' : '';
  return {
    text: head + visible(shown).trimEnd() + tail,
    before: blank(head + visible(source.slice(start, at))),
  };
}

/** A tab is one space wide here; anything else that would not be seen, or would move the cursor, is a dot. */
function visible(text: string): string {
  return text.replaceAll('\t', ' ').replace(invisible, '·');
}

function blank(text: string): string {
  return text.replace(combining, '').replace(wide, '  ').replace(/\S/gu, ' ');
}
