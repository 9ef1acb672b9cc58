import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { helpers } from '../../../engine/contract/helpers/index.ts';
import { compileExpression } from '../../../engine/expression/index.ts';

function evaluate(text: string): unknown {
  const compiled = compileExpression(text, { functions: helpers });
  if (!('expression' in compiled)) throw new Error(JSON.stringify(compiled.findings));
  return compiled.expression.evaluate({}, {}, { now: new Date(0), effects: { warn() {}, fail() {} } });
}

describe.each(helpers.map((helper) => [helper.name, helper] as const))('$%s', (name, helper) => {
  test.each(
    helper.examples.map(({ expression, gives }) => [expression, gives]),
  )('%s gives %o', (expression, gives) => {
    expect(evaluate(String(expression))).toEqual(gives);
  });

  test('has examples, and the reference describes it', async () => {
    expect(helper.examples.length).toBeGreaterThan(0);
    const reference = await readFile('docs/contract-language.md', 'utf8');
    expect(reference).toContain(`\`$${name}(`);
  });
});
