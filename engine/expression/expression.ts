import type { Effects } from './effects.ts';
import { ExpressionError } from './error.ts';
import type { Facts } from './facts/facts.ts';
import type { Limits } from './limits.ts';
import { startMeter, stopMeter } from './meter.ts';
import { movedResult, plainResult } from './result.ts';
import { type Bindings, type Evaluate, Frame, type Run } from './run.ts';
import { mark, OUTER, sequenceOf } from './values/sequence.ts';

/** What belongs to one run of evaluations. */
export interface RunOptions {
  /** The clock of `$now()` and `$millis()`; left out, the machine's clock is read once per evaluation. */
  readonly now?: Date;
  /** Where helpers report to. */
  readonly effects?: Effects;
}

/** What a compilation found out. */
export interface CompiledParts {
  readonly text: string;
  readonly evaluate: Evaluate;
  readonly slots: readonly unknown[];
  readonly limits: Limits;
  /** Evaluates without a frame, where that is enough. */
  readonly direct: Evaluate | undefined;
  readonly facts: Facts;
}

const NO_SLOTS: unknown[] = [];
const NO_FRAME = new Frame(
  { root: undefined, bindings: undefined, now: new Date(0), effects: undefined },
  undefined,
  NO_SLOTS,
);

/** A compiled expression: frozen, without state, to be evaluated any number of times. */
export class CompiledExpression {
  readonly text: string;
  /** What is known without data: places read, functions and variables used, branches, kinds of result. */
  readonly reads: Facts['reads'];
  readonly functions: Facts['functions'];
  readonly variables: Facts['variables'];
  readonly branches: Facts['branches'];
  readonly resultKinds: Facts['resultKinds'];
  readonly #parts: CompiledParts;

  constructor(parts: CompiledParts) {
    this.text = parts.text;
    this.#parts = parts;
    this.reads = parts.facts.reads;
    this.functions = parts.facts.functions;
    this.variables = parts.facts.variables;
    this.branches = parts.facts.branches;
    this.resultKinds = parts.facts.resultKinds;
    Object.freeze(this);
  }

  /**
   * The expression's value for an input, as plain data; undefined when it finds nothing. Neither input nor bindings
   * are changed. Raises `ExpressionError`.
   */
  evaluate(input: unknown, bindings?: Bindings, options?: RunOptions): unknown {
    const { direct, limits } = this.#parts;
    if (direct !== undefined && !Array.isArray(input)) return movedResult(direct(input, NO_FRAME));
    const outer = startMeter(limits);
    try {
      return plainResult(this.#start(input, bindings, options));
    } catch (error) {
      // The host's stack running out is the expression's own doing: too deep a recursion.
      if (error instanceof RangeError) throw new ExpressionError('D1011');
      throw error;
    } finally {
      stopMeter(outer);
    }
  }

  /** What it was made of; for `compileFunction`. */
  parts(): CompiledParts {
    return this.#parts;
  }

  #start(input: unknown, bindings: Bindings | undefined, options: RunOptions | undefined): unknown {
    const { evaluate, slots } = this.#parts;
    const run: Run = {
      root: input,
      bindings,
      now: options?.now ?? new Date(),
      effects: options?.effects,
    };
    const context = Array.isArray(input) ? mark(sequenceOf(input), OUTER) : input;
    return evaluate(context, new Frame(run, undefined, slots.length === 0 ? NO_SLOTS : slots.slice()));
  }
}
