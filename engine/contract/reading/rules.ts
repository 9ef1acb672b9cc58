import type { RuleModel } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { readExpression } from './expression.ts';
import { itemsOf, openMap } from './map.ts';
import { readRuleCode } from './rule-code.ts';
import { readProse, readTexts } from './values.ts';

const keys = {
  exclude: ['when', 'code', 'note', 'for'],
  refuse: ['when', 'code', 'note', 'fix', 'for'],
  warn: ['when', 'code', 'note', 'fix', 'for'],
} as const;

/** The rules of a mapping's `exclude`, `refuse` or `warn`. */
export function readRules(
  node: YamlNode | undefined,
  kind: keyof typeof keys,
  context: ReadContext,
): readonly RuleModel[] {
  return itemsOf(node, kind, context).flatMap((item) => {
    const map = openMap(item, keys[kind], `a rule of ${kind}`, context);
    if (map === undefined) return [];
    const when = readExpression(map.need('when'), 'when', context) ?? context.placeholder(map.place);
    const items = map.get('for');
    const rule: RuleModel = {
      when,
      code: readRuleCode(map.need('code'), 'code', context),
      note: readProse(map.get('note'), 'note', context),
      fix: readProse(map.get('fix'), 'fix', context),
      items: items && readTexts(items, 'for', context),
      place: map.place,
    };
    return [context.remember(rule, map.node)];
  });
}
