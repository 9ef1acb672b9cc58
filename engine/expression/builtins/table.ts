import type { Native } from '../functions/native.ts';
import { aggregation } from './aggregation.ts';
import { arrays } from './arrays.ts';
import { dates } from './dates.ts';
import { diagnostics } from './diagnostics.ts';
import { encoding } from './encoding.ts';
import { higherOrder } from './higher-order.ts';
import { logic } from './logic.ts';
import { numbers } from './numbers.ts';
import { objects } from './objects.ts';
import { pictures } from './pictures.ts';
import { searching } from './searching.ts';
import { texts } from './texts.ts';

/** JSONata's functions by name; `$eval` is left out on purpose, `$clone` stands with the transform operator. */
export const BUILTINS: ReadonlyMap<string, Native> = new Map(
  [
    ...aggregation,
    ...texts,
    ...searching,
    ...encoding,
    ...numbers,
    ...pictures,
    ...logic,
    ...arrays,
    ...objects,
    ...higherOrder,
    ...diagnostics,
    ...dates,
  ].map((each) => [each.name, each]),
);
