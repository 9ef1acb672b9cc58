import type { Edit } from '../library.ts';
import type { BrokenCase } from './case.ts';

const contract = (...edits: readonly (readonly [string, string])[]): Record<string, Edit> => ({
  'contract.yaml': edits,
});
const loansClient = 'client: card.member';
const looked = (more: string) =>
  `client: { resolve: ${more}, match: card.member, against: member, none: { exclude: loan.unknown, reason: "x" } }`;

/** Databases, parts of documents, clients that are looked up, dates that stand in, and fillers. */
export const brokenSources: readonly BrokenCase[] = [
  {
    what: 'a database that is not declared',
    edits: contract(['    title: Carnés\n', '    title: Carnés\n    database: web\n']),
    found: ['contract.yaml:25:15 database.unknown'],
    says: 'declare it in databases',
  },
  {
    what: 'sources without a database where there are some, and one that nothing uses',
    edits: contract(
      ['sources:\n', 'databases: { web: { name: web }, app: { } }\nsources:\n'],
      ['    title: Carnés\n', '    title: Carnés\n    database: web\n'],
    ),
    found: [
      'contract.yaml:22:34 database.unused',
      'contract.yaml:34:3 database.unknown',
      'contract.yaml:42:3 database.unknown',
      'contract.yaml:52:3 database.unknown',
    ],
    says: 'database: web',
  },
  {
    what: 'a database without a name of an alias, and with an unknown key',
    edits: contract(['sources:\n', 'databases: { web: { nombre: web }, "1": { } }\nsources:\n']),
    found: [
      'contract.yaml:22:21 shape.unknown_key',
      'contract.yaml:22:36 shape.name',
      'contract.yaml:24:3 database.unknown',
      'contract.yaml:33:3 database.unknown',
      'contract.yaml:41:3 database.unknown',
      'contract.yaml:51:3 database.unknown',
    ],
  },
  {
    what: 'two sources of one collection that decide differently about retiring it',
    edits: contract(
      [
        'collection: mostrador',
        'collection: cards\n    when: { holds: \'kind = "x"\', code: card.other, reason: "x" }',
      ],
      ['    retire: true\n  loans:', '    retire: { apply: false, reason: "x" }\n  loans:'],
    ),
    found: ['contract.yaml:40:13 source.retire'],
  },
  {
    what: 'two sources of one collection that write the same link',
    edits: {
      'contract.yaml': [
        [
          '    schema: schemas/fines.yaml\n',
          '    schema: schemas/fines.yaml\n    collection: loans\n    at: { object: fine, code: fine.none, reason: "x" }\n',
        ],
        [
          'date: raised_at\n    cutoff: true\n    retire: true',
          'date: raised_at\n    cutoff: true\n    retire: { apply: false, reason: "x" }',
        ],
      ],
      'mappings/03-fines.yaml': [['without_drawer:', 'link: { drawer_id: $drawer._id }\nwithout_drawer:']],
    },
    found: ['mappings/03-fines.yaml:7:9 link.shared'],
  },
  {
    what: 'clients looked up in a source that is not there',
    edits: contract([loansClient, looked('card')]),
    found: ['contract.yaml:43:24 resolve.source'],
    says: 'did you mean "cards"?',
  },
  {
    what: 'clients looked up in a source that looks its own up',
    edits: contract(
      [loansClient, looked('fines')],
      [
        'client: member\n    date: raised_at',
        'client: { resolve: cards, match: member, against: member, none: { quarantine: fine.unknown, reason: "x" } }\n    date: raised_at',
      ],
    ),
    found: ['contract.yaml:43:24 resolve.source'],
  },
  {
    what: 'a look-up without what it needs, and with both ways of setting aside',
    edits: contract([
      loansClient,
      'client: { resolve: cards, against: member, none: { exclude: loan.unknown, quarantine: loan.unknown, reason: "x" } }',
    ]),
    found: ['contract.yaml:43:13 shape.missing_key', 'contract.yaml:43:54 shape.value'],
  },
  {
    what: 'a path of the other source that its schema does not declare',
    edits: contract([
      loansClient,
      'client: { resolve: cards, match: card.member, against: membre, none: { exclude: loan.unknown, reason: "x" } }',
    ]),
    found: ['contract.yaml:43:60 path.unknown'],
    says: 'did you mean "member"',
  },
  {
    what: 'at and when without a reason or a code',
    edits: contract([
      '    title: Carnés\n',
      '    title: Carnés\n    at: { object: card, code: card.none }\n    when: { holds: "true", reason: "x" }\n',
    ]),
    found: ['contract.yaml:25:9 shape.missing_key', 'contract.yaml:26:11 shape.missing_key'],
  },
  {
    what: 'the parent of a document in at, where the document is the parent',
    edits: contract([
      '    title: Carnés\n',
      '    title: Carnés\n    when: { holds: "$parent.member != null", code: card.none, reason: "x" }\n',
    ]),
    found: ['contract.yaml:25:21 variable.unknown'],
    says: 'stored document',
  },
  {
    what: 'a list of no dates',
    edits: contract(['date: raised_at', 'date: [ ]']),
    found: [
      'contract.yaml:54:11 shape.value',
      'contract.yaml:55:13 date.undeclared',
      'mappings/03-fines.yaml:6:10 date.undeclared',
      'mappings/03-fines.yaml:20:18 date.undeclared',
      'schemas/fines.yaml:7:3 source.unread',
    ],
  },
  {
    what: 'a filler that is not in from, and one that leaves nothing to choose',
    edits: {
      'mappings/01-cards.yaml': [
        [
          'choose: earliest',
          'choose: earliest\nfillers: { cards: { exclude: card.alone, reason: "x" }, desk_cards: { exclude: card.alone, reason: "x" }, desk: { exclude: card.alone, reason: "x" } }',
        ],
      ],
    },
    found: ['mappings/01-cards.yaml:9:10 filler.source', 'mappings/01-cards.yaml:9:107 filler.source'],
  },
  {
    what: 'fillers of elements',
    edits: {
      'mappings/03-fines.yaml': [
        [
          'order: [ $date, $id ]',
          'order: [ $date, $id ]\nfillers: { fines: { exclude: fine.alone, reason: "x" } }',
        ],
      ],
    },
    found: ['mappings/03-fines.yaml:7:10 filler.source', 'mappings/03-fines.yaml:7:10 filler.source'],
  },
];
