import { BsonDocument } from '../bson/index.ts';
import type { Plan, SourcePlan } from '../contract/index.ts';
import {
  attempt,
  canonicalClient,
  DocumentEffects,
  type DocumentOutcome,
  dateWarnings,
  newScope,
  run,
  takenBy,
} from '../transform/index.ts';
import type { Disposition } from './disposition.ts';
import type { Stray } from './dossiers.ts';
import { documentKey } from './image.ts';
import type { Tally } from './tally.ts';

/** Counts one document of a client; what was there already carries no warnings but those of its date. */
export function accountFor(
  tally: Tally,
  document: DocumentOutcome,
  disposition: Disposition,
  client: string,
): void {
  const { fault } = document;
  const warnings =
    disposition === 'already_present'
      ? document.warnings.filter(({ code }) => dateWarnings.has(code))
      : document.warnings;
  const { source, id, idText } = document;
  const record = documentKey(source.name, id);
  tally.account({ source: source.name, id: idText, record, client, disposition, fault, warnings });
}

/** Counts a document that belongs to no client. */
export function accountForStray(plan: Plan, tally: Tally, stray: Stray, now: Date): void {
  const { source, idText: id, fault, excluded, byRule } = stray;
  const sourcePlan = plan.sources.find((candidate) => candidate.name === source);
  const client = stray.client ?? (byRule && sourcePlan ? ownerOf(sourcePlan, stray.bytes, now) : undefined);
  const document = { source, id, client, record: documentKey(source, stray.id), warnings: [] };
  if (byRule) tally.account({ ...document, disposition: 'excluded', fault });
  else if (excluded) tally.account({ ...document, disposition: 'excluded', fault: undefined });
  else tally.account({ ...document, disposition: 'quarantined', fault });
  if (sourcePlan === undefined || fault.code === 'source.encoding') return;
  const taken = takenBy(sourcePlan, new BsonDocument(stray.bytes), now);
  if ('object' in taken) tally.readDocument(sourcePlan, taken.object);
}

/** Whose a document is that its source does not take, as far as the source's client can be told without its object. */
function ownerOf({ at, client, resolve }: SourcePlan, bytes: Uint8Array, now: Date): string | undefined {
  if (resolve !== undefined) return undefined;
  const whole = new BsonDocument(bytes);
  const input = at === undefined ? whole : undefined;
  const value = attempt(() => run(client, input, newScope({ parent: whole }), now, new DocumentEffects()));
  const id = 'value' in value ? canonicalClient(value.value) : undefined;
  return id !== undefined && 'client' in id ? id.client : undefined;
}
