import type {
  AsideModel,
  Contract,
  FieldModel,
  LeafModel,
  MappingModel,
  OutputModel,
  Path,
  RuleModel,
  SourceModel,
  TakingModel,
} from '../model.ts';
import { blankTest } from './blank.ts';
import { coercionFor } from './coercion.ts';
import { toComputation } from './computation.ts';
import type {
  AsidePlan,
  Computation,
  KeyedList,
  LeafPlan,
  MappingPlan,
  OutputPlan,
  Plan,
  RulePlan,
  SourcePlan,
  TakingPlan,
} from './plan.ts';
import { buildReadTree } from './read-tree.ts';
import { readShape, requiredAt, type Shape, settledAt, shapeAt } from './shape.ts';
import { sourceReads } from './source-reads.ts';
import { compileValidator } from './validator.ts';
import { workOrder } from './work-order.ts';

/** Compiles a checked contract into the frozen plan that all later stages work from. */
export function compilePlan(contract: Contract): Plan {
  const shape = readShape(contract.target.schema.json);
  const sources = contract.sources.map((source) => compileSource(contract, source));
  const mappings = contract.mappings.map((mapping) => compileMapping(mapping, sources, shape));
  const finish = leavesOf(contract.finish, [], [], shape);
  return Object.freeze({
    name: contract.name,
    version: contract.version,
    title: contract.title,
    digests: contract.digests,
    parameters: contract.parameters,
    cutoff: contract.cutoff,
    client: { id: toComputation(contract.client.id), into: contract.client.into },
    target: {
      collection: contract.target.collection,
      indexes: contract.target.indexes,
      volatile: contract.target.volatile,
      schema: contract.target.schema.json,
      shape,
      shell: settledAt(
        shape,
        mappings.flatMap(({ outputs }) => outputs.map(({ into }) => into)),
      ),
      validate: compileValidator(contract.target.schema.json, shape),
    },
    databases: contract.databases,
    sources,
    mappings,
    work: workOrder(mappings),
    finish,
    usesLegacy: [
      variablesOf(finish.flatMap(computationsOfLeaf)),
      ...mappings.map(({ variables }) => variables),
    ].some((variables) => variables.has('legacy')),
    keyedLists: keyedLists(mappings, shape),
    policy: contract.policy,
  });
}

function compileSource(contract: Contract, source: SourceModel): SourcePlan {
  const owner = contract.mappings.find((mapping) => mapping.from.includes(source.name));
  const ignored = source.ignore.map(({ path }) => ({ path, whole: true }));
  return Object.freeze({
    name: source.name,
    collection: storedName(source),
    title: source.title,
    at: source.at && compileTaking(source.at),
    when: source.when && compileTaking(source.when),
    client: toComputation(source.client),
    resolve: source.resolve && {
      source: source.resolve.source,
      against: toComputation(source.resolve.against),
      none: compileAside(source.resolve.none),
    },
    dates: source.dates.map(toComputation),
    cutoff: source.cutoff.apply,
    validate: compileValidator(source.schema.json, readShape(source.schema.json)),
    schemaPlaceOf: (pointer: string) => source.schema.placeOf(pointer),
    read: buildReadTree([{ path: ['_id'], whole: true }, ...ignored, ...sourceReads(contract, source)]),
    mapping: owner?.name ?? '',
    position: owner?.from.indexOf(source.name) ?? 0,
  });
}

/** The name by which the stores of a run know a source's collection; an alias has no dot. */
function storedName({ database, collection }: SourceModel): string {
  return database === undefined ? collection : `${database}.${collection}`;
}

function compileAside({ disposition, code, note, fix, place }: AsideModel): AsidePlan {
  return Object.freeze({ disposition, code, note, fix, place });
}

function compileTaking(taking: TakingModel): TakingPlan {
  return Object.freeze({ ...compileAside(taking), value: toComputation(taking.value) });
}

function compileMapping(mapping: MappingModel, sources: readonly SourcePlan[], drawer: Shape): MappingPlan {
  const outputs = mapping.outputs.map((output) => compileOutput(output, drawer));
  const link = mapping.link.map(({ field, value }) => ({ field, value: toComputation(value) }));
  const lets = mapping.let.map(({ name, value }) => ({ name, value: toComputation(value) }));
  const rules = { exclude: mapping.exclude.map(compileRule), refuse: mapping.refuse.map(compileRule) };
  const warn = mapping.warn.map(compileRule);
  const order = mapping.order.map(toComputation);
  const computations: Computation[] = [
    ...order,
    ...lets.map(({ value }) => value),
    ...[...rules.exclude, ...rules.refuse, ...warn].map((rule) => rule.when),
    ...outputs.flatMap((output) => output.leaves.flatMap(computationsOfLeaf)),
    ...link.map(({ value }) => value),
  ];
  return Object.freeze({
    name: mapping.name,
    step: mapping.step,
    title: mapping.title,
    sources: mapping.from.flatMap((name) => sources.filter((source) => source.name === name)),
    after: mapping.after,
    order,
    elements: outputs.some((output) => output.many),
    choose: mapping.choose ?? 'earliest',
    fill: mapping.fill,
    fillers: new Map(mapping.fillers.map(({ source, alone }) => [source, compileAside(alone)])),
    isBlank: blankTest(mapping.blank),
    createsDrawer: mapping.withoutDrawer === 'create',
    let: lets,
    earlyLets: neededLets(lets, [...order, ...[...rules.exclude, ...rules.refuse].map((rule) => rule.when)]),
    lets: new Set(lets.map(({ name }) => name)),
    ...rules,
    warn,
    linked: mapping.linked,
    outputs,
    link,
    variables: variablesOf(computations),
    place: mapping.place,
    placeOf: (key: string) => mapping.placeOf(key),
  });
}

/** The names among `lets` that these computations use, directly or through one another. */
function neededLets(
  lets: readonly { readonly name: string; readonly value: Computation }[],
  computations: readonly Computation[],
): ReadonlySet<string> {
  const needed = new Set(computations.flatMap((computation) => [...computation.variables]));
  for (const { name, value } of [...lets].reverse()) {
    if (needed.has(name)) for (const variable of value.variables) needed.add(variable);
  }
  return new Set(lets.map(({ name }) => name).filter((name) => needed.has(name)));
}

function compileRule(rule: RuleModel): RulePlan {
  const { code, items, place, note, fix } = rule;
  return Object.freeze({ when: toComputation(rule.when), code, items, place, note, fix });
}

function compileOutput(output: OutputModel, drawer: Shape): OutputPlan {
  const at = shapeAt(drawer, output.into);
  const shape = output.many ? (at.items ?? shapeAt(at, ['items'])) : at;
  return Object.freeze({
    name: output.name,
    into: output.into,
    label: output.into.join('.'),
    many: output.many,
    key: output.key,
    order: output.order,
    leaves: leavesOf(output.fields, [], output.into, shape),
    shape,
    required: requiredAt(drawer, output.into),
    place: output.place,
  });
}

/** The leaves of a field tree in their order; `base` is where the tree hangs in the drawer, for their labels. */
function leavesOf(field: FieldModel, path: Path, base: Path, shape: Shape): readonly LeafPlan[] {
  if (field.kind === 'leaf') return [compileLeaf(field, path, base, shape)];
  return field.children.flatMap(({ name, field: child }) => leavesOf(child, [...path, name], base, shape));
}

function compileLeaf(leaf: LeafModel, path: Path, base: Path, shape: Shape): LeafPlan {
  const sibling = leaf.else === undefined ? undefined : [...path.slice(0, -1), leaf.else.leaf];
  return Object.freeze({
    path,
    label: [...base, ...path].join('.'),
    value: toComputation(leaf.value),
    default: leaf.default === undefined ? undefined : toComputation(leaf.default),
    else:
      leaf.else === undefined || sibling === undefined
        ? undefined
        : {
            path: sibling,
            value: toComputation(leaf.else.value),
            warn: leaf.else.warn,
            coerce: coercionFor(shapeAt(shape, sibling)),
          },
    fill: leaf.fill,
    onChange: leaf.onChange,
    coerce: coercionFor(shapeAt(shape, path)),
    place: leaf.place,
  });
}

function computationsOfLeaf(leaf: LeafPlan): readonly Computation[] {
  return [leaf.value, leaf.default, leaf.else?.value].filter((part) => part !== undefined);
}

function variablesOf(computations: readonly Computation[]): ReadonlySet<string> {
  return new Set(computations.flatMap((computation) => [...computation.variables]));
}

/** Lists with a logical id: those that outputs fill by key, and those for which the schema names one. */
function keyedLists(mappings: readonly MappingPlan[], drawer: Shape): readonly KeyedList[] {
  const lists = new Map<string, KeyedList>();
  const add = (path: Path, key: Path): void => {
    const list = { path, label: path.join('.'), key };
    lists.set(`${list.label} ${key.join('.')}`, list);
  };
  for (const output of mappings.flatMap((mapping) => mapping.outputs)) {
    if (output.many && output.key !== undefined) add(output.into, output.key);
  }
  const search = (shape: Shape, path: Path): void => {
    if (shape.elementKey !== undefined) add(path, shape.elementKey.split('.'));
    for (const [name, child] of shape.properties) search(child, [...path, name]);
  };
  search(drawer, []);
  return [...lists.values()];
}
