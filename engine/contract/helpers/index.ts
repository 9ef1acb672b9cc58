import type { HelperDefinition } from '../../expression/index.ts';
import { blank } from './blank.ts';
import { bsonType } from './bson-type.ts';
import { dateOf } from './date-of.ts';
import { fail } from './fail.ts';
import { hasLeaf } from './has-leaf.ts';
import { idText } from './id-text.ts';
import { integer } from './integer.ts';
import { numberEs } from './number-es.ts';
import { warn } from './warn.ts';

/** The functions that contracts have beside JSONata's own. */
export const helpers: readonly HelperDefinition[] = Object.freeze([
  blank,
  numberEs,
  integer,
  dateOf,
  idText,
  hasLeaf,
  bsonType,
  warn,
  fail,
]);
