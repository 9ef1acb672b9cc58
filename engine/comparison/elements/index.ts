import type { Contract } from '../../contract/index.ts';
import { contractElements } from './contract-file.ts';
import type { Element, ElementsOf } from './element.ts';
import { fieldElements } from './fields.ts';
import { computedElement } from './make.ts';
import { mappingElements } from './mappings.ts';
import { policyElements } from './policy.ts';
import { drawerSchemaElements } from './schemas.ts';
import { sourceElements } from './sources.ts';

const parts: readonly ElementsOf[] = [
  contractElements,
  sourceElements,
  mappingElements,
  (contract) => fieldElements('finish', ['finish'], contract.finish, []),
  (contract) =>
    contract.functions.map(({ name, value, place }) =>
      computedElement('function', ['function', name], value, { place }),
    ),
  drawerSchemaElements,
  policyElements,
];

/** All elements of a contract version. */
export function elementsOf(contract: Contract): readonly Element[] {
  return parts.flatMap((part) => part(contract));
}

export { type Element, type ElementKind, keyText } from './element.ts';
