import type { Band, Budget, Criterion, PolicyModel } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import { readCheckPolicy } from './check-policy.ts';
import type { ReadContext } from './context.ts';
import { checkLanguage } from './language.ts';
import { entriesOf, itemsOf, type OpenMap, openMap } from './map.ts';
import { isRuleCode } from './rule-code.ts';
import { readChoice, readInteger, readProse, readText, readTexts } from './values.ts';

const keys = [
  'policy',
  'unread',
  'staging',
  'bands',
  'approvals',
  'phases',
  'severity',
  'production',
  'budget',
  'check',
  'validator',
  'title',
  'note',
];

const noBudget: Budget = Object.freeze({
  recordErrors: undefined,
  recordErrorsPercent: undefined,
  critical: undefined,
  driftPercent: undefined,
});

/** What holds when a contract has no policy. */
export const emptyPolicy: PolicyModel = Object.freeze({
  unread: 'report',
  criteria: [],
  bands: [],
  approvals: [],
  phases: [],
  severity: {},
  production: [],
  budget: noBudget,
  check: { rules: [], waivers: [] },
  validator: 'warn',
});

/** `policy.yaml`. */
export function readPolicy(node: YamlNode, context: ReadContext): PolicyModel {
  const map = openMap(node, keys, 'policy.yaml', context);
  if (map === undefined) return emptyPolicy;
  checkLanguage(map, 'policy', context);
  readProse(map.get('title'), 'title', context);
  readProse(map.get('note'), 'note', context);
  const staging = openMap(map.get('staging'), ['criteria', 'note'], 'staging', context);
  const policy: PolicyModel = {
    unread: readChoice(map.get('unread'), ['report', 'error', 'ignore'], 'unread', context) ?? 'report',
    criteria: itemsOf(staging?.get('criteria'), 'criteria', context).flatMap((item) =>
      readCriterion(item, context),
    ),
    bands: itemsOf(map.get('bands'), 'bands', context).flatMap((item) => readBand(item, context)),
    approvals: itemsOf(map.get('approvals'), 'approvals', context).flatMap((item) =>
      readApproval(item, context),
    ),
    phases: entriesOf(map.get('phases'), 'phases', context).flatMap((entry) => {
      const phase = openMap(entry.value, ['title', 'requires', 'note'], `the phase ${entry.key}`, context);
      if (phase === undefined) return [];
      readProse(phase.get('note'), 'note', context);
      const title = readProse(phase.need('title'), 'title', context) ?? '';
      return [{ phase: entry.key, title, requires: readTexts(phase.get('requires'), 'requires', context) }];
    }),
    severity: readSeverity(map.get('severity'), context),
    production: readTexts(map.get('production'), 'production', context),
    budget: readBudget(map.get('budget'), context),
    check: readCheckPolicy(map.get('check'), context),
    validator: readChoice(map.get('validator'), ['error', 'warn', 'off'], 'validator', context) ?? 'warn',
  };
  return context.remember(policy, map.node);
}

const budgetKeys = ['record_errors', 'record_errors_percent', 'critical', 'drift_percent', 'note'];

function readBudget(node: YamlNode | undefined, context: ReadContext): Budget {
  const map = openMap(node, budgetKeys, 'budget', context);
  if (map === undefined) return noBudget;
  readProse(map.get('note'), 'note', context);
  return {
    recordErrors: readInteger(map.get('record_errors'), 'record_errors', context),
    recordErrorsPercent: readInteger(map.get('record_errors_percent'), 'record_errors_percent', context),
    critical: readInteger(map.get('critical'), 'critical', context),
    driftPercent: readInteger(map.get('drift_percent'), 'drift_percent', context),
  };
}

function readCriterion(node: YamlNode, context: ReadContext): readonly Criterion[] {
  const map = openMap(node, ['metric', 'at_least', 'at_most', 'title', 'note'], 'a criterion', context);
  if (map === undefined) return [];
  readProse(map.get('note'), 'note', context);
  const metric = readText(map.need('metric'), 'metric', context);
  const title = readProse(map.get('title'), 'title', context);
  const comparison = readComparison(map, context);
  if (metric === undefined || comparison === undefined) return [];
  return [context.remember({ metric, title, comparison, place: map.place }, map.node)];
}

function readComparison(map: OpenMap, context: ReadContext): Criterion['comparison'] | undefined {
  const least = map.get('at_least');
  const most = map.get('at_most');
  if ((least === undefined) === (most === undefined)) {
    context.report('shape.missing_key', map.place, 'a criterion needs either at_least or at_most');
    return undefined;
  }
  const kind = least ? 'at_least' : 'at_most';
  const value = readInteger(least ?? most, kind, context);
  return value === undefined ? undefined : { kind, value };
}

const bandKeys = ['metric', 'from', 'below', 'verdict', 'action', 'owner', 'note'];

function readBand(node: YamlNode, context: ReadContext): readonly Band[] {
  const map = openMap(node, bandKeys, 'a band', context);
  if (map === undefined) return [];
  readProse(map.get('note'), 'note', context);
  const band: Band = {
    metric: readText(map.need('metric'), 'metric', context) ?? '',
    from: readInteger(map.get('from'), 'from', context),
    below: readInteger(map.get('below'), 'below', context),
    verdict: readText(map.need('verdict'), 'verdict', context) ?? '',
    action: readText(map.need('action'), 'action', context) ?? '',
    owner: readText(map.need('owner'), 'owner', context) ?? '',
    place: map.place,
  };
  return [context.remember(band, map.node)];
}

function readApproval(node: YamlNode, context: ReadContext): PolicyModel['approvals'] {
  const map = openMap(node, ['point', 'title', 'approver', 'note'], 'an approval', context);
  if (map === undefined) return [];
  readProse(map.get('note'), 'note', context);
  return [
    {
      point: readText(map.need('point'), 'point', context) ?? '',
      title: readProse(map.need('title'), 'title', context) ?? '',
      approver: readText(map.need('approver'), 'approver', context) ?? '',
    },
  ];
}

const severities = ['error', 'warning', 'critical', 'off'] as const;

function readSeverity(node: YamlNode | undefined, context: ReadContext): PolicyModel['severity'] {
  const severity: Record<string, (typeof severities)[number]> = Object.create(null);
  for (const entry of entriesOf(node, 'severity', context)) {
    const choice = readChoice(entry.value, severities, entry.key, context);
    if (!isRuleCode(entry.key) && !/^[a-z_]+$/.test(entry.key)) {
      context.report('rule.code', entry.keyPlace, `${JSON.stringify(entry.key)} is no code`);
    }
    if (choice !== undefined) severity[entry.key] = choice;
  }
  return severity;
}
