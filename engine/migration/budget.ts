import type { Budget } from '../contract/index.ts';
import type { Tally } from './tally.ts';

/** What a run is compared with while it goes on: figures of its plan, by name. */
export interface PlannedFigures {
  readonly inserted: number;
  readonly changed: number;
  readonly quarantined: number;
}

/** Why a run was stopped though nothing failed; it can go on once the cause is settled, or the budget is raised. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';
  readonly code: 'budget.record_errors' | 'budget.critical' | 'budget.drift';

  constructor(code: BudgetSpent['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Watches a run's figures against the policy's budget and the run's plan (I16, R111). Whole numbers only. */
export class BudgetWatch {
  readonly #budget: Budget;
  readonly #documents: number;
  readonly #planned: PlannedFigures | undefined;

  /** `documents` is how many the run is going to take. */
  constructor(budget: Budget, documents: number, planned: PlannedFigures | undefined) {
    this.#budget = budget;
    this.#documents = documents;
    this.#planned = planned;
  }

  /** Throws {@link BudgetSpent} when a limit is passed. */
  check(tally: Tally): void {
    const { recordErrors, recordErrorsPercent, critical } = this.#budget;
    const aside = tally.setAside;
    if (recordErrors !== undefined && aside > recordErrors)
      throw new BudgetSpent(
        'budget.record_errors',
        `${aside} documents are set aside; the limit is ${recordErrors}`,
      );
    if (recordErrorsPercent !== undefined && aside * 100 > recordErrorsPercent * this.#documents)
      throw new BudgetSpent(
        'budget.record_errors',
        `${aside} of ${this.#documents} documents are set aside; the limit is ${recordErrorsPercent} %`,
      );
    if (critical !== undefined && tally.critical > critical)
      throw new BudgetSpent('budget.critical', `${tally.critical} critical errors; the limit is ${critical}`);
    this.#checkDrift(tally);
  }

  /** More than planned is seen at once; fewer is no reason to stop. */
  #checkDrift(tally: Tally): void {
    const { driftPercent } = this.#budget;
    if (driftPercent === undefined || this.#planned === undefined) return;
    const { inserted, changed } = tally.drawers;
    const now: PlannedFigures = { inserted, changed, quarantined: tally.setAside };
    for (const [name, planned] of Object.entries(this.#planned) as [keyof PlannedFigures, number][]) {
      if (now[name] * 100 <= planned * (100 + driftPercent)) continue;
      throw new BudgetSpent(
        'budget.drift',
        `${now[name]} ${name} where the plan has ${planned}; the limit is ${driftPercent} % more`,
      );
    }
  }
}
