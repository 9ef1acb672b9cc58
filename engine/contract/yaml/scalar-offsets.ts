import type { CST } from 'yaml';

/**
 * Where each UTF-16 unit of a scalar's value stands in the file: `offsets[i]` is the offset of unit `i`, and
 * the last entry the one behind the last unit. `value` is the value as worked out here, which must equal the
 * library's. Folded line breaks and escapes point at their first character.
 */
export interface ScalarOffsets {
  readonly value: string;
  readonly offsets: readonly number[];
}

/** A text under construction in which every unit knows where it comes from. */
class Writer {
  value = '';
  readonly offsets: number[] = [];

  put(text: string, offset: number): void {
    this.value += text;
    for (let i = 0; i < text.length; i++) this.offsets.push(offset);
  }

  /** Copies a stretch of the source unit by unit. */
  copy(text: string, offset: number): void {
    this.value += text;
    for (let i = 0; i < text.length; i++) this.offsets.push(offset + i);
  }

  finish(end: number): ScalarOffsets {
    this.offsets.push(end);
    return { value: this.value, offsets: this.offsets };
  }
}

export function scalarOffsets(token: CST.FlowScalar | CST.BlockScalar): ScalarOffsets {
  switch (token.type) {
    case 'block-scalar':
      return blockOffsets(token);
    case 'double-quoted-scalar':
      return doubleOffsets(token.source, token.offset);
    case 'single-quoted-scalar':
      return foldedOffsets(token.source.slice(1, -1), token.offset + 1, true);
    default:
      return foldedOffsets(token.source, token.offset, false);
  }
}

interface Line {
  readonly text: string;
  readonly offset: number;
  /** Offset of the line break behind it. */
  readonly end: number;
}

function linesIn(source: string, offset: number): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (;;) {
    const newline = source.indexOf('\n', start);
    const stop = newline < 0 ? source.length : newline;
    const text = source.slice(start, newline > start && source[stop - 1] === '\r' ? stop - 1 : stop);
    lines.push({ text, offset: offset + start, end: offset + stop });
    if (newline < 0) return lines;
    start = newline + 1;
  }
}

/** Plain and single-quoted: breaks fold to a space, empty lines to breaks; white space around a break is dropped. */
function foldedOffsets(source: string, offset: number, quoted: boolean): ScalarOffsets {
  const writer = new Writer();
  const lines = linesIn(source, offset);
  let empty = 0;
  let breakAt = offset;
  lines.forEach((line, index) => {
    const first = index === 0;
    const last = index === lines.length - 1;
    const lead = first ? 0 : leading(line.text);
    const text = last ? line.text.slice(lead) : line.text.slice(lead).replace(/[ \t]+$/, '');
    if (!first) {
      if (text === '' && !last) {
        empty++;
        return;
      }
      writer.put(empty === 0 ? ' ' : '\n'.repeat(empty), breakAt);
    }
    if (quoted) copyUnquoting(writer, text, line.offset + lead);
    else writer.copy(text, line.offset + lead);
    empty = 0;
    breakAt = line.end;
  });
  return writer.finish(offset + source.length);
}

function leading(text: string): number {
  let i = 0;
  while (text[i] === ' ' || text[i] === '\t') i++;
  return i;
}

function copyUnquoting(writer: Writer, text: string, offset: number): void {
  for (let i = 0; i < text.length; i++) {
    writer.copy(text[i] ?? '', offset + i);
    if (text[i] === "'" && text[i + 1] === "'") i++;
  }
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};

const escapeDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function doubleOffsets(source: string, offset: number): ScalarOffsets {
  const writer = new Writer();
  const stop = source.length - 1;
  let i = 1;
  while (i < stop) {
    const unit = source[i] ?? '';
    if (unit === '\\') i = copyEscape(writer, source, i, offset);
    else if (unit === '\n' || unit === '\r') i = foldBreaks(writer, source, i, offset);
    else if (unit === ' ' || unit === '\t') i = copySpaces(writer, source, i, offset);
    else writer.copy(unit, offset + i++);
  }
  return writer.finish(offset + stop);
}

function copyEscape(writer: Writer, source: string, at: number, offset: number): number {
  const name = source[at + 1] ?? '';
  const digits = escapeDigits[name];
  if (digits !== undefined) {
    const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
    if (code <= 0x10ffff) writer.put(String.fromCodePoint(code), offset + at);
    return at + 2 + digits;
  }
  const breakLength = name === '\n' ? 1 : name === '\r' && source[at + 2] === '\n' ? 2 : 0;
  if (breakLength > 0) return at + 1 + breakLength + leading(source.slice(at + 1 + breakLength));
  writer.put(escapes[name] ?? `\\${name}`, offset + at);
  return at + 2;
}

function foldBreaks(writer: Writer, source: string, at: number, offset: number): number {
  let i = at;
  let breaks = 0;
  while (i < source.length - 1 && /[ \t\r\n]/.test(source[i] ?? '')) {
    if (source[i] === '\n') breaks++;
    i++;
  }
  writer.put(breaks <= 1 ? ' ' : '\n'.repeat(breaks - 1), offset + at);
  return i;
}

function copySpaces(writer: Writer, source: string, at: number, offset: number): number {
  let i = at;
  while (source[i] === ' ' || source[i] === '\t') i++;
  const broken = source[i] === '\n' || (source[i] === '\r' && source[i + 1] === '\n');
  if (!broken) writer.copy(source.slice(at, i), offset + at);
  return i;
}

function blockOffsets(token: CST.BlockScalar): ScalarOffsets {
  const writer = new Writer();
  const header = token.props.map((part) => ('source' in part ? part.source : '')).join('');
  const marks = /^[|>]([-+]?)([1-9]?)([-+]?)/.exec(header);
  const chomp = marks?.[1] || marks?.[3] || '';
  const explicit = marks?.[2] ? Number(marks[2]) : 0;
  const start = token.offset + header.length;
  const lines = linesIn(token.source, start);
  if (lines.at(-1)?.text === '') lines.pop();
  const contentLines = lines.filter((line) => line.text.trim() !== '' || /\t/.test(line.text));
  const indent = explicit > 0 ? Math.max(0, token.indent) + explicit : spaces(contentLines[0]?.text ?? '');
  const blank = (line: Line): boolean => spaces(line.text) === line.text.length && line.text.length <= indent;
  let count = lines.length;
  while (count > 0 && blank(lines[count - 1] as Line)) count--;
  const body = lines.slice(0, count).map((line) => ({
    text: line.text.slice(Math.min(indent, spaces(line.text))),
    offset: line.offset + Math.min(indent, spaces(line.text)),
    end: line.end,
  }));
  if (header.startsWith('|')) copyLines(writer, body);
  else foldLines(writer, body);
  const end = lines.at(-1)?.end ?? start;
  if (chomp === '+') {
    if (count > 0) writer.put('\n', body.at(-1)?.end ?? start);
    for (const line of lines.slice(count)) writer.put('\n', line.end);
  } else if (chomp === '' && count > 0) writer.put('\n', body.at(-1)?.end ?? start);
  return writer.finish(end);
}

function spaces(text: string): number {
  let i = 0;
  while (text[i] === ' ') i++;
  return i;
}

function copyLines(writer: Writer, body: readonly Line[]): void {
  body.forEach((line, index) => {
    if (index > 0) writer.put('\n', body[index - 1]?.end ?? line.offset);
    writer.copy(line.text, line.offset);
  });
}

/** Folded block scalar: breaks between two ordinary lines fold; those next to a more indented line stay. */
function foldLines(writer: Writer, body: readonly Line[]): void {
  let previous: Line | undefined;
  let empty = 0;
  for (const line of body) {
    if (line.text === '') {
      empty++;
      continue;
    }
    if (previous === undefined) writer.put('\n'.repeat(empty), line.offset);
    else if (isMoreIndented(previous) || isMoreIndented(line))
      writer.put('\n'.repeat(empty + 1), previous.end);
    else writer.put(empty === 0 ? ' ' : '\n'.repeat(empty), previous.end);
    writer.copy(line.text, line.offset);
    previous = line;
    empty = 0;
  }
}

function isMoreIndented(line: Line): boolean {
  return line.text.startsWith(' ') || line.text.startsWith('\t');
}
