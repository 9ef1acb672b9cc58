import type { CaseModel } from '../cases-model.ts';
import type { Draft } from '../draft.ts';
import type { Place, Severity } from '../finding.ts';

/** What rules look at. */
export interface Subject extends Draft {
  readonly cases: readonly CaseModel[];
}

/** How a rule says that something is wrong; it goes on afterwards. */
export type Objection = (place: Place, message: string, hint?: string) => void;

/** One check of a contract that could be read. Rules are data: nothing in them throws. */
export interface Rule<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  /** What it means when this code is found. */
  readonly meaning: string;
  readonly remedy: string;
  /** True for a rule about what is missing: it is only asked when the whole contract could be read. */
  readonly absence?: boolean;
  check(subject: Subject, object: Objection): void;
}

export function defineRule<const Code extends string>(rule: Rule<Code>): Rule<Code> {
  return Object.freeze(rule);
}
