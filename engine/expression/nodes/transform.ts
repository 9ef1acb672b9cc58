import { type AstNode, part } from '../ast.ts';
import type { Compiler } from '../compiler.ts';
import { ExpressionError } from '../error.ts';
import { apply } from '../functions/apply.ts';
import { isFunction } from '../functions/function-value.ts';
import { Native } from '../functions/native.ts';
import type { Evaluate, Frame } from '../run.ts';
import type { Scope } from '../scope.ts';
import { parseSignature } from '../signature.ts';
import { Clone } from '../values/clone.ts';
import { getField, keysOf, setField } from '../values/document.ts';
import { isArrayOfTexts } from '../values/numeric.ts';
import { isDocument, view } from '../values/view.ts';
import { compileLookup } from './variable.ts';

const SIGNATURE = parseSignature('<(oa):o>', true);

interface Parts {
  readonly clone: Evaluate;
  readonly pattern: Evaluate;
  readonly update: Evaluate;
  readonly remove: Evaluate | undefined;
  readonly position: number;
}

/** `|pattern|update, delete|`: a function that gives a changed copy. Nothing but the copy is ever changed. */
export function compileTransform(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const parts: Parts = {
    clone: compileLookup('clone', scope, compiler),
    pattern: compiler.compile(part(node.pattern), scope),
    update: compiler.compile(part(node.update), scope),
    remove: node.delete && compiler.compile(node.delete, scope),
    position: node.position ?? 0,
  };
  return (_, frame) =>
    new Native('transform', SIGNATURE, ['obj'], ([value]) =>
      value === undefined ? undefined : transform(parts, value, frame),
    );
}

function transform(parts: Parts, value: unknown, frame: Frame): unknown {
  const cloner = parts.clone(undefined, frame);
  if (!isFunction(cloner)) throw new ExpressionError('T2013', { position: parts.position });
  const place = { position: parts.position, token: 'clone' };
  const clone = new Clone(apply(cloner, [value], null, frame.run, place));
  const matches = parts.pattern(clone.value, frame);
  if (matches === undefined) return clone.value;
  for (const match of Array.isArray(matches) ? matches : [matches]) {
    const target = clone.owned(match);
    update(parts, match, target, frame);
    remove(parts, match, target, frame);
  }
  return clone.value;
}

function update(
  parts: Parts,
  match: unknown,
  target: Record<string, unknown> | undefined,
  frame: Frame,
): void {
  const fields = parts.update(match, frame);
  if (fields === undefined) return;
  if (!isDocument(fields)) throw new ExpressionError('T2011', { value: fields, position: parts.position });
  if (target === undefined) return;
  for (const key of keysOf(fields)) setField(target, key, getField(fields, key));
}

function remove(
  parts: Parts,
  match: unknown,
  target: Record<string, unknown> | undefined,
  frame: Frame,
): void {
  const names = parts.remove?.(match, frame);
  if (names === undefined) return;
  const list = Array.isArray(names) ? names : [names];
  if (!isArrayOfTexts(list)) throw new ExpressionError('T2012', { value: names, position: parts.position });
  if (target !== undefined) for (const name of list) delete target[String(view(name))];
}
