import { BsonDocument, type BsonValue, typeName } from '../../bson/index.ts';
import type { StoredDocument } from '../../stores/index.ts';
import { KeySample } from './key-sample.ts';
import type { ProfileLimits } from './limits.ts';
import { PathTable } from './path-table.ts';
import { scalarOf } from './scalar.ts';
import { Spread } from './spread.ts';
import { walk } from './walk.ts';

/** Everything that is counted of one collection in the first pass. */
export class CollectionCensus {
  readonly paths: PathTable;
  readonly ids: KeySample<{ count: number }>;
  readonly sizes = new Spread();
  readonly unsound = new Map<string, number>();
  documents = 0;

  constructor(limits: ProfileLimits) {
    this.paths = new PathTable(limits);
    this.ids = new KeySample(limits.ids, () => ({ count: 0 }));
  }

  add({ bytes, faults }: StoredDocument): void {
    this.sizes.add(bytes.length);
    for (const code of new Set(faults.map((fault) => fault.code)))
      this.unsound.set(code, (this.unsound.get(code) ?? 0) + 1);
    const document = new BsonDocument(bytes);
    walk(document, (path, value, depth) => this.paths.at(path, depth)?.add(value, this.documents));
    const id = document.get('_id');
    if (id !== undefined) this.#addId(id);
    this.documents += 1;
  }

  #addId(value: BsonValue): void {
    const { id, hash } = scalarOf(value, typeName(value));
    const facts = this.ids.at(id, hash);
    if (facts !== undefined) facts.count += 1;
  }
}
