import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { formatFinding, readContract, readProject } from '../../engine/contract/index.ts';
import { keywords } from '../../engine/contract/rules/schema-keyword.ts';
import { variables } from '../../engine/contract/variables.ts';

const reference = await readFile('docs/contract-language.md', 'utf8');
const blocks = [...reference.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text]) => text ?? '');

function block(start: string): string {
  const found = blocks.filter((text) => text.startsWith(start));
  expect(found, start).toHaveLength(1);
  return found[0] ?? '';
}

const cards = `bsonType: object
properties:
  member: {}
  issued_at: {}
  name: {}
  email: {}
  state: {}
  test: {}
  member_ref: {}
  internal_flag: {}
`;
const member = `bsonType: object
required: [ _id, member_id, card ]
properties:
  _id: { bsonType: string }
  member_id: { bsonType: string }
  card:
    bsonType: object
    properties:
      issued_at: { bsonType: date }
      name: {}
      shown: { bsonType: string }
      phone: {}
      migrated_at: { bsonType: date }
  meta:
    bsonType: object
    properties:
      created_at: { bsonType: date }
      updated_at: { bsonType: date }
`;

test('the examples of the reference are a contract without a fault', () => {
  const files = new Map([
    [
      'contract.yaml',
      block('drawer: 1\nname:').replace(
        'internal_flag:',
        "member_ref: 'lo escribe esta migración'\n      internal_flag:",
      ),
    ],
    ['mappings/01-cards.yaml', block('mapping: cards')],
    ['functions.yaml', block('functions:')],
    ['policy.yaml', block('policy: 1')],
    ['cases/cards.yaml', block('cases:')],
    ['schemas/cards.yaml', cards],
    ['schemas/member.yaml', member],
    ['schemas/old_cards.yaml', cards],
  ]);
  const { contract, findings, cases, waived } = readContract(files, '.', { today: '2026-12-31' });
  expect(findings.map(formatFinding)).toEqual([]);
  expect(contract?.name).toBe('libreria');
  expect(waived).toHaveLength(1);
  expect(cases).toHaveLength(1);
});

test('the example of drawer.yaml', () => {
  const { project, findings } = readProject(block('drawer: 1\ncontract:'));
  expect(findings.map(formatFinding)).toEqual([]);
  expect(project?.environments.staging?.target).toBe('embedded:out/target');
});

/** Findings of the reference's contract with edits, as `file code`. */
function foundWith(edits: readonly (readonly [file: string, from: string, to: string])[]): string[] {
  const files = new Map([
    [
      'contract.yaml',
      block('drawer: 1\nname:').replace('internal_flag:', "member_ref: 'x'\n      internal_flag:"),
    ],
    ['mappings/01-cards.yaml', block('mapping: cards')],
    ['functions.yaml', block('functions:')],
    ['policy.yaml', block('policy: 1')],
    ['schemas/cards.yaml', cards],
    ['schemas/member.yaml', member],
  ]);
  for (const [file, from, to] of edits) {
    expect(files.get(file)).toContain(from);
    files.set(
      file,
      (files.get(file) ?? '').replace(from, () => to),
    );
  }
  return readContract(files, 'libreria/1.0.0')
    .findings.filter(({ code }) => !code.startsWith('waiver.'))
    .map(({ code, place }) => `${place.file} ${code}`);
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ');

test('the examples of several databases, parts of documents and clients that are looked up are read', () => {
  const file = 'contract.yaml';
  expect(
    foundWith([
      [file, 'sources:\n', `${block('databases:')}sources:\n`],
      [file, '    client: member\n', '    database: web\n    client: member\n'],
    ]),
  ).toEqual([`${file} database.unused`]);
  const part = indented(block('collection: plans'));
  expect(
    foundWith([[file, '    client: member\n    date: issued_at\n', part]]).filter(
      (found) => !found.endsWith('source.unread') && !found.endsWith('link.field'),
    ),
  ).toEqual([]);
  const enquiries = `  enquiries:\n${indented(block('client:'))}    schema: schemas/cards.yaml\n    date: issued_at\n    cutoff: true\n    retire: true\n    ignore: { internal_flag: x, member: x, member_ref: x }\n`;
  expect(
    foundWith([
      [file, 'mappings: [', `${enquiries}mappings: [`],
      ['mappings/01-cards.yaml', 'from: cards', 'from: [ cards, enquiries ]'],
      ['mappings/01-cards.yaml', 'order: [ $date, $id ]', 'order: [ $date, $source, $id ]'],
    ]),
  ).toEqual([]);
});

test('every example has been looked at', () => {
  expect(blocks).toHaveLength(9);
});

test('the keywords of schemas and the variables are those of the code', () => {
  const [, line = ''] = /^The keywords are (.*)$/m.exec(reference) ?? [];
  const named = [...line.replace(/A `\$ref` leads.*/, '').matchAll(/`([$a-zA-Z]+)`/g)].map(
    ([, name]) => name,
  );
  expect(named.sort()).toEqual([...keywords].sort());
  for (const name of Object.keys(variables)) expect(reference).toContain(`\`$${name}\``);
});
