import type { Run } from '../run.ts';

/**
 * A function during an evaluation. Recognised by its class, never by a field, so a document that looks like one
 * is a document.
 */
export abstract class FunctionValue {
  /** How many parameters it declares; `$map` and the like pass that many. */
  abstract readonly arity: number;
}

/** What a function is given besides its arguments. */
export interface FunctionCall {
  readonly run: Run;
  readonly position: number;
}

/** A function that runs by itself, without signature or context. */
export abstract class Invocable extends FunctionValue {
  abstract invoke(args: readonly unknown[], call: FunctionCall): unknown;
}

/** Whether a value can be called: ours, or a host function bound from outside. */
export function isFunction(value: unknown): value is FunctionValue | HostFunction {
  return value instanceof FunctionValue || typeof value === 'function';
}

/** A synchronous function of the host, given as a binding. */
export type HostFunction = (...args: unknown[]) => unknown;

/** The number of parameters of either kind. */
export function arityOf(value: FunctionValue | HostFunction): number {
  return value instanceof FunctionValue ? value.arity : value.length;
}
