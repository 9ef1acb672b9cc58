import { ExpressionError, locate, raise } from '../error.ts';
import { burn, enterCall, leaveCall } from '../meter.ts';
import type { Run } from '../run.ts';
import { unwrap } from '../values/sequence.ts';
import { Chain, Passed } from './derived.ts';
import { arityOf, type FunctionValue, type HostFunction, Invocable, isFunction } from './function-value.ts';
import { Lambda, TailCall } from './lambda.ts';
import { Native } from './native.ts';

/** Where a call stands, for its errors. */
export interface Place {
  readonly position: number;
  readonly token: string | undefined;
}

/**
 * Calls a function with a context value and makes the tail calls that come back. The result is raw: a sequence of
 * one item is not unwrapped. Raises T1006 for what is no function, D1011 when calls are nested too deeply.
 */
export function apply(
  target: unknown,
  args: readonly unknown[],
  input: unknown,
  run: Run,
  place: Place,
): unknown {
  if (target instanceof Native) return applyNative(target, args, input, run, place);
  enterCall();
  try {
    let result = applyOnce(target, args, input, run, place);
    while (result instanceof TailCall) {
      const { call, frame } = result;
      const context = result.input;
      enterCall();
      leaveCall();
      const next = call.procedure(context, frame);
      const nextArgs: unknown[] = [];
      for (const arg of call.args) nextArgs.push(arg(context, frame));
      result = applyOnce(next, nextArgs, input, run, call);
    }
    return result;
  } finally {
    leaveCall();
  }
}

function applyOnce(
  target: unknown,
  args: readonly unknown[],
  input: unknown,
  run: Run,
  place: Place,
): unknown {
  try {
    if (target instanceof Native) return applyNative(target, args, input, run, place);
    if (target instanceof Lambda) {
      return target.enter(target.signature === undefined ? args : target.signature.apply(args, input));
    }
    if (target instanceof Passed) return apply(target.target, args, null, run, place);
    if (target instanceof Invocable) return target.invoke(args, { run, position: place.position });
    if (target instanceof Chain) return applyChain(target, args, input, run, place);
    if (target instanceof TailCall) return target.call.whole(target.input, target.frame);
    if (typeof target === 'function') return applyHost(target as HostFunction, args);
  } catch (error) {
    throw locate(error, place.position, place.token);
  }
  throw new ExpressionError('T1006', {
    position: place.position,
    ...(place.token !== undefined && { token: place.token }),
  });
}

/** A native function keeps no frame and makes no tail calls. */
function applyNative(
  target: Native,
  args: readonly unknown[],
  input: unknown,
  run: Run,
  place: Place,
): unknown {
  burn(1);
  try {
    const checked = target.signature === undefined ? args : target.signature.apply(args, input);
    return target.code(checked, { run, position: place.position });
  } catch (error) {
    throw locate(error, place.position, place.token);
  }
}

function applyChain(chain: Chain, args: readonly unknown[], input: unknown, run: Run, place: Place): unknown {
  const between = unwrap(apply(chain.first, [passed(args[0])], null, run, place), false);
  return apply(chain.second, [between], input, run, place);
}

function applyHost(target: HostFunction, args: readonly unknown[]): unknown {
  const result = target(...args);
  if (
    typeof result === 'object' &&
    result !== null &&
    'then' in result &&
    typeof result.then === 'function'
  ) {
    raise('U1007');
  }
  return result;
}

/** An argument as a called function sees it: a function loses its context. */
export function passed(arg: unknown): unknown {
  return arg !== null && (typeof arg === 'object' || typeof arg === 'function') && isFunction(arg)
    ? new Passed(arg, arityOf(arg))
    : arg;
}

/** Calls the function given to `$map` and the like with as many of the arguments as it declares. */
export function applyCallback(target: unknown, args: readonly unknown[], run: Run, place: Place): unknown {
  if (!isFunction(target)) throw new ExpressionError('T1006', { position: place.position });
  const arity = arityOf(target);
  const taken = arity >= 3 ? 3 : arity >= 2 ? 2 : 1;
  return callFunction(target, args.slice(0, taken), run, place);
}

/** Calls a function value outside of a call node; a lambda keeps the context where it was written. */
export function callFunction(
  target: FunctionValue | HostFunction,
  args: readonly unknown[],
  run: Run,
  place: Place,
): unknown {
  return apply(target, args, target instanceof Lambda ? target.input : null, run, place);
}
