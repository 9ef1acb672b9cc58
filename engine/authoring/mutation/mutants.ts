import {
  type Contract,
  declaredPaths,
  formatPlace,
  type LeafPlan,
  type Place,
  type Plan,
} from '../../contract/index.ts';
import { syntaxParts } from '../../expression/index.ts';
import { describe } from '../cases/case-coverage.ts';
import { expressionsOf, type Placed } from '../expressions.ts';
import { type Edit, editsOf, type Neighbour, type Operator } from './operators.ts';

/** An expression of a contract with one small thing changed. */
export interface Mutant {
  readonly placed: Placed;
  /** Where the change is. */
  readonly place: Place;
  readonly operator: Operator;
  /** What it is: the expression by name, then what was changed into what. Unique in a contract. */
  readonly name: string;
  /** The whole altered text. */
  readonly text: string;
}

/** Every mutant of a contract's expressions, in the order of the contract. */
export function mutantsOf(contract: Contract, plan: Plan): readonly Mutant[] {
  const names = new Map<string, number>();
  const texts = new Set<string>();
  return expressionsOf(contract).flatMap((placed) => {
    const { expression } = placed;
    const { text } = expression;
    return alterations(contract, plan, placed).flatMap(
      ({ start, end, replacement, operator, said }): readonly Mutant[] => {
        const altered = text.slice(0, start) + replacement + text.slice(end);
        // Two ways to the same text are one mutant.
        const key = `${formatPlace(expression.place)} ${altered}`;
        if (altered === text || texts.has(key)) return [];
        texts.add(key);
        const change = said ?? `${text.slice(start, end)} → ${replacement}`;
        const plain = `${describe(placed)}: ${flat(change)}`;
        const times = (names.get(plain) ?? 0) + 1;
        names.set(plain, times);
        const name = times === 1 ? plain : `${plain} (${times})`;
        return [{ placed, place: expression.placeOf(start), operator, name, text: altered }];
      },
    );
  });
}

function alterations(contract: Contract, plan: Plan, placed: Placed): readonly Edit[] {
  const { expression, role } = placed;
  const { text } = expression;
  const whole = syntaxParts(text);
  if (whole === undefined) return [];
  const all = { start: 0, end: text.length };
  const inner = editsOf(text, whole, neighbourOf(contract, placed));
  if (role === 'function') {
    const body = whole.children.at(-1);
    return body === undefined
      ? inner
      : [...inner, { ...body, replacement: '()', operator: 'drop', said: 'dropped' }];
  }
  if (role === 'exclude' || role === 'refuse' || role === 'warn') {
    const never: Edit = { ...all, replacement: 'false', operator: 'drop', said: 'never' };
    return [...inner, never, { ...all, replacement: `$not(${text})`, operator: 'negated', said: 'negated' }];
  }
  const dropped: Edit = { ...all, replacement: '()', operator: 'drop', said: 'dropped' };
  const leaf = leafOf(plan, placed);
  if (leaf === undefined || !isNumeric(leaf) || role === 'else') return [...inner, dropped];
  const scaled = (operator: Operator, by: string): Edit => ({
    ...all,
    replacement: `($value := (${text}); $type($value) = "number" ? $value ${by} : $value)`,
    operator,
    said: `the number ${by}`,
  });
  return [...inner, dropped, scaled('off by one', '+ 1'), scaled('unit', '* 100')];
}

function leafOf(plan: Plan, { expression }: Placed): LeafPlan | undefined {
  const leaves = [
    ...plan.finish,
    ...plan.mappings.flatMap(({ outputs }) => outputs.flatMap((one) => one.leaves)),
  ];
  return leaves.find(({ value }) => value.place === expression.place);
}

/** A leaf whose type takes numbers and neither texts nor booleans. */
function isNumeric({ coerce }: LeafPlan): boolean {
  return coerce(1) !== undefined && coerce('text') === undefined && coerce(true) === undefined;
}

/** Another path that the schema of the expression's input declares beside the one that is read. */
function neighbourOf(contract: Contract, { expression, role, of }: Placed): Neighbour {
  if (role === 'function' || role === 'drawer id') return () => undefined;
  const schemas =
    role === 'finish'
      ? [contract.target.schema]
      : contract.sources
          .filter(
            ({ name }) =>
              name === of || contract.mappings.find((mapping) => mapping.name === of)?.from.includes(name),
          )
          .map(({ schema }) => schema);
  const reads = expression.compiled.reads.filter(({ variable }) => variable === undefined);
  return (path) => {
    if (!reads.some((read) => read.path.join('\0') === path.join('\0'))) return undefined;
    const parent = path.slice(0, -1).join('\0');
    const siblings = schemas.flatMap(({ json }) =>
      declaredPaths(json)
        .filter(
          (declared) =>
            declared.path.length === path.length && declared.path.slice(0, -1).join('\0') === parent,
        )
        .map((declared) => declared.path.at(-1) ?? ''),
    );
    const names = [...new Set(siblings)];
    const at = names.indexOf(path.at(-1) ?? '');
    return names.length < 2 ? undefined : names[(at + 1) % names.length];
  };
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
