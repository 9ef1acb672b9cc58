import { BsonDocument } from '../bson/index.ts';
import type { Plan } from '../contract/index.ts';
import type { DocumentOutcome } from '../transform/index.ts';
import type { Disposition } from './disposition.ts';
import type { Stray } from './dossiers.ts';
import { documentKey } from './image.ts';
import type { Tally } from './tally.ts';

/** Counts one document of a client; what was there already carries no warnings but those of its date. */
export function accountFor(tally: Tally, document: DocumentOutcome, disposition: Disposition): void {
  const { fault } = document;
  const warnings =
    disposition === 'already_present'
      ? document.warnings.filter((warning) => warning.code === 'date.from_text')
      : document.warnings;
  const { source, id, idText } = document;
  const record = documentKey(source.name, id);
  tally.account({ source: source.name, id: idText, record, disposition, fault, warnings });
}

/** Counts a document that belongs to no client. */
export function accountForStray(plan: Plan, tally: Tally, stray: Stray): void {
  const { source, idText: id, fault, excluded } = stray;
  const document = { source, id, record: documentKey(source, stray.id), warnings: [] };
  if (excluded) tally.account({ ...document, disposition: 'excluded', fault: undefined });
  else tally.account({ ...document, disposition: 'quarantined', fault });
  const sourcePlan = plan.sources.find((candidate) => candidate.name === source);
  if (sourcePlan !== undefined && fault.code !== 'source.encoding') {
    tally.readDocument(sourcePlan, new BsonDocument(stray.bytes));
  }
}
