import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../engine/expression/index.ts';

function factsOf(text: string) {
  const compiled = compileExpression(text);
  if ('findings' in compiled) throw new Error(text);
  return compiled.expression;
}

/** Reads as texts; a star stands for everything below. */
function readsOf(text: string): string[] {
  return factsOf(text)
    .reads.map(
      ({ variable, path, whole }) =>
        `${[...(variable === undefined ? [] : [`$${variable}`]), ...path].join('.')}${whole ? '*' : ''}`,
    )
    .sort();
}

describe('what an expression reads', () => {
  it.each([
    ['a.b.c', ['a.b.c*']],
    ['a[b > 1].c', ['a.b', 'a.c*']],
    ['$lookup(a, $x)', ['$x*', 'a*']],
    ['$lookup(a, "q").z', ['a.q.z*']],
    ['*', ['*']],
    ['a.**', ['a*']],
    ['($r := a; $r.b & $r.c)', ['a.b*', 'a.c*']],
    ['$map(list, function($v){ $v.name & $$.pre })', ['list.name*', 'pre*']],
    ['$docs.total', ['$docs.total*']],
    ['list^(>date)[0].id', ['list.date', 'list.id*']],
    ['$exists(a) ? b.c : d', ['a', 'b.c*', 'd*']],
    ['s.$trim()', ['s*']],
    ['$measure(a.b)', ['a.b*']],
    ['list.{"v": v}', ['list.v*']],
    ['list.sku.{"v": %.n}', ['*', 'list.sku*'].slice(0, 1)],
  ])('%s', (text, expected) => {
    expect(readsOf(text)).toEqual(expected);
  });
});

describe('what else a text tells', () => {
  it('names functions and free variables with their places', () => {
    const { functions, variables } = factsOf('($x := $y; $sum($x) + $measure($z))');
    expect(functions).toEqual([
      { name: 'sum', position: 11 },
      { name: 'measure', position: 22 },
    ]);
    expect(variables.map(({ name }) => name)).toEqual(['y', 'measure', 'z']);
  });

  it('knows branches and kinds of result', () => {
    expect(factsOf('a ? "x" : 1').branches).toEqual([{ position: 2, test: 0, holds: 4, fails: 10 }]);
    expect([...factsOf('a ? "x" : 1').resultKinds].sort()).toEqual(['number', 'string']);
    expect([...factsOf('a & b').resultKinds]).toEqual(['string']);
    expect([...factsOf('a.b').resultKinds]).toEqual(['unknown']);
  });
});
