import { isMap, isPair, isScalar, isSeq, type Node, parseDocument, visit } from 'yaml';

/** A seeded source of numbers: the same seed gives the same contract again. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to but not including `limit`. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    const mixed = Math.imul(this.#state ^ (this.#state >>> 13), 0x297a2d39) >>> 0;
    return Math.floor((mixed / 0x1_0000_0000) * limit);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

const pieces = [
  ...[
    '&a ',
    '*a',
    '!x ',
    '<<: ',
    '#',
    ' #',
    ': ',
    '- ',
    '? ',
    '| ',
    '>',
    '%',
    '@',
    '`',
    '"',
    "'",
    '\\',
    '\t',
    '\n',
    '\r',
    '\0',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ',',
    '$',
    '$$',
    '$item',
    '$rank',
    '$docs',
    '$eval(',
    '$random()',
    '**',
    '^(',
    '~>',
    ':=',
    '?:',
  ],
  ...[
    'null',
    'true',
    '1e999',
    '0x',
    '-0',
    '__proto__',
    'constructor',
    '$ref',
    '#/',
    '#/$defs/address',
    '\ud800',
    '\u0301',
    '\u{1F600}',
    '---\n',
    '...\n',
  ],
];

/** One change of the characters of a text. */
function mutateText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const length = random.below(random.pick([2, 10, 200]));
  switch (random.below(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at + length);
    case 3: {
      const from = random.below(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + length) + text.slice(at);
    }
    default:
      return text.slice(0, at) + text.slice(at, at + length).repeat(1 + random.below(20)) + text.slice(at);
  }
}

const scalars: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e21,
  '',
  ' ',
  'x',
  '$',
  '$id',
  '[]',
  'a.b',
  '`',
  '"',
  '**',
  'function($x) { $x }',
];
const values: readonly unknown[] = [...scalars, {}, [], { a: 1 }, [[]], { $value: 'a' }, { $ref: '#' }];

/** One change of the structure of a YAML text; the text itself when it can't be parsed. */
function mutateTree(text: string, random: Random): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0) return mutateText(text, random);
  const nodes: Node[] = [];
  visit(document, { Node: (_, node) => void nodes.push(node) });
  if (nodes.length === 0) return text;
  const node = random.pick(nodes);
  if (isScalar(node))
    node.value = random.below(2) === 0 ? random.pick(scalars) : `${String(node.value)}${random.pick(pieces)}`;
  else if (isMap(node) || isSeq(node)) mutateItems(node.items as unknown[], random, document);
  return document.toString();
}

function mutateItems(items: unknown[], random: Random, document: ReturnType<typeof parseDocument>): void {
  const index = random.below(items.length + 1);
  switch (random.below(4)) {
    case 0:
      items.splice(index, 1);
      break;
    case 1: {
      const item = items[index];
      if (isPair(item)) item.value = document.createNode(random.pick(values));
      break;
    }
    case 2: {
      const pair = document.createPair(
        random.pick(['$value', 'when', 'x', '__proto__', 'into', '$else']),
        random.pick(values),
      );
      if (items.every(isPair)) items.splice(index, 0, pair);
      break;
    }
    default:
      items.reverse();
  }
}

/** The files of a contract after one to five changes; what was done depends on the seed only. */
export function mutated(files: ReadonlyMap<string, string>, seed: number): Map<string, string> {
  const random = new Random(seed);
  const changed = new Map(files);
  const count = 1 + random.below(5);
  for (let i = 0; i < count; i++) {
    const path = random.pick([...changed.keys()]);
    const text = changed.get(path) ?? '';
    if (random.below(40) === 0) changed.delete(path);
    else if (random.below(39) === 0) changed.set(path, changed.get(random.pick([...changed.keys()])) ?? '');
    else changed.set(path, random.below(2) === 0 ? mutateText(text, random) : mutateTree(text, random));
  }
  return changed;
}
