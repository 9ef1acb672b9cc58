import type { AstNode } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import type { Evaluate } from '../run.ts';
import type { Scope } from '../scope.ts';
import { itemsOf, sequenceOf } from '../values/sequence.ts';
import { compileFieldPath, fieldNames } from './field-path.ts';
import { compileGroup } from './group.ts';
import { compileStep, kept, type Step } from './path-step.ts';
import { compileTuplePath } from './tuple-path.ts';

/** A location path, raw (before unwrapping). */
export function compilePath(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const steps = node.steps ?? [];
  if (node.tuple === true || steps.some((step) => step.tuple === true))
    return compileTuplePath(node, scope, compiler);
  const names = fieldNames(node);
  if (names !== undefined) return compileFieldPath(names);
  const compiled = steps.map((step, index) => compileStep(step, index, scope, compiler));
  const fromVariable = steps[0]?.type === 'variable';
  const keepArray = node.keepSingletonArray === true;
  const last = compiled.length - 1;
  const group =
    node.group === undefined ? undefined : compileGroup(node.group.lhs, node.group.position, scope, compiler);
  return (input, frame) => {
    let items: unknown = Array.isArray(input) && !fromVariable ? input : sequenceOf(input);
    for (let index = 0; index <= last; index++) {
      items = (compiled[index] as Step)(itemsOf(items), frame, index === last);
      if (items === undefined || items === '' || (Array.isArray(items) && items.length === 0)) break;
    }
    if (keepArray) items = kept(items);
    return group === undefined ? items : group(items, frame);
  };
}
