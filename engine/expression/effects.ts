/** What helper functions may report besides their value; given with each evaluation, so compiled texts stay pure. */
export interface Effects {
  /** A warning of the helper called at `position`. */
  warn?(code: string, value: unknown, position: number): void;
  /** A refusal; the evaluation then ends with an `ExpressionError` of this code. */
  fail?(code: string, message: string, position: number): void;
}

/** What a helper's code is given besides its arguments. */
export interface HelperContext {
  /** The clock of this evaluation. */
  readonly now: Date;
  /** Where the call stands in the expression's text. */
  readonly position: number;
  /** Reports a warning and lets the evaluation go on. */
  warn(code: string, value: unknown): void;
  /** Ends the evaluation with an error of this code. */
  fail(code: string, message: string): never;
}

/** A function written in TypeScript that expressions may call by `$name`. It must be synchronous and pure. */
export interface HelperDefinition {
  readonly name: string;
  /** JSONata signature such as `<s-s?:n>`; arguments are checked against it and dates arrive as ISO text. */
  readonly signature: string;
  /** Expressions and what they give, for the docs and their tests. */
  readonly examples: readonly { readonly expression: string; readonly gives: unknown }[];
  /** One sentence for contract authors. */
  readonly doc: string;
  run(args: readonly unknown[], context: HelperContext): unknown;
}
