import { type Computed, meaningOf, type Place, type Plain, stableText } from '../../contract/index.ts';
import type { Element, ElementKind } from './element.ts';

/** What an element has beside its kind, name and meaning. */
interface Rest {
  readonly place: Place;
  readonly text?: string;
  readonly drawer?: readonly string[];
  /** Its expressions: what they use and read is the element's. */
  readonly expressions?: readonly (Computed | undefined)[];
}

/** An element; its text is its meaning unless another is given. */
export function element(
  kind: ElementKind,
  key: readonly string[],
  meaning: Plain,
  { place, text, drawer = [], expressions = [] }: Rest,
): Element {
  return {
    kind,
    key,
    meaning,
    text: text ?? plainText(meaning),
    place,
    drawer,
    uses: distinct(expressions.flatMap(usesOf)),
    reads: distinct(expressions.flatMap(readsOf)),
  };
}

/** An element that is one expression or literal. */
export function computedElement(
  kind: ElementKind,
  key: readonly string[],
  computed: Computed,
  rest: Omit<Rest, 'place' | 'text' | 'expressions'> & { readonly place?: Place } = {},
): Element {
  return element(kind, key, meaningOf(computed), {
    place: rest.place ?? computed.place,
    text: computedText(computed),
    drawer: rest.drawer ?? [],
    expressions: [computed],
  });
}

/** An expression as it is written, a literal as JSON. */
export function computedText(computed: Computed): string {
  return computed.kind === 'literal' ? JSON.stringify(computed.value) : computed.text.trim();
}

function plainText(meaning: Plain): string {
  return typeof meaning === 'string' ? meaning : stableText(meaning);
}

function usesOf(computed: Computed | undefined): readonly string[] {
  if (computed === undefined || computed.kind === 'literal') return [];
  const { functions, variables } = computed.compiled;
  return [...functions, ...variables].map(({ name }) => name);
}

function readsOf(computed: Computed | undefined): readonly string[] {
  if (computed === undefined || computed.kind === 'literal') return [];
  return computed.compiled.reads
    .filter(({ variable, path }) => variable === undefined && path.length > 0)
    .map(({ path }) => path.join('.'));
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
