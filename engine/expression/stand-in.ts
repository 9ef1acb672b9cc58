import { CompiledExpression, type CompiledParts, type RunOptions } from './expression.ts';
import { type FunctionCall, Invocable } from './functions/function-value.ts';
import type { NamedFunction } from './functions/named.ts';
import type { Bindings } from './run.ts';

/** Says which other text stands in for an expression's own at the moment; undefined when none does. */
export type StandIn = () => string | undefined;

/** A compiled expression that another may stand in for. */
export class ReplaceableExpression extends CompiledExpression {
  readonly #standIn: () => CompiledExpression | undefined;

  constructor(parts: CompiledParts, standIn: () => CompiledExpression | undefined) {
    super(parts);
    this.#standIn = standIn;
  }

  override evaluate(input: unknown, bindings?: Bindings, options?: RunOptions): unknown {
    const other = this.#standIn();
    return other === undefined
      ? super.evaluate(input, bindings, options)
      : other.evaluate(input, bindings, options);
  }
}

/** The same for a function that is bound by name. */
export class ReplaceableFunction extends Invocable {
  readonly #own: NamedFunction;
  readonly #standIn: () => NamedFunction | undefined;

  constructor(own: NamedFunction, standIn: () => NamedFunction | undefined) {
    super();
    this.#own = own;
    this.#standIn = standIn;
  }

  get arity(): number {
    return this.#own.arity;
  }

  invoke(args: readonly unknown[], call: FunctionCall): unknown {
    return (this.#standIn() ?? this.#own).invoke(args, call);
  }
}

/** Compiles what stands in once per text. */
export function compiledOnce<T>(standIn: StandIn, compile: (text: string) => T): () => T | undefined {
  const known = new Map<string, T>();
  return () => {
    const text = standIn();
    if (text === undefined) return undefined;
    let made = known.get(text);
    if (made === undefined) {
      made = compile(text);
      known.set(text, made);
    }
    return made;
  };
}
