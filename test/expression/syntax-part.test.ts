import { describe, expect, it } from 'vitest';
import { type SyntaxPart, syntaxParts, syntaxTree } from '../../engine/expression/index.ts';
import { Random } from './random.ts';
import { ExpressionWriter } from './random-expression.ts';

/** `kind text` of every part, from the whole down. */
function partsIn(text: string): readonly string[] {
  const seen: string[] = [];
  const visit = (part: SyntaxPart): void => {
    seen.push(`${part.kind} ${text.slice(part.start, part.end)}`);
    part.children.forEach(visit);
  };
  const whole = syntaxParts(text);
  if (whole !== undefined) visit(whole);
  return seen;
}

describe('the parts of a text', () => {
  it.each([
    ['a.b', ['path a.b', 'name a', 'name b']],
    ['a.b ?? $c', ['default a.b ?? $c', 'path a.b', 'name a', 'name b', 'variable $c']],
    ['a ?: 1', ['default a ?: 1', 'path a', 'name a', 'literal 1']],
    ['a ? a : b', ['condition a ? a : b', 'path a', 'name a', 'path a', 'name a', 'path b', 'name b']],
    [
      '$exists(a) ? a',
      [
        'condition $exists(a) ? a',
        'call $exists(a)',
        'variable $exists',
        'path a',
        'name a',
        'path a',
        'name a',
      ],
    ],
    ['$now( )', ['call $now( )', 'variable $now']],
    ['"a)" & \'(b\'', ['operation "a)" & \'(b\'', 'literal "a)"', "literal '(b'"]],
    ['[1, -2]', ['array [1, -2]', 'literal 1', 'literal -2']],
    ['{ }', ['object { }']],
    [
      'x[y > 1][0].z',
      [
        'path x[y > 1][0].z',
        'name x[y > 1][0]',
        'operation y > 1',
        'path y',
        'name y',
        'literal 1',
        'literal 0',
        'name z',
      ],
    ],
    ['a[]', ['path a[]', 'name a[]']],
    [
      '$contains(a, /\\(b/i) /* ( */',
      ['call $contains(a, /\\(b/i)', 'variable $contains', 'path a', 'name a', 'regex /\\(b/i'],
    ],
    [
      'function($x){ $f($x) }',
      ['lambda function($x){ $f($x) }', 'variable $x', 'call $f($x)', 'variable $f', 'variable $x'],
    ],
    [
      '( $a := b; $a )',
      ['block ( $a := b; $a )', 'bind $a := b', 'variable $a', 'path b', 'name b', 'variable $a'],
    ],
    ['`a b`', ['path `a b`', 'name `a b`']],
  ] as const)('%s', (text, parts) => {
    expect(partsIn(text)).toEqual(parts);
  });

  it('lie inside each other, and mean alone what they mean in the text', () => {
    const random = new Random(20_261_124);
    const writer = new ExpressionWriter(random);
    const alone = new Set<SyntaxPart['kind']>(['call', 'literal', 'array', 'object', 'block', 'variable']);
    let compared = 0;
    for (let index = 0; index < 400; index++) {
      const text = writer.write(2 + random.below(3));
      const check = (part: SyntaxPart): void => {
        const slice = text.slice(part.start, part.end);
        for (const child of part.children) {
          expect(child.start, text).toBeGreaterThanOrEqual(part.start);
          expect(child.end, text).toBeLessThanOrEqual(part.end);
          check(child);
        }
        if (!alone.has(part.kind)) return;
        expect(syntaxTree(slice), `${slice} in ${text}`).toBeDefined();
        compared++;
      };
      const whole = syntaxParts(text);
      if (whole !== undefined) check(whole);
    }
    expect(compared).toBeGreaterThan(1000);
  });
});
