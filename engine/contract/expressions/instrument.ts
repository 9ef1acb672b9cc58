import type { CompileOptions } from '../../expression/index.ts';
import type { Place } from '../finding.ts';

/** The text of an expression or function of a contract, with its place. */
export interface ExpressionText {
  readonly text: string;
  readonly place: Place;
  /** The place of an offset in the text. */
  placeOf(offset: number): Place;
}

/**
 * What looks into the expressions of a contract while they run, or lets others stand in: asked once per text when the
 * contract is read. Expressions that it says nothing for run as they always do.
 */
export type Instrument = (of: ExpressionText) => Pick<CompileOptions, 'watch' | 'standIn'>;
