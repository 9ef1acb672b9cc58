import type { HelperDefinition } from '../../expression/index.ts';

/** `$warn(code, value)`: lets a document through with a warning. */
export const warn: HelperDefinition = {
  name: 'warn',
  signature: '<sx?:x>',
  doc: 'Notes a warning of that code on the document and gives the value, unchanged.',
  examples: [
    { expression: '$warn("number.unparsed", 7)', gives: 7 },
    { expression: '$warn("number.unparsed", null)', gives: null },
    { expression: '$warn("number.unparsed")', gives: undefined },
  ],
  run([code, value], context) {
    context.warn(String(code), value);
    return value;
  },
};
