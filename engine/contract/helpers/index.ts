import type { HelperDefinition } from '../../expression/index.ts';

/** The functions that contracts have beside JSONata's own. */
export const helpers: readonly HelperDefinition[] = [];
