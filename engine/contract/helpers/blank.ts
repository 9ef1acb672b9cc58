import type { HelperDefinition } from '../../expression/index.ts';

/** `$blank(v)`: how legacy forms leave a question unanswered. */
export const blank: HelperDefinition = {
  name: 'blank',
  signature: '<x?:b>',
  doc: 'True for an absent value, null and the empty text; false for anything else, also for blanks and 0.',
  examples: [
    { expression: '$blank("")', gives: true },
    { expression: '$blank(null)', gives: true },
    { expression: '$blank(missing)', gives: true },
    { expression: '$blank(" ")', gives: false },
    { expression: '$blank(0)', gives: false },
    { expression: '$blank([])', gives: false },
    { expression: '$blank({})', gives: false },
  ],
  run: ([value]) => value === undefined || value === null || value === '',
};
