import { assemble } from './assemble.ts';
import type { CaseModel } from './cases-model.ts';
import { type ContractCode, contractCodes } from './codes.ts';
import { digestsOf } from './digest/index.ts';
import { fileNames, isInside, type ParsedFiles } from './files.ts';
import type { Finding } from './finding.ts';
import type { Contract } from './model.ts';
import { collectFindings, type Report } from './report.ts';
import { checkRules } from './rules/index.ts';
import { parseYaml, type YamlNode } from './yaml/index.ts';

/** What reading a contract gives: the contract only when no file of it holds an error; all findings in any case. */
export interface ContractReadResult {
  readonly contract?: Contract;
  /** In the order of file, line and column. */
  readonly findings: readonly Finding[];
  /** The examples of `cases/`, as far as they could be read; their faults do not make the contract unusable. */
  readonly cases: readonly CaseModel[];
}

/**
 * Reads and checks the files of one contract version: path relative to its folder → text, undefined for one
 * that is there but can't be read. Pure; whatever the
 * texts hold, it gives findings and does not throw.
 */
export function readContract(
  files: ReadonlyMap<string, string | undefined>,
  directory = '.',
): ContractReadResult {
  const { report, findings } = collectFindings<ContractCode>(contractCodes);
  const { draft, cases } = assemble(parseFiles(files, report), directory, report);
  if (draft) checkRules(draft, cases, report);
  const found = findings();
  const broken = found.some(
    ({ severity, place }) => severity === 'error' && !place.file.startsWith('cases/'),
  );
  if (draft === undefined || broken) return { findings: found, cases };
  const contract = Object.freeze({ ...draft.contract, digests: digestsOf(draft.contract) });
  return { contract, findings: found, cases };
}

function parseFiles(
  files: ReadonlyMap<string, string | undefined>,
  report: Report<ContractCode>,
): ParsedFiles {
  const parsed = new Map<string, YamlNode | undefined>();
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isInside(path) || path === fileNames.seal) continue;
    parsed.set(path, text === undefined ? undefined : parseYaml(path, text, report));
  }
  return parsed;
}
