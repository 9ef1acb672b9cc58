import type { AstNode } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { checkLength } from '../meter.ts';
import type { Evaluate } from '../run.ts';
import type { Scope } from '../scope.ts';
import { CONS, mark } from '../values/sequence.ts';
import { checkMemberOrder } from './member-order.ts';

/** `[…]`: the members' values, arrays taken apart unless the member itself is written in brackets. */
export function compileArray(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  checkMemberOrder(node.expressions ?? [], false, compiler);
  const members = (node.expressions ?? []).map((member) => ({
    whole: member.value === '[',
    evaluate: compiler.compile(member, scope),
  }));
  const constructed = node.consarray === true;
  return (input, frame) => {
    const values: unknown[] = [];
    for (const { whole, evaluate } of members) {
      const value = evaluate(input, frame);
      if (value === undefined) continue;
      if (whole || !Array.isArray(value)) values.push(value);
      else for (const item of value) values.push(item);
      checkLength(values.length);
    }
    return constructed ? mark(values, CONS) : values;
  };
}
