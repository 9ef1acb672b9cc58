import type { Mutant, MutationResult } from '../engine/authoring/index.ts';
import { placeText } from './explanation-display.ts';

/** Changes that nothing would notice, entries of the list of equivalent mutants that are not true, and the figures. */
export function mutationLines(directory: string, result: MutationResult): readonly string[] {
  const { mutants, noticed, equivalent, unnoticed, stale } = result;
  return [
    ...unnoticed.map(
      ({ place, operator, name }) =>
        `${placeText(directory, place)}: no case notices this change (${operator}): ${name}`,
    ),
    ...stale.map(({ entry, why }) =>
      why === 'noticed'
        ? `listed as equivalent, but a case notices it: ${entry.mutant}`
        : `listed as equivalent, but there is no such mutant: ${entry.mutant}`,
    ),
    `${mutants} mutants: ${noticed} noticed, ${equivalent.length} equivalent, ${unnoticed.length} unnoticed`,
  ];
}

/** The same for `--json`. */
export function mutationJson({ mutants, noticed, equivalent, unnoticed, stale }: MutationResult): object {
  const told = ({ place, operator, name }: Mutant): object => ({ mutant: name, operator, place });
  return {
    mutants,
    noticed,
    equivalent: equivalent.map(({ mutant, why }) => ({ ...told(mutant), why })),
    unnoticed: unnoticed.map(told),
    stale: stale.map(({ entry, why }) => ({ mutant: entry.mutant, why })),
  };
}
