import { assemble } from './assemble.ts';
import type { CaseModel } from './cases-model.ts';
import { type ContractCode, contractCodes } from './codes.ts';
import { digestsOf } from './digest/index.ts';
import type { Instrument } from './expressions/index.ts';
import { fileNames, isInside, type ParsedFiles } from './files.ts';
import type { Finding } from './finding.ts';
import { judge, type Waived } from './judging/index.ts';
import type { Contract } from './model.ts';
import { collectFindings, type Report } from './report.ts';
import { checkRules } from './rules/index.ts';
import { checkSeal } from './sealing/index.ts';
import { parseYaml, type YamlNode } from './yaml/index.ts';

/** What reading a contract gives: the contract only when no file of it holds an error; all findings in any case. */
export interface ContractReadResult {
  readonly contract?: Contract;
  /** As much of it as could be read, sound or not: what a comparison shows of a broken version. */
  readonly readable?: Contract;
  /** In the order of file, line and column, with the severities that the contract's policy gives them. */
  readonly findings: readonly Finding[];
  /** What the policy lets pass. */
  readonly waived: readonly Waived[];
  /** The examples of `cases/`, as far as they could be read; their faults do not make the contract unusable. */
  readonly cases: readonly CaseModel[];
}

/** What is known of a contract beside the texts of its files. */
export interface ReadOptions {
  /** The day of the check, `YYYY-MM-DD` in UTC: waivers may have expired by then. Left out, none has. */
  readonly today?: string | undefined;
  /** `<name>/<version>` as its folder is called, to be compared with what the contract says. */
  readonly folder?: string | undefined;
  /** Looks into its expressions while they run. */
  readonly instrument?: Instrument | undefined;
}

/**
 * Reads and checks the files of one contract version: path relative to its folder → text, undefined for one
 * that is there but is no UTF-8. Pure; whatever the texts hold, it gives findings and does not throw.
 */
export function readContract(
  files: ReadonlyMap<string, string | undefined>,
  directory = '.',
  { today, folder, instrument }: ReadOptions = {},
): ContractReadResult {
  const { report, findings } = collectFindings<ContractCode>(contractCodes);
  const parsed = parseFiles(files, report);
  const { draft, policy, cases } = assemble(parsed, directory, report, instrument);
  if (draft) checkRules(draft, cases, report);
  if (draft && folder !== undefined) checkFolder(draft.contract, folder, report);
  const digests = draft ? digestsOf(draft.contract) : { mapping: '', policy: '' };
  const sealed = parsed.get(fileNames.seal);
  if (draft?.contract.seal && sealed) checkSeal(draft.contract.seal, digests, sealed, report);
  const judged = judge(findings(), policy.check, contractCodes, today);
  const broken = judged.findings.some(
    ({ severity, place }) => severity === 'error' && !place.file.startsWith('cases/'),
  );
  if (draft === undefined) return { ...judged, cases };
  const contract = Object.freeze({ ...draft.contract, digests });
  return broken
    ? { ...judged, readable: contract, cases }
    : { ...judged, contract, readable: contract, cases };
}

function parseFiles(
  files: ReadonlyMap<string, string | undefined>,
  report: Report<ContractCode>,
): ParsedFiles {
  const parsed = new Map<string, YamlNode | undefined>();
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isInside(path)) continue;
    if (text === undefined)
      report('yaml.encoding', { file: path, line: 1, column: 1 }, 'the file is not UTF-8');
    parsed.set(path, text === undefined ? undefined : parseYaml(path, text, report));
  }
  return parsed;
}

/** A folder that is not named after the contract and its version; not asked of a name that could not be read. */
function checkFolder({ name, version }: Contract, folder: string, report: Report<ContractCode>): void {
  if (name === '' || version === '' || folder === `${name}/${version}`) return;
  report(
    'contract.folder',
    { file: fileNames.contract, line: 1, column: 1 },
    `the contract ${name}/${version} lies in the folder ${folder}`,
  );
}
