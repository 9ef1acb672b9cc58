import type { Finding } from './finding.ts';
import type { ParameterModel } from './model.ts';
import { readDate } from './moment.ts';
import { type CodeEntry, collectFindings } from './report.ts';
import { nearest } from './suggest.ts';

/** Values of a contract's parameters, in the types they were declared with. */
export type Parameters = Readonly<Record<string, Date | string | number | boolean>>;

/** Codes of parameters that a run is given. */
export const parameterCodes = Object.freeze({
  'parameter.missing': {
    severity: 'error',
    meaning: 'A parameter that the contract requires has no value.',
    remedy: 'Give it with `--set NAME=VALUE`, as an environment variable of that name, or in `drawer.yaml`.',
  },
  'parameter.unknown': {
    severity: 'error',
    meaning: 'A value is given for a parameter that the contract does not declare.',
    remedy: 'Correct the name, or declare the parameter in the contract.',
  },
  'parameter.value': {
    severity: 'error',
    meaning: "A parameter's value is not of its declared type.",
    remedy:
      'A date is ISO text with a zone (`2025-02-01T00:00:00Z`), an integer is digits, a boolean is `true` or `false`.',
  },
} satisfies Readonly<Record<string, CodeEntry>>);

export type ParameterCode = keyof typeof parameterCodes;

/** Gives the parameters their values, or every fault at once (R031). */
export function bindParameters(
  declared: readonly ParameterModel[],
  values: Readonly<Record<string, string>>,
): { readonly parameters: Parameters } | { readonly findings: readonly Finding[] } {
  const { report, findings } = collectFindings<ParameterCode>(parameterCodes);
  const bound: Record<string, Date | string | number | boolean> = Object.create(null);
  for (const parameter of declared) {
    const { name, place } = parameter;
    const text = Object.hasOwn(values, name) ? values[name] : undefined;
    const given = text ?? parameter.default;
    if (given === undefined) {
      if (parameter.required) report('parameter.missing', place, `parameter ${name} has no value`);
      continue;
    }
    const value = convert(parameter.type, given);
    if (value === undefined) report('parameter.value', place, `parameter ${name} is no ${parameter.type}`);
    else bound[name] = value;
  }
  const names = declared.map(({ name }) => name);
  const place = declared[0]?.place ?? { file: 'contract.yaml', line: 1, column: 1 };
  for (const name of Object.keys(values)) {
    if (names.includes(name)) continue;
    const close = nearest(name, names);
    const hint = close === undefined ? undefined : `did you mean ${close}?`;
    report('parameter.unknown', place, `the contract has no parameter ${name}`, { hint });
  }
  const found = findings();
  return found.length > 0 ? { findings: found } : { parameters: Object.freeze(bound) };
}

function convert(
  type: ParameterModel['type'],
  given: string | number | boolean,
): Date | string | number | boolean | undefined {
  if (type === 'text') return String(given);
  if (type === 'boolean') return toBoolean(given);
  if (type === 'integer') {
    const number = typeof given === 'string' && /^[+-]?\d+$/.test(given) ? Number(given) : given;
    return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
  }
  const read = readDate(given);
  return 'date' in read ? read.date : undefined;
}

function toBoolean(given: string | number | boolean): boolean | undefined {
  if (typeof given === 'boolean') return given;
  return given === 'true' ? true : given === 'false' ? false : undefined;
}
