import { checkText } from '../meter.ts';
import { textOf } from '../values/text.ts';
import { characterCount, sliceCharacters } from './characters.ts';
import { builtinOf } from './define.ts';

function substring(text: string, from: number, count: number | undefined): string {
  const length = characterCount(text);
  const start = length + from < 0 ? 0 : from;
  if (count === undefined) return sliceCharacters(text, start);
  if (count <= 0) return '';
  return sliceCharacters(text, start, start >= 0 ? start + count : length + start + count);
}

/** Runs of blanks become one space; none at the ends. */
function trim(text: string): string {
  const single = /[\t\n\r]| {2}/.test(text) ? text.replace(/[ \t\n\r]+/g, ' ') : text;
  const start = single.startsWith(' ') ? 1 : 0;
  const end = single.length > start && single.endsWith(' ') ? single.length - 1 : single.length;
  return start === 0 && end === single.length ? single : single.slice(start, end);
}

function pad(text: string, width: number, filler: string | undefined): string {
  const whole = Math.trunc(width);
  const missing = Math.abs(whole) - characterCount(text);
  if (!(missing > 0)) return text;
  const unit = filler === undefined || filler.length === 0 ? ' ' : filler;
  checkText(text.length + missing * unit.length);
  const padding = unit.length > 1 ? sliceCharacters(unit.repeat(missing), 0, missing) : unit.repeat(missing);
  return whole > 0 ? text + padding : padding + text;
}

function before(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(0, at);
}

function after(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(at + mark.length);
}

/** Built-ins that turn a text into another, or measure it. */
export const texts = [
  builtinOf<unknown>(
    'string',
    '<x-b?:s>',
    'arg prettify',
    (value, [pretty]) => textOf(value, pretty === true),
    1,
  ),
  builtinOf<string>('substring', '<s-nn?:s>', 'str start length', (text, [from, count]) =>
    substring(text, from as number, count as number | undefined),
  ),
  builtinOf<string>('substringBefore', '<s-s:s>', 'str chars', (text, [mark]) => before(text, String(mark))),
  builtinOf<string>('substringAfter', '<s-s:s>', 'str chars', (text, [mark]) => after(text, String(mark))),
  builtinOf<string>('lowercase', '<s-:s>', 'str', (text) => text.toLowerCase()),
  builtinOf<string>('uppercase', '<s-:s>', 'str', (text) => text.toUpperCase()),
  builtinOf<string>('length', '<s-:n>', 'str', (text) => characterCount(text)),
  builtinOf<string>('trim', '<s-:s>', 'str', trim),
  builtinOf<string>('pad', '<s-ns?:s>', 'str width char', (text, [width, filler]) =>
    pad(text, width as number, filler as string | undefined),
  ),
];
