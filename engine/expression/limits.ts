/** What an evaluation and a compilation may use at most. Exceeding one is an error or a finding, never a hang (T56). */
export interface Limits {
  /** Units of work of one evaluation: loop items, calls, compared values, 16 characters of searched text (U1002). */
  readonly fuel: number;
  /** Function calls inside each other; tail calls do not count (D1011). */
  readonly depth: number;
  /** Items of one sequence made by `..`, `$append`, paths (D2015). */
  readonly sequence: number;
  /** UTF-16 units of one text made while evaluating (U1003). */
  readonly text: number;
  /** UTF-16 units of an expression's own text (`expression.size`). */
  readonly source: number;
}

/** Limits in force unless an option says otherwise. */
export const DEFAULT_LIMITS: Limits = Object.freeze({
  fuel: 20_000_000,
  depth: 1_000,
  sequence: 1_000_000,
  text: 16 * 1024 * 1024,
  source: 256 * 1024,
});
