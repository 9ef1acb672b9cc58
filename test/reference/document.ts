import { extendedJson } from './extended-json.ts';
import { blocksAreSound } from './followup.ts';
import { field, idText, objectOf, readClient, readDate } from './readings.ts';
import { decode, type Fields } from './value.ts';

/** The five collections of contract 1.0.0, in the order that breaks ties between questionnaires. */
export const collections = [
  'questionnaire_responses',
  'nutrition_questionnaire_submissions',
  'followup_submissions',
  'training_plans',
  'nutrition_plans',
] as const;

export type Collection = (typeof collections)[number];

export type Disposition =
  | 'migrated'
  | 'already_present'
  | 'superseded'
  | 'after_cutoff'
  | 'quarantined'
  | 'excluded';

/** One source document on its way; `disposition` is undefined until decided. */
export interface Source {
  readonly collection: Collection;
  readonly fields: Fields;
  /** `_id` as comparable text. */
  readonly id: string;
  /** `_id` as canonical extended JSON. */
  readonly idJson: string;
  /** Empty unless the document is sound as far as it can be judged alone. */
  readonly client: string;
  readonly date: bigint;
  disposition?: Disposition;
  reason?: string;
  readonly warnings: string[];
}

const dateField: Readonly<Record<Collection, string>> = {
  questionnaire_responses: 'submitted_at',
  nutrition_questionnaire_submissions: 'submitted_at',
  followup_submissions: 'submission_date',
  training_plans: 'generated_at',
  nutrition_plans: 'generated_at',
};

/**
 * Reads one document and judges all that can be judged without its client's other documents.
 *
 * The client comes first: where it is at fault the date is not looked at, so there is no `date.from_text` either.
 */
export function readSource(collection: Collection, bytes: Uint8Array, cutoff: bigint): Source {
  const fields = decode(bytes);
  const id = field(fields, '_id');
  if (id === undefined) throw new Error(`a document of ${collection} has no _id`);
  const client = readClient(field(fields, 'user_id'));
  const date = readDate(field(fields, dateField[collection]));
  const source: Source = {
    collection,
    fields,
    id: idText(id),
    idJson: extendedJson(id, false),
    client: 'client' in client ? client.client : '',
    date: 'date' in date ? date.date : 0n,
    warnings: 'client' in client && 'date' in date && date.fromText ? ['date.from_text'] : [],
  };
  const plan = collection === 'training_plans' || collection === 'nutrition_plans';
  if ('fault' in client) quarantine(source, client.fault);
  else if ('fault' in date) quarantine(source, date.fault);
  else if (!plan && date.date >= cutoff) source.disposition = 'after_cutoff';
  else if (!shapeIsSound(collection, fields)) quarantine(source, 'source.schema');
  else if (plan && hasFailed(fields)) quarantine(source, 'plan.failed');
  return source;
}

/** Sets a document aside with its reason. */
export function quarantine(source: Source, reason: string): void {
  source.disposition = 'quarantined';
  source.reason = reason;
}

function shapeIsSound(collection: Collection, fields: Fields): boolean {
  if (collection === 'followup_submissions') return blocksAreSound(fields);
  if (collection === 'training_plans' || collection === 'nutrition_plans') return true;
  return (objectOf(field(fields, 'responses'))?.size ?? 0) > 0;
}

function hasFailed(fields: Fields): boolean {
  const status = field(fields, 'status');
  return status?.type === 'string' && (status.value === 'processing' || status.value === 'error');
}
