import { BsonDocument, type BsonTypeName, type BsonValue, typeName } from '../../bson/index.ts';
import { KeySample } from './key-sample.ts';
import { numberOf, scalarOf } from './scalar.ts';
import { Spread } from './spread.ts';
import { TextCensus } from './text-census.ts';

/** What is kept of one value of a path. */
export interface ValueFacts {
  count: number;
  id: string;
  shown: string;
  type: BsonTypeName;
}

/** Everything that is counted of one path of a collection. */
export class PathCensus {
  readonly path: string;
  /** Whether the path leads through a list. */
  readonly listed: boolean;
  readonly types = new Map<BsonTypeName, number>();
  readonly values: KeySample<ValueFacts>;
  readonly text = new TextCensus();
  readonly numbers = new Spread();
  readonly dates = new Spread();
  readonly sizes = new Spread();
  documents = 0;
  occurrences = 0;
  emptyLists = 0;
  emptyObjects = 0;
  notFinite = 0;
  #lastDocument = -1;

  constructor(path: string, limit: number) {
    this.path = path;
    this.listed = path.replace(/`[^`]*`/g, '').includes('[]');
    this.values = new KeySample(limit, () => ({ count: 0, id: '', shown: '', type: 'null' }));
  }

  /** Counts a value that the document with this number has at the path. */
  add(value: BsonValue, document: number): void {
    if (this.#lastDocument !== document) this.documents += 1;
    this.#lastDocument = document;
    this.occurrences += 1;
    const type = typeName(value);
    this.types.set(type, (this.types.get(type) ?? 0) + 1);
    if (value instanceof BsonDocument && isEmpty(value)) this.emptyObjects += 1;
    if (type === 'null' || type === 'object') return;
    if (Array.isArray(value)) {
      this.sizes.add(value.length);
      if (value.length === 0) this.emptyLists += 1;
      return;
    }
    if (typeof value === 'string') this.text.add(value);
    else if (value instanceof Date) this.dates.add(value.getTime());
    else this.#addNumber(value);
    this.#addValue(value, type);
  }

  #addNumber(value: BsonValue): void {
    const number = numberOf(value);
    if (number === undefined) return;
    if (Number.isFinite(number)) this.numbers.add(number);
    else this.notFinite += 1;
  }

  #addValue(value: BsonValue, type: BsonTypeName): void {
    const { key, hash, id, shown } = scalarOf(value, type);
    const facts = this.values.at(key, hash);
    if (facts === undefined) return;
    facts.count += 1;
    facts.id = id;
    facts.shown = shown;
    facts.type = type;
  }
}

/** A document of no fields is five bytes long. */
function isEmpty({ bytes }: BsonDocument): boolean {
  return bytes.length === 5;
}
