import type { Contract, Place, Plain } from '../../contract/index.ts';

/** What part of a contract an element is: the rules of comparison are written for one kind each. */
export type ElementKind =
  | 'parameter'
  | 'cutoff'
  | 'client-id'
  | 'client-into'
  | 'target-collection'
  | 'index'
  | 'volatile'
  | 'once'
  | 'source'
  | 'source-setting'
  | 'source-client'
  | 'filler'
  | 'policy-validator'
  | 'source-date'
  | 'source-collection'
  | 'source-cutoff'
  | 'source-retire'
  | 'ignore'
  | 'mapping'
  | 'mapping-step'
  | 'mapping-from'
  | 'mapping-after'
  | 'mapping-order'
  | 'mapping-choose'
  | 'mapping-fill'
  | 'mapping-blank'
  | 'without-drawer'
  | 'linked'
  | 'let'
  | 'exclude'
  | 'refuse'
  | 'warn'
  | 'rule-order'
  | 'output'
  | 'output-into'
  | 'output-key'
  | 'output-order'
  | 'field'
  | 'link'
  | 'finish'
  | 'function'
  | 'property'
  | 'property-type'
  | 'property-required'
  | 'property-enum'
  | 'property-open'
  | 'property-keyword'
  | 'policy-unread'
  | 'criterion'
  | 'band'
  | 'approval'
  | 'phase'
  | 'requirement'
  | 'severity'
  | 'production'
  | 'budget'
  | 'title';

/**
 * One part of a contract version that can change by itself. All elements of a version together say what its two
 * digests are taken of, and its titles besides.
 */
export interface Element {
  readonly kind: ElementKind;
  /** Its name among all elements, from the outside in: `['mapping', 'loans', 'refuse', 'loan.lost']`. */
  readonly key: readonly string[];
  /** What it means, without spelling: equal meanings are no change. */
  readonly meaning: Plain;
  /** As people read it: an expression as it is written, or the value. */
  readonly text: string;
  readonly place: Place;
  /** Dotted places of the drawer that it decides, as far as it names them. */
  readonly drawer: readonly string[];
  /** Variables and functions that its expressions use, without `$`. */
  readonly uses: readonly string[];
  /** Paths of the source documents that its expressions read. */
  readonly reads: readonly string[];
}

/** Gives the elements of one part of a contract. */
export type ElementsOf = (contract: Contract) => readonly Element[];

/** An element's key as one text. */
export function keyText(key: readonly string[]): string {
  return key.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
}
