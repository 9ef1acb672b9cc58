import type {
  Computed,
  Contract,
  ContractExpression,
  FieldModel,
  LeafModel,
  MappingModel,
  RuleModel,
} from '../contract/index.ts';

/** What an expression of a contract is for. */
export type Role =
  | 'drawer id'
  | 'taking'
  | 'client'
  | 'date'
  | 'order'
  | 'let'
  | 'exclude'
  | 'refuse'
  | 'warn'
  | 'field'
  | 'else'
  | 'default'
  | 'link'
  | 'finish'
  | 'function';

/** An expression of a contract, and what it stands for. */
export interface Placed {
  readonly expression: ContractExpression;
  readonly role: Role;
  /** The source or mapping that it belongs to; none for those of the whole contract. */
  readonly of: string | undefined;
  /** Path in the drawer, name of a `let` or function, code of a rule, field of a link. */
  readonly name: string;
  readonly leaf: LeafModel | undefined;
}

/** Every expression of a contract, in the order in which it is written down. */
export function expressionsOf(contract: Contract): readonly Placed[] {
  const { client, sources, mappings, finish, functions } = contract;
  return [
    placed(client.id, 'drawer id', undefined, 'client.id'),
    ...sources.flatMap((source) => [
      ...[source.when, source.at].flatMap((taking) =>
        taking === undefined ? [] : [placed(taking.value, 'taking', source.name, taking.code)],
      ),
      placed(source.client, 'client', source.name, 'client'),
      ...(source.resolve === undefined
        ? []
        : [placed(source.resolve.against, 'client', source.name, 'against')]),
      ...source.dates.map((date) => placed(date, 'date', source.name, 'date')),
    ]),
    ...mappings.flatMap(ofMapping),
    ...ofField(finish, undefined, [], true),
    ...functions.map(({ name, value }) => placed(value, 'function', undefined, name)),
  ];
}

function ofMapping(mapping: MappingModel): readonly Placed[] {
  const { name } = mapping;
  const rules = (role: Role, of: readonly RuleModel[]): readonly Placed[] =>
    of.map(({ when, code }) => placed(when, role, name, code));
  return [
    ...mapping.order.map((term, at) => placed(term, 'order', name, String(at + 1))),
    ...mapping.let.map((each) => placed(each.value, 'let', name, each.name)),
    ...rules('exclude', mapping.exclude),
    ...rules('refuse', mapping.refuse),
    ...rules('warn', mapping.warn),
    ...mapping.outputs.flatMap(({ fields, into }) => ofField(fields, name, into, false)),
    ...mapping.link.flatMap(({ field, value }) => computed(value, 'link', name, field, undefined)),
  ];
}

function ofField(
  field: FieldModel,
  of: string | undefined,
  path: readonly string[],
  finish: boolean,
): readonly Placed[] {
  if (field.kind === 'object')
    return field.children.flatMap((child) => ofField(child.field, of, [...path, child.name], finish));
  const label = path.join('.');
  return [
    ...computed(field.value, finish ? 'finish' : 'field', of, label, field),
    ...computed(field.else?.value, 'else', of, label, field),
    ...computed(field.default, 'default', of, label, field),
  ];
}

function computed(
  value: Computed | undefined,
  role: Role,
  of: string | undefined,
  name: string,
  leaf: LeafModel | undefined,
): readonly Placed[] {
  return value?.kind === 'expression' ? [{ expression: value, role, of, name, leaf }] : [];
}

function placed(expression: ContractExpression, role: Role, of: string | undefined, name: string): Placed {
  return { expression, role, of, name, leaf: undefined };
}
