import type { Decision } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { openMap, wrongKind } from './map.ts';
import { readBoolean, readReason } from './values.ts';

/** A decision that must be written down: `true`, or `{ apply: false, reason: … }`. */
export function readDecision(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): Decision | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && node.value === true) {
    return context.remember({ apply: true, reason: undefined, place: node.place }, node);
  }
  if (node.kind !== 'map') {
    wrongKind(
      node,
      what,
      'true, or { apply: false, reason: … }',
      context,
      'a decision against it needs its reason',
    );
    return undefined;
  }
  const map = openMap(node, ['apply', 'reason'], what, context);
  if (map === undefined) return undefined;
  const apply = readBoolean(map.need('apply'), `apply of ${what}`, context);
  const reason = readReason(
    apply === false ? map.need('reason') : map.get('reason'),
    `the reason of ${what}`,
    context,
  );
  return context.remember({ apply: apply ?? true, reason, place: node.place }, node);
}
