import { compareText } from '../../bson/index.ts';
import type { PathProfile, Range, TextFacts, ValueCount } from './facts.ts';
import type { PathCensus } from './path-census.ts';
import { roleOf, scalars } from './role.ts';
import type { Spread } from './spread.ts';
import type { TextCensus } from './text-census.ts';

/** Values and shapes of a path that are told. */
const told = 10;

/** How a path's values may be told. */
export interface Telling {
  /** Whether a value may be shown as it is, by its key. */
  readonly shows: (key: string) => boolean;
  readonly declared: boolean | null;
}

/** What was counted of a path, as facts. */
export function pathProfile(census: PathCensus, { shows, declared }: Telling): PathProfile {
  const { types, sizes, values } = census;
  const entries = values.entries();
  return {
    path: census.path,
    role: roleOf(census),
    documents: census.documents,
    occurrences: census.occurrences,
    types: [...types]
      .map(([type, count]) => ({ type, count }))
      .sort((a, b) => b.count - a.count || compareText(a.type, b.type)),
    nulls: types.get('null') ?? 0,
    distinct: values.distinct(),
    unique: scalars(census) > 1 && entries.every(({ facts }) => facts.count === 1),
    ...valuesOf(census, shows),
    text: textOf(census.text),
    number: census.numbers.range(),
    not_finite: census.notFinite,
    date: datesOf(census.dates),
    date_text: datesOf(census.text.moments),
    list: sizes.count === 0 ? null : { ...sizes.range()!, elements: sizes.total, empty: census.emptyLists },
    empty_objects: census.emptyObjects,
    declared,
  };
}

/** The most frequent values among those that may be shown. */
function valuesOf(
  { values }: PathCensus,
  shows: (key: string) => boolean,
): { readonly values: readonly ValueCount[]; readonly hidden: number } {
  const shown = values.entries().filter(({ key }) => shows(key));
  return {
    values: [...shown]
      .sort((a, b) => b.facts.count - a.facts.count || compareText(a.key, b.key))
      .slice(0, told)
      .map(({ facts }) => ({ value: facts.shown, type: facts.type, count: facts.count })),
    hidden: values.distinct().count - Math.min(shown.length, told),
  };
}

function textOf(text: TextCensus): TextFacts | null {
  const length = text.lengths.range();
  if (length === null) return null;
  return {
    count: text.lengths.count,
    length,
    forms: text.formCounts(),
    shapes: text.shapes
      .entries()
      .map(({ key, facts }) => ({ shape: key, count: facts.count }))
      .sort((a, b) => b.count - a.count || compareText(a.shape, b.shape))
      .slice(0, told),
    not_nfc: text.notNfc,
    not_nfd: text.notNfd,
    outer_space: text.outerSpace,
    odd_characters: text.oddCharacters,
  };
}

function datesOf(moments: Spread): Range<string> | null {
  const range = moments.range();
  if (range === null) return null;
  return { min: new Date(range.min).toISOString(), max: new Date(range.max).toISOString() };
}
