import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../engine/expression/index.ts';
import { codeOf, evaluate } from './evaluate.ts';

describe('limits', () => {
  it.each([
    ['an endless tail call', '($f := function(){ $f() }; $f())', 'U1002'],
    ['a deep recursion', '($f := function($n){ 1 + $f($n) }; $f(1))', 'D1011'],
    ['a huge range', '[1..5000000]', 'D2015'],
    ['a range beyond JSONata', '[1..20000000]', 'D2014'],
    ['a huge padding', '$length($pad("a", 100000000))', 'U1003'],
    [
      'doubling a text',
      '($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("ab", 40))',
      'U1003',
    ],
    [
      'doubling a structure',
      '($f := function($s, $n){ $n = 0 ? $s : $f([[$s], [$s]], $n - 1) }; $f(1, 60))',
      'U1002',
    ],
    [
      'text of a doubled structure',
      '($f := function($s, $n){ $n = 0 ? $s : $f([[$s], [$s]], $n - 1) }; $length($string($f(1, 60))))',
      'U1003',
    ],
    ['an ambiguous date picture', `$toMillis("${'a'.repeat(100)}1", "${'[MNn][FNn]'.repeat(12)}")`, 'U1006'],
    ['joining', '($s := $pad("", 1000000, "x"); $length($join([1..30].($s))))', 'U1003'],
  ])('stop %s', (_, text, code) => {
    const start = performance.now();
    expect(codeOf(text, {})).toBe(code);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('search in linear time', () => {
    const start = performance.now();
    expect(evaluate(`$contains("${'a'.repeat(30_000)}!", /^(a+)+$/)`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('texts that cannot be compiled give findings', () => {
  it.each([
    ['deep nesting', '('.repeat(50_000), 'expression.depth'],
    ['deep arrays', `${'['.repeat(20_000)}1${']'.repeat(20_000)}`, 'expression.depth'],
    ['a huge text', 'a.'.repeat(200_000), 'expression.size'],
    ['nested defaults', `${'('.repeat(40)}a${' ?: b)'.repeat(40)}`, 'expression.size'],
    ['look-ahead', '$match(a, /a(?=b)/)', 'expression.regex'],
    ['a back-reference', '$match(a, /(a)\\1/)', 'expression.regex'],
    ['a group that a round may skip', '$match(a, /(?:(a)|b)*/)', 'expression.regex'],
    ['a broken pattern', '$match(a, /(/)', 'expression.syntax'],
    ['a regular expression left of a default', '$contains(a, /b/) ?: 1', 'expression.unsupported'],
    ['$eval', '$eval("1")', 'expression.forbidden'],
    ['an order that does not hold', '($x := 5; [$x := 1, $x])', 'expression.order'],
    ['the empty text', '', 'expression.syntax'],
  ])('%s', (_, text, code) => {
    expect(compileExpression(text)).toMatchObject({ findings: [{ code }] });
  });

  it('forbids functions by name', () => {
    expect(compileExpression('1 + $random()', { forbid: ['random'] })).toMatchObject({
      findings: [{ code: 'expression.forbidden', position: 4 }],
    });
  });
});
