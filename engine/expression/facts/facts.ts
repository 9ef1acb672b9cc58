/** A place of the input that an expression reads. */
export interface Read {
  /** Set when the place is in a variable bound from outside instead of in the input. */
  readonly variable?: string;
  /** Field names from the root (or the variable) down; array items have no part of their own. */
  readonly path: readonly string[];
  /** Whether everything below the place counts as read: the value leaves as a whole, or how it is used is unsure. */
  readonly whole: boolean;
  readonly position: number;
}

/** A name used in the text. */
export interface NamedUse {
  readonly name: string;
  readonly position: number;
}

/** A place where the text decides between two ways. */
export interface Branch {
  readonly position: number;
  /** Where the condition starts, what is given when it holds, and what when it does not. */
  readonly test: number;
  readonly holds: number;
  readonly fails?: number;
}

/** What kind of value an expression can give, as far as its text alone tells. `unknown` includes all others. */
export type ResultKind =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'array'
  | 'object'
  | 'function'
  | 'absent'
  | 'unknown';

/** What is known of an expression without data. */
export interface Facts {
  readonly reads: readonly Read[];
  /** Functions called or passed on by name. */
  readonly functions: readonly NamedUse[];
  /** Variables that the text itself does not bind and that are no known function. */
  readonly variables: readonly NamedUse[];
  readonly branches: readonly Branch[];
  readonly resultKinds: ReadonlySet<ResultKind>;
}
