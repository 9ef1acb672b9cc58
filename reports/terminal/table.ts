import { displayWidth } from './width.ts';

export type Align = 'left' | 'right';

/** Rows of text as lines with aligned columns, two spaces between them, nothing at a line's end. */
export function alignRows(rows: readonly (readonly string[])[], aligns: readonly Align[]): readonly string[] {
  const widths = aligns.map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, displayWidth(row[column] ?? '')), 0),
  );
  return rows.map((row) =>
    aligns
      .map((align, column) => pad(row[column] ?? '', widths[column] ?? 0, align))
      .join('  ')
      .trimEnd(),
  );
}

function pad(text: string, width: number, align: Align): string {
  const gap = ' '.repeat(Math.max(width - displayWidth(text), 0));
  return align === 'left' ? text + gap : gap + text;
}
