import { FunctionValue, type HostFunction } from './function-value.ts';

/** A function passed as an argument: called without a context of its own. */
export class Passed extends FunctionValue {
  readonly target: FunctionValue | HostFunction;
  readonly arity: number;

  constructor(target: FunctionValue | HostFunction, arity: number) {
    super();
    this.target = target;
    this.arity = arity;
  }
}

/** `f ~> g`: a function of one argument that gives f's result to g. */
export class Chain extends FunctionValue {
  readonly arity = 1;
  readonly first: FunctionValue | HostFunction;
  readonly second: FunctionValue | HostFunction;

  constructor(first: FunctionValue | HostFunction, second: FunctionValue | HostFunction) {
    super();
    this.first = first;
    this.second = second;
  }
}
