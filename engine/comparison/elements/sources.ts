import { type Contract, formatPath, type SourceModel } from '../../contract/index.ts';
import type { Element } from './element.ts';
import { computedElement, element } from './make.ts';
import { schemaElements } from './schemas.ts';

/** The sources, each with its decisions, what it leaves out, and its schema. */
export function sourceElements(contract: Contract): readonly Element[] {
  return contract.sources.flatMap(oneSource);
}

function oneSource(source: SourceModel): readonly Element[] {
  const { name, collection, client, date, cutoff, retire, ignore, title, place } = source;
  const key = ['source', name];
  return [
    element('source', key, true, { place, text: name }),
    element('source-collection', [...key, 'collection'], collection, { place }),
    computedElement('source-client', [...key, 'client'], client),
    ...(date ? [computedElement('source-date', [...key, 'date'], date)] : []),
    element('source-cutoff', [...key, 'cutoff'], cutoff.apply, { place: cutoff.place }),
    element('source-retire', [...key, 'retire'], retire.apply, { place: retire.place }),
    ...ignore.map(({ path, place: at }) =>
      element('ignore', [...key, 'ignore', formatPath(path)], true, { place: at, text: formatPath(path) }),
    ),
    ...(title === undefined ? [] : [element('title', [...key, 'title'], title, { place })]),
    ...schemaElements([...key, 'schema'], source.schema, false),
  ];
}
