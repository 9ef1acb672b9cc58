import type { CollectionProfile, PathProfile } from '../../../engine/authoring/index.ts';
import { formatCount } from '../../format/index.ts';
import { fillIn } from '../../texts/index.ts';
import { distinctText, rangeText, shareText } from '../numbers.ts';
import type { ProfileTexts } from '../texts/index.ts';

export interface PathRow {
  readonly path: string;
  readonly role: string;
  readonly documents: string;
  readonly share: string;
  readonly types: string;
  readonly distinct: string;
  readonly frequent: string;
  readonly writing: string;
  readonly notes: string;
}

/** A row per path of a collection. */
export function pathRows({ documents, paths }: CollectionProfile, texts: ProfileTexts): readonly PathRow[] {
  return paths.map((path) => ({
    path: path.path,
    role: texts.roles[path.role],
    documents: formatCount(path.documents),
    share: shareText(path.documents, documents, texts),
    types: path.types.map(({ type, count }) => `${type} ${formatCount(count)}`).join(' · '),
    distinct: isTold(path) ? distinctText(path.distinct, texts) : texts.none,
    frequent: joined(frequent(path, texts), texts),
    writing: joined([...writing(path, texts), ...bounds(path, texts)], texts),
    notes: joined(notes(path, texts), texts),
  }));
}

/** Roles whose shapes say something that the forms do not. */
const shaped: ReadonlySet<string> = new Set(['id', 'number', 'date', 'personal']);

function isTold({ role }: PathProfile): boolean {
  return role !== 'structure';
}

function frequent({ values, hidden, role }: PathProfile, texts: ProfileTexts): readonly string[] {
  const shown = values.map(({ value, count }) => `«${value}» ${formatCount(count)}`);
  return role === 'structure' || hidden === 0 ? shown : [...shown, fillIn(texts.hidden, formatCount(hidden))];
}

function writing({ text, role }: PathProfile, texts: ProfileTexts): readonly string[] {
  if (text === null) return [];
  const forms = text.forms.map(({ form, count }) => `${texts.forms[form]} ${formatCount(count)}`);
  const shapes = text.shapes
    .filter(({ shape }) => shape !== '')
    .map(({ shape, count }) => `‹${shape}› ${formatCount(count)}`);
  return shaped.has(role) ? [...forms, ...shapes.slice(0, 4)] : forms;
}

function bounds(
  { number, date, date_text, text, list }: PathProfile,
  texts: ProfileTexts,
): readonly string[] {
  return [
    ...(number === null ? [] : [rangeText(number)]),
    ...[date, date_text].flatMap((range) => (range === null ? [] : [`${range.min} … ${range.max}`])),
    ...(text === null ? [] : [fillIn(texts.characters, rangeText(text.length))]),
    ...(list === null
      ? []
      : [fillIn(texts.elements, `${rangeText(list)} (Σ ${formatCount(list.elements)})`)]),
  ];
}

function notes(path: PathProfile, texts: ProfileTexts): readonly string[] {
  const { text } = path;
  const counted = (pattern: string, count: number | undefined) =>
    count === undefined || count === 0 ? [] : [fillIn(pattern, formatCount(count))];
  return [
    ...(path.unique ? [texts.unique] : []),
    ...(path.declared === false ? [texts.undeclared] : []),
    ...counted(texts.nulls, path.nulls),
    ...counted(texts.notFinite, path.not_finite),
    ...counted(texts.emptyLists, path.list?.empty),
    ...counted(texts.emptyObjects, path.empty_objects),
    ...counted(texts.notNfc, text?.not_nfc),
    ...counted(texts.outerSpace, text?.outer_space),
    ...counted(texts.oddCharacters, text?.odd_characters),
  ];
}

function joined(parts: readonly string[], texts: ProfileTexts): string {
  return parts.length === 0 ? texts.none : parts.join(' · ');
}
