/** A report as a reader sees it: its sections, with the tables' cells as plain text. */
export interface Section {
  readonly heading: string;
  /** Each table's rows, the header first. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** The text outside of tables. */
  readonly text: string;
}
