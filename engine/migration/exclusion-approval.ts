import { BsonDocument, patchFields } from '../bson/index.ts';
import type { PolicyModel } from '../contract/index.ts';
import type { TargetStore } from '../stores/index.ts';
import type { DeploymentKind } from './deployment.ts';
import { type ExclusionProposal, findProposal } from './exclusion-proposal.ts';
import type { QuarantineRecord } from './quarantine-list.ts';
import { records } from './records.ts';

/** Why an exclusion is not approved. */
export class ExclusionRefused extends Error {
  override readonly name = 'ExclusionRefused';
  readonly code:
    | 'exclusion.unproposed'
    | 'exclusion.rejected'
    | 'exclusion.own_approval'
    | 'exclusion.approver';
  readonly hint: string;

  constructor(code: ExclusionRefused['code'], message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** An approval as it is given. */
export interface Approving {
  readonly by: string;
  readonly at: Date;
  readonly environment: DeploymentKind;
  readonly approvers: PolicyModel['approvals'];
}

/**
 * Approves the proposal to exclude a document (design §7): from then on runs leave out this content of it and no other.
 * In production only an approver of the policy can do so (R003), and nobody for a proposal of his own; staging only
 * records who did. Approving it again changes nothing. Throws {@link ExclusionRefused}.
 */
export async function approveExclusion(
  target: TargetStore,
  record: QuarantineRecord,
  approving: Approving,
): Promise<ExclusionProposal> {
  for (;;) {
    const found = await findProposal(target, record);
    if (found === undefined)
      throw new ExclusionRefused(
        'exclusion.unproposed',
        'nobody has proposed to exclude the document as it is now',
        'propose it first, with --reason',
      );
    const { proposal, stored } = found;
    if (proposal.state === 'approved') return proposal;
    if (proposal.state === 'rejected')
      throw new ExclusionRefused(
        'exclusion.rejected',
        'the exclusion was rejected',
        'repair the document instead',
      );
    requireApprover(proposal, approving);
    const approved = { by: approving.by, at: approving.at };
    const document = patchFields(stored, { state: 'approved', approved });
    const id = new BsonDocument(stored).get('_id') ?? null;
    const [result] = await target.write([
      { kind: 'replace', collection: records.approvals, id, document, expect: stored },
    ]);
    if (result === 'written') return { ...proposal, state: 'approved', approved };
  }
}

function requireApprover(proposal: ExclusionProposal, { by, environment, approvers }: Approving): void {
  if (environment !== 'production') return;
  if (isSame(proposal.by, by))
    throw new ExclusionRefused(
      'exclusion.own_approval',
      `${by} has proposed it`,
      'somebody else has to approve it',
    );
  const names = [...new Set(approvers.map(({ approver }) => approver))];
  if (names.some((name) => isSame(name, by))) return;
  throw new ExclusionRefused(
    'exclusion.approver',
    `${by} is no approver of the policy`,
    names.length === 0 ? 'name approvers in policy.yaml' : `the policy names ${names.join(', ')}`,
  );
}

function isSame(a: string, b: string): boolean {
  const plain = (name: string): string => name.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();
  return plain(a) === plain(b);
}
