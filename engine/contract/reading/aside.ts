import type { AsideModel } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { type OpenMap, openMap } from './map.ts';
import { readRuleCode } from './rule-code.ts';
import { readProse, readReason } from './values.ts';

/** What becomes of documents set aside: `{ exclude: code, reason: … }`, or `{ quarantine: code, reason: …, fix: … }`. */
export function readAside(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): AsideModel | undefined {
  const map = openMap(node, ['exclude', 'quarantine', 'reason', 'fix'], what, context);
  if (map === undefined) return undefined;
  const quarantine = map.get('quarantine');
  if (quarantine !== undefined && map.get('exclude') !== undefined) {
    context.report('shape.value', map.place, `${what} has both exclude and quarantine`, {
      hint: 'leave one',
    });
  }
  const disposition = quarantine === undefined ? 'excluded' : 'quarantined';
  const code = readRuleCode(quarantine ?? map.need('exclude'), 'the code', context);
  const aside: AsideModel = { disposition, code, ...reasonOf(map, what, context) };
  return context.remember(aside, map.node);
}

/** The reason, the fix and the place of what is set aside. */
export function reasonOf(
  map: OpenMap,
  what: string,
  context: ReadContext,
): Pick<AsideModel, 'note' | 'fix' | 'place'> {
  return {
    note: readReason(map.need('reason'), `the reason of ${what}`, context),
    fix: readProse(map.get('fix'), 'fix', context),
    place: map.place,
  };
}
