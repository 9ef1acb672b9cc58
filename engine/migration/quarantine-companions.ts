import type { DocumentOutcome } from '../transform/index.ts';
import type { Writing } from './clients.ts';
import type { Decision } from './decision.ts';
import type { Stray } from './dossiers.ts';
import { documentKey } from './image.ts';
import type { Companion } from './ledger.ts';
import {
  isReleased,
  type Quarantined,
  quarantineId,
  quarantineRecord,
  releasedRecord,
} from './quarantine.ts';
import { records } from './records.ts';

/** Records of documents newly in quarantine, and of those that have left it. */
export async function quarantineCompanions(
  { target, context, fresh }: Writing,
  decisions: readonly Decision[],
  strays: readonly Stray[],
): Promise<readonly Companion[]> {
  const entries: Quarantined[] = strays.filter(({ excluded }) => !excluded);
  const others = strays.filter(({ excluded }) => excluded).map(({ source, id }) => quarantineId(source, id));
  for (const { gathered, difference } of decisions) {
    const bytes = new Map(
      gathered.documents.map((one) => [documentKey(one.source.name, one.id), one.whole.bytes]),
    );
    for (const document of difference.outcome.documents) {
      const { source, id, idText, fault, fate } = document;
      const raw = bytes.get(documentKey(source.name, id));
      if (fate === 'quarantined' && fault !== undefined && raw !== undefined)
        entries.push({ source: source.name, id, idText, client: gathered.client, fault, bytes: raw });
      else if (isIn(document)) others.push(quarantineId(source.name, id));
    }
  }
  const ids = entries.map(({ source, id }) => quarantineId(source, id));
  const stored = fresh ? [] : await target.read(records.quarantine, ids);
  const set = entries.flatMap((entry, at): readonly Companion[] => {
    const document = quarantineRecord(entry, stored[at], context.run);
    return document === undefined ? [] : [companion(ids[at] ?? '', document)];
  });
  if (fresh) return set;
  const waiting = await target.read(records.quarantine, others);
  const left = others.flatMap((id, at): readonly Companion[] => {
    const bytes = waiting[at];
    return bytes === undefined || isReleased(bytes)
      ? []
      : [companion(id, releasedRecord(bytes, context.run))];
  });
  return [...set, ...left];
}

/** True for what has its place by now: what is left to others stays set aside, unless it takes part. */
function isIn({ fate, role }: DocumentOutcome): boolean {
  return role !== undefined || fate === 'excluded' || fate === 'already_present';
}

function companion(id: string, document: Uint8Array): Companion {
  return { beside: undefined, collection: records.quarantine, id, document, before: undefined };
}
