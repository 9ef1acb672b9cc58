import type { BrokenCase } from './case.ts';

const cards = 'mappings/01-cards.yaml';
const loans = 'mappings/02-loans.yaml';
const fines = 'mappings/03-fines.yaml';

/** Sources, mappings, parameters, dates and order. */
export const brokenMappings: readonly BrokenCase[] = [
  {
    what: 'a mapping from an unknown source',
    edits: { [fines]: [['from: fines', 'from: fine']] },
    found: ['contract.yaml:50:3 source.unused', 'mappings/03-fines.yaml:4:7 source.unknown'],
    says: 'did you mean "fines"?',
  },
  {
    what: 'one source in two mappings',
    edits: {
      [fines]: [
        ['from: fines', 'from: [ fines, loans ]'],
        ['order: [ $date, $id ]', 'order: [ $date, $source, $id ]'],
      ],
    },
    found: ['mappings/03-fines.yaml:4:16 source.shared'],
  },
  {
    what: 'a source that nothing uses',
    edits: {
      [cards]: [
        ['from: [ cards, desk_cards ]', 'from: [ cards ]'],
        ['fill: other_source', 'fill: any'],
      ],
    },
    found: ['contract.yaml:32:3 source.unused'],
  },
  {
    what: 'two sources of one collection',
    edits: { 'contract.yaml': [['collection: mostrador', 'collection: cards']] },
    found: ['contract.yaml:32:3 source.collection'],
  },
  {
    what: 'two mappings of one name',
    edits: { [fines]: [['mapping: fines', 'mapping: loans']] },
    found: ['mappings/03-fines.yaml:1:10 mapping.duplicate', 'mappings/03-fines.yaml:5:17 after.cycle'],
  },
  {
    what: 'after an unknown mapping',
    edits: { [loans]: [['after: [ cards ]', 'after: [ card ]']] },
    found: ['mappings/02-loans.yaml:5:10 after.unknown'],
    says: 'did you mean "cards"?',
  },
  {
    what: 'a circle of mappings',
    edits: { [loans]: [['after: [ cards ]', 'after: [ cards, fines ]']] },
    found: ['mappings/03-fines.yaml:5:17 after.cycle'],
    says: 'loans → fines → loans',
  },
  {
    what: 'results of a mapping that comes later, through $landed',
    edits: { [fines]: [['after: [ cards, loans ]', 'after: [ cards ]']] },
    found: ['mappings/03-fines.yaml:10:52 after.missing', 'mappings/03-fines.yaml:25:33 after.missing'],
  },
  {
    what: 'results of an unknown mapping',
    edits: { [fines]: [['$landed.loans.id', '$landed.loan.id']] },
    found: ['mappings/03-fines.yaml:10:51 mapping.unknown'],
    says: 'did you mean "loans"?',
  },
  {
    what: 'a name with - without backticks',
    edits: {
      [loans]: [['mapping: loans', 'mapping: loans-old']],
      [fines]: [
        ['$landed.loans.id', '$landed.loans-old.id'],
        ['after: [ cards, loans ]', 'after: [ cards, loans-old ]'],
      ],
      'contract.yaml': [
        ["'$count($landed.loans) > 0'", "'$count($landed.`loans-old`) > 0'"],
        ['$sound.loans[0].date', '$sound.`loans-old`[0].date'],
      ],
      'policy.yaml': [
        ['match.loans', 'match.loans-old'],
        ['unlinked.loans, below: 1', 'unlinked.loans-old, below: 1'],
        ['unlinked.loans, from: 1', 'unlinked.loans-old, from: 1'],
      ],
    },
    found: ['mappings/03-fines.yaml:10:46 mapping.unknown', 'mappings/03-fines.yaml:10:56 path.unknown'],
    says: 'backticks',
  },
  {
    what: 'a cutoff of an unknown parameter',
    edits: { 'contract.yaml': [['cutoff: CUTOFF', 'cutoff: CUT_OFF']] },
    found: ['contract.yaml:9:9 cutoff.parameter'],
  },
  {
    what: 'a cutoff that is no date',
    edits: { 'contract.yaml': [['CUTOFF: { type: date', 'CUTOFF: { type: text']] },
    found: ['contract.yaml:9:9 cutoff.parameter'],
  },
  {
    what: 'sources with a cutoff in a contract without',
    edits: { 'contract.yaml': [['cutoff: CUTOFF\n', '']] },
    found: ['contract.yaml:27:13 cutoff.parameter'],
  },
  {
    what: 'a parameter with neither requirement nor default',
    edits: { 'contract.yaml': [['type: text, default: central', 'type: text']] },
    found: ['contract.yaml:8:3 parameter.default'],
  },
  {
    what: 'a parameter that is required and has a default',
    edits: {
      'contract.yaml': [['type: text, default: central', 'type: text, default: central, required: true']],
    },
    found: [
      'cases/cards.yaml:3:17 case.parameter',
      'cases/cards.yaml:22:17 case.parameter',
      'cases/cards.yaml:34:17 case.parameter',
      'cases/loans.yaml:3:17 case.parameter',
      'contract.yaml:8:34 parameter.default',
    ],
  },
  {
    what: 'a default of another type',
    edits: { 'contract.yaml': [['type: text, default: central', 'type: integer, default: central']] },
    found: ['contract.yaml:8:37 parameter.default'],
  },
  {
    what: 'an unknown parameter',
    edits: { 'contract.yaml': [['$run.parameters.BRANCH', '$run.parameters.BRANCHES']] },
    found: ['contract.yaml:8:3 parameter.unused', 'contract.yaml:65:29 parameter.undefined'],
  },
  {
    what: 'a parameter that nothing uses',
    edits: { 'contract.yaml': [['branch: $run.parameters.BRANCH', 'branch: \'"x"\'']] },
    found: ['contract.yaml:8:3 parameter.unused'],
  },
  {
    what: 'a date where the source has none',
    edits: {
      'contract.yaml': [['    date: raised_at\n', '']],
      'schemas/fines.yaml': [['  raised_at: {}\n', '']],
      'cases/loans.yaml': undefined,
    },
    found: [
      'contract.yaml:54:13 date.undeclared',
      'mappings/03-fines.yaml:6:10 date.undeclared',
      'mappings/03-fines.yaml:20:18 date.undeclared',
    ],
  },
  {
    what: 'an order that does not end with $id',
    edits: { [loans]: [['order: [ $date, $id ]', 'order: [ $id, $date ]']] },
    found: ['mappings/02-loans.yaml:6:15 order.total'],
  },
  {
    what: 'an order of several sources without $source',
    edits: { [cards]: [['order: [ $date, $source, $id ]', 'order: [ $date, $id ]']] },
    found: ['mappings/01-cards.yaml:7:17 order.total'],
  },
];

/** Variables, functions and paths. */
export const brokenExpressions: readonly BrokenCase[] = [
  {
    what: 'an unknown variable',
    edits: { [loans]: [['lent_at: $date', 'lent_at: $dat']] },
    found: ['mappings/02-loans.yaml:23:16 variable.unknown'],
    says: 'did you mean "date"?',
  },
  {
    what: 'a variable that has no value here',
    edits: { [loans]: [['when: \'state = "lost"\'', "when: '$rank > 3'"]] },
    found: ['mappings/02-loans.yaml:10:14 variable.unknown', 'schemas/loans.yaml:16:3 source.unread'],
  },
  {
    what: '$item in a rule without for',
    edits: { [loans]: [['when: \'state = "lost"\'', "when: 'state = $item'"]] },
    found: ['mappings/02-loans.yaml:10:22 variable.unknown'],
  },
  {
    what: 'a variable in a source',
    edits: { 'contract.yaml': [['client: card.member', 'client: card.member & $client']] },
    found: ['contract.yaml:43:27 variable.unknown'],
  },
  {
    what: 'something else than $client in client.id',
    edits: { 'contract.yaml': [['\'"member_" & $client\'', '\'"member_" & $client & $run.id\'']] },
    found: ['contract.yaml:11:30 variable.unknown'],
  },
  {
    what: 'a let that is computed later',
    edits: { [fines]: [["loan: '$blank(loan) ?", "loan: '$known and $blank(loan) ?"]] },
    found: ['mappings/03-fines.yaml:9:10 variable.unknown'],
  },
  {
    what: 'a let that needs $rank in a rule that refuses',
    edits: {
      [loans]: [
        ['linked: loan_ref', 'let: { late: $rank > 3 }\nlinked: loan_ref'],
        ['when: \'state = "lost"\'', "when: '$late'"],
      ],
    },
    found: ['mappings/02-loans.yaml:10:14 let.early', 'schemas/loans.yaml:16:3 source.unread'],
  },
  {
    what: 'a let that needs $docs through another',
    edits: {
      'mappings/02-loans.yaml': [
        ['linked: loan_ref', 'let: { late: $count($docs), later: $late > 3 }\nlinked: loan_ref'],
        ['when: \'state = "lost"\'', 'when: \'state = "lost" and $later\''],
      ],
    },
    found: ['mappings/02-loans.yaml:10:33 let.early'],
    says: 'needs $docs',
  },
  {
    what: 'a path into a number',
    edits: { 'mappings/03-fines.yaml': [['cents: amount', 'cents: amount.value']] },
    found: ['mappings/03-fines.yaml:21:21 path.unknown'],
  },
  {
    what: 'a let with the name of a variable',
    edits: {
      [cards]: [
        ['  today: $run.now', '  date: $run.now'],
        ['$value: $today', '$value: $date'],
      ],
    },
    found: ['mappings/01-cards.yaml:13:3 let.collision'],
  },
  {
    what: 'a let with the name of a function',
    edits: {
      [cards]: [
        ['  today: $run.now', '  trim: $run.now'],
        ['$value: $today', '$value: $trim'],
      ],
    },
    found: ['mappings/01-cards.yaml:13:3 let.collision'],
  },
  {
    what: 'a let that nothing uses',
    edits: { [cards]: [['$value: $today', '$value: $run.now']] },
    found: ['mappings/01-cards.yaml:13:3 let.unused'],
  },
  {
    what: 'an unknown function',
    edits: {
      [cards]: [['shown: $shout(name)', 'shown: $shot(name)']],
      'functions.yaml': [['value: \'function() { "!" }\'', 'value: \'function() { $shout(1) and "!" }\'']],
    },
    found: ['functions.yaml:10:26 function.cycle', 'mappings/01-cards.yaml:26:14 function.unknown'],
    says: 'did you mean "shout"?',
  },
  {
    what: 'functions that can give something else each time',
    edits: { [loans]: [['tags: tags', "tags: '[$shuffle(tags), $random(), $millis()]'"]] },
    found: [
      'mappings/02-loans.yaml:26:15 function.forbidden',
      'mappings/02-loans.yaml:26:31 function.forbidden',
      'mappings/02-loans.yaml:26:42 function.forbidden',
    ],
  },
  {
    what: 'a forbidden function as a value',
    edits: { [loans]: [['tags: tags', "tags: '$map(tags, $random)'"]] },
    found: ['mappings/02-loans.yaml:26:25 function.forbidden'],
  },
  {
    what: 'functions in a circle',
    edits: {
      'functions.yaml': [
        ['value: \'function() { "!" }\'', 'value: \'function() { $without({}) and "!" }\''],
        [
          '$sift($block, function($answer) { $not($blank($answer)) })',
          '$sift($block, function($answer) { $mark() })',
        ],
      ],
    },
    found: ['functions.yaml:16:47 function.cycle'],
  },
  {
    what: 'a function that needs itself',
    edits: { 'functions.yaml': [['value: \'function() { "!" }\'', "value: 'function() { $mark() }'"]] },
    found: ['functions.yaml:10:26 function.cycle'],
  },
  {
    what: 'a function with the name of a helper',
    edits: {
      'functions.yaml': [
        ['  without:', '  fail:'],
        ["call: '$without(", "call: '$fail("],
      ],
      [loans]: [['extra: $without(notes)', 'extra: $fail(notes)']],
    },
    found: ['functions.yaml:11:3 function.collision'],
  },
  {
    what: 'a function that reads the document',
    edits: { 'functions.yaml': [['value: \'function() { "!" }\'', "value: 'function() { mark }'"]] },
    found: ['functions.yaml:6:17 function.example', 'functions.yaml:10:26 function.context'],
  },
  {
    what: 'a function that is none',
    edits: { 'functions.yaml': [['value: \'function() { "!" }\'', 'value: \'"!"\'']] },
    found: ['functions.yaml:10:12 function.value'],
  },
  {
    what: 'an example that does not hold',
    edits: { 'functions.yaml': [['gives: \'"YA!"\'', 'gives: \'"YA"\'']] },
    found: ['functions.yaml:6:17 function.example'],
    says: 'gives "YA!", not "YA"',
  },
  {
    what: 'a function that nothing uses',
    edits: { [loans]: [['extra: $without(notes)', 'extra: notes']] },
    found: ['functions.yaml:11:3 function.unused'],
  },
  {
    what: 'an unknown path',
    edits: { [cards]: [['town: address.town', 'town: address.twon']] },
    found: ['mappings/01-cards.yaml:36:23 path.unknown'],
    says: 'did you mean "town"?',
  },
  {
    what: 'an unquoted word where text was meant',
    edits: { [cards]: [['$default: \'"ordinary"\'', '$default: ordinary']] },
    found: ['mappings/01-cards.yaml:33:39 path.unknown'],
    says: 'did you mean the text "ordinary"?',
  },
  {
    what: 'a field whose name needs backticks',
    edits: {
      [loans]: [['title: title', 'title: book-title']],
      'schemas/loans.yaml': [['  title: {}', '  book-title: {}']],
    },
    found: [
      'mappings/02-loans.yaml:24:14 path.unknown',
      'mappings/02-loans.yaml:24:19 path.unknown',
      'schemas/loans.yaml:13:3 source.unread',
    ],
    says: '`book-title`',
  },
  {
    what: 'a field whose name is written in another Unicode form',
    edits: {
      [loans]: [['title: title', 'title: ti\u0301tulo']],
      'schemas/loans.yaml': [['  title: {}', '  t\u00edtulo: {}']],
    },
    found: ['mappings/02-loans.yaml:24:14 path.unknown', 'schemas/loans.yaml:13:3 source.unread'],
    says: 'Unicode',
  },
  {
    what: 'an unknown path of the drawer',
    edits: {
      [fines]: [
        ['$drawer.loans.items[loan_id = $loan].loan_ref', '$drawer.loans.item[loan_id = $loan].loan_ref'],
      ],
    },
    found: ['mappings/03-fines.yaml:25:32 path.unknown'],
  },
  {
    what: 'an unknown path in a predicate',
    edits: {
      [fines]: [
        ['$drawer.loans.items[loan_id = $loan].loan_ref', '$drawer.loans.items[id = $loan].loan_ref'],
      ],
    },
    found: ['mappings/03-fines.yaml:25:33 path.unknown'],
  },
  {
    what: 'an unknown path in finish',
    edits: { 'contract.yaml': [['created_at: card.issued_at', 'created_at: card.issued']] },
    found: ['contract.yaml:63:22 path.unknown'],
  },
  {
    what: 'an unknown path of a source through $docs',
    edits: { [loans]: [['newest: $rank = $count($docs)', 'newest: $rank = $count($docs.titles)']] },
    found: ['mappings/02-loans.yaml:27:36 path.unknown'],
  },
  {
    what: 'an output that comes later',
    edits: { [cards]: [['      name: name\n', '      name: $out.contact.email\n']] },
    found: ['mappings/01-cards.yaml:25:26 reference.unknown'],
  },
  {
    what: 'an unknown source in $legacy',
    edits: { [loans]: [['newest: $rank = $count($docs)', 'newest: $rank = $count($legacy.loan)']] },
    found: ['mappings/02-loans.yaml:27:38 reference.unknown'],
  },
  {
    what: 'an unknown part of the run',
    edits: { 'contract.yaml': [['$value: $run.now, $on', '$value: $run.start, $on']] },
    found: ['contract.yaml:64:32 reference.unknown'],
  },
];

/** Outputs and the drawer. */
export const brokenOutputs: readonly BrokenCase[] = [
  {
    what: 'an output that the drawer lacks',
    edits: { [cards]: [['into: contact', 'into: contacts']] },
    found: ['mappings/01-cards.yaml:38:11 drawer.path'],
    says: 'did you mean "contact"?',
  },
  {
    what: 'a field that the drawer lacks',
    edits: { [cards]: [['town: address.town', 'city: address.town']] },
    found: ['mappings/01-cards.yaml:36:15 drawer.path'],
  },
  {
    what: 'paths that the drawer lacks, in target, client and finish',
    edits: {
      'contract.yaml': [
        ['into: member_id', 'into: member'],
        ['loans.items.loan_id: 1', 'loans.items.id: 1'],
        ['volatile: [ meta.updated_at ]', 'volatile: [ meta.changed_at ]'],
        ['path: card, names', 'path: cards, names'],
        ['    branch: $run.parameters.BRANCH', '    site: $run.parameters.BRANCH'],
      ],
    },
    found: [
      'contract.yaml:12:9 drawer.path',
      'contract.yaml:18:7 drawer.path',
      'contract.yaml:19:15 drawer.path',
      'contract.yaml:21:7 drawer.path',
      'contract.yaml:65:11 drawer.path',
      'schemas/member.yaml:5:18 drawer.unfilled',
      'schemas/member.yaml:68:41 drawer.unfilled',
    ],
  },
  {
    what: 'two outputs that write the same field',
    edits: {
      [cards]: [
        ['into: contact\n', 'into: card\n'],
        ['email: email', 'name: email'],
        ['      migrated_at: { $value: $today, $fill: false }\n', ''],
        ['let:\n  today: $run.now\n', ''],
      ],
    },
    found: ['mappings/01-cards.yaml:38:13 output.collision'],
  },
  {
    what: 'an output inside a field of another',
    edits: {
      'contract.yaml': [
        ['  loans:\n    active:', '  card:\n    address:\n      street: card.phone\n  loans:\n    active:'],
      ],
    },
    found: ['contract.yaml:61:15 output.collision'],
  },
  {
    what: 'a field inside what another gives whole',
    edits: {
      'mappings/01-cards.yaml': [
        [
          '      address:\n        street: address.street\n        town: address.town\n',
          '      address: address\n',
        ],
      ],
      'contract.yaml': [['finish:\n', 'finish:\n  card: { address: { town: contact.email } }\n']],
    },
    found: ['contract.yaml:59:28 output.collision'],
    says: 'card.address.town',
  },
  {
    what: 'a field that finish writes too',
    edits: {
      'contract.yaml': [['finish:\n', 'finish:\n  member_id: $client\n']],
    },
    found: ['contract.yaml:59:14 output.collision'],
  },
  {
    what: 'a twin with the name of a field',
    edits: { [cards]: [['leaf: deposit_text', 'leaf: phone']] },
    found: ['mappings/01-cards.yaml:32:16 output.collision'],
  },
  {
    what: 'outputs of two kinds in one mapping',
    edits: {
      [loans]: [['outputs:\n', 'outputs:\n  contact: { into: contact, fields: { email: title } }\n']],
      [cards]: [
        [
          '  contact:\n    into: contact\n    fields:\n      email: email\n      migrated_at: { $value: $today, $fill: false }\n',
          '',
        ],
        ['let:\n  today: $run.now\n', ''],
      ],
    },
    found: [
      'mappings/02-loans.yaml:1:1 output.choose',
      'mappings/02-loans.yaml:13:9 linked.field',
      'mappings/02-loans.yaml:17:11 output.kind',
    ],
  },
  {
    what: 'one value where the drawer has a list',
    edits: { [fines]: [['into: fines[]', 'into: fines']] },
    found: [
      'mappings/03-fines.yaml:1:1 output.choose',
      'mappings/03-fines.yaml:15:11 output.kind',
      'mappings/03-fines.yaml:16:10 output.key',
      'mappings/03-fines.yaml:17:12 output.key',
    ],
  },
  {
    what: 'a list where the drawer has an object',
    edits: { [cards]: [['into: contact\n', 'into: contact[]\n    key: email\n']] },
    found: ['mappings/01-cards.yaml:38:11 output.kind', 'mappings/01-cards.yaml:38:11 output.kind'],
  },
  {
    what: 'elements without a key',
    edits: { [loans]: [['    key: loan_id\n', '']] },
    found: ['mappings/02-loans.yaml:16:11 output.key'],
  },
  {
    what: 'a key that is no field',
    edits: { [loans]: [['key: loan_id', 'key: id']] },
    found: ['mappings/02-loans.yaml:17:10 output.key'],
  },
  {
    what: 'an order of elements by no field',
    edits: { [loans]: [['order: [ number ]', 'order: [ rank ]']] },
    found: ['mappings/02-loans.yaml:18:14 output.key'],
  },
  {
    what: 'a key where there is one per client',
    edits: { [cards]: [['into: contact\n', 'into: contact\n    key: email\n']] },
    found: ['mappings/01-cards.yaml:39:10 output.key'],
  },
  {
    what: 'one per client without a choice',
    edits: { [cards]: [['choose: earliest\n', '']] },
    found: ['mappings/01-cards.yaml:1:1 output.choose'],
  },
  {
    what: 'elements with a choice',
    edits: {
      [loans]: [['without_drawer: quarantine', 'without_drawer: quarantine\nchoose: latest\nfill: any']],
    },
    found: ['mappings/02-loans.yaml:9:1 output.choose', 'mappings/02-loans.yaml:10:1 output.choose'],
  },
  {
    what: 'a mapping without outputs',
    edits: {
      [fines]: `mapping: fines\nstep: "03"\nfrom: fines\norder: [ $date, $id ]\nwithout_drawer: quarantine\noutputs: { }\n`,
    },
    found: [
      'mappings/03-fines.yaml:6:10 output.none',
      'schemas/fines.yaml:8:3 source.unread',
      'schemas/fines.yaml:9:3 source.unread',
      'schemas/fines.yaml:10:3 source.unread',
    ],
  },
  {
    what: 'fill from another source, with only one',
    edits: {
      [cards]: [['from: [ cards, desk_cards ]', 'from: cards']],
      'contract.yaml': [
        [
          '  desk_cards:\n    collection: mostrador\n    title: Carnés hechos en el mostrador\n    schema: schemas/desk_cards.yaml\n    client: member\n    date: issued_at\n    cutoff: true\n    retire: true\n',
          '',
        ],
      ],
      'schemas/desk_cards.yaml': undefined,
      'cases/cards.yaml': undefined,
    },
    found: ['mappings/01-cards.yaml:9:7 fill.useless'],
  },
  {
    what: 'a linked field that the element lacks',
    edits: { [loans]: [['linked: loan_ref', 'linked: state']] },
    found: ['mappings/02-loans.yaml:13:9 linked.field', 'schemas/loans.yaml:23:3 source.unread'],
  },
  {
    what: 'a linked field that the documents lack',
    edits: { [loans]: [['linked: loan_ref', 'linked: number']] },
    found: ['mappings/02-loans.yaml:13:9 linked.field', 'schemas/loans.yaml:23:3 source.unread'],
  },
  {
    what: 'a link into an undeclared field',
    edits: { [loans]: [['  drawer_id: $drawer._id', '  drawer: $drawer._id']] },
    found: ['mappings/02-loans.yaml:31:3 link.field'],
  },
  {
    what: 'a link into a field that cannot be set',
    edits: {
      [loans]: [['  drawer_id: $drawer._id', '  drawer_id: $drawer._id\n  _id: $id\n  $x: $id\n  a.b: $id']],
    },
    found: [
      'mappings/02-loans.yaml:32:3 link.field',
      'mappings/02-loans.yaml:33:3 link.field',
      'mappings/02-loans.yaml:34:3 link.field',
    ],
  },
  {
    what: 'required fields that nothing fills',
    edits: {
      [cards]: [['      issued_at: { $value: $date, $fill: false }\n', '']],
      [loans]: [
        ['      number: $rank\n', ''],
        ['order: [ number ]', 'order: [ loan_id ]'],
      ],
      'contract.yaml': [['    status: { $value: \'$exists(card.phone) ? "complete" : "partial"\' }\n', '']],
      'schemas/member.yaml': [['issued_at: { bsonType: [ date, "null" ] }', 'issued_at: { bsonType: date }']],
    },
    found: [
      'schemas/member.yaml:12:17 drawer.unfilled',
      'schemas/member.yaml:41:42 drawer.unfilled',
      'schemas/member.yaml:68:49 drawer.unfilled',
    ],
  },
  {
    what: 'a number where the drawer has a text',
    edits: { [loans]: [['loan_id: $id', "loan_id: '1 + 1'"]] },
    found: ['mappings/02-loans.yaml:20:16 value.mismatch'],
  },
  {
    what: 'literals of another type',
    edits: {
      [loans]: [
        ['pages: $integer(pages)', 'pages: 1.5'],
        ['newest: $rank = $count($docs)', 'newest: 1'],
        ['number: $rank', 'number: "\'one\'"'],
      ],
    },
    found: [
      'mappings/02-loans.yaml:22:15 value.mismatch',
      'mappings/02-loans.yaml:25:14 value.mismatch',
      'mappings/02-loans.yaml:27:15 value.mismatch',
    ],
  },
  {
    what: 'a path that nothing reads',
    edits: { 'schemas/loans.yaml': [['  state: {}', '  state: {}\n  place: {}']] },
    found: ['schemas/loans.yaml:17:3 source.unread'],
  },
  {
    what: 'a part of an object that nothing reads',
    edits: { 'schemas/loans.yaml': [['      member: {}', '      member: {}\n      number: {}']] },
    found: ['schemas/loans.yaml:12:7 source.unread'],
  },
  {
    what: 'an ignored path that is read',
    edits: { 'contract.yaml': [["copy: 'datos", "title: 'datos"]] },
    found: ['contract.yaml:48:7 ignore.read', 'schemas/loans.yaml:18:3 source.unread'],
  },
  {
    what: 'an ignored path that is not declared',
    edits: { 'contract.yaml': [["      copy: 'datos", "      copies: 'datos"]] },
    found: ['contract.yaml:48:7 ignore.unknown', 'schemas/loans.yaml:18:3 source.unread'],
  },
  {
    what: 'a name kept for one place, in another',
    edits: {
      'schemas/member.yaml': [
        ['  contact:\n', '  desk:\n    bsonType: object\n    properties:\n      carnet: {}\n  contact:\n'],
      ],
    },
    found: ['schemas/member.yaml:25:7 target.once'],
  },
  {
    what: 'an output into a second place of a name kept for one',
    edits: {
      'schemas/member.yaml': [['      email: {}\n', '      email: {}\n      card: { bsonType: object }\n']],
      [cards]: [['      email: email\n', '      email: email\n      card:\n        number: phone\n']],
    },
    found: ['mappings/01-cards.yaml:42:17 target.once', 'schemas/member.yaml:27:7 target.once'],
  },
];

/** Schemas, policy and cases. */
export const brokenOthers: readonly BrokenCase[] = [
  {
    what: 'a schema that is not valid',
    edits: { 'schemas/fines.yaml': [['  paid: {}', '  paid: { minLength: -1, properties: [ ] }']] },
    found: ['schemas/fines.yaml:9:22 schema.invalid', 'schemas/fines.yaml:9:26 schema.invalid'],
  },
  {
    what: 'a schema of another dialect',
    edits: { 'schemas/fines.yaml': [['draft/2020-12/schema', 'draft/2019-09/schema']] },
    found: ['schemas/fines.yaml:1:10 schema.invalid'],
  },
  {
    what: 'a reference that leads nowhere',
    edits: { 'schemas/member.yaml': [["$ref: '#/$defs/address'", "$ref: '#/$defs/adress'"]] },
    found: ['schemas/member.yaml:21:24 schema.invalid'],
  },
  {
    what: 'a keyword that does not exist',
    edits: { 'schemas/fines.yaml': [['  paid: {}', '  paid: { maxLenght: 3, format: date-time }']] },
    found: ['schemas/fines.yaml:9:22 schema.keyword', 'schemas/fines.yaml:9:33 schema.keyword'],
    says: 'did you mean "maxLength"?',
  },
  {
    what: 'BSON types that do not exist',
    edits: {
      'schemas/fines.yaml': [
        ['  paid: {}', '  paid: { bsonType: [ boolean, null ] }\n  count: { bsonType: number }'],
      ],
    },
    found: [
      'schemas/fines.yaml:9:23 schema.bson_type',
      'schemas/fines.yaml:9:32 schema.bson_type',
      'schemas/fines.yaml:10:3 source.unread',
      'schemas/fines.yaml:10:22 schema.bson_type',
    ],
  },
  {
    what: 'a metric of an unknown mapping',
    edits: { 'policy.yaml': [['metric: match.loans', 'metric: match.loan']] },
    found: ['policy.yaml:6:17 policy.metric'],
  },
  {
    what: 'a metric that does not exist',
    edits: { 'policy.yaml': [['metric: duplicates', 'metric: duplicate']] },
    found: ['policy.yaml:8:17 policy.metric'],
  },
  {
    what: 'thresholds out of range',
    edits: {
      'policy.yaml': [
        ['match.loans, at_least: 95', 'match.loans, at_least: 101'],
        ['critical_errors, at_most: 0', 'critical_errors, at_most: -1'],
        ['below: 1, verdict', 'below: -1, verdict'],
      ],
    },
    found: [
      'policy.yaml:6:40 policy.threshold',
      'policy.yaml:7:43 policy.threshold',
      'policy.yaml:13:38 policy.threshold',
      'policy.yaml:14:37 policy.bands',
    ],
  },
  {
    what: 'a criterion with two thresholds',
    edits: { 'policy.yaml': [['match.loans, at_least: 95', 'match.loans, at_least: 95, at_most: 98']] },
    found: ['policy.yaml:6:7 shape.missing_key'],
  },
  {
    what: 'bands that overlap',
    edits: { 'policy.yaml': [['from: 90, below: 95', 'from: 89, below: 95']] },
    found: ['policy.yaml:11:5 policy.bands'],
  },
  {
    what: 'bands with a gap',
    edits: { 'policy.yaml': [['from: 95, verdict: ok', 'from: 96, verdict: ok']] },
    found: ['policy.yaml:12:34 policy.bands'],
  },
  {
    what: 'bands that end too early',
    edits: {
      'policy.yaml': [
        ['from: 95, verdict: ok', 'from: 95, below: 99, verdict: ok'],
        ['match.cards, below: 90', 'match.cards, from: 10, below: 90'],
      ],
    },
    found: ['policy.yaml:10:34 policy.bands', 'policy.yaml:12:45 policy.bands'],
  },
  {
    what: 'an empty band',
    edits: {
      'policy.yaml': [
        ['from: 90, below: 95', 'from: 90, below: 90'],
        ['from: 95, verdict', 'from: 90, verdict'],
      ],
    },
    found: ['policy.yaml:11:45 policy.bands'],
  },
  {
    what: 'two criteria of one metric',
    edits: { 'policy.yaml': [['metric: match.loans, at_least', 'metric: match.cards, at_least']] },
    found: ['policy.yaml:6:7 policy.duplicate'],
  },
  {
    what: 'two approvals of one point',
    edits: {
      'policy.yaml': [
        ['approvals:\n', 'approvals:\n  - { point: punto_1, title: "Otra", approver: "Otra" }\n'],
      ],
    },
    found: ['policy.yaml:17:14 policy.duplicate'],
  },
  {
    what: 'a phase that requires unknown things',
    edits: {
      'policy.yaml': [
        [
          '"phase 0.5 accepted", "approval punto_1", "parameter CUTOFF"',
          '"phase 1 accepted", "approval punto_9", "parameter CUT"',
        ],
      ],
    },
    found: [
      'policy.yaml:20:42 policy.requires',
      'policy.yaml:20:62 policy.requires',
      'policy.yaml:20:82 policy.requires',
    ],
  },
  {
    what: 'a case of an unknown source',
    edits: {
      'cases/loans.yaml': [
        ['      fines: { f1: migrated, f2: migrated }', '        fine: { f1: migrated }'.slice(2)],
      ],
    },
    found: ['cases/loans.yaml:21:9 case.reference'],
  },
  {
    what: 'a case without a required parameter',
    edits: { 'cases/loans.yaml': [['    parameters: { CUTOFF: "2025-01-01T00:00:00Z" }\n', '']] },
    found: ['cases/loans.yaml:2:5 case.parameter'],
  },
  {
    what: 'a case that expects something where nothing can be',
    edits: { 'cases/cards.yaml': [['card.name', 'card.nam']] },
    found: ['cases/cards.yaml:11:11 case.path'],
  },
  {
    what: 'two cases of one name',
    edits: { 'cases/loans.yaml': [['case: préstamos en orden, con multa', 'case: un carné y nada más']] },
    found: ['cases/loans.yaml:2:11 case.duplicate'],
  },
];
