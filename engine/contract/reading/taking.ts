import type { TakingModel } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import { reasonOf } from './aside.ts';
import type { ReadContext } from './context.ts';
import { readExpression } from './expression.ts';
import { openMap } from './map.ts';
import { readRuleCode } from './rule-code.ts';

/** Which documents a source takes: `{ object: expr, code, reason }` for `at`, `{ holds: expr, code, reason }` for `when`. */
export function readTaking(
  node: YamlNode | undefined,
  key: 'at' | 'when',
  context: ReadContext,
): TakingModel | undefined {
  const name = key === 'at' ? 'object' : 'holds';
  const map = openMap(node, [name, 'code', 'reason'], key, context);
  if (map === undefined) return undefined;
  const taking: TakingModel = {
    disposition: 'excluded',
    value: readExpression(map.need(name), name, context) ?? context.placeholder(map.place),
    code: readRuleCode(map.need('code'), 'the code', context),
    ...reasonOf(map, key, context),
  };
  return context.remember(taking, map.node);
}
