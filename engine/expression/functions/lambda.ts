import { type Evaluate, Frame } from '../run.ts';
import type { Signature } from '../signature.ts';
import { FunctionValue } from './function-value.ts';

/** What is fixed about a `function(…){…}` in the text. */
export interface LambdaCode {
  /** Slot of each parameter, in order. */
  readonly parameters: readonly number[];
  /** All slots of its frame, unbound at first. */
  readonly slots: readonly unknown[];
  readonly signature: Signature | undefined;
  readonly body: Evaluate;
}

/** A lambda with the context and variables of the place where it was written. */
export class Lambda extends FunctionValue {
  readonly code: LambdaCode;
  readonly input: unknown;
  readonly frame: Frame;
  /** Slots given beforehand by a partial application, and the parameters left. */
  readonly #preset: readonly unknown[];
  readonly #open: readonly number[];
  readonly signature: Signature | undefined;

  constructor(
    code: LambdaCode,
    input: unknown,
    frame: Frame,
    partial?: { preset: readonly unknown[]; open: readonly number[] },
  ) {
    super();
    this.code = code;
    this.input = input;
    this.frame = frame;
    this.#preset = partial?.preset ?? code.slots;
    this.#open = partial?.open ?? code.parameters;
    this.signature = partial === undefined ? code.signature : undefined;
  }

  get arity(): number {
    return this.#open.length;
  }

  /** Runs the body once; a tail call comes back as such. */
  enter(args: readonly unknown[]): unknown {
    const slots = this.#preset.slice();
    for (let index = 0; index < this.#open.length; index++) slots[this.#open[index] as number] = args[index];
    return this.code.body(this.input, new Frame(this.frame.run, this.frame, slots));
  }

  /** The same lambda with some arguments fixed; `HOLE` stands for `?`. Its signature no longer applies. */
  partially(args: readonly unknown[], hole: unknown): Lambda {
    const preset = this.#preset.slice();
    const open: number[] = [];
    this.#open.forEach((slot, index) => {
      if (args[index] === hole) open.push(slot);
      else preset[slot] = args[index];
    });
    return new Lambda(this.code, this.input, this.frame, { preset, open });
  }
}

/** A call in tail position, not made yet: the caller's loop makes it, so that recursion does not grow the stack. */
export class TailCall extends FunctionValue {
  readonly arity = 0;
  readonly call: CallSite;
  readonly input: unknown;
  readonly frame: Frame;

  constructor(call: CallSite, input: unknown, frame: Frame) {
    super();
    this.call = call;
    this.input = input;
    this.frame = frame;
  }
}

/** The parts of a call in the text. */
export interface CallSite {
  readonly procedure: Evaluate;
  readonly args: readonly Evaluate[];
  /** The whole call as an ordinary node. */
  readonly whole: Evaluate;
  readonly token: string | undefined;
  readonly position: number;
}
