import { type Bindings, type Evaluate, Frame, type Run } from '../run.ts';
import { apply } from './apply.ts';
import { type FunctionCall, Invocable } from './function-value.ts';

/** A function compiled from a text of its own; it sees no input, and the clock and effects of whoever calls it. */
export class NamedFunction extends Invocable {
  readonly name: string;
  readonly arity: number;
  readonly #evaluate: Evaluate;
  readonly #slots: readonly unknown[];
  readonly #bindings: Bindings | undefined;

  constructor(
    name: string,
    arity: number,
    evaluate: Evaluate,
    slots: readonly unknown[],
    bindings: Bindings | undefined,
  ) {
    super();
    this.name = name;
    this.arity = arity;
    this.#evaluate = evaluate;
    this.#slots = slots;
    this.#bindings = bindings;
  }

  invoke(args: readonly unknown[], call: FunctionCall): unknown {
    const run: Run = {
      root: undefined,
      bindings: this.#bindings,
      now: call.run.now,
      effects: call.run.effects,
    };
    const lambda = this.#evaluate(undefined, new Frame(run, undefined, this.#slots.slice()));
    return apply(lambda, args, undefined, run, { position: call.position, token: this.name });
  }
}
