import type { Gate } from './gates.ts';

/** Why collections were not retired, brought back or dropped. */
export type RetirementCode =
  /** The contract retires none of its collections, or none of them is there. */
  | 'retirement.nothing'
  /** Something was written to a collection a short time ago. */
  | 'retirement.recent_writes'
  /** A gate is not met: migration, watch, quarantine, verification or backup (production only). */
  | 'retirement.gates'
  /** A collection changed between being looked at and being renamed. */
  | 'retirement.busy'
  /** A collection of the new name is there already, and nobody here has made it. */
  | 'retirement.name_taken'
  /** A collection of the old name is there again: somebody still writes to it. */
  | 'retirement.came_back'
  /** Neither the old nor the new name is there. */
  | 'retirement.missing'
  /** What has the name is no collection that can be renamed: a view, a time series. */
  | 'retirement.kind'
  /** Something else was begun and is not finished. */
  | 'retirement.unfinished'
  /** Nothing was retired here. */
  | 'retirement.none'
  /** The time in which collections can be brought back is over. */
  | 'retirement.expired'
  /** The time in which collections can be brought back is not over. */
  | 'retirement.early'
  /** A retired collection holds another number of documents than when it was retired. */
  | 'retirement.changed'
  /** What would be dropped was not confirmed. */
  | 'retirement.unconfirmed'
  /** The collections were dropped. */
  | 'retirement.dropped';

/** A retirement that was refused. What was done of it before stays, and its record says so. */
export class RetirementRefused extends Error {
  override readonly name = 'RetirementRefused';
  readonly code: RetirementCode;
  readonly hint: string;
  /** How the gates stand, where it is for them. */
  readonly gates: readonly Gate[] | undefined;

  constructor(code: RetirementCode, message: string, hint: string, gates?: readonly Gate[]) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.gates = gates;
  }
}
