import type { SourceModel } from '../model.ts';
import type { Subject } from './rule.ts';
import type { Use } from './uses.ts';

/** The sources whose documents an expression looks at. */
export function sourcesOf(use: Use, { contract }: Subject): readonly SourceModel[] {
  if (use.setting === 'resolved')
    return contract.sources.filter(({ name }) => name === use.source?.resolve?.source);
  if (use.source) return [use.source];
  const names = use.mapping?.from ?? [];
  return contract.sources.filter(({ name }) => names.includes(name));
}

/** Names of all mappings. */
export function mappingNames({ contract }: Subject): readonly string[] {
  return contract.mappings.map(({ name }) => name);
}
