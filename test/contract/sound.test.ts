import { expect, test } from 'vitest';
import { formatFinding } from '../../engine/contract/index.ts';
import { type Edit, readLibrary } from './library.ts';

/** What is unusual, and yet nothing is to be said about it. */
const sound: readonly (readonly [what: string, edits: Readonly<Record<string, Edit>>])[] = [
  [
    'a required field that nothing fills, but that may be null',
    { 'contract.yaml': [['    first_at: $sound.loans[0].date\n', '']] },
  ],
  [
    'a required list and a required object that nothing fills',
    {
      'schemas/member.yaml': [
        ['required: [ _id, member_id,', 'required: [ _id, member_id, notes, desk,'],
        ['  contact:\n', '  notes: { bsonType: array }\n  desk: { bsonType: object }\n  contact:\n'],
      ],
    },
  ],
  [
    'comments on lines of their own, and behind what is no expression',
    {
      'mappings/01-cards.yaml': [
        ['      name: name\n', '      # el nombre\n      name: name\n      # tal cual\n'],
        ['choose: earliest', 'choose: earliest # el primero'],
        ['into: contact', 'into: contact # otro'],
      ],
    },
  ],
  [
    'an expression over several lines',
    { 'mappings/01-cards.yaml': [['      name: name\n', '      name:\n        name\n        ?? email\n']] },
  ],
  [
    'a path below an object that is left open',
    {
      'schemas/fines.yaml': [['  paid: {}', '  paid: { bsonType: object }']],
      'mappings/03-fines.yaml': [['$value: paid', '$value: paid.in.full']],
    },
  ],
  [
    'a path through a pattern and through additional properties',
    {
      'schemas/fines.yaml': [
        [
          '  paid: {}',
          "  paid:\n    patternProperties: { '^x_': {} }\n    additionalProperties: { properties: { by: {} } }",
        ],
      ],
      'mappings/03-fines.yaml': [['$value: paid', '$value: paid.x_1 ?? paid.y.by']],
    },
  ],
  [
    'a path through a reference, alternatives and arrays',
    {
      'schemas/fines.yaml': [
        [
          '  paid: {}\n  loan: {}\n',
          "  loan: {}\n  paid: { $ref: '#/$defs/paid' }\n$defs:\n  paid: { anyOf: [ { items: { properties: { by: {} } } }, { properties: { on: {} } } ] }",
        ],
      ],
      'mappings/03-fines.yaml': [['$value: paid', '$value: paid.by = paid.on']],
    },
  ],
  [
    '_id, which no schema has to declare',
    {
      'schemas/fines.yaml': [['  _id: {}\n', '']],
      'mappings/03-fines.yaml': [['cents: amount', "cents: '$exists(_id) ? amount'"]],
    },
  ],
  [
    'a name with odd characters, in backticks',
    {
      'schemas/fines.yaml': [['  paid: {}', '  "paid.by-whom": {}']],
      'mappings/03-fines.yaml': [['$value: paid', '$value: $exists(`paid.by-whom`)']],
    },
  ],
  [
    'an ignored path with odd characters',
    {
      'schemas/fines.yaml': [['  paid: {}', '  paid: {}\n  "a.b": { properties: { c: {} } }']],
      'contract.yaml': [
        [
          '    client: member\n    date: raised_at',
          '    client: member\n    ignore: { "`a.b`.c": motivo }\n    date: raised_at',
        ],
      ],
    },
  ],
  [
    'a let that needs $rank, where documents land',
    {
      'mappings/02-loans.yaml': [
        ['linked: loan_ref', 'let: { late: $rank > 3, later: $late }\nlinked: loan_ref'],
        ["when: '$not($exists(pages))'", "when: '$later and $not($exists(pages))'"],
      ],
    },
  ],
  [
    'what a mapping gives that comes before through another',
    {
      'mappings/03-fines.yaml': [
        ['after: [ cards, loans ]', 'after: [ loans ]'],
        ['          : null', '          : $drawer.card.name'],
      ],
    },
  ],
  [
    'a text of digits for a date, a number for a list',
    {
      'mappings/02-loans.yaml': [
        ['lent_at: $date', 'lent_at: \'"2024-05-01T00:00:00Z"\''],
        ['tags: tags', "tags: '$count(tags)'"],
      ],
    },
  ],
  [
    'null where blank takes it away',
    {
      'mappings/02-loans.yaml': [
        ['pages: $integer(pages)', 'pages: { $value: $integer(pages), $default: null }'],
      ],
    },
  ],
  [
    'rates from 0 to 100, bands from 0',
    {
      'policy.yaml': [
        ['match.loans, at_least: 95', 'match.loans, at_least: 100'],
        ['match.cards, below: 90', 'match.cards, from: 0, below: 90'],
      ],
    },
  ],
  [
    'keys like __proto__ in a schema',
    {
      'schemas/fines.yaml': [['  paid: {}', '  paid: {}\n  __proto__: {}\n  constructor: {}']],
      'contract.yaml': [
        [
          '    client: member\n    date: raised_at',
          '    client: member\n    ignore: { __proto__: motivo, constructor: motivo }\n    date: raised_at',
        ],
      ],
    },
  ],
  [
    'a contract without functions, cases and finish',
    {
      'functions.yaml': undefined,
      'cases/cards.yaml': undefined,
      'cases/loans.yaml': undefined,
      'mappings/01-cards.yaml': [['$shout(name)', '$uppercase(name)']],
      'mappings/02-loans.yaml': [['$without(notes)', 'notes']],
      'contract.yaml': [
        [
          '{ type: text, default: central, note: "Sede que hace la migración" }',
          '{ type: text, default: central }',
        ],
      ],
    },
  ],
];

test.each(sound)('%s', (_, edits) => {
  const { contract, findings } = readLibrary(edits);
  expect(findings.map(formatFinding)).toEqual([]);
  expect(contract).toBeDefined();
});
