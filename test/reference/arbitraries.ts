import { serialize } from 'bson';
import fc from 'fast-check';
import { clientNumbers } from './arbitraries/clients.ts';
import { followups, plans, questionnaires, type Sketch } from './arbitraries/documents.ts';
import { draft } from './arbitraries/values.ts';
import { type Collection, collections } from './document.ts';
import { extendedJson } from './extended-json.ts';
import type { Dataset } from './migrate.ts';
import { decode } from './value.ts';

export { cutoff } from './arbitraries/dates.ts';

/** A random dataset: raw BSON by collection. Printed in a counterexample as extended JSON, one document a line. */
export interface RandomDataset {
  readonly documents: Dataset;
  readonly [fc.toStringMethod]: () => string;
}

export interface DatasetOptions {
  /** How many dossiers at most; two dossiers may be of one client. Default 5. */
  readonly clients?: number;
  /** Field names such as `__proto__`, `0`, `a.b`, `$x` and the empty one. Default true. */
  readonly hostileNames?: boolean;
}

interface Dossier {
  readonly client: number;
  readonly sketches: readonly Sketch[];
}

/**
 * Datasets of the five collections with every kind of defect, values at the boundaries of the rules, many ties,
 * documents in any order. `_id` texts are unique within a collection, so each dataset has one right answer.
 */
export function datasets(options: DatasetOptions = {}): fc.Arbitrary<RandomDataset> {
  const { clients = 5, hostileNames = true } = options;
  return fc.array(dossier(hostileNames), { maxLength: clients, size: 'max' }).map(build);
}

/** Datasets of a single client, wherever its documents do name one. */
export function dossiers(options: Omit<DatasetOptions, 'clients'> = {}): fc.Arbitrary<RandomDataset> {
  return dossier(options.hostileNames ?? true).map((one) => build([one]));
}

function dossier(hostile: boolean): fc.Arbitrary<Dossier> {
  const up = (sketches: fc.Arbitrary<Sketch>, most: number) =>
    fc.array(sketches, { maxLength: most, size: 'max' });
  return fc
    .record({
      client: clientNumbers,
      asked: up(questionnaires(hostile), 4),
      planned: up(plans(hostile), 5),
      followed: up(followups(hostile), 3),
    })
    .map(({ client, asked, planned, followed }) => ({
      client,
      sketches: [...asked, ...planned, ...followed],
    }));
}

function build(drawn: readonly Dossier[]): RandomDataset {
  const all = drawn.flatMap(({ client, sketches }) => sketches.map((sketch) => ({ client, sketch })));
  const placed = all.sort((a, b) => a.sketch.place - b.sketch.place);
  const numbered = new Map<Collection, { client: number; sketch: Sketch; id: unknown }[]>(
    collections.map((collection) => [collection, []]),
  );
  for (const { client, sketch } of placed) {
    const own = numbered.get(sketch.collection);
    own?.push({ client, sketch, id: sketch.id(own.length) });
  }
  const ids = (collection: Collection): unknown[] => numbered.get(collection)?.map(({ id }) => id) ?? [];
  const documents = Object.fromEntries(
    [...numbered].map(([collection, own]) => [
      collection,
      own.map(({ client, sketch, id }) =>
        serialize(
          draft(
            ...sketch.fields,
            ['previous_plan_id', sketch.previous(ids)],
            ['user_id', sketch.user(client)],
            ['_id', id],
          ),
        ),
      ),
    ]),
  ) as unknown as Dataset;
  return { documents, [fc.toStringMethod]: () => print(documents) };
}

function print(documents: Dataset): string {
  const lines = collections.flatMap((collection) =>
    documents[collection].map(
      (bytes) => `${collection} ${extendedJson({ type: 'object', fields: decode(bytes) }, false)}`,
    ),
  );
  return `\n${lines.join('\n')}\n`;
}
