import { expect, test } from 'vitest';
import { formatPath, parsePath } from '../../engine/contract/index.ts';
import { nearest } from '../../engine/contract/suggest.ts';
import { isExactNumber } from '../../engine/contract/yaml/number.ts';

test.each([
  ['nombre', ['nombres', 'apellidos'], 'nombres'],
  ['Nombre-Completo', ['nombre_complet', 'nombre_completo'], 'nombre_completo'],
  ['t\u00edtulo', ['titulos', 'ti\u0301tulo'], 'ti\u0301tulo'],
  ['recieve', ['receive', 'relieve'], 'receive'],
  ['abc', ['xyz', 'abcdefgh'], undefined],
  ['', ['a'], 'a'],
  ['x'.repeat(1000), ['y'.repeat(1000)], undefined],
])('the nearest to %s', (name, candidates, expected) => {
  expect(nearest(name, candidates)).toBe(expected);
});

test.each([
  ['a', ['a']],
  ['a.b_1.c-d', ['a', 'b_1', 'c-d']],
  ['`a.b`.c', ['a.b', 'c']],
  ['año', ['año']],
  ['`$x`', ['$x']],
])('the path %s', (text, names) => {
  expect(parsePath(text)).toEqual(names);
  expect(formatPath(names)).toBe(text);
});

test.each([
  '',
  '.',
  'a.',
  '.a',
  'a..b',
  'a b',
  '`a',
  '``',
  'a`b`',
  '`a`b',
  '$x',
  'a[0]',
])('no path: %s', (text) => {
  expect(parsePath(text)).toBeUndefined();
});

test.each([
  ['1e5', 1e5, true],
  ['1e5', 1e6, false],
  ['0.10', 0.1, true],
  ['-0', -0, true],
  ['0o17', 15, true],
  ['9007199254740993', 9007199254740992, false],
])('%s is exactly %s: %s', (source, value, exact) => {
  expect(isExactNumber(source, value)).toBe(exact);
});
