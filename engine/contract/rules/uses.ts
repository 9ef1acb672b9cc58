import type {
  Computed,
  Contract,
  ContractExpression,
  FieldModel,
  MappingModel,
  SourceModel,
} from '../model.ts';
import type { Setting } from '../variables.ts';

/** An expression of a contract with what it may refer to. */
export interface Use {
  readonly expression: ContractExpression;
  readonly setting: Setting;
  readonly mapping: MappingModel | undefined;
  readonly source: SourceModel | undefined;
  /** Names of `let` that are known to it. */
  readonly lets: readonly string[];
  /** Outputs of its mapping that are there already. */
  readonly outputs: readonly string[];
  /** Whether it stands in a rule with `for`. */
  readonly item: boolean;
}

const known = new WeakMap<Contract, readonly Use[]>();

/** Every expression of a contract. */
export function usesOf(contract: Contract): readonly Use[] {
  const before = known.get(contract);
  if (before) return before;
  const uses = [
    plain(contract.client.id, 'client'),
    ...contract.functions.map(({ value }) => plain(value, 'function')),
    ...contract.sources.flatMap(sourceUses),
    ...contract.mappings.flatMap(mappingUses),
    ...expressionsIn(contract.finish).map((expression) => plain(expression, 'finish')),
  ];
  known.set(contract, uses);
  return uses;
}

const nothing = { mapping: undefined, source: undefined, lets: [], outputs: [], item: false };

function plain(expression: ContractExpression, setting: Setting): Use {
  return { ...nothing, expression, setting };
}

function sourceUses(source: SourceModel): readonly Use[] {
  const use = (expression: ContractExpression, setting: Setting): Use => ({
    ...nothing,
    expression,
    setting,
    source,
  });
  const takings = [source.at, source.when].flatMap((taking) => (taking ? [taking.value] : []));
  return [
    ...takings.map((expression) => use(expression, 'stored')),
    ...[source.client, ...source.dates].map((expression) => use(expression, 'source')),
    ...(source.resolve ? [use(source.resolve.against, 'resolved')] : []),
  ];
}

function mappingUses(mapping: MappingModel): readonly Use[] {
  const lets = mapping.let.map(({ name }) => name);
  const names = mapping.outputs.map(({ name }) => name);
  const use = (computed: Computed, setting: Setting, more: Partial<Use> = {}): readonly Use[] =>
    computed.kind === 'literal'
      ? []
      : [{ ...nothing, lets, mapping, expression: computed, setting, ...more }];
  const rules = (['exclude', 'refuse', 'warn'] as const).flatMap((setting) =>
    mapping[setting].flatMap((rule) => use(rule.when, setting, { item: rule.items !== undefined })),
  );
  return [
    ...mapping.order.flatMap((expression) => use(expression, 'order')),
    ...mapping.let.flatMap(({ value }, index) => use(value, 'let', { lets: lets.slice(0, index) })),
    ...rules,
    ...mapping.outputs.flatMap((output, index) =>
      expressionsIn(output.fields).flatMap((expression) =>
        use(expression, 'field', { outputs: names.slice(0, index) }),
      ),
    ),
    ...mapping.link.flatMap(({ value }) => use(value, 'link', { outputs: names })),
  ];
}

/** Every expression of a field tree. */
export function expressionsIn(field: FieldModel): readonly ContractExpression[] {
  if (field.kind === 'object') return field.children.flatMap((child) => expressionsIn(child.field));
  return [field.value, field.default, field.else?.value].flatMap((computed) =>
    computed === undefined || computed.kind === 'literal' ? [] : [computed],
  );
}
