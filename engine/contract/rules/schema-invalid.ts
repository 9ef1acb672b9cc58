import { Ajv2020 } from 'ajv/dist/2020.js';
import type { SchemaModel } from '../model.ts';
import { follow, pointerOf, subschemas } from '../schema/index.ts';
import { defineRule, type Subject } from './rule.ts';

export const schemaInvalid = defineRule({
  code: 'schema.invalid',
  severity: 'error',
  meaning: 'A schema is not valid JSON Schema 2020-12, or a `$ref` of it leads nowhere in the file.',
  remedy: 'Correct the keyword that the message names.',
  check(subject, object) {
    for (const schema of schemasOf(subject)) {
      const { $schema: dialect, ...rest } = schema.json;
      if (dialect !== undefined && dialect !== known) {
        object(schema.placeOf('/$schema'), `the dialect ${JSON.stringify(dialect)} is not known`, known);
      }
      if (!meta().validateSchema(rest)) {
        const seen = new Set<string>();
        for (const { instancePath, message = 'is wrong' } of meta().errors ?? []) {
          if (seen.has(instancePath)) continue;
          seen.add(instancePath);
          object(schema.placeOf(instancePath), `${instancePath || 'the schema'} ${message}`);
        }
      }
      for (const { schema: part, path } of subschemas(schema.json)) {
        const reference = part.$ref;
        if (typeof reference === 'string' && follow(schema.json, reference) === undefined) {
          object(
            schema.placeOf(pointerOf([...path, '$ref'])),
            `${reference} leads nowhere in this file`,
            '#/$defs/…',
          );
        }
      }
    }
  },
});

const known = 'https://json-schema.org/draft/2020-12/schema';

let ajv: Ajv2020 | undefined;

/** The library with its meta-schema; made once, since compiling that takes longer than all checks. */
function meta(): Ajv2020 {
  ajv ??= new Ajv2020({ allErrors: true, strict: false, logger: false });
  return ajv;
}

/** The schemas of a contract, each file once. */
export function schemasOf({ contract }: Subject): readonly SchemaModel[] {
  const all = [contract.target.schema, ...contract.sources.map(({ schema }) => schema)];
  return [...new Map(all.map((schema) => [schema.file, schema])).values()];
}
