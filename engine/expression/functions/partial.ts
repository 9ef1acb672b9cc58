import { ExpressionError, raise } from '../error.ts';
import { view } from '../values/view.ts';
import { callFunction } from './apply.ts';
import { Chain, Passed } from './derived.ts';
import { type FunctionCall, type FunctionValue, type HostFunction, isFunction } from './function-value.ts';
import { Lambda, TailCall } from './lambda.ts';
import { Native, PartialNative } from './native.ts';

/** Stands for `?` among the arguments of a partial application. */
export const HOLE = Symbol('?');

/**
 * A function with some arguments fixed; undefined for what is no function. JSONata takes a built-in's parameters
 * from its source text, so those with a default value or a rest parameter cannot be applied partially (S0208, S0202).
 */
export function partiallyApply(target: unknown, args: readonly unknown[]): FunctionValue | undefined {
  if (target instanceof Lambda || target instanceof PartialNative) return target.partially(args, HOLE);
  if (target instanceof Native) {
    if (target.name === 'string') raise('S0208');
    return partialNative(
      target,
      target.parameters.length,
      (all, call) => runLoosely(target, all, call),
      args,
    );
  }
  if (target instanceof Passed) raise('S0202');
  if (target instanceof TailCall) return partialNative(target, 0, () => target, args);
  if (target instanceof Chain) return partialOfCallable(target, args);
  return isFunction(target) ? partialOfCallable(target, args) : undefined;
}

function partialOfCallable(target: FunctionValue | HostFunction, args: readonly unknown[]): FunctionValue {
  const count = Math.max(typeof target === 'function' ? target.length : target.arity, 0);
  return partialNative(
    target as FunctionValue,
    count,
    (all, call) => callFunction(target, all, call.run, { position: call.position, token: undefined }),
    args,
  );
}

function partialNative(
  target: FunctionValue,
  count: number,
  run: (args: readonly unknown[], call: FunctionCall) => unknown,
  args: readonly unknown[],
): PartialNative {
  const preset: unknown[] = [];
  const open: number[] = [];
  for (let place = 0; place < count; place++) {
    preset.push(args[place] === HOLE ? undefined : args[place]);
    if (args[place] === HOLE) open.push(place);
  }
  return new PartialNative(target, run, preset, open);
}

/** Runs a built-in without its signature; what it cannot work with is an error of ours, where JSONata has none. */
function runLoosely(target: Native, args: readonly unknown[], call: FunctionCall): unknown {
  try {
    return target.code(args.map(view), call);
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof RangeError) throw error;
    throw new ExpressionError('U1006', { token: target.name, position: call.position });
  }
}
