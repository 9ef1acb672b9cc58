import type { HelperDefinition } from '../../expression/index.ts';

/** `$fail(code, message)`: sets a document aside. */
export const fail: HelperDefinition = {
  name: 'fail',
  signature: '<ss?:x>',
  doc: 'The document is quarantined with that code; the expression ends here. The message is for people.',
  examples: [
    { expression: 'false ? $fail("card.odd", "no such card") : "kept"', gives: 'kept' },
    { expression: 'true or $fail("card.odd")', gives: true },
  ],
  run: ([code, message], context) => context.fail(String(code), message === undefined ? '' : String(message)),
};
