import type {
  Computed,
  Contract,
  ContractExpression,
  FieldModel,
  MappingModel,
  Path,
  SourceModel,
} from '../model.ts';

/** A path of a source's documents that some expression reads. */
export interface SourceRead {
  readonly path: Path;
  /** True when everything below is read too. */
  readonly whole: boolean;
}

/** All paths of a source that the contract's expressions read, through the document itself, `$docs` or `$legacy`. */
export function sourceReads(contract: Contract, source: SourceModel): readonly SourceRead[] {
  const own = contract.mappings.filter((mapping) => mapping.from.includes(source.name));
  const reads: SourceRead[] = [];
  for (const computed of [source.client, ...source.dates, ...resolvedIn(contract, source)])
    reads.push(...directReads(computed), ...parentReads(computed, source));
  for (const mapping of own) {
    if (mapping.linked !== undefined && source.at === undefined)
      reads.push({ path: [mapping.linked], whole: true });
    for (const computed of computedOf(mapping)) {
      reads.push(...directReads(computed), ...readsThrough(computed, 'docs', []));
      reads.push(...parentReads(computed, source));
    }
  }
  if (source.at === undefined) reads.push(...takingReads(source), ...readsOfParts(contract, source));
  const everywhere = [...contract.mappings.flatMap(computedOf), ...computedOfField(contract.finish)];
  for (const computed of everywhere) {
    reads.push(...readsThrough(computed, 'legacy', [source.name]));
    for (const mapping of own) {
      reads.push(...readsThrough(computed, 'sound', [mapping.name, 'document']));
      reads.push(...readsThrough(computed, 'landed', [mapping.name, 'document']));
    }
  }
  return reads;
}

/** What other sources look up in this one. */
function resolvedIn(contract: Contract, source: SourceModel): readonly ContractExpression[] {
  return contract.sources.flatMap(({ resolve }) =>
    resolve?.source === source.name ? [resolve.against] : [],
  );
}

/** Reads through `$parent`, which without `at` is the document itself. */
function parentReads(computed: Computed, source: SourceModel): readonly SourceRead[] {
  return source.at === undefined ? readsThrough(computed, 'parent', []) : [];
}

/** Reads of what decides which stored documents a source takes. */
function takingReads({ at, when }: SourceModel): readonly SourceRead[] {
  return [at, when].flatMap((taking) => (taking === undefined ? [] : directReads(taking.value)));
}

/** What sources about objects of the same documents read of these documents: it has a reader, if another one. */
function readsOfParts(contract: Contract, source: SourceModel): readonly SourceRead[] {
  const parts = contract.sources.filter(
    ({ at, collection, database }) =>
      at !== undefined && collection === source.collection && database === source.database,
  );
  return parts.flatMap((part) => {
    const mappings = contract.mappings.filter(({ from }) => from.includes(part.name));
    const own = [part.client, ...part.dates, ...mappings.flatMap(computedOf)];
    return [...takingReads(part), ...own.flatMap((computed) => readsThrough(computed, 'parent', []))];
  });
}

/** Every expression or literal of a mapping. */
export function computedOf(mapping: MappingModel): readonly Computed[] {
  const rules = [...mapping.exclude, ...mapping.refuse, ...mapping.warn];
  return [
    ...mapping.order,
    ...mapping.let.map(({ value }) => value),
    ...rules.map((rule) => rule.when),
    ...mapping.outputs.flatMap((output) => computedOfField(output.fields)),
    ...mapping.link.map(({ value }) => value),
  ];
}

/** Every expression or literal below a field. */
export function computedOfField(field: FieldModel): readonly Computed[] {
  if (field.kind === 'object') return field.children.flatMap((child) => computedOfField(child.field));
  return [field.value, field.default, field.else?.value].filter((part) => part !== undefined);
}

function directReads(computed: Computed): SourceRead[] {
  if (computed.kind === 'literal') return [];
  return computed.compiled.reads
    .filter((read) => read.variable === undefined)
    .map(({ path, whole }) => ({ path, whole }));
}

function readsThrough(
  computed: Computed,
  variable: string,
  prefix: readonly string[],
): readonly SourceRead[] {
  if (computed.kind === 'literal') return [];
  return computed.compiled.reads
    .filter((read) => read.variable === variable && prefix.every((name, at) => read.path[at] === name))
    .map(({ path, whole }) => ({ path: path.slice(prefix.length), whole: whole }));
}
