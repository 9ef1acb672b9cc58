import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { YamlNode, YamlScalar } from '../../../engine/contract/yaml/index.ts';
import { readYaml } from './read.ts';

const marker = '§';

/** The scalar under `key`, in the outermost map or below `in`. */
function scalarUnder(node: YamlNode | undefined, ...keys: string[]): YamlScalar {
  let at = node;
  for (const key of keys)
    at = at?.kind === 'map' ? at.entries.find((entry) => entry.key === key)?.value : undefined;
  if (at?.kind !== 'scalar') throw new Error(`no scalar at ${keys.join('.')}`);
  return at;
}

/** Where the marker stands in the file: line and column from 1. */
function markerPlace(text: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(marker)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function expectMarker(text: string, ...keys: string[]): void {
  const { node, faults } = readYaml(text);
  expect(faults, text).toEqual([]);
  const scalar = scalarUnder(node, ...keys);
  const offset = String(scalar.value).indexOf(marker);
  expect(offset, text).toBeGreaterThanOrEqual(0);
  const { line, column } = scalar.placeOf(offset);
  expect({ line, column }, text).toEqual(markerPlace(text));
}

const word = fc.stringMatching(/^[a-zA-Z$.]{1,6}$/);
const piece = fc.oneof(
  word,
  fc.constantFrom("'x'", '"y"', 'ñ', '\u{1F600}', '(a + b)', '* 2', 'a[b=1]', "'", '\\'),
);
const line = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(' '));
const newline = fc.constantFrom('\n', '\r\n');

/** Lines of a text, one of them with the marker inside. */
const marked = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 5 }), fc.nat(), fc.nat())
  .map(([lines, which, where]) => {
    const index = which % lines.length;
    const text = lines[index] ?? '';
    const units = [...text];
    const at = where % (units.length + 1);
    return lines.map((each, i) =>
      i === index ? [...units.slice(0, at), marker, ...units.slice(at)].join('') : each,
    );
  });

/** Lines where nothing is special to a plain scalar. */
const plainMarked = fc
  .tuple(fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), fc.nat())
  .map(([lines, which]) => {
    const texts = lines.map((words) => words.join(' '));
    const index = which % texts.length;
    return texts.map((text, i) =>
      i === index
        ? `${text.slice(0, which % (text.length + 1))}${marker}${text.slice(which % (text.length + 1))}`
        : text,
    );
  });

const gaps = fc.array(fc.nat(2), { minLength: 5, maxLength: 5 });
const indent = fc.integer({ min: 1, max: 4 }).map((n) => ' '.repeat(n));

function fold(lines: readonly string[], gap: readonly number[], before: string, nl: string): string {
  return lines
    .map((text, i) => (i === 0 ? text : `${nl.repeat(1 + (gap[i] ?? 0))}${before}${text}`))
    .join('');
}

test('plain, folded over lines', () => {
  fc.assert(
    fc.property(plainMarked, gaps, indent, newline, (lines, gap, before, nl) => {
      expectMarker(`top:${nl}  key: ${fold(lines, gap, `  ${before}`, nl)}${nl}  z: 1${nl}`, 'top', 'key');
    }),
  );
});

test('single-quoted, folded over lines, quotes doubled', () => {
  fc.assert(
    fc.property(marked, gaps, indent, newline, (lines, gap, before, nl) => {
      const text = fold(
        lines.map((each) => each.replaceAll("'", "''")),
        gap,
        before,
        nl,
      );
      expectMarker(`key: '${text}'${nl}z: 1${nl}`, 'key');
    }),
  );
});

const escaped = (text: string, hex: boolean): string =>
  [...text]
    .map((character) => {
      if (character === '"' || character === '\\') return `\\${character}`;
      if (!hex || character === marker) return character;
      const code = character.codePointAt(0) ?? 0;
      if (code > 0xffff) return `\\U${code.toString(16).padStart(8, '0')}`;
      return code > 0xff ? `\\u${code.toString(16).padStart(4, '0')}` : character;
    })
    .join('');

test('double-quoted, folded over lines, with escapes', () => {
  fc.assert(
    fc.property(
      marked,
      gaps,
      indent,
      newline,
      fc.boolean(),
      fc.boolean(),
      (lines, gap, before, nl, hex, join) => {
        const texts = lines.map((each) => escaped(each, hex));
        const text = join ? texts.join(`\\n\\${nl}${before}`) : fold(texts, gap, before, nl);
        expectMarker(`key: "${text}"${nl}z: 1${nl}`, 'key');
      },
    ),
  );
});

/** Style, chomping, whether the indentation is said, whether a comment follows, and how deep the key lies. */
const header = fc.tuple(
  fc.constantFrom('|', '>'),
  fc.constantFrom('', '-', '+'),
  fc.boolean(),
  fc.boolean(),
  fc.nat(3),
);

test('block scalars: literal and folded, chomping, indentation indicators, more indented lines', () => {
  fc.assert(
    fc.property(
      marked,
      gaps,
      gaps,
      header,
      newline,
      indent,
      (lines, gap, extra, [style, chomp, explicit, note, deep], nl, base) => {
        const margin = ' '.repeat(deep);
        const body = lines
          .map(
            (text, i) =>
              `${nl.repeat(gap[i] ?? 0)}${margin}${base}${' '.repeat(i === 0 && !explicit ? 0 : (extra[i] ?? 0))}${text}${nl}`,
          )
          .join('');
        const mark = `${style}${explicit ? base.length : ''}${chomp}${note ? ' # a note' : ''}`;
        const last = `${nl.repeat(gap[4] ?? 0)}${margin}z: 1${nl}`;
        const text = `${margin}key: ${mark}${nl}${body}${last}`;
        if (deep === 0) expectMarker(text, 'key');
        else expectMarker(`top:${nl}${text}`, 'top', 'key');
      },
    ),
  );
});

test('the end of a text is the place behind its last character', () => {
  const scalar = scalarUnder(readYaml('a:\n  b: "cd"\n').node, 'a', 'b');
  expect(scalar.placeOf(2)).toEqual({ file: 'f.yaml', line: 2, column: 9 });
  expect(scalar.placeOf(99)).toEqual({ file: 'f.yaml', line: 2, column: 9 });
});

test('a comment belongs to a plain scalar only on its own line', () => {
  const comment = (text: string): unknown => scalarUnder(readYaml(text).node, 'a').comment;
  expect(comment('a: b # c\n')).toEqual({ file: 'f.yaml', line: 1, column: 6 });
  expect(comment('a: b\n  c # d\n')).toEqual({ file: 'f.yaml', line: 2, column: 5 });
  expect(comment('{ a: b # c\n}\n')).toEqual({ file: 'f.yaml', line: 1, column: 8 });
  expect(comment('a: b\n# c\n')).toBeUndefined();
  expect(comment('a: b\n\n  # c\nd: e\n')).toBeUndefined();
  expect(comment('a: "b" # c\n')).toBeUndefined();
  expect(comment('a: | # c\n  b\n')).toBeUndefined();
});
