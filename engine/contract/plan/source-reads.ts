import type { Computed, Contract, FieldModel, MappingModel, Path, SourceModel } from '../model.ts';

/** A path of a source's documents that some expression reads. */
export interface SourceRead {
  readonly path: Path;
  /** True when everything below is read too. */
  readonly whole: boolean;
}

/** All paths of a source that the contract's expressions read, through the document itself, `$docs` or `$legacy`. */
export function sourceReads(contract: Contract, source: SourceModel): readonly SourceRead[] {
  const own = contract.mappings.filter((mapping) => mapping.from.includes(source.name));
  const reads: SourceRead[] = directReads(source.client);
  if (source.date !== undefined) reads.push(...directReads(source.date));
  for (const mapping of own) {
    if (mapping.linked !== undefined) reads.push({ path: [mapping.linked], whole: true });
    for (const computed of computedOf(mapping)) {
      reads.push(...directReads(computed), ...readsThrough(computed, 'docs', []));
    }
  }
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
