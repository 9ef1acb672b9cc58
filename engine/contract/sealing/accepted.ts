import { isDay } from '../moment.ts';
import type { ReadContext } from '../reading/context.ts';
import { itemsOf, openMap } from '../reading/map.ts';
import { readReason, readText } from '../reading/values.ts';
import type { YamlNode } from '../yaml/index.ts';

/** A change between two versions that somebody took responsibility for: it stays visible, and no longer decides. */
export interface Acceptance {
  /** The change's id, as `drawer diff` shows it. */
  readonly change: string;
  readonly reason: string;
  readonly by: string;
  /** A day, `2025-06-30`. */
  readonly on: string;
}

const keys = ['accepted', 'changes', 'note'];
const changeKeys = ['change', 'reason', 'by', 'on'];

/** Reads a parsed `accepted.yaml`; what is not whole is reported and left out. */
export function readAccepted(node: YamlNode, context: ReadContext): readonly Acceptance[] {
  const map = openMap(node, keys, 'accepted.yaml', context);
  return itemsOf(map?.get('changes'), 'changes', context).flatMap((item) => {
    const one = openMap(item, changeKeys, 'an accepted change', context);
    if (one === undefined) return [];
    const change = readText(one.need('change'), 'change', context);
    const reason = readReason(one.need('reason'), 'the reason', context);
    const by = readText(one.need('by'), 'by', context);
    const on = readText(one.need('on'), 'on', context);
    if (on !== undefined && !isDay(on))
      context.report('shape.value', one.get('on')?.place ?? one.place, 'on is no day', {
        hint: 'a day as "2025-06-30"',
      });
    if (change === undefined || reason === undefined || by === undefined || on === undefined) return [];
    return [{ change, reason, by, on }];
  });
}
