import type { Edit } from '../contract/library.ts';

type Edits = Readonly<Record<string, Edit>>;

/** Edits of the made-up library contract, and exactly the rules that a comparison names for them. */
export interface Fixture {
  readonly rules: readonly string[];
  readonly edits: Edits;
  /** What the earlier version differs in already. */
  readonly before?: Edits;
}

const contract = 'contract.yaml';
const cards = 'mappings/01-cards.yaml';
const loans = 'mappings/02-loans.yaml';
const fines = 'mappings/03-fines.yaml';
const functions = 'functions.yaml';
const policy = 'policy.yaml';
const member = 'schemas/member.yaml';
const fineSchema = 'schemas/fines.yaml';

/** The way there; the way back is told by the mirrors of its rules. */
export const fixtures: readonly Fixture[] = [
  {
    rules: ['parameter-required-added'],
    edits: { [contract]: [['  BRANCH:', '  SIDE: { type: text, required: true }\n  BRANCH:']] },
  },
  {
    rules: ['parameter-added'],
    edits: { [contract]: [['  BRANCH:', '  SIDE: { type: text, default: left }\n  BRANCH:']] },
  },
  {
    rules: ['parameter-renamed', 'finish-changed'],
    edits: {
      [contract]: [
        ['  BRANCH: {', '  SITE: {'],
        ['parameters.BRANCH', 'parameters.SITE'],
      ],
    },
  },
  {
    rules: ['parameter-retyped'],
    edits: {
      [contract]: [['BRANCH: { type: text, default: central', 'BRANCH: { type: integer, default: 1']],
    },
  },
  {
    rules: ['parameter-made-required'],
    edits: {
      [contract]: [['BRANCH: { type: text, default: central', 'BRANCH: { type: text, required: true']],
    },
  },
  { rules: ['parameter-default-changed'], edits: { [contract]: [['default: central', 'default: norte']] } },
  { rules: ['cutoff-parameter-changed'], edits: { [contract]: [['cutoff: CUTOFF', 'cutoff: BRANCH']] } },
  { rules: ['client-id-changed'], edits: { [contract]: [['"member_" &', '"socio_" &']] } },
  { rules: ['client-into-changed'], edits: { [contract]: [['into: member_id', 'into: meta.member']] } },
  {
    rules: ['target-collection-changed'],
    edits: { [contract]: [['collection: members', 'collection: socios']] },
  },
  {
    rules: ['index-unique-added'],
    edits: { [contract]: [['  volatile:', '    - { keys: { card.name: 1 }, unique: true }\n  volatile:']] },
  },
  {
    rules: ['index-added'],
    edits: { [contract]: [['  volatile:', '    - { keys: { card.name: 1 }, unique: false }\n  volatile:']] },
  },
  {
    rules: ['index-made-unique'],
    edits: { [contract]: [['loan_id: 1 }, unique: false', 'loan_id: 1 }, unique: true']] },
  },
  { rules: ['index-name-changed'], edits: { [contract]: [['name: by_loan', 'name: loans_by_id']] } },
  {
    rules: ['volatile-added'],
    edits: { [contract]: [['[ meta.updated_at ]', '[ meta.updated_at, meta.status ]']] },
  },
  {
    rules: ['once-added'],
    edits: { [contract]: [['  once:\n', '  once:\n    - { path: contact, reason: "Uno solo" }\n']] },
  },
  {
    rules: ['once-changed'],
    edits: { [contract]: [['names: [ card, carnet ]', 'names: [ card, carnet, ficha ]']] },
  },
  {
    rules: ['source-added'],
    edits: {
      [contract]: [
        [
          '  fines:\n',
          '  extras:\n    schema: schemas/fines.yaml\n    client: member\n    cutoff: true\n    retire: true\n  fines:\n',
        ],
      ],
    },
  },
  {
    rules: ['source-renamed'],
    edits: {
      [contract]: [['  desk_cards:\n', '  counter_cards:\n']],
      [cards]: [['[ cards, desk_cards ]', '[ cards, counter_cards ]']],
    },
  },
  {
    rules: ['source-collection-changed'],
    edits: { [contract]: [['collection: mostrador', 'collection: caja']] },
  },
  {
    rules: ['source-client-changed'],
    edits: { [contract]: [['client: card.member', 'client: card.holder']] },
  },
  { rules: ['source-date-removed'], edits: { [contract]: [['    date: raised_at\n', '']] } },
  { rules: ['source-date-changed'], edits: { [contract]: [['date: raised_at', 'date: written_at']] } },
  {
    rules: ['source-cutoff-applied'],
    edits: {
      [contract]: [
        ['cutoff: { apply: false, reason: "Un préstamo se trae sea cuando sea" }', 'cutoff: true'],
      ],
    },
  },
  {
    rules: ['source-retire-added'],
    edits: {
      [contract]: [
        ['retire: { apply: false, reason: "La colección sigue viva: recibe el enlace" }', 'retire: true'],
      ],
    },
  },
  {
    rules: ['ignore-added'],
    edits: { [contract]: [["      copy: 'datos", "      shelf: 'del catálogo'\n      copy: 'datos"]] },
  },
  {
    rules: ['mapping-added'],
    edits: {
      [contract]: [['mappings/03-fines.yaml ]', 'mappings/03-fines.yaml, mappings/04-more.yaml ]']],
      'mappings/04-more.yaml':
        'mapping: more\nstep: "04"\nfrom: fines\norder: [ $date, $id ]\nwithout_drawer: quarantine\noutputs:\n  more:\n    into: more[]\n    key: id\n    fields:\n      id: $id\n',
    },
  },
  { rules: ['mapping-renamed'], edits: { [fines]: [['mapping: fines', 'mapping: penalties']] } },
  { rules: ['mapping-step-changed'], edits: { [fines]: [['step: "03"', 'step: "05"']] } },
  {
    rules: ['mapping-from-changed'],
    edits: { [cards]: [['[ cards, desk_cards ]', '[ desk_cards, cards ]']] },
  },
  { rules: ['mapping-after-changed'], edits: { [fines]: [['after: [ cards, loans ]', 'after: [ loans ]']] } },
  {
    rules: ['mapping-order-changed'],
    edits: { [cards]: [['[ $date, $source, $id ]', '[ $source, $date, $id ]']] },
  },
  { rules: ['choose-changed'], edits: { [cards]: [['choose: earliest', 'choose: latest']] } },
  { rules: ['fill-changed'], edits: { [cards]: [['fill: other_source', 'fill: none']] } },
  { rules: ['blank-changed'], edits: { [cards]: [['blank: [ "", null, { } ]', 'blank: [ "", null ]']] } },
  {
    rules: ['without-drawer-changed'],
    edits: { [fines]: [['without_drawer: quarantine', 'without_drawer: create']] },
  },
  { rules: ['linked-changed'], edits: { [loans]: [['linked: loan_ref', 'linked: drawer_id']] } },
  { rules: ['let-added'], edits: { [fines]: [['let:\n', 'let:\n  more: amount\n']] } },
  { rules: ['let-changed'], edits: { [fines]: [['$warn("fine.loose", null)', '$warn("fine.lost", null)']] } },
  {
    rules: ['let-renamed', 'expression-changed'],
    edits: {
      [cards]: [
        ['  today: $run.now', '  day: $run.now'],
        ['$value: $today', '$value: $day'],
      ],
    },
  },
  {
    rules: ['exclude-added'],
    edits: {
      [cards]: [['exclude:\n', 'exclude:\n  - { when: \'test = 1\', code: card.trial, note: "Prueba" }\n']],
    },
  },
  { rules: ['exclude-changed'], edits: { [cards]: [['test = true', 'test = "yes"']] } },
  {
    rules: ['refuse-added'],
    edits: {
      [loans]: [
        [
          'refuse:\n',
          'refuse:\n  - { when: \'state = "burnt"\', code: loan.burnt, note: "Quemado", fix: "Ver" }\n',
        ],
      ],
    },
  },
  { rules: ['refuse-changed'], edits: { [loans]: [['state = "lost"', 'state = "gone"']] } },
  {
    rules: ['warn-added'],
    edits: {
      [loans]: [['warn:\n', 'warn:\n  - { when: \'pages > 900\', code: loan.long, note: "Largo" }\n']],
    },
  },
  { rules: ['warn-changed'], edits: { [loans]: [['$not($exists(pages))', 'pages = 0']] } },
  {
    rules: ['output-added'],
    edits: {
      [cards]: [['outputs:\n', 'outputs:\n  badge:\n    into: badge\n    fields:\n      shown: name\n']],
    },
  },
  { rules: ['output-renamed'], edits: { [cards]: [['  contact:\n    into', '  reach:\n    into']] } },
  { rules: ['output-moved'], edits: { [cards]: [['into: contact', 'into: reach']] } },
  { rules: ['output-key-changed'], edits: { [fines]: [['key: fine_id', 'key: raised_at']] } },
  {
    rules: ['output-order-changed'],
    edits: { [fines]: [['order: [ raised_at, fine_id ]', 'order: [ fine_id ]']] },
  },
  {
    rules: ['field-added'],
    edits: { [fines]: [['      cents: amount\n', '      cents: amount\n      coins: amount * 2\n']] },
  },
  { rules: ['field-moved'], edits: { [fines]: [['cents: amount', 'euros: amount']] } },
  { rules: ['expression-changed'], edits: { [fines]: [['cents: amount', 'cents: amount * 100']] } },
  { rules: ['field-default-changed'], edits: { [fines]: [['$default: false', '$default: true']] } },
  { rules: ['field-else-changed'], edits: { [cards]: [['warn: number.unparsed', 'warn: number.odd']] } },
  {
    rules: ['field-fill-changed'],
    edits: { [cards]: [['{ $value: $date, $fill: false }', '{ $value: $date }']] },
  },
  { rules: ['link-added'], edits: { [loans]: [['link:\n', 'link:\n  number: $rank\n']] } },
  {
    rules: ['link-changed'],
    edits: { [loans]: [['drawer_id: $drawer._id', 'drawer_id: $drawer.member_id']] },
  },
  {
    rules: ['finish-added'],
    edits: { [contract]: [['  meta:\n    created_at', '  meta:\n    origin: \'"legacy"\'\n    created_at']] },
  },
  { rules: ['finish-changed'], edits: { [contract]: [['"partial"', '"part"']] } },
  { rules: ['finish-moved'], edits: { [contract]: [['    branch: $run', '    site: $run']] } },
  {
    rules: ['function-added'],
    edits: {
      [functions]: [
        [
          'functions:\n',
          "functions:\n  twice:\n    note: \"El doble\"\n    value: 'function($n) { $n * 2 }'\n    examples:\n      - { call: '$twice(2)', gives: '4' }\n",
        ],
      ],
    },
  },
  { rules: ['function-changed'], edits: { [functions]: [['"!" }', '"?" }']] } },
  {
    rules: ['function-renamed', 'function-changed'],
    edits: {
      [functions]: [
        ['  mark:\n', '  sign:\n'],
        ['$mark()', '$sign()'],
      ],
    },
  },
  {
    rules: ['drawer-property-added'],
    edits: { [member]: [['      phone: {}\n', '      phone: {}\n      fax: {}\n']] },
  },
  {
    rules: ['source-property-added'],
    edits: { [fineSchema]: [['  paid: {}\n', '  paid: {}\n  reason: {}\n']] },
  },
  {
    rules: ['type-added'],
    edits: { [member]: [['      phone: {}\n', '      phone: { bsonType: string }\n']] },
  },
  {
    rules: ['type-widened'],
    edits: { [member]: [['deposit: { bsonType: double }', 'deposit: { bsonType: [ double, int ] }']] },
  },
  {
    rules: ['type-changed'],
    edits: { [member]: [['deposit: { bsonType: double }', 'deposit: { bsonType: long }']] },
  },
  {
    rules: ['required-added'],
    edits: { [member]: [['required: [ issued_at, address ]', 'required: [ issued_at, address, name ]']] },
  },
  {
    rules: ['enum-added'],
    edits: { [member]: [['      phone: {}\n', '      phone: { enum: [ a, b ] }\n']] },
  },
  {
    rules: ['enum-widened'],
    edits: { [member]: [['      phone: {}\n', '      phone: { enum: [ a, b ] }\n']] },
    before: { [member]: [['      phone: {}\n', '      phone: { enum: [ a ] }\n']] },
  },
  {
    rules: ['enum-changed'],
    edits: { [member]: [['      phone: {}\n', '      phone: { enum: [ a, b ] }\n']] },
    before: { [member]: [['      phone: {}\n', '      phone: { enum: [ a, c ] }\n']] },
  },
  {
    rules: ['schema-closed'],
    edits: { [fineSchema]: [['bsonType: object\n', 'bsonType: object\nadditionalProperties: false\n']] },
  },
  {
    rules: ['schema-opening-changed'],
    edits: { [fineSchema]: [['bsonType: object\n', 'bsonType: object\nadditionalProperties: true\n']] },
    before: { [fineSchema]: [['bsonType: object\n', 'bsonType: object\nadditionalProperties: false\n']] },
  },
  {
    rules: ['keyword-added'],
    edits: { [member]: [['      phone: {}\n', '      phone: { minLength: 3 }\n']] },
  },
  { rules: ['limit-narrowed'], edits: { [member]: [['minLength: 1', 'minLength: 2']] } },
  { rules: ['keyword-changed'], edits: { [member]: [["pattern: '^member_'", "pattern: '^m'"]] } },
  { rules: ['unread-changed'], edits: { [policy]: [['unread: report', 'unread: error']] } },
  {
    rules: ['criterion-added'],
    edits: {
      [policy]: [
        ['  criteria:\n', '  criteria:\n    - { metric: match.fines, at_least: 90, title: "Multas" }\n'],
      ],
    },
  },
  {
    rules: ['threshold-tightened'],
    edits: { [policy]: [['match.cards, at_least: 95', 'match.cards, at_least: 97']] },
  },
  {
    rules: ['criterion-changed'],
    edits: { [policy]: [['duplicates, at_most: 0', 'duplicates, at_least: 0']] },
  },
  {
    rules: ['band-added'],
    edits: {
      [policy]: [
        [
          'bands:\n',
          'bands:\n  - { metric: match.fines, below: 90, verdict: review, action: "Ver", owner: "Equipo" }\n',
        ],
      ],
    },
  },
  { rules: ['band-moved'], edits: { [policy]: [['from: 1, verdict: block', 'from: 2, verdict: block']] } },
  { rules: ['band-changed'], edits: { [policy]: [['verdict: block', 'verdict: review']] } },
  {
    rules: ['approval-added'],
    edits: {
      [policy]: [
        ['approvals:\n', 'approvals:\n  - { point: punto_2, title: "GO", approver: "Dirección" }\n'],
      ],
    },
  },
  { rules: ['approver-changed'], edits: { [policy]: [['approver: "Dirección"', 'approver: "Equipo"']] } },
  {
    rules: ['phase-added'],
    edits: {
      [policy]: [['phases:\n', 'phases:\n  "1": { title: "Doble escritura", requires: [ backup ] }\n']],
    },
  },
  {
    rules: ['requirement-added'],
    edits: {
      [policy]: [['"parameter CUTOFF", "backup"', '"parameter CUTOFF", "backup", "phase 0 accepted"']],
    },
  },
  {
    rules: ['severity-added'],
    edits: { [policy]: [['severity: { ', 'severity: { loan.pages_missing: error, ']] },
  },
  {
    rules: ['severity-raised'],
    edits: { [policy]: [['card.incomplete: warning', 'card.incomplete: error']] },
  },
  {
    rules: ['production-added'],
    edits: { [policy]: [['unread: report\n', 'unread: report\nproduction: [ rs0/library ]\n']] },
  },
  {
    rules: ['budget-added'],
    edits: { [policy]: [['unread: report\n', 'unread: report\nbudget: { record_errors: 10 }\n']] },
  },
  {
    rules: ['budget-tightened'],
    edits: { [policy]: [['unread: report\n', 'unread: report\nbudget: { record_errors: 10 }\n']] },
    before: { [policy]: [['unread: report\n', 'unread: report\nbudget: { record_errors: 20 }\n']] },
  },
  { rules: ['title-changed'], edits: { [cards]: [['title: Carnés', 'title: Los carnés']] } },
  { rules: ['title-removed'], edits: { [cards]: [['title: Carnés\n', '']] } },
  {
    rules: ['rules-reordered'],
    edits: {
      [loans]: [
        [
          'refuse:\n',
          'refuse:\n  - { when: \'state = "burnt"\', code: loan.burnt, note: "Quemado", fix: "Ver" }\n',
        ],
      ],
    },
    before: {
      [loans]: [
        [
          'refuse:\n  - { when: \'state = "lost"\', code: loan.lost, note: "Libro perdido", fix: "Ver con el catálogo" }\n',
          'refuse:\n  - { when: \'state = "lost"\', code: loan.lost, note: "Libro perdido", fix: "Ver con el catálogo" }\n  - { when: \'state = "burnt"\', code: loan.burnt, note: "Quemado", fix: "Ver" }\n',
        ],
      ],
    },
  },
  {
    rules: ['source-setting-added'],
    edits: {
      [contract]: [
        [
          '  fines:\n    title: Multas\n',
          '  fines:\n    title: Multas\n    when: { holds: amount > 0, code: fine.none, reason: "Sin importe" }\n',
        ],
      ],
    },
  },
  {
    rules: ['source-setting-changed'],
    edits: {
      [contract]: [
        [
          '  fines:\n    title: Multas\n',
          '  fines:\n    title: Multas\n    when: { holds: amount > 0, code: fine.none, reason: "Sin importe" }\n',
        ],
      ],
    },
    before: {
      [contract]: [
        [
          '  fines:\n    title: Multas\n',
          '  fines:\n    title: Multas\n    when: { holds: amount > 1, code: fine.none, reason: "Sin importe" }\n',
        ],
      ],
    },
  },
  {
    rules: ['validator-changed'],
    edits: { [policy]: [['unread: report\n', 'unread: report\nvalidator: error\n']] },
  },
  {
    rules: ['filler-added'],
    edits: {
      [cards]: [
        [
          'fill: other_source\n',
          'fill: other_source\nfillers: { desk_cards: { exclude: card.alone, reason: "Solo rellena" } }\n',
        ],
      ],
    },
  },
  {
    rules: ['filler-changed'],
    edits: {
      [cards]: [
        [
          'fill: other_source\n',
          'fill: other_source\nfillers: { desk_cards: { exclude: card.alone, reason: "Solo rellena" } }\n',
        ],
      ],
    },
    before: {
      [cards]: [
        [
          'fill: other_source\n',
          'fill: other_source\nfillers: { desk_cards: { exclude: card.other, reason: "Solo rellena" } }\n',
        ],
      ],
    },
  },
];
