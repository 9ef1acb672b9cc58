import { type BsonValue, idText } from '../../bson/index.ts';
import type { LeafPlan, MappingPlan, OutputPlan } from '../../contract/index.ts';
import type { DocumentOutcome, DossierDocument, Part } from '../../transform/index.ts';
import { type ClientTrace, factOf, type LeafFact } from '../tracing/client-trace.ts';
import { type Segment, valueIn } from './drawer-path.ts';

/** What a value of a drawer comes from. */
export type Origin =
  /** A field of an output, of a legacy document. */
  | {
      readonly kind: 'field';
      readonly mapping: MappingPlan;
      readonly output: OutputPlan;
      readonly leaf: LeafPlan;
      /** Of the document whose value it is: the chosen one, the one that filled, or the element's. */
      readonly fact: LeafFact | undefined;
      readonly of: DocumentOutcome | undefined;
      readonly by: 'chosen' | 'filler' | 'element';
    }
  | { readonly kind: 'finish'; readonly leaf: LeafPlan; readonly fact: LeafFact | undefined }
  /** The drawer's `_id`, or the client's id in it. */
  | { readonly kind: 'client' }
  /** The target held it already: an element that was linked earlier, or somebody's value. */
  | { readonly kind: 'stored'; readonly kept: boolean }
  /** The contract says nothing: it is there because the drawer's schema requires it, or not at all. */
  | { readonly kind: 'schema' };

/** What stands behind a path of the drawer. Below a value that was moved as a whole it is that value's. */
export function originOf(trace: ClientTrace, path: readonly Segment[]): Origin {
  const { plan } = trace.traced;
  const names = path.filter((segment) => typeof segment === 'string');
  if (names.join('.') === '_id' || same(names, plan.client.into)) return { kind: 'client' };
  const finish = longest(plan.finish, (leaf) => [leaf.path], names);
  if (finish !== undefined) return { kind: 'finish', leaf: finish, fact: factOf(trace, finish, undefined) };
  for (const mapping of plan.mappings) {
    for (const output of mapping.outputs) {
      if (!startsWith(names, output.into)) continue;
      const found = output.many
        ? ofElement(trace, mapping, output, path)
        : ofSingle(trace, mapping, output, names.slice(output.into.length));
      if (found !== undefined) return found;
    }
  }
  return held(trace, path) ? { kind: 'stored', kept: false } : { kind: 'schema' };
}

function ofSingle(
  trace: ClientTrace,
  mapping: MappingPlan,
  output: OutputPlan,
  rest: readonly string[],
): Origin | undefined {
  const leaf = leafAt(output, rest);
  if (leaf === undefined) return undefined;
  const chosen = trace.outcome.documents.find((one) => one.mapping === mapping && one.role === 'chosen');
  if (chosen === undefined) return undefined;
  const filler = trace.fills.get(leaf);
  const document = filler ?? dossierDocument(trace, chosen);
  const of = filler === undefined ? chosen : outcomeOf(trace, filler);
  const fact = factOf(trace, leaf, document);
  return { kind: 'field', mapping, output, leaf, fact, of, by: filler === undefined ? 'chosen' : 'filler' };
}

function ofElement(
  trace: ClientTrace,
  mapping: MappingPlan,
  output: OutputPlan,
  path: readonly Segment[],
): Origin | undefined {
  const depth = output.into.length;
  const at = path[depth];
  const element = typeof at === 'number' ? valueIn(trace.drawer, path.slice(0, depth + 1)) : undefined;
  if (element === undefined) return undefined;
  const part = partOf(trace, output, element);
  if (part === undefined || part.kept) return { kind: 'stored', kept: part?.kept === true };
  const of = trace.outcome.documents.find((one) => one.parts.includes(part));
  const rest = path.slice(depth + 1).filter((segment) => typeof segment === 'string');
  const leaf = leafAt(output, rest);
  if (of === undefined || leaf === undefined) return undefined;
  const fact = factOf(trace, leaf, dossierDocument(trace, of));
  return { kind: 'field', mapping, output, leaf, fact, of, by: 'element' };
}

function partOf(trace: ClientTrace, output: OutputPlan, element: BsonValue): Part | undefined {
  const id = output.key === undefined ? undefined : valueIn(element, output.key);
  if (id === undefined) return undefined;
  const key = idText(id);
  return trace.outcome.parts.find((part) => part.path === output.into && part.key === key);
}

function held(trace: ClientTrace, path: readonly Segment[]): boolean {
  const { drawer } = trace.stored;
  return drawer !== undefined && valueIn(drawer, path) !== undefined;
}

/** The document of the dossier that an outcome is about. */
export function dossierDocument(trace: ClientTrace, of: DocumentOutcome): DossierDocument | undefined {
  return trace.dossier.documents.find((one) => one.source === of.source && one.idText === of.idText);
}

/** What became of a document of the dossier. */
export function outcomeOf(trace: ClientTrace, document: DossierDocument): DocumentOutcome | undefined {
  return trace.outcome.documents.find(
    (one) => one.source === document.source && one.idText === document.idText,
  );
}

function leafAt(output: OutputPlan, rest: readonly string[]): LeafPlan | undefined {
  const places = (leaf: LeafPlan) => (leaf.else === undefined ? [leaf.path] : [leaf.path, leaf.else.path]);
  return longest(output.leaves, places, rest);
}

function longest<Item>(
  items: readonly Item[],
  placesOf: (item: Item) => readonly (readonly string[])[],
  path: readonly string[],
): Item | undefined {
  return items.find((item) => placesOf(item).some((place) => startsWith(path, place)));
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((name, at) => path[at] === name);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && startsWith(a, b);
}
