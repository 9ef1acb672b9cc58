import type { Computed, ContractExpression, Path } from '../model.ts';
import { interim } from './interim-facts.ts';

/** An input path that an expression reads; rooted at the context, or at a variable. */
export interface Read {
  readonly variable: string | undefined;
  readonly path: Path;
  /** True when everything below is read too. */
  readonly whole: boolean;
  /** Offset into the expression's text. */
  readonly position: number;
}

/** A name that an expression uses, with its offset. */
export interface Named {
  readonly name: string;
  readonly position: number;
}

export function readsOf(expression: ContractExpression): readonly Read[] {
  return (expression.compiled.reads ?? []).map(({ variable, path, whole, position }) => ({
    variable,
    path,
    whole,
    position,
  }));
}

/** The variables that an expression leaves to its surroundings, each place of use. */
export function variablesOf(expression: ContractExpression): readonly Named[] {
  return expression.compiled.variables ?? interim(expression.text).variables;
}

/** The functions that an expression calls by name, each place of use. */
export function functionsOf(expression: ContractExpression): readonly Named[] {
  return expression.compiled.functions ?? interim(expression.text).functions;
}

/** The kinds of value that an expression may give, as far as is known without data; undefined when anything may be. */
export function kindsOf(computed: Computed): ReadonlySet<string> | undefined {
  if (computed.kind === 'literal') return new Set([computed.value === null ? 'null' : typeof computed.value]);
  const kinds = computed.compiled.resultKinds;
  return kinds === undefined || kinds.has('unknown') ? undefined : kinds;
}
