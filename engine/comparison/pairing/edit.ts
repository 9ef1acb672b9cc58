import type { Element, ElementKind } from '../elements/index.ts';

/** How a part of a contract differs between two versions. */
export type EditKind = 'added' | 'removed' | 'changed' | 'renamed' | 'moved';

/**
 * One difference: an element with all that belongs to it. A part that was added or removed as a whole brings what
 * lies below it; one that was renamed or moved means the same under another name or in another place.
 */
export interface Edit {
  readonly kind: ElementKind;
  readonly edit: EditKind;
  /** The part as it was, itself first, then what lies below it; empty for what was added. */
  readonly before: readonly Element[];
  /** The part as it is; empty for what was removed. */
  readonly after: readonly Element[];
}
