import type { Finding, Place, Severity } from './finding.ts';

/** What a code means and what to do about it; one row of docs/codes.md. */
export interface CodeEntry {
  readonly severity: Severity;
  readonly meaning: string;
  readonly remedy: string;
}

export interface FaultDetails {
  /** What to do about this very fault: a suggestion, a corrected spelling. */
  readonly hint?: string | undefined;
  /** Code of the underlying library. */
  readonly detail?: string | undefined;
}

/** How a stage says that something is wrong; it reports and goes on, so that one run shows every fault. */
export type Report<Code extends string> = (
  code: Code,
  place: Place,
  message: string,
  details?: FaultDetails,
) => void;

/** Collects faults as findings; the table of codes gives each its severity. Equal findings are kept once. */
export function collectFindings<Code extends string>(
  codes: Readonly<Record<Code, CodeEntry>>,
): { readonly report: Report<Code>; findings(): Finding[] } {
  const found = new Map<string, Finding>();
  return {
    report(code, place, message, details) {
      const finding: Finding = {
        code,
        severity: codes[code].severity,
        message,
        place,
        ...(details?.hint === undefined ? {} : { hint: details.hint }),
        ...(details?.detail === undefined ? {} : { detail: details.detail }),
      };
      const key = JSON.stringify([code, place.file, place.line, place.column, message]);
      if (!found.has(key)) found.set(key, finding);
    },
    findings: () => [...found.values()].sort(compareFindings),
  };
}

/** Order of findings: file, line, column, code. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compare(a.place.file, b.place.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column ||
    compare(a.code, b.code)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
