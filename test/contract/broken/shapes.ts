import type { BrokenCase } from './case.ts';

export const brokenShapes: readonly BrokenCase[] = [
  {
    what: 'a version that is not quoted',
    edits: { 'contract.yaml': [['version: "1.0.0"', 'version: 1.0.0']] },
    found: ['contract.yaml:3:10 contract.version'],
    says: 'quote it: "1.0.0"',
  },
  {
    what: 'a version that is no semver',
    edits: { 'contract.yaml': [['version: "1.0.0"', 'version: "1.0"']] },
    found: ['contract.yaml:3:10 contract.version'],
  },
  {
    what: 'another version of the language',
    edits: { 'contract.yaml': [['drawer: 1', 'drawer: 2']] },
    found: ['contract.yaml:1:9 contract.language'],
  },
  {
    what: 'an unknown key',
    edits: {
      'mappings/01-cards.yaml': [
        ['without_drawer: create', 'without_drawer: create\nwithout_drawers: create'],
      ],
    },
    found: ['mappings/01-cards.yaml:12:1 shape.unknown_key'],
    says: 'did you mean "without_drawer"?',
  },
  {
    what: 'an unknown key in a leaf',
    edits: { 'mappings/01-cards.yaml': [['$note: tal como se escribió', '$notes: tal como se escribió']] },
    found: ['mappings/01-cards.yaml:29:9 shape.unknown_key'],
    says: '$note',
  },
  {
    what: '$on in an output, $fill in finish',
    edits: {
      'contract.yaml': [
        ['created_at: card.issued_at', 'created_at: { $value: card.issued_at, $fill: false }'],
      ],
      'mappings/01-cards.yaml': [['{ $value: $today, $fill: false }', '{ $value: $today, $on: change }']],
    },
    found: ['contract.yaml:63:43 shape.unknown_key', 'mappings/01-cards.yaml:41:38 shape.unknown_key'],
  },
  {
    what: 'a missing key',
    edits: { 'mappings/01-cards.yaml': [['without_drawer: create\n', '']] },
    found: ['mappings/01-cards.yaml:1:1 shape.missing_key'],
    says: 'without_drawer',
  },
  {
    what: 'a map for a text, a text for a list, a number for a text',
    edits: {
      'mappings/01-cards.yaml': [
        ['step: "01"', 'step: 01'],
        ['mapping: cards', 'mapping: cards\ntitle: { a: b }'],
        ['title: Carnés\n', ''],
        ['order: [ $date, $source, $id ]', 'order: $id'],
      ],
    },
    found: [
      'mappings/01-cards.yaml:2:8 shape.type',
      'mappings/01-cards.yaml:3:7 shape.type',
      'mappings/01-cards.yaml:7:8 shape.type',
    ],
  },
  {
    what: 'a choice that does not exist',
    edits: { 'mappings/01-cards.yaml': [['fill: other_source', 'fill: other-source']] },
    found: ['mappings/01-cards.yaml:9:7 shape.value'],
    says: 'did you mean "other_source"?',
  },
  {
    what: 'a direction of an index that is neither 1 nor -1',
    edits: { 'contract.yaml': [['{ keys: { member_id: 1 }', '{ keys: { member_id: 2 }']] },
    found: ['contract.yaml:17:28 shape.value'],
  },
  {
    what: 'a name with odd characters',
    edits: { 'mappings/01-cards.yaml': [['  contact:\n', '  con tact:\n']] },
    found: ['mappings/01-cards.yaml:37:3 shape.name'],
  },
  {
    what: 'a text that is no path',
    edits: { 'mappings/01-cards.yaml': [['into: contact', 'into: contact..x']] },
    found: ['mappings/01-cards.yaml:38:11 shape.path'],
  },
  {
    what: 'an empty reason',
    edits: { 'contract.yaml': [["'estado interno del sistema antiguo'", "'  '"]] },
    found: ['contract.yaml:31:22 shape.reason'],
  },
  {
    what: 'a decision without its reason',
    edits: {
      'contract.yaml': [
        [
          'cutoff: { apply: false, reason: "Un préstamo se trae sea cuando sea" }',
          'cutoff: { apply: false }',
        ],
      ],
    },
    found: ['contract.yaml:45:13 shape.missing_key'],
  },
  {
    what: 'false where a decision must be given with a reason',
    edits: {
      'contract.yaml': [
        ['cutoff: { apply: false, reason: "Un préstamo se trae sea cuando sea" }', 'cutoff: false'],
      ],
    },
    found: ['contract.yaml:45:13 shape.type'],
  },
  {
    what: 'a source without a decision on its cutoff',
    edits: {
      'contract.yaml': [['    cutoff: { apply: false, reason: "Un préstamo se trae sea cuando sea" }\n', '']],
    },
    found: ['contract.yaml:41:5 source.undecided'],
    says: 'cutoff',
  },
  {
    what: 'a source without a decision on its retirement',
    edits: {
      'contract.yaml': [
        ['    retire: { apply: false, reason: "La colección sigue viva: recibe el enlace" }\n', ''],
      ],
    },
    found: ['contract.yaml:41:5 source.undecided'],
    says: 'retire',
  },
  {
    what: 'a YAML list as a field',
    edits: { 'mappings/01-cards.yaml': [['      name: name\n', '      name: [ name, email ]\n']] },
    found: ['mappings/01-cards.yaml:25:13 field.list'],
    says: '[a, b]',
  },
  {
    what: 'a field with nothing behind its colon',
    edits: { 'mappings/01-cards.yaml': [['      name: name\n', '      name:\n']] },
    found: ['mappings/01-cards.yaml:25:12 field.empty'],
  },
  {
    what: 'a leaf mixed with an object',
    edits: {
      'mappings/01-cards.yaml': [
        ['        street: address.street\n', '        $value: address\n        street: address.street\n'],
      ],
    },
    found: ['mappings/01-cards.yaml:36:9 field.mixed'],
  },
  {
    what: 'fields that the drawer cannot have',
    edits: {
      'mappings/01-cards.yaml': [
        ['      name: name\n', '      name: name\n      a.b: name\n      __proto__: name\n      "": name\n'],
      ],
    },
    found: [
      'mappings/01-cards.yaml:26:7 field.name',
      'mappings/01-cards.yaml:27:7 field.name',
      'mappings/01-cards.yaml:28:7 field.name',
    ],
  },
  {
    what: 'a code with capitals',
    edits: { 'mappings/01-cards.yaml': [['code: card.void', 'code: Card.Void']] },
    found: ['mappings/01-cards.yaml:17:37 rule.code'],
  },
  {
    what: 'a code that is a single word',
    edits: { 'mappings/01-cards.yaml': [['warn: number.unparsed', 'warn: unparsed']] },
    found: ['mappings/01-cards.yaml:32:60 rule.code'],
  },
  {
    what: 'a number where an expression must be',
    edits: { 'mappings/01-cards.yaml': [["when: 'test = true'", 'when: 1']] },
    found: ['mappings/01-cards.yaml:15:13 expression.kind'],
  },
  {
    what: 'an object constructor that is a YAML map',
    edits: { 'mappings/01-cards.yaml': [["when: 'test = true'", 'when: { a: b }']] },
    found: ['mappings/01-cards.yaml:15:13 expression.kind'],
    says: 'block scalar',
  },
  {
    what: 'an expression without text',
    edits: { 'mappings/01-cards.yaml': [["when: 'test = true'", "when: ' '"]] },
    found: ['mappings/01-cards.yaml:15:13 expression.empty'],
  },
  {
    what: 'a comment that may have cut an expression',
    edits: { 'mappings/02-loans.yaml': [['tags: tags', 'tags: tags #$i.x']] },
    found: ['mappings/02-loans.yaml:26:18 expression.comment'],
    says: 'block scalar',
  },
  {
    what: 'an expression that is no JSONata, in each style',
    edits: {
      'mappings/01-cards.yaml': [
        ["when: 'test = true'", "when: 'test = '"],
        ['name: name', 'name: "na \\u006de *"'],
        ['        $value: phone\n', '        $value: |\n\n          phone\n            ( 1\n'],
        ['email: email', 'email: email\n        (('],
      ],
    },
    found: [
      'mappings/01-cards.yaml:15:21 expression.syntax',
      'mappings/01-cards.yaml:25:17 expression.syntax',
      'mappings/01-cards.yaml:31:16 expression.syntax',
      'mappings/01-cards.yaml:44:11 expression.syntax',
    ],
  },
  {
    what: 'something of JSONata that contracts do not have',
    edits: { 'mappings/02-loans.yaml': [['tags: tags', "tags: '$eval(tags)'"]] },
    found: ['mappings/02-loans.yaml:26:14 expression.unsupported'],
  },
  {
    what: 'an expression nested too deep',
    edits: {
      'mappings/02-loans.yaml': [['tags: tags', `tags: '${'('.repeat(20_000)}tags${')'.repeat(20_000)}'`]],
    },
    found: ['mappings/02-loans.yaml:26:14 expression.depth'],
  },
  {
    what: 'an expression too long',
    edits: { 'mappings/02-loans.yaml': [['tags: tags', `tags: '"${'x'.repeat(300_000)}"'`]] },
    found: ['mappings/02-loans.yaml:26:14 expression.size'],
  },
  {
    what: 'a regular expression with a back reference',
    edits: { 'mappings/02-loans.yaml': [['tags: tags', "tags: '$match(tags, /(a)\\1/)'"]] },
    found: ['mappings/02-loans.yaml:26:27 expression.regex'],
  },
  {
    what: 'a case that checks nothing',
    edits: {
      'cases/more.yaml':
        'cases:\n  - case: nada\n    parameters: { CUTOFF: "2025-01-01T00:00:00Z" }\n    given: { cards: [ ] }\n    expect: { dispositions: { } }\n',
    },
    found: ['cases/more.yaml:2:5 case.empty'],
  },
  {
    what: 'a case with a document that is no extended JSON',
    edits: {
      'cases/more.yaml':
        'cases:\n  - case: mal\n    parameters: { CUTOFF: "2025-01-01T00:00:00Z" }\n    given:\n      cards: [ { _id: { $oid: xyz } } ]\n    expect: { absent: { member_7: [ ] } }\n',
    },
    found: ['cases/more.yaml:5:16 case.value'],
  },
  {
    what: 'a case with an unknown key and an unknown disposition',
    edits: {
      'cases/more.yaml':
        'cases:\n  - case: mal\n    parameters: { CUTOFF: "2025-01-01T00:00:00Z" }\n    given: { cards: [ ] }\n    expects: { }\n    expect: { dispositions: { cards: { c1: landed } } }\n',
    },
    found: ['cases/more.yaml:5:5 shape.unknown_key', 'cases/more.yaml:6:44 shape.value'],
  },
  {
    what: 'a schema that contains itself',
    edits: { 'schemas/fines.yaml': [['  loan: {}', "  loan: { $ref: '#' }"]] },
    found: ['schemas/fines.yaml:10:17 schema.recursive'],
  },
];
