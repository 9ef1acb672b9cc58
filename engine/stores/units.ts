import type { Operation } from './port.ts';

/** Cuts what stands for operations into what is written all or none: the neighbours of one unit, else each for itself. */
export function unitsOf<T>(all: readonly T[], operationOf: (one: T) => Operation): readonly (readonly T[])[] {
  const units: T[][] = [];
  let open: string | undefined;
  for (const one of all) {
    const { unit } = operationOf(one);
    const last = units[units.length - 1];
    if (unit !== undefined && unit === open && last !== undefined) last.push(one);
    else units.push([one]);
    open = unit;
  }
  return units;
}
