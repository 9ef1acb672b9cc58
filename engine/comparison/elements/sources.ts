import {
  type Contract,
  formatPath,
  meaningOf,
  type ResolveModel,
  type SourceModel,
  type TakingModel,
} from '../../contract/index.ts';
import type { Element } from './element.ts';
import { computedElement, computedText, element } from './make.ts';
import { schemaElements } from './schemas.ts';

/** The sources, each with its decisions, what it leaves out, and its schema. */
export function sourceElements(contract: Contract): readonly Element[] {
  return contract.sources.flatMap(oneSource);
}

function oneSource(source: SourceModel): readonly Element[] {
  const { name, collection, client, cutoff, retire, ignore, title, place } = source;
  const key = ['source', name];
  return [
    element('source', key, true, { place, text: name }),
    element('source-collection', [...key, 'collection'], collection, { place }),
    computedElement('source-client', [...key, 'client'], client),
    ...datesElement(key, source),
    ...settings(key, source),
    element('source-cutoff', [...key, 'cutoff'], cutoff.apply, { place: cutoff.place }),
    element('source-retire', [...key, 'retire'], retire.apply, { place: retire.place }),
    ...ignore.map(({ path, place: at }) =>
      element('ignore', [...key, 'ignore', formatPath(path)], true, { place: at, text: formatPath(path) }),
    ),
    ...(title === undefined ? [] : [element('title', [...key, 'title'], title, { place })]),
    ...schemaElements([...key, 'schema'], source.schema, false),
  ];
}

/** Its date and what stands in for it, in their order: one decision. */
function datesElement(key: readonly string[], { dates }: SourceModel): readonly Element[] {
  const [first] = dates;
  if (first === undefined) return [];
  const text = dates.map(computedText).join(', ');
  return [
    element('source-date', [...key, 'date'], dates.map(meaningOf), {
      place: first.place,
      text,
      expressions: dates,
    }),
  ];
}

/** What a source need not say: where it reads, which part of which documents, how its client is found. */
function settings(key: readonly string[], source: SourceModel): readonly Element[] {
  const { database, at, when, resolve, place } = source;
  const taking = (word: string, one: TakingModel | undefined): readonly Element[] =>
    one === undefined
      ? []
      : [
          element(
            'source-setting',
            [...key, word],
            { value: meaningOf(one.value), code: one.code },
            {
              place: one.place,
              text: `${computedText(one.value)} (${one.code})`,
              expressions: [one.value],
            },
          ),
        ];
  return [
    ...(database === undefined ? [] : [element('source-setting', [...key, 'database'], database, { place })]),
    ...taking('at', at),
    ...taking('when', when),
    ...(resolve === undefined ? [] : [resolveElement(key, resolve)]),
  ];
}

function resolveElement(key: readonly string[], { source, against, none, place }: ResolveModel): Element {
  const meaning = {
    source,
    against: meaningOf(against),
    none: { disposition: none.disposition, code: none.code },
  };
  return element('source-setting', [...key, 'resolve'], meaning, {
    place,
    text: `${source}: ${computedText(against)} (${none.disposition} ${none.code})`,
    expressions: [against],
  });
}
