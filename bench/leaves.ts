import type { Computation, Effects, Plan } from '../engine/contract/index.ts';

/** One field expression of a mapping, and where its value goes. */
export interface FieldExpression {
  /** Dotted path in the drawer. */
  readonly label: string;
  readonly text: string;
  readonly computation: Computation;
}

/** All field expressions of a mapping in the order of the contract, those of the twins of numbers too. */
export function fieldExpressions(plan: Plan, mapping: string): readonly FieldExpression[] {
  const found = plan.mappings.find(({ name }) => name === mapping);
  if (found === undefined) throw new Error(`no mapping ${mapping}`);
  return found.outputs.flatMap((output) =>
    output.leaves.flatMap((leaf): FieldExpression[] => {
      const own = { label: leaf.label, text: leaf.value.text, computation: leaf.value };
      const twin = leaf.else;
      if (twin === undefined) return [own];
      const label = [...output.into, ...twin.path].join('.');
      return [own, { label, text: twin.value.text, computation: twin.value }];
    }),
  );
}

/** Effects of expressions that raise none. */
export const noEffects: Effects = {
  warn: () => undefined,
  fail: (code) => {
    throw new Error(code);
  },
};
