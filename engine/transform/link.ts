import { type DraftDocument, EncodeError, encode } from '../bson/index.ts';
import type { MappingPlan } from '../contract/index.ts';
import type { ClientWork } from './client-work.ts';
import { DataFault, type PlainScope, run } from './evaluation.ts';
import type { Judged } from './judge.ts';
import { built } from './values.ts';

/** The fields to write back onto a legacy document, or `undefined` when the mapping writes none. Throws a data fault. */
export function evaluateLink(
  work: ClientWork,
  mapping: MappingPlan,
  input: unknown,
  scope: PlainScope,
  judged: Judged,
): DraftDocument | undefined {
  if (mapping.link.length === 0) return undefined;
  const link = built();
  for (const { field, value } of mapping.link) {
    const result = run(value, input, scope, work.context.run.now, judged.effects);
    if (result !== undefined) link[field] = result;
  }
  try {
    encode(link);
  } catch (error) {
    if (!(error instanceof EncodeError)) throw error;
    const of = mapping.link.find(({ field }) => field === error.path[0]);
    throw new DataFault({
      code: 'value.type',
      where: of?.value.place ?? mapping.place,
      detail: error.path.join('.'),
    });
  }
  return link;
}
