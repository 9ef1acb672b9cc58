import type { CheckPolicy, Waiver } from '../model.ts';
import { isDay } from '../moment.ts';
import type { YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { entriesOf, itemsOf, openMap } from './map.ts';
import { readChoice, readProse, readReason, readText } from './values.ts';

const keys = ['rules', 'waivers', 'note'];
const waiverKeys = ['code', 'file', 'about', 'reason', 'until'];
export const ruleSeverities = ['error', 'warning', 'off'] as const;

/** `check` of a policy: what is said about findings of the check itself. */
export function readCheckPolicy(node: YamlNode | undefined, context: ReadContext): CheckPolicy {
  const map = openMap(node, keys, 'check', context);
  readProse(map?.get('note'), 'note', context);
  return {
    rules: entriesOf(map?.get('rules'), 'rules', context).flatMap(({ key, keyPlace, value }) => {
      const severity = readChoice(value, ruleSeverities, key, context);
      return severity === undefined ? [] : [{ code: key, severity, place: keyPlace }];
    }),
    waivers: itemsOf(map?.get('waivers'), 'waivers', context).flatMap((item) => readWaiver(item, context)),
  };
}

function readWaiver(node: YamlNode, context: ReadContext): readonly Waiver[] {
  const map = openMap(node, waiverKeys, 'a waiver', context);
  if (map === undefined) return [];
  const code = readText(map.need('code'), 'code', context);
  const file = readText(map.get('file'), 'file', context);
  const about = readText(map.get('about'), 'about', context);
  const reason = readReason(map.need('reason'), 'the reason', context);
  const until = readDay(map.need('until'), context);
  if (code === undefined || reason === undefined || until === undefined) return [];
  return [{ code, file, about, reason, until, place: map.place }];
}

/** A day of the calendar as text, `2025-06-30`. */
function readDay(node: YamlNode | undefined, context: ReadContext): string | undefined {
  const text = readText(node, 'until', context);
  if (node === undefined || text === undefined || isDay(text)) return text;
  context.report('shape.value', node.place, `until can't be ${JSON.stringify(text)}`, {
    hint: 'a day as "2025-06-30"',
  });
  return undefined;
}
