import type { Finding } from '../finding.ts';
import type { Waived } from '../judging/index.ts';
import type { CodeEntry } from '../report.ts';
import { explanationOf } from './finding-text.ts';

/** What a log of findings is about. */
export interface SarifSubject {
  readonly findings: readonly Finding[];
  readonly waived: readonly Waived[];
  /** The meanings of the codes. */
  readonly codes: Readonly<Record<string, CodeEntry>>;
  readonly tool: { readonly name: string; readonly version: string };
  /** The URI of a file of the contract: relative to where the log is read, or absolute. */
  readonly uriOf: (file: string) => string;
}

/**
 * Findings as a SARIF 2.1.0 log, which code hosts and editors read. What the policy lets pass is in it as a suppressed
 * result with the waiver's reason.
 */
export function sarifLog({ findings, waived, codes, tool, uriOf }: SarifSubject): object {
  const found = [...findings, ...waived.map(({ finding }) => finding)];
  const ids = [...new Set(found.map(({ code }) => code))].sort();
  const result = (finding: Finding): object => ({
    ruleId: finding.code,
    ruleIndex: ids.indexOf(finding.code),
    level: finding.severity,
    message: { text: finding.hint === undefined ? finding.message : `${finding.message}\n${finding.hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(finding.place.file) },
          region: { startLine: finding.place.line, startColumn: finding.place.column },
        },
      },
    ],
  });
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            rules: ids.map((id) => ({
              id,
              shortDescription: { text: codes[id]?.meaning ?? id },
              help: { text: `${codes[id]?.remedy ?? ''} (${explanationOf(id)})`.trimStart() },
              defaultConfiguration: { level: codes[id]?.severity ?? 'error' },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [
          ...findings.map(result),
          ...waived.map(({ finding, waiver }) => ({
            ...result(finding),
            suppressions: [{ kind: 'external', justification: `${waiver.reason} (until ${waiver.until})` }],
          })),
        ],
      },
    ],
  };
}
