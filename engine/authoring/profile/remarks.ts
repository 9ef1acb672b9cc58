import { compareText } from '../../bson/index.ts';
import type {
  ClientsProfile,
  CollectionProfile,
  KeyProfile,
  LinkProfile,
  PathProfile,
  Remark,
} from './facts.ts';
import type { TextForm } from './forms.ts';
import { isStrong } from './links.ts';
import { type RemarkCode, remarkCodes } from './remark-codes.ts';

/** What is remarked on, from the facts of a profile. */
export interface RemarkedFacts {
  readonly collections: readonly CollectionProfile[];
  readonly clients: ClientsProfile | null;
  readonly links: readonly LinkProfile[];
  readonly keys: readonly KeyProfile[];
}

/** Everything in a profile that a contract has to decide about, by code, then by place. */
export function remarksOf(facts: RemarkedFacts): readonly Remark[] {
  const remarks = [
    ...facts.collections.flatMap((one) => collectionRemarks(one, facts.clients !== null)),
    ...(facts.clients === null ? [] : clientRemarks(facts.clients)),
    ...facts.keys.map((key) => remark('key.repeated', key.collection, key.path, key.repeated_documents)),
    ...danglingRemarks(facts.links),
  ];
  return remarks
    .filter(({ count }) => count > 0)
    .sort(
      (a, b) =>
        remarkCodes.indexOf(a.code) - remarkCodes.indexOf(b.code) ||
        compareText(a.collection, b.collection) ||
        compareText(a.place, b.place),
    );
}

function collectionRemarks(one: CollectionProfile, named: boolean): readonly Remark[] {
  const { name } = one;
  return [
    ...one.unsound.map(({ code, count }) => remark('document.unsound', name, code, count)),
    remark('client.unnamed', name, '', named && one.client === null ? one.documents : 0),
    remark('path.truncated', name, '', one.truncated_paths.count),
    ...one.paths.flatMap((path) => pathRemarks(name, path)),
  ];
}

function pathRemarks(name: string, path: PathProfile): readonly Remark[] {
  const at = (code: RemarkCode, count: number) => remark(code, name, path.path, count);
  const { text } = path;
  const form = (...forms: readonly TextForm[]) =>
    (text?.forms ?? []).filter((one) => forms.includes(one.form)).reduce((sum, { count }) => sum + count, 0);
  const bsonDates = path.types.find(({ type }) => type === 'date')?.count ?? 0;
  const numbers = path.role === 'number';
  return [
    at('type.mixed', otherTypes(path)),
    at('date.impossible', form('date_impossible')),
    at('date.text', bsonDates > 0 ? form('date_time_zone', 'date_time_no_zone', 'date') : 0),
    at('date.no_zone', form('date_time_no_zone')),
    at('date.day_first', form('date_day_first')),
    at('number.comma', numbers ? form('decimal_comma') : 0),
    at('number.unit', numbers ? form('number_unit', 'percent', 'number_in_space') : 0),
    at('number.range', numbers ? form('number_range') : 0),
    at('text.not_nfc', text?.not_nfc ?? 0),
    at('text.odd_characters', text?.odd_characters ?? 0),
    at('text.outer_space', text?.outer_space ?? 0),
    at('path.undeclared', path.declared === false ? path.documents : 0),
  ];
}

/** Values that have not the type that most have; whole and broken numbers are of one kind. */
function otherTypes({ types }: PathProfile): number {
  const kinds = new Map<string, number>();
  for (const { type, count } of types) {
    if (type === 'null') continue;
    const kind = ['int', 'long', 'double', 'decimal'].includes(type) ? 'number' : type;
    kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  }
  const counts = [...kinds.values()];
  return counts.reduce((sum, count) => sum + count, 0) - Math.max(0, ...counts);
}

function clientRemarks({
  collections,
  orphans,
  several_spellings,
  bytes,
}: ClientsProfile): readonly Remark[] {
  const home = collections.find(({ path }) => path === '_id')?.collection;
  return [
    ...collections.flatMap((one) => [
      remark('client.missing', one.collection, one.path, one.missing),
      remark('client.invalid', one.collection, one.path, one.invalid),
      remark('client.several', one.collection, one.path, usuallyOne(one) ? one.with_two + one.with_more : 0),
    ]),
    ...orphans
      .filter(({ not_in }) => not_in === home)
      .map((orphan) => remark('client.unknown', orphan.in, orphan.not_in, orphan.clients)),
    remark('client.spelling', '', '', several_spellings),
    remark('drawer.too_large', '', '', bytes?.over_limit ?? 0),
  ];
}

function usuallyOne({ with_one, with_two, with_more }: ClientsProfile['collections'][number]): boolean {
  return with_one > with_two + with_more;
}

/** Of a path's ids those that its strongest link does not find. */
function danglingRemarks(links: readonly LinkProfile[]): readonly Remark[] {
  const strongest = new Map<string, LinkProfile>();
  for (const link of links) {
    const key = `${link.collection}\n${link.path}`;
    if (!strongest.has(key) && link.as === '*' && link.to_path === '_id' && link.path !== '_id')
      strongest.set(key, link);
  }
  return [...strongest.values()]
    .filter(isStrong)
    .map((link) => remark('link.dangling', link.collection, link.path, link.compared - link.found));
}

function remark(code: RemarkCode, collection: string, place: string, count: number): Remark {
  return { code, collection, place, count };
}
