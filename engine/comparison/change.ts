import { createHash } from 'node:crypto';
import { type Acceptance, type Place, type Plain, stableText } from '../contract/index.ts';
import { type Element, keyText } from './elements/index.ts';
import type { Edit } from './pairing/index.ts';
import type { Level, Rule, Said } from './rules/index.ts';

/** A part of a version as a change holds it: enough to take it out of one version and put it into another. */
export interface ChangedPart {
  readonly kind: string;
  readonly key: string;
  readonly meaning: Plain;
}

/** One side of a change: where it stands and how it reads. */
export interface ChangeSide {
  readonly place: Place;
  readonly text: string;
  /** The part itself, then all that came or went with it. */
  readonly parts: readonly ChangedPart[];
}

/** One change between two versions of a contract. */
export interface Change {
  /** The same edit has the same id, whatever changed around it and wherever it stands in its file. */
  readonly id: string;
  readonly rule: string;
  readonly level: Level;
  /** What happened, in one sentence. */
  readonly says: Said;
  /** The part's name, from the outside in. */
  readonly name: string;
  readonly from: ChangeSide | undefined;
  readonly to: ChangeSide | undefined;
  /** Dotted places of the drawer whose values may change. */
  readonly drawer: readonly string[];
  /** Idempotency keys that may change, as `output path[] key`. */
  readonly keys: readonly string[];
  /** Source paths that are read now and were not, and the other way round. */
  readonly reads: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Who took responsibility for it, and why. */
  readonly accepted: Acceptance | undefined;
}

/** The change that an edit is, by the rule that applies to it. */
export function changeOf(
  edit: Edit,
  rule: Rule,
  affected: { readonly drawer: readonly string[]; readonly keys: readonly string[] },
  acceptances: readonly Acceptance[],
): Change {
  const [old, now] = [edit.before[0], edit.after[0]];
  const head = now ?? old;
  if (head === undefined) throw new Error(`an edit of ${edit.kind} without a part`);
  const id = idOf(rule, old, now);
  return {
    id,
    rule: rule.id,
    level: rule.level,
    says: sentence(rule.says, old, now),
    name: shownName(head),
    from: old && sideOf(old, edit.before),
    to: now && sideOf(now, edit.after),
    ...affected,
    reads: {
      added: without(now?.reads ?? [], old?.reads ?? []),
      removed: without(old?.reads ?? [], now?.reads ?? []),
    },
    accepted: acceptances.find(({ change }) => change === id),
  };
}

function idOf(rule: Rule, old: Element | undefined, now: Element | undefined): string {
  const part = (element: Element | undefined): Plain =>
    element === undefined ? null : [keyText(element.key), element.meaning];
  const hash = createHash('sha256').update(stableText([rule.id, part(old), part(now)]));
  return hash.digest('hex').slice(0, 12);
}

function sideOf(head: Element, elements: readonly Element[]): ChangeSide {
  return {
    place: head.place,
    text: head.text,
    parts: elements.map(({ kind, key, meaning }) => ({ kind, key: keyText(key), meaning })),
  };
}

function sentence(says: Said, old: Element | undefined, now: Element | undefined): Said {
  const head = now ?? old;
  const name = head === undefined ? '' : shownName(head);
  const isNamed = old !== undefined && now !== undefined && keyText(old.key) !== keyText(now.key);
  const value = (element: Element | undefined): string =>
    element === undefined ? '' : isNamed ? shownName(element) : short(element.text);
  const fill = (text: string): string =>
    text
      .replaceAll('{name}', () => name)
      .replaceAll('{before}', () => value(old))
      .replaceAll('{after}', () => value(now));
  return { es: fill(says.es), en: fill(says.en) };
}

/** Kinds of names that say what they name by themselves. */
const plainHeads: ReadonlySet<string> = new Set(['drawer', 'finish', 'index', 'volatile', 'once', 'title']);

/** Kinds whose key ends in the word for what is said of the part, which is no part of its name. */
const ofParts: ReadonlySet<string> = new Set([
  'output-into',
  'output-key',
  'output-order',
  'property-required',
  'property-type',
  'property-enum',
]);

/** The name of a part as people say it: its own path, after the name of the part that holds it. */
function shownName({ key: whole, kind, drawer }: Element): string {
  const key = ofParts.has(kind) ? whole.slice(0, -1) : whole;
  const [head = '', owner = '', ...rest] = key;
  if (kind === 'field' || kind === 'finish') return drawer[0] ?? key.join('.');
  if (head === 'drawer') return key.slice(2).join('.').replaceAll('.[]', '[]');
  if (head === 'policy') return key.slice(2).join(' ');
  if (plainHeads.has(head)) return [owner, ...rest].filter((part) => part !== '').join(' ');
  if (rest.length === 0) return owner === '' ? head : owner;
  const [, ...name] = rest;
  return name.length === 0 ? owner : `${owner} ${name.join(' ')}`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function without(texts: readonly string[], known: readonly string[]): readonly string[] {
  return texts.filter((text) => !known.includes(text));
}
