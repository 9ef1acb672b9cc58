import type { Signature } from '../signature.ts';
import { type FunctionCall, FunctionValue, Invocable } from './function-value.ts';

/** The code of a native function. Arguments have passed the signature, except after a partial application. */
export type NativeCode = (args: readonly unknown[], call: FunctionCall) => unknown;

/** A built-in or helper function. */
export class Native extends FunctionValue {
  readonly name: string;
  readonly signature: Signature | undefined;
  readonly code: NativeCode;
  /** Names of its parameters: their number is the arity, and a partial application goes by them. */
  readonly parameters: readonly string[];
  readonly arity: number;

  constructor(
    name: string,
    signature: Signature | undefined,
    parameters: readonly string[],
    code: NativeCode,
    arity = parameters.length,
  ) {
    super();
    this.name = name;
    this.signature = signature;
    this.parameters = parameters;
    this.code = code;
    this.arity = arity;
  }
}

/** A native function with some arguments fixed. As in JSONata the signature is not checked any more. */
export class PartialNative extends Invocable {
  readonly target: FunctionValue;
  readonly #run: (args: readonly unknown[], call: FunctionCall) => unknown;
  readonly #preset: readonly unknown[];
  readonly #open: readonly number[];

  constructor(
    target: FunctionValue,
    run: (args: readonly unknown[], call: FunctionCall) => unknown,
    preset: readonly unknown[],
    open: readonly number[],
  ) {
    super();
    this.target = target;
    this.#run = run;
    this.#preset = preset;
    this.#open = open;
  }

  get arity(): number {
    return this.#open.length;
  }

  invoke(args: readonly unknown[], call: FunctionCall): unknown {
    const all = this.#preset.slice();
    this.#open.forEach((place, index) => {
      all[place] = args[index];
    });
    return this.#run(all, call);
  }

  /** Fixes more arguments. */
  partially(args: readonly unknown[], hole: unknown): PartialNative {
    const preset = this.#preset.slice();
    const open: number[] = [];
    this.#open.forEach((place, index) => {
      if (args[index] === hole) open.push(place);
      else preset[place] = args[index];
    });
    return new PartialNative(this.target, this.#run, preset, open);
  }
}
