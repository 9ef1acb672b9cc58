import { pointerOf, subschemas } from '../schema/index.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';
import { schemasOf } from './schema-invalid.ts';

export const schemaKeyword = defineRule({
  code: 'schema.keyword',
  severity: 'error',
  meaning: 'A schema has a keyword that contracts do not support, or that JSON Schema does not have.',
  remedy: 'Correct its spelling, or say it with one of the keywords in the reference.',
  check(subject, object) {
    for (const schema of schemasOf(subject)) {
      for (const { schema: part, path } of subschemas(schema.json)) {
        for (const keyword of Object.keys(part)) {
          if (keywords.has(keyword)) continue;
          object(
            schema.placeOf(pointerOf([...path, keyword])),
            `the keyword ${keyword} is not supported`,
            didYouMean(keyword, keywords),
          );
        }
      }
    }
  },
});

/** What schemas of a contract may say; the reference lists them. */
export const keywords: ReadonlySet<string> = new Set(
  (
    '$schema $id $comment $ref $defs title description examples default deprecated ' +
    'bsonType elementKey type enum const ' +
    'properties required additionalProperties patternProperties propertyNames minProperties maxProperties ' +
    'dependentRequired items prefixItems contains minContains maxContains minItems maxItems uniqueItems ' +
    'minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
    'allOf anyOf oneOf not if then else'
  ).split(' '),
);
