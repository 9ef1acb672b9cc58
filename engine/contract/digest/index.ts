import type { Contract } from '../model.ts';
import { mappingMeaning } from './mapping.ts';
import { policyMeaning } from './policy.ts';
import { digestOf } from './stable.ts';

/**
 * The two digests that freeze a contract: of what it maps, and of its policy. They change with its meaning only:
 * not with comments, layout, quoting, the order of keys, titles, notes, reasons or cases.
 */
export function digestsOf(contract: Contract): Contract['digests'] {
  return {
    mapping: digestOf('mapping', mappingMeaning(contract)),
    policy: digestOf('policy', policyMeaning(contract.policy)),
  };
}

export { meaningOfSchema } from './schema.ts';
export { algorithm, type Plain, stableText, unordered } from './stable.ts';
export { meaningOf } from './syntax.ts';
