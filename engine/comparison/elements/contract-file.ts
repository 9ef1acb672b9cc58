import { type Contract, formatPath, type IndexModel, type Plain } from '../../contract/index.ts';
import type { Element } from './element.ts';
import { computedElement, element } from './make.ts';

/** What `contract.yaml` says of itself: parameters, the client, the target. */
export function contractElements(contract: Contract): readonly Element[] {
  const { client, cutoff, target, title } = contract;
  const top = contract.client.id.place;
  return [
    ...contract.parameters.map(({ name, type, required, default: fallback, place }) =>
      element('parameter', ['parameter', name], { type, required, default: fallback ?? null }, { place }),
    ),
    element('cutoff', ['cutoff'], cutoff ?? null, { place: { ...top, line: 1, column: 1 } }),
    computedElement('client-id', ['client', 'id'], client.id, { drawer: ['_id'] }),
    element('client-into', ['client', 'into'], [...client.into], {
      place: top,
      text: formatPath(client.into),
      drawer: [formatPath(client.into)],
    }),
    element('target-collection', ['target', 'collection'], target.collection, {
      place: { ...top, line: 1, column: 1 },
    }),
    ...target.indexes.map((index) =>
      element('index', ['index', indexName(index)], indexMeaning(index), {
        place: index.place,
        drawer: index.keys.map(({ path }) => path),
      }),
    ),
    ...target.volatile.map((path) =>
      element('volatile', ['volatile', formatPath(path)], [...path], {
        place: { ...top, line: 1, column: 1 },
        text: formatPath(path),
        drawer: [formatPath(path)],
      }),
    ),
    ...target.once.map(({ path, names, place }) =>
      element('once', ['once', formatPath(path)], [...names].sort(), { place, drawer: [formatPath(path)] }),
    ),
    ...titleElement(title, contract),
  ];
}

function titleElement(title: string | undefined, contract: Contract): readonly Element[] {
  if (title === undefined) return [];
  return [element('title', ['title'], title, { place: { ...contract.client.id.place, line: 1, column: 1 } })];
}

/** An index is known by its keys, so that a new name for it is a change of it. */
function indexName({ keys }: IndexModel): string {
  return keys.map(({ path, direction }) => `${path}:${direction}`).join(',');
}

function indexMeaning({ unique, name }: IndexModel): Plain {
  return { unique, name: name ?? null };
}
