/** A place in a contract file; line and column count from 1. */
export interface Place {
  /** Path of the file, relative to the contract's folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Severity = 'error' | 'warning';

/** A coded statement about a contract: never an exception, always with a place. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly hint?: string;
  /** Code of the underlying library, where there is one (jsonata's S0201 …). */
  readonly detail?: string;
}

/** `mappings/02.yaml:12:5`, as reports and terminals show a place. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** A finding on one line, its hint on a second one: `file:line:col: error code: message`. */
export function formatFinding({ code, severity, message, place, hint, detail }: Finding): string {
  const line = `${formatPlace(place)}: ${severity} ${code}: ${message}${detail === undefined ? '' : ` [${detail}]`}`;
  return hint === undefined ? line : `${line}\n    ${hint}`;
}
