import type { Effects } from './effects.ts';

/** Values bound from outside by name, without the `$`. */
export type Bindings = { readonly [name: string]: unknown } | ReadonlyMap<string, unknown>;

/** One evaluation: its root input, bindings and clock. The same for all of its frames. */
export interface Run {
  readonly root: unknown;
  readonly bindings: Bindings | undefined;
  readonly now: Date;
  readonly effects: Effects | undefined;
}

/** Marks a variable that no `:=` has reached yet: an outer one of the same name shows through. */
export const UNBOUND = Symbol('unbound');

/** Variables of one scope while it runs. Scopes without variables have no frame. */
export class Frame {
  readonly run: Run;
  readonly parent: Frame | undefined;
  readonly slots: unknown[];

  constructor(run: Run, parent: Frame | undefined, slots: unknown[]) {
    this.run = run;
    this.parent = parent;
    this.slots = slots;
  }
}

/** One compiled node: the value it gives for a context value. */
export type Evaluate = (input: unknown, frame: Frame) => unknown;

/** A variable bound from outside, own properties only; UNBOUND when there is none. */
export function outerBinding(bindings: Bindings | undefined, name: string): unknown {
  if (bindings === undefined) return UNBOUND;
  if (bindings instanceof Map) return bindings.has(name) ? bindings.get(name) : UNBOUND;
  return Object.hasOwn(bindings, name) ? (bindings as { readonly [name: string]: unknown })[name] : UNBOUND;
}
