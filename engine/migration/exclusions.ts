import { BsonDocument, type BsonValue } from '../bson/index.ts';
import type { TargetStore } from '../stores/index.ts';
import { digestOfBytes } from './bytes-digest.ts';
import { decodeProposal } from './exclusion-proposal.ts';
import { documentKey } from './image.ts';
import { records } from './records.ts';

/** Documents that somebody has approved to leave out (design §7): by name, the digests of the contents that are meant. */
export type Exclusions = ReadonlyMap<string, ReadonlySet<string>>;

export const noExclusions: Exclusions = new Map();

/** The approved exclusions that a target has recorded. */
export async function approvedExclusions(target: TargetStore): Promise<Exclusions> {
  const found = new Map<string, Set<string>>();
  for await (const batch of target.list(records.approvals)) {
    for (const bytes of batch) {
      const document = new BsonDocument(bytes);
      if (document.get('kind') !== 'exclusion' || document.get('state') !== 'approved') continue;
      const { record, digest } = decodeProposal(bytes);
      found.set(record, (found.get(record) ?? new Set()).add(digest));
    }
  }
  return found;
}

/** True when the exclusion of this document, with this content, was approved. */
export function isExcluded(
  exclusions: Exclusions,
  source: string,
  id: BsonValue,
  bytes: Uint8Array,
): boolean {
  if (exclusions.size === 0) return false;
  return exclusions.get(documentKey(source, id))?.has(digestOfBytes(bytes)) === true;
}
