import type { Computed, ContractExpression, Path } from '../model.ts';

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

export function readsOf({ text, compiled }: ContractExpression): readonly Read[] {
  return compiled.reads.map(({ variable, path, whole, position }) => {
    const name = path.at(-1) ?? '';
    const tokens = [name, `\`${name}\``, ...(variable === undefined ? [] : [`$${variable}`])];
    return { variable, path, whole, position: startOf(tokens, position, text) };
  });
}

/** The variables that an expression leaves to its surroundings. */
export function variablesOf({ text, compiled }: ContractExpression): readonly Named[] {
  return compiled.variables.map((each) => namedAt(each, text));
}

/** The functions that an expression calls by name, or passes on. */
export function functionsOf({ text, compiled }: ContractExpression): readonly Named[] {
  return compiled.functions.map((each) => namedAt(each, text));
}

function namedAt({ name, position }: Named, text: string): Named {
  return { name, position: startOf([`$${name}`], position, text) };
}

/** The start of a token of which the position of its start or of its end is known. */
function startOf(tokens: readonly string[], position: number, text: string): number {
  for (const token of tokens) {
    if (token !== '' && text.startsWith(token, position)) return position;
    const start = position - token.length;
    if (token !== '' && start >= 0 && text.startsWith(token, start)) return start;
  }
  return position;
}

/** The kinds of value that an expression may give, as far as is known without data; undefined when anything may be. */
export function kindsOf(computed: Computed): ReadonlySet<string> | undefined {
  if (computed.kind === 'literal') return new Set([computed.value === null ? 'null' : typeof computed.value]);
  const kinds = computed.compiled.resultKinds;
  return kinds.size === 0 || kinds.has('unknown') ? undefined : kinds;
}
