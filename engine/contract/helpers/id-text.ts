import { type BsonValue, idText as textOf } from '../../bson/index.ts';
import type { HelperDefinition } from '../../expression/index.ts';

/** `$idText(v)`: the text by which the engine compares ids. */
export const idText: HelperDefinition = {
  name: 'idText',
  signature: '<j?:s>',
  doc:
    'An id as the text by which ids are compared: a text as it is, a whole number in decimal, an ObjectId in hex, ' +
    'anything else as canonical extended JSON. Absent gives absent.',
  examples: [
    { expression: '$idText("a7")', gives: 'a7' },
    { expression: '$idText(7)', gives: '7' },
    { expression: '$idText(7.5)', gives: '{"$numberDouble":"7.5"}' },
    { expression: '$idText(true)', gives: 'true' },
    { expression: '$idText(missing)', gives: undefined },
  ],
  run: ([value]) => (value === undefined ? undefined : textOf(value as BsonValue)),
};
