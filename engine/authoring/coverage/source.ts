import { BsonDocument, type BsonValue } from '../../bson/index.ts';
import { type Contract, formatPath, lookUp, type ReadTree, type SourceModel } from '../../contract/index.ts';
import { leavesIn } from '../explain/drawer-path.ts';
import type { Legacy } from '../legacy.ts';

/** A path that occurs in documents and that nothing reads. */
export interface UncoveredPath {
  readonly source: string;
  readonly path: string;
  readonly documents: number;
  readonly clients: number;
  /** A few of the documents. */
  readonly examples: readonly string[];
}

/** Which paths of the documents that there are a contract reads or ignores. */
export interface SourceCoverage {
  /** Of the distinct paths that occur and that the schemas declare, those that are read or ignored. */
  readonly covered: number;
  readonly of: number;
  /** Declared, and neither read nor ignored. */
  readonly missing: readonly UncoveredPath[];
  /** Declared by no schema and read by nothing: counted, not judged. */
  readonly undeclared: readonly UncoveredPath[];
  readonly documents: number;
}

/** Examples of a path that are kept. */
const mostExamples = 3;

type State = 'covered' | 'missing' | 'undeclared';

interface Counted {
  readonly source: string;
  readonly path: string;
  readonly state: State;
  documents: number;
  clients: number;
  lastClient: string | undefined;
  readonly examples: string[];
}

/** Goes through all legacy documents, those that belong to no client included. */
export async function sourceCoverage(contract: Contract, legacy: Legacy): Promise<SourceCoverage> {
  const paths = new Map<string, Counted>();
  const models = new Map(contract.sources.map((source) => [source.name, source]));
  let documents = 0;
  const take = (
    source: string,
    read: ReadTree,
    id: string,
    document: BsonDocument,
    client: string | undefined,
  ): void => {
    const model = models.get(source);
    if (model === undefined) return;
    documents++;
    for (const names of pathsIn(document)) {
      const key = `${source}\0${names.join('\0')}`;
      let counted = paths.get(key);
      if (counted === undefined) {
        const state = stateOf(model, read, names);
        counted = {
          source,
          path: formatPath(names),
          state,
          documents: 0,
          clients: 0,
          lastClient: undefined,
          examples: [],
        };
        paths.set(key, counted);
      }
      counted.documents++;
      if (client !== undefined && counted.lastClient !== client) counted.clients++;
      counted.lastClient = client ?? counted.lastClient;
      if (counted.examples.length < mostExamples) counted.examples.push(id);
    }
  };
  for await (const { client, documents: own } of legacy.clients())
    for (const { source, idText, document } of own) take(source.name, source.read, idText, document, client);
  for await (const { source, idText, bytes, fault, client } of legacy.strays()) {
    const read = legacy.read(source);
    if (fault.code !== 'source.encoding' && read !== undefined)
      take(source, read, idText, new BsonDocument(bytes), client);
  }
  return { ...judged([...paths.values()]), documents };
}

function judged(all: readonly Counted[]): Omit<SourceCoverage, 'documents'> {
  const of = (state: State): readonly UncoveredPath[] =>
    all
      .filter((each) => each.state === state)
      .map(({ source, path, documents, clients, examples }) => ({
        source,
        path,
        documents,
        clients,
        examples,
      }))
      .sort((a, b) => compare(a.source, b.source) || compare(a.path, b.path));
  const [covered, missing] = [of('covered').length, of('missing')];
  return { covered, of: covered + missing.length, missing, undeclared: of('undeclared') };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function stateOf({ schema }: SourceModel, read: ReadTree, names: readonly string[]): State {
  if (isRead(read, names)) return 'covered';
  return lookUp(schema.json, names).kind === 'unknown' ? 'undeclared' : 'missing';
}

/** Whether the tree covers a path: all of it, or something that lies above it as a whole. */
function isRead(tree: ReadTree, names: readonly string[]): boolean {
  let at: ReadTree | undefined = tree;
  for (const name of names) {
    if (at.whole || at.children.size === 0) return true;
    at = at.children.get(name);
    if (at === undefined) return false;
  }
  return true;
}

/** The distinct paths of a document's values, without places in lists. */
function pathsIn(document: BsonValue): readonly (readonly string[])[] {
  const distinct = new Map<string, readonly string[]>();
  for (const { path } of leavesIn(document)) {
    const names = path.filter((segment) => typeof segment === 'string');
    distinct.set(names.join('\0'), names);
  }
  return [...distinct.values()];
}
