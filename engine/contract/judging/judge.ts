import type { Finding } from '../finding.ts';
import type { CheckPolicy, Waiver } from '../model.ts';
import { type CodeEntry, collectFindings, compareFindings } from '../report.ts';
import { didYouMean } from '../suggest.ts';
import { judgingCodes } from './codes.ts';

/** A finding that the policy lets pass, and the waiver that says why and until when. */
export interface Waived {
  readonly finding: Finding;
  readonly waiver: Waiver;
}

export interface Judgement {
  /** What is left, with the severities of the policy. */
  readonly findings: readonly Finding[];
  readonly waived: readonly Waived[];
}

/**
 * Applies what a policy says about findings: severities of its own for warnings, and waivers. Errors stay errors,
 * because a contract that has one can not be run. `today` is a day as `YYYY-MM-DD` in UTC; without it no waiver
 * expires. Whether a waiver is of any use is only known when nothing hides findings, that is without errors.
 */
export function judge(
  found: readonly Finding[],
  policy: CheckPolicy,
  codes: Readonly<Record<string, CodeEntry>>,
  today: string | undefined,
): Judgement {
  const { report, findings: own } = collectFindings(judgingCodes);
  const adjustable = Object.keys(codes).filter((code) => codes[code]?.severity === 'warning');
  const settled = (code: string, place: Finding['place']): void => {
    if (adjustable.includes(code)) return;
    const message = Object.hasOwn(codes, code)
      ? `${code} is an error, whatever a policy says`
      : `there is no code ${code}`;
    report('policy.rule', place, message, { hint: didYouMean(code, adjustable) });
  };
  for (const { code, place } of policy.rules) settled(code, place);
  for (const { code, place } of policy.waivers) settled(code, place);

  const used = new Set<Waiver>();
  const waived: Waived[] = [];
  const left = found.filter((finding) => {
    const matching =
      finding.severity === 'warning' ? policy.waivers.filter((each) => fits(each, finding)) : [];
    for (const waiver of matching) used.add(waiver);
    const waiver = matching.find((each) => !isExpired(each, today));
    if (waiver) waived.push({ finding, waiver });
    return waiver === undefined;
  });
  const broken = left.some(({ severity }) => severity === 'error');
  for (const waiver of policy.waivers) {
    const about = waiver.about === undefined ? waiver.code : `${waiver.code} about ${waiver.about}`;
    if (isExpired(waiver, today))
      report('waiver.expired', waiver.place, `the waiver of ${about} counted until ${waiver.until}`, {
        hint: waiver.reason,
      });
    else if (!broken && !used.has(waiver) && adjustable.includes(waiver.code))
      report('waiver.unused', waiver.place, `nothing is found that the waiver of ${about} would let pass`);
  }
  const chosen = new Map(policy.rules.map(({ code, severity }) => [code, severity]));
  const findings = [...left, ...own()].flatMap((finding): readonly Finding[] => {
    const severity = finding.severity === 'warning' ? chosen.get(finding.code) : undefined;
    if (severity === 'off') return [];
    return [severity === undefined ? finding : { ...finding, severity }];
  });
  return { findings: findings.sort(compareFindings), waived };
}

/** A waiver's last day still counts. */
function isExpired({ until }: Waiver, today: string | undefined): boolean {
  return today !== undefined && until < today;
}

function fits({ code, file, about }: Waiver, finding: Finding): boolean {
  return (
    code === finding.code &&
    (file === undefined || file === finding.place.file) &&
    (about === undefined || finding.message.includes(about))
  );
}
