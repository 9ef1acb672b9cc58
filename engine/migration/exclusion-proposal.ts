import { BsonDocument, encode, fieldsIn } from '../bson/index.ts';
import type { TargetStore } from '../stores/index.ts';
import { digestOfBytes } from './bytes-digest.ts';
import type { QuarantineRecord } from './quarantine-list.ts';
import { records } from './records.ts';

/** Somebody's wish to leave one document out for good. Nothing is left out before it is approved. */
export interface ExclusionProposal {
  readonly id: string;
  /** Name of the quarantine record. */
  readonly record: string;
  /** `sha256:` of the document's bytes as they were read: the wish is for this content and for no other. */
  readonly digest: string;
  readonly state: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  /** Who has approved it, and when. */
  readonly approved: { readonly by: string; readonly at: Date } | undefined;
}

/** `new`, `unchanged` (there already, or decided), or `reworded`: there already, with another reason. */
export interface Proposing {
  readonly outcome: 'new' | 'unchanged' | 'reworded';
  readonly proposal: ExclusionProposal;
}

/**
 * Writes the proposal to exclude a document that is set aside (design §7). There is one per document and content:
 * proposing it again changes nothing, another reason takes the place of the first while nobody has decided.
 */
export async function proposeExclusion(
  target: TargetStore,
  { entry, bytes }: QuarantineRecord,
  said: { readonly reason: string; readonly by: string; readonly at: Date },
): Promise<Proposing> {
  const digest = digestOfBytes(bytes);
  const id = proposalId(entry.id, digest);
  const proposal: ExclusionProposal = {
    id,
    record: entry.id,
    digest,
    state: 'proposed',
    ...said,
    approved: undefined,
  };
  const document = encode({
    _id: id,
    kind: 'exclusion',
    state: proposal.state,
    record: entry.id,
    source: entry.source,
    document: entry.document,
    digest,
    code: entry.code,
    reason: said.reason,
    by: said.by,
    at: said.at,
  });
  const place = { collection: records.approvals, id, document };
  for (;;) {
    const [stored] = await target.read(records.approvals, [id]);
    if (stored === undefined) {
      const [result] = await target.write([{ kind: 'insert', ...place }]);
      if (result === 'written') return { outcome: 'new', proposal };
      continue;
    }
    const before = decodeProposal(stored);
    if (before.state !== 'proposed' || before.reason === said.reason)
      return { outcome: 'unchanged', proposal: before };
    const [result] = await target.write([{ kind: 'replace', ...place, expect: stored }]);
    if (result === 'written') return { outcome: 'reworded', proposal };
  }
}

/** The proposal for a document as it is set aside; undefined where nobody has made one. */
export async function findProposal(
  target: TargetStore,
  { entry, bytes }: QuarantineRecord,
): Promise<{ readonly proposal: ExclusionProposal; readonly stored: Uint8Array } | undefined> {
  const [stored] = await target.read(records.approvals, [proposalId(entry.id, digestOfBytes(bytes))]);
  return stored === undefined ? undefined : { proposal: decodeProposal(stored), stored };
}

function proposalId(record: string, digest: string): string {
  return `exclusion/${record}/${digest}`;
}

/** Reads a stored proposal. */
export function decodeProposal(stored: Uint8Array): ExclusionProposal {
  const fields = new BsonDocument(stored).fields();
  const { _id, record, digest, state, reason, by, at } = fields;
  const approved = fieldsIn(fields.approved);
  return {
    id: String(_id),
    record: String(record),
    digest: String(digest),
    state: String(state),
    reason: String(reason),
    by: String(by),
    at: at instanceof Date ? at : new Date(0),
    approved:
      fields.approved === undefined
        ? undefined
        : { by: String(approved.by), at: approved.at instanceof Date ? approved.at : new Date(0) },
  };
}
