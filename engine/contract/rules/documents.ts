import type { Read } from '../expressions/facts.ts';
import type { Path, SchemaModel } from '../model.ts';
import { sourcesOf } from './names.ts';
import type { Subject } from './rule.ts';
import type { Use } from './uses.ts';

/** Documents that a read looks into: their possible schemas, and the path from their root. */
export interface Documents {
  readonly schemas: readonly SchemaModel[];
  readonly path: Path;
}

/** What a read looks into; undefined when no schema says anything about it. */
export function documentsOf(read: Read, use: Use, subject: Subject): Documents | undefined {
  const { contract } = subject;
  const { variable, path } = read;
  const drawer = (rest: Path): Documents => ({ schemas: [contract.target.schema], path: rest });
  const sources = (names: readonly string[], rest: Path): Documents | undefined => {
    const schemas = contract.sources.filter(({ name }) => names.includes(name)).map(({ schema }) => schema);
    return schemas.length === 0 ? undefined : { schemas, path: withoutId(rest) };
  };
  switch (variable) {
    case undefined:
      if (use.setting === 'finish') return drawer(path);
      if (use.setting === 'stored' && use.source?.at !== undefined) return undefined;
      return sources(
        sourcesOf(use, subject).map(({ name }) => name),
        path,
      );
    case 'parent': {
      const read = sourcesOf(use, subject);
      // Only where the whole document is what the schema is about.
      if (read.some(({ at }) => at !== undefined)) return undefined;
      return sources(
        read.map(({ name }) => name),
        path,
      );
    }
    case 'docs':
      return sources(use.mapping?.from ?? [], path);
    case 'legacy':
      return sources(path.slice(0, 1), path.slice(1));
    case 'sound':
    case 'landed': {
      const mapping = contract.mappings.find(({ name }) => name === path[0]);
      if (mapping === undefined || path[1] !== 'document') return undefined;
      return sources(mapping.from, path.slice(2));
    }
    case 'drawer':
      return drawer(path);
    case 'out': {
      const output = use.mapping?.outputs.find(({ name }) => name === path[0]);
      return output && drawer([...output.into, ...path.slice(1)]);
    }
    default:
      return undefined;
  }
}

/** `_id` is there in every document, declared or not. */
function withoutId(path: Path): Path {
  return path[0] === '_id' ? [] : path;
}
