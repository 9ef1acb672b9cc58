import type { Path } from '../model.ts';
import { type At, expand, type Json, mergedProperties, rootOf } from './expand.ts';
import { pointerOf } from './pointer.ts';

/** A path that a schema declares, with the JSON pointer to what it says of it. */
export interface Declared {
  readonly path: Path;
  readonly pointer: string;
}

const deepest = 30;
const most = 20_000;

/** Every path that a schema declares, through arrays; of a schema that contains itself the first levels. */
export function declaredPaths(root: Json): readonly Declared[] {
  const found: Declared[] = [];
  const visit = (schemas: readonly At[], path: Path): void => {
    if (path.length === deepest) return;
    for (const [name, children] of mergedProperties(expand(root, schemas, 'elements'))) {
      if (found.length === most) return;
      found.push({ path: [...path, name], pointer: pointerOf(children[0]?.pointer ?? []) });
      visit(children, [...path, name]);
    }
  };
  visit([rootOf(root)], []);
  return found;
}
