import { type Finding, formatPlace } from '../finding.ts';
import { excerptAt } from './excerpt.ts';

/** How a piece of a finding is meant, for who has colours. */
export type Emphasis = 'error' | 'warning' | 'strong' | 'faint';
export type Paint = (text: string, emphasis: Emphasis) => string;

export interface FindingView {
  /** The file's text, for the line that is meant. */
  readonly source?: string | undefined;
  /** The file's name as it is shown; that of the finding unless given. */
  readonly file?: string;
  readonly paint?: Paint;
}

/** Where each code is explained. */
export function explanationOf(code: string): string {
  return `docs/codes.md#${code}`;
}

/**
 * A finding for people: `file:line:column: severity code: message` on one line, as editors take it, below it the line
 * that is meant with a mark, the hint, and where the code is explained.
 */
export function describeFinding(
  finding: Finding,
  { source, file, paint = (text) => text }: FindingView,
): string {
  const { code, severity, message, place, hint, detail } = finding;
  const where = formatPlace({ ...place, file: file ?? place.file });
  const said = `${message}${detail === undefined ? '' : ` [${detail}]`}`;
  const lines = [`${paint(where, 'strong')}: ${paint(`${severity} ${code}`, severity)}: ${said}`];
  const excerpt = source === undefined ? undefined : excerptAt(source, place);
  const number = String(place.line).padStart(5);
  const margin = ' '.repeat(number.length);
  if (excerpt) {
    lines.push(`${paint(`${number} |`, 'faint')} ${excerpt.text}`);
    lines.push(`${paint(`${margin} |`, 'faint')} ${excerpt.before}${paint('^', severity)}`);
  }
  if (hint !== undefined) lines.push(`${paint(`${margin} =`, 'faint')} ${hint}`);
  lines.push(`${paint(`${margin} = ${explanationOf(code)}`, 'faint')}`);
  return lines.join('\n');
}
