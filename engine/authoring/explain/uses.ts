import type { Contract, ContractExpression, Place, SourceModel } from '../../contract/index.ts';
import { expressionsOf, type Placed, type Role } from '../expressions.ts';

/** A way in which a contract uses a path of a source's documents. */
export interface Use {
  readonly path: readonly string[];
  /** True when everything below is used too. */
  readonly whole: boolean;
  readonly role: Role | 'linked';
  /** What the value is used for: a path in the drawer, the code of a rule, … */
  readonly name: string;
  readonly mapping: string | undefined;
  readonly place: Place;
  /** The variable through which it is read. */
  readonly through: string | undefined;
}

/** Everything that a contract does with the documents of a source, as far as is known without data; never less. */
export function usesOf(contract: Contract, source: SourceModel): readonly Use[] {
  const own = new Set(
    contract.mappings.filter(({ from }) => from.includes(source.name)).map(({ name }) => name),
  );
  const uses: Use[] = [];
  for (const placed of expressionsOf(contract)) {
    const { role, of } = placed;
    if (role === 'let' || role === 'function' || role === 'drawer id') continue;
    const direct =
      role === 'client' || role === 'date' ? of === source.name : of !== undefined && own.has(of);
    uses.push(...usesBy(contract, source, own, placed, placed.expression, direct, undefined));
  }
  for (const mapping of contract.mappings) {
    if (mapping.linked === undefined || !own.has(mapping.name)) continue;
    const { linked, name } = mapping;
    const place = mapping.placeOf('linked');
    uses.push({
      path: [linked],
      whole: true,
      role: 'linked',
      name: linked,
      mapping: name,
      place,
      through: undefined,
    });
  }
  return uses;
}

/** What one expression reads, itself and through the variables that stand for something of the document. */
function usesBy(
  contract: Contract,
  source: SourceModel,
  own: ReadonlySet<string>,
  placed: Placed,
  expression: ContractExpression,
  direct: boolean,
  through: string | undefined,
): readonly Use[] {
  const { role, name, of: mapping } = placed;
  const { place } = placed.expression;
  const uses: Use[] = [];
  const say = (path: readonly string[], whole: boolean, via: string | undefined): void => {
    uses.push({ path, whole, role, name, mapping, place, through: via });
  };
  const follow = (of: ContractExpression | undefined, via: string): void => {
    if (of !== undefined) uses.push(...usesBy(contract, source, own, placed, of, true, through ?? via));
  };
  for (const { variable, path, whole } of expression.compiled.reads) {
    if (variable === undefined) {
      if (direct) say(path, whole, through);
    } else if (variable === 'parent' && source.at === undefined) {
      if (direct) say(path, whole, through ?? '$parent');
    } else if (variable === 'docs' && direct) say(path, whole, '$docs');
    else if (variable === 'legacy' && path[0] === source.name) say(path.slice(1), whole, '$legacy');
    else if ((variable === 'sound' || variable === 'landed') && own.has(path[0] ?? '')) {
      const via = `$${variable}.${path[0]}`;
      if (path[1] === 'document') say(path.slice(2), whole, via);
      if (path[1] === 'date' || path.length === 1) for (const date of source.dates) follow(date, via);
      if (path[1] === 'id' || path.length === 1) say(['_id'], true, via);
    }
  }
  if (!direct) return uses;
  const lets = contract.mappings.find((one) => one.name === mapping)?.let ?? [];
  for (const { name: variable } of expression.compiled.variables) {
    if (variable === 'date') for (const date of source.dates) follow(date, '$date');
    if (variable === 'client') follow(source.client, '$client');
    if (variable === 'id') say(['_id'], true, through ?? '$id');
    const named = lets.find((each) => each.name === variable)?.value;
    if (named !== expression) follow(named, `$${variable}`);
  }
  return uses;
}

/** Whether a use takes the value at a path of a document: all of it, or something of it. */
export function touches({ path: used, whole }: Use, path: readonly string[]): boolean {
  const common = Math.min(used.length, path.length);
  for (let at = 0; at < common; at++) if (used[at] !== path[at]) return false;
  return used.length >= path.length || whole;
}
