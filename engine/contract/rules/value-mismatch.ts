import { kindsOf } from '../expressions/facts.ts';
import type { Computed, Contract, MappingModel } from '../model.ts';
import { formatPath } from '../path.ts';
import { lookUp, typesOf } from '../schema/index.ts';
import { defineRule } from './rule.ts';
import { leavesOf, outputLeaves, type Written } from './tree.ts';

export const valueMismatch = defineRule({
  code: 'value.mismatch',
  severity: 'error',
  meaning:
    'A field can only give values that the schema of the drawer does not take at its place, as is plain without data.',
  remedy: 'Correct the expression, or the type in the schema.',
  check({ contract }, object) {
    for (const { written, mapping } of leavesWithMapping(contract)) {
      const { leaf, path } = written;
      if (leaf === undefined) continue;
      const found = lookUp(contract.target.schema.json, path);
      const types = found.kind === 'declared' ? typesOf(found.schemas) : undefined;
      if (types === undefined) continue;
      for (const computed of [leaf.value, leaf.default]) {
        if (computed === undefined || fits(computed, types, blankKinds(mapping))) continue;
        const kinds = [...(kindsOf(computed) ?? [])].filter((kind) => kind !== 'absent').join(' or ');
        object(computed.place, `${formatPath(path)} takes ${[...types].join(', ')}; this gives ${kinds}`);
      }
    }
  },
});

interface InMapping {
  readonly written: Written;
  readonly mapping: MappingModel | undefined;
}

function leavesWithMapping(contract: Contract): readonly InMapping[] {
  return [
    ...contract.mappings.flatMap((mapping) =>
      mapping.outputs.flatMap((output) => outputLeaves(output).map((written) => ({ written, mapping }))),
    ),
    ...leavesOf(contract.finish, [], 'finish').map((written) => ({ written, mapping: undefined })),
  ];
}

/** What each kind of value may become, coercion included. */
const becomes: Readonly<Record<string, readonly string[]>> = {
  string: ['string', 'date', 'array'],
  number: ['int', 'long', 'double', 'array'],
  boolean: ['bool', 'array'],
  null: ['null', 'array'],
  array: ['array'],
  object: ['object', 'array'],
  function: [],
};

/** Kinds that count as absent in a mapping, and so need no place. */
function blankKinds(mapping: MappingModel | undefined): ReadonlySet<string> {
  return new Set(mapping?.blank.includes(null) ? ['null', 'absent'] : ['absent']);
}

/** Whether some value of the expression could stand at a place of these types. */
function fits(computed: Computed, types: ReadonlySet<string>, blank: ReadonlySet<string>): boolean {
  const kinds = kindsOf(computed);
  if (kinds === undefined) return true;
  if (
    computed.kind === 'literal' &&
    typeof computed.value === 'number' &&
    !Number.isInteger(computed.value)
  ) {
    return types.has('double') || types.has('array');
  }
  const present = [...kinds].filter((kind) => !blank.has(kind));
  return (
    present.length === 0 || present.some((kind) => (becomes[kind] ?? []).some((type) => types.has(type)))
  );
}
