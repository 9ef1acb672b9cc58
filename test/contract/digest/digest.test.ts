import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Document, isMap, isScalar, type Pair, parseDocument, Scalar, visit, type YAMLMap } from 'yaml';
import { type Edit, editedLibrary, libraryFiles, readLibrary } from '../library.ts';
import { digestsOfFiles } from './meaning.ts';

const files = libraryFiles();
const original = digestsOfFiles(files);

const prose = new Set(['title', 'note', '$note', 'reason', 'fix', 'description']);
const nameless = new Set(['drawer', 'policy', 'name', 'version', '$schema']);

/** A scalar of a file and the keys that lead to it. */
interface Spot {
  readonly node: Scalar;
  readonly keys: readonly string[];
}

function spotsOf(document: Document): Spot[] {
  const spots: Spot[] = [];
  visit(document, {
    Scalar(role, node, path) {
      if (role === 'key') return;
      const pairs = path.filter((each) => 'key' in each) as unknown as Pair[];
      const keys = pairs.map(({ key }) => String(isScalar(key) ? key.value : key));
      spots.push({ node, keys });
    },
  });
  return spots;
}

/** Values out of closed lists, with another one of the list. */
const choices: Readonly<Record<string, string>> = {
  text: 'date',
  date: 'text',
  quarantine: 'create',
  create: 'quarantine',
  report: 'error',
  earliest: 'latest',
  other_source: 'any',
};

function otherValue({ node, keys }: Spot): unknown {
  const { value } = node;
  if (typeof value === 'number') return keys.includes('indexes') ? -value : value + 1;
  if (typeof value === 'string' && keys.length < 4 && Object.hasOwn(choices, value)) return choices[value];
  if (typeof value === 'boolean') return !value;
  if (value === null) return false;
  return `${String(value)}x`;
}

/** Which digests a change of this scalar must change. */
function meant(file: string, { keys }: Spot): 'mapping' | 'policy' | 'none' {
  if (file.startsWith('cases/') || keys.includes('examples')) return 'none';
  const last = keys.at(-1) ?? '';
  if (keys.includes('ignore') || prose.has(last)) return isFieldName(keys) ? 'mapping' : 'none';
  if (keys.length === 1 && nameless.has(last)) return 'none';
  return file === 'policy.yaml' ? 'policy' : 'mapping';
}

/** A field of the drawer may be called title. */
function isFieldName(keys: readonly string[]): boolean {
  const at = keys.indexOf('fields');
  return at >= 0 && !keys.includes('$note') && keys.at(-1) === 'title';
}

describe.each([...files.keys()])('every value of %s', (file) => {
  const document = parseDocument(files.get(file) ?? '');
  test.each(
    spotsOf(document).map((spot) => [spot.keys.join('.'), String(spot.node.value), spot] as const),
  )('%s: %s', (_keys, _value, spot) => {
    const before = spot.node.value;
    spot.node.value = otherValue(spot);
    const changed = digestsOfFiles(new Map([...files, [file, document.toString()]]));
    spot.node.value = before;
    const what = meant(file, spot);
    expect(changed?.mapping !== original?.mapping).toBe(what === 'mapping');
    expect(changed?.policy !== original?.policy).toBe(what === 'policy');
  });
});

const styles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL'] as const;
/** Maps whose order has a meaning: later ones see earlier ones. */
const ordered = new Set(['let', 'outputs']);

/** Spells a document in another way: quoting, flow or block, order of keys, comments, blank lines. */
function respelt(text: string, random: () => number): string {
  const document = parseDocument(text);
  visit(document, {
    Scalar(role, node) {
      const count = role === 'key' ? 3 : styles.length;
      if (typeof node.value === 'string') node.type = styles[Math.floor(random() * count)] ?? Scalar.PLAIN;
    },
    Map(_role, node, path) {
      node.flow = random() < 0.3;
      const pair = path.at(-1) as Pair | undefined;
      const key = pair && 'key' in pair && isScalar(pair.key) ? String(pair.key.value) : '';
      if (!ordered.has(key)) shuffle(node, random);
      if (!node.flow && random() < 0.2) node.commentBefore = ' a comment';
    },
    Seq(_role, node) {
      node.flow = random() < 0.3;
    },
  });
  return document.toString({ lineWidth: 0, indent: 2 + Math.floor(random() * 3) });
}

function shuffle(map: YAMLMap, random: () => number): void {
  for (let i = map.items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const swapped = map.items[i] as Pair;
    map.items[i] = map.items[j] as Pair;
    map.items[j] = swapped;
  }
}

test('spelling, order without meaning and comments do not matter', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      let state = seed >>> 0;
      const random = (): number => {
        state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
        return state / 0x1_0000_0000;
      };
      const other = new Map([...files].map(([path, text]) => [path, respelt(text, random)]));
      expect(digestsOfFiles(other)).toEqual(original);
    }),
    { numRuns: 25 },
  );
});

const same: readonly (readonly [string, Record<string, Edit>])[] = [
  [
    'a comment in an expression',
    { 'mappings/03-fines.yaml': [['          : null', '          /* none */ : null']] },
  ],
  [
    'spaces in an expression',
    { 'mappings/02-loans.yaml': [['$rank = $count($docs)', '$rank   =   $count( $docs )']] },
  ],
  [
    'quotes of texts in an expression',
    {
      'mappings/02-loans.yaml': [
        ['\'"loan_" & $client', "\"'loan_' & $client"],
        ["& $rank'", '& $rank"'],
        ['"_"', "'_'"],
      ],
    },
  ],
  [
    'a leaf written out',
    { 'mappings/01-cards.yaml': [['      name: name\n', '      name: { $value: name, $note: x }\n']] },
  ],
  [
    'backticks that are not needed',
    { 'mappings/01-cards.yaml': [['      name: name\n', "      name: '`name`'\n"]] },
  ],
  [
    'the file of a mapping',
    {
      'contract.yaml': [['mappings/03-fines.yaml', 'mappings/fines.yaml']],
      'mappings/fines.yaml': files.get('mappings/03-fines.yaml'),
    },
  ],
  [
    'the order of mappings in reports',
    {
      'contract.yaml': [
        ['mappings/01-cards.yaml, mappings/02-loans.yaml', 'mappings/02-loans.yaml, mappings/01-cards.yaml'],
      ],
    },
  ],
  [
    'a title in a schema',
    {
      'schemas/fines.yaml': [
        ['  paid: {}', '  paid: { title: Pagada, description: x, $comment: y, examples: [ true ] }'],
      ],
    },
  ],
  [
    'the order of required names',
    { 'schemas/member.yaml': [['required: [ issued_at, address ]', 'required: [ address, issued_at ]']] },
  ],
  [
    'the order of types',
    {
      'schemas/member.yaml': [
        ['loan_ref: { bsonType: [ string, "null" ] }', 'loan_ref: { bsonType: [ "null", string ] }'],
      ],
    },
  ],
  ['no cases at all', { 'cases/cards.yaml': undefined, 'cases/loans.yaml': undefined }],
];

test.each(same)('%s does not matter', (_, edits) => {
  expect(digestsOfFiles(editedLibrary(edits))).toEqual(original);
});

const different: readonly (readonly [string, Record<string, Edit>])[] = [
  [
    'the order of refusals',
    {
      'mappings/01-cards.yaml': [['refuse:\n', 'refuse:\n  - { when: \'state = "old"\', code: card.old }\n']],
    },
  ],
  [
    'the order of outputs',
    { 'mappings/02-loans.yaml': [['order: [ number ]', 'order: [ lent_at, number ]']] },
  ],
  ['a property called title', { 'schemas/fines.yaml': [['  paid: {}', '  paid: {}\n  title: {}']] }],
  [
    'flags of a regular expression',
    { 'mappings/01-cards.yaml': [['      name: name\n', '      name: \'$replace(name, /a/i, "b")\'\n']] },
  ],
  ['a literal for its text', { 'mappings/02-loans.yaml': [['title: title', 'title: null']] }],
  [
    'what counts as blank',
    { 'mappings/01-cards.yaml': [['blank: [ "", null, { } ]', 'blank: [ "", null ]']] },
  ],
  [
    'a leaf that takes no part in filling',
    { 'mappings/01-cards.yaml': [['{ $value: $today, $fill: false }', '$today']] },
  ],
];

test.each(different)('%s matters', (_, edits) => {
  expect(digestsOfFiles(editedLibrary(edits))?.mapping).not.toEqual(original?.mapping);
});

test('two expressions that differ in a literal only', () => {
  const of = (expression: string): string | undefined =>
    digestsOfFiles(editedLibrary({ 'mappings/02-loans.yaml': [['title: title', `title: '${expression}'`]] }))
      ?.mapping;
  const digests = [
    '/a/',
    '/a/i',
    '/b/',
    '"a"',
    '`a`',
    '1',
    '1.5',
    'a[0]',
    'a[1]',
    'a[]',
    'a^(b)',
    'a^(>b)',
    'a{b: c}',
  ].map(of);
  expect(new Set(digests).size).toBe(digests.length);
});

test('values that look alike', () => {
  const of = (edits: Record<string, Edit>): string | undefined =>
    digestsOfFiles(editedLibrary(edits))?.mapping;
  const field = (value: string): string | undefined =>
    of({ 'mappings/02-loans.yaml': [['title: title', `title: ${value}`]] });
  const property = (text: string): string | undefined =>
    of({ 'schemas/fines.yaml': [['  paid: {}', `  paid: ${text}`]] });
  const digests = [
    ...['0', '-0', '1', 'true', 'null', "'0'", "'null'"].map(field),
    ...[
      '{ const: { title: a } }',
      '{ const: { title: b } }',
      '{ const: { enum: [ 1, 2 ] } }',
      '{ const: { enum: [ 2, 1 ] } }',
    ].map(property),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});

test('the digests of a loaded contract are these', () => {
  expect(readLibrary().contract?.digests).toEqual(original);
  expect(original?.mapping).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(isMap(parseDocument(files.get('contract.yaml') ?? '').contents)).toBe(true);
});
