import { describe, expect, test } from 'vitest';
import { readYaml } from './read.ts';

const refusals: readonly [name: string, text: string, faults: readonly string[]][] = [
  ['an anchor', 'a: &x b\n', ['1:4 yaml.anchor']],
  ['an anchor on a key', '&x a: b\n', ['1:1 yaml.anchor']],
  ['an alias', 'a: *x\n', ['1:4 yaml.alias']],
  ['an anchor and its alias', 'a: &x b\nc: *x\n', ['1:4 yaml.anchor', '2:4 yaml.alias']],
  ['a tag', 'a: !foo b\n', ['1:4 yaml.tag']],
  ['a known tag', 'a: !!str 1\n', ['1:4 yaml.tag']],
  ['a merge key', 'a:\n  <<: { b: 1 }\n', ['2:3 yaml.merge_key']],
  ['a %YAML directive', '%YAML 1.1\n---\na: no\n', ['1:1 yaml.directive']],
  ['a %TAG directive', '%TAG ! tag:example.org,2000:\n---\na: b\n', ['1:1 yaml.directive']],
  ['two documents', 'a: b\n---\nc: d\n', ['2:1 yaml.documents']],
  ['two documents, the first ended', 'a: b\n...\nc: d\n', ['3:1 yaml.documents']],
  ['a duplicate key', 'a: 1\nb: 2\na: 3\n', ['3:1 yaml.duplicate_key']],
  ['a duplicate key, quoted once', 'a: 1\n"a": 3\n', ['2:1 yaml.duplicate_key']],
  ['a duplicate key in a flow map', 'x: { a: 1, a: 2 }\n', ['1:12 yaml.duplicate_key']],
  ['a number as key', '12: a\n', ['1:1 yaml.key']],
  ['a boolean as key', 'true: a\n', ['1:1 yaml.key']],
  ['a null key', '~: a\n', ['1:1 yaml.key']],
  ['an empty key', ': a\n', ['1:1 yaml.key']],
  ['a list as key', '? [ a ]\n: b\n', ['1:3 yaml.key']],
  ['a tab as indentation', 'a:\n\t- b\n', ['2:1 yaml.tab']],
  ['a number too long', 'a: 17620948311935071234\n', ['1:4 yaml.number']],
  ['a fraction too long', 'a: 0.1000000000000000055\n', ['1:4 yaml.number']],
  ['an infinite number', 'a: .inf\n', ['1:4 yaml.number']],
  ['not a number', 'a: .nan\n', ['1:4 yaml.number']],
  ['a number beyond all', 'a: 1e400\n', ['1:4 yaml.number']],
  ['a hexadecimal number too long', 'a: 0xFFFFFFFFFFFFFFFF\n', ['1:4 yaml.number']],
  ['nothing', '', ['1:1 yaml.empty']],
  ['only comments', '# a\n\n# b\n', ['1:1 yaml.empty']],
  ['a control character', 'a: "b\u0007"\n', ['1:6 yaml.character']],
  ['a lone carriage return', 'a: b\rc: d\n', ['1:5 yaml.character']],
  ['a lone surrogate', 'a: \ud800\n', ['1:4 yaml.character']],
  ['a conditional as plain scalar', 'a: b ? c : d\n', ['1:4 yaml.syntax']],
  ['text joined by &', 'a: "b" & c\n', ['1:8 yaml.syntax']],
  ['a backtick first', 'a: `b c`\n', ['1:4 yaml.syntax']],
  ['an @ first', 'a: @b\n', ['1:4 yaml.syntax']],
  ['a % first', 'a: %b\n', ['1:4 yaml.syntax']],
  ['an open bracket', 'a: [ b\nc: d\n', ['1:4 yaml.syntax']],
  ['an open quote', 'a: "b\nc: d\n', ['1:4 yaml.syntax']],
  ['a bad escape', 'a: "\\q"\n', ['1:5 yaml.syntax']],
  ['two faults in two lines', 'a: `b\nc: "d" & e\n', ['1:4 yaml.syntax', '2:8 yaml.syntax']],
];

describe('what is refused, and where', () => {
  test.each(refusals)('%s', (_, text, faults) => {
    expect(readYaml(text).faults).toEqual(faults);
  });

  test('too deep, before anything recurses', () => {
    expect(readYaml(`a: ${'['.repeat(99)}${']'.repeat(99)}\n`).faults).toEqual([]);
    expect(readYaml(`a: ${'['.repeat(100)}${']'.repeat(100)}\n`).faults).toEqual(['1:103 yaml.depth']);
    expect(readYaml('['.repeat(900_000)).faults).toEqual(['1:101 yaml.depth']);
    expect(readYaml('- '.repeat(400_000)).faults).toEqual(['1:201 yaml.depth']);
    expect(readYaml('? '.repeat(400_000)).faults).toEqual(['1:201 yaml.depth']);
    expect(readYaml('{a: '.repeat(200_000)).faults).toEqual(['1:401 yaml.depth']);
  });

  test('too large, before anything is parsed', () => {
    expect(readYaml('a'.repeat(1024 * 1024 + 1)).faults).toEqual(['1:1 yaml.size']);
    expect(readYaml('é'.repeat(600_000)).faults).toEqual(['1:1 yaml.size']);
  });
});

describe('what is kept', () => {
  test.each([
    ['exact numbers', 'a: 1.10\nb: 0x1F\nc: -12\nd: 1e3\ne: 0.1\nf: 9007199254740991\n'],
    ['words that other readers take for booleans', 'a: no\nb: on\nc: 12:30:45\n'],
    ['CRLF', 'a: b\r\nc:\r\n  - d\r\n'],
    ['a byte order mark', '\ufeffa: b\n'],
    ['a document start', '---\na: b\n'],
    ['odd keys', '"a b": 1\n__proto__: 2\nconstructor: 3\n'],
    ['comments on lines of their own', '# x\na: b\n# y\nc:\n  # z\n  d: e\n'],
  ])('%s', (_, text) => {
    expect(readYaml(text).faults).toEqual([]);
  });
});
