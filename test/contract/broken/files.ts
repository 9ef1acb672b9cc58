import type { BrokenCase } from './case.ts';

export const brokenFiles: readonly BrokenCase[] = [
  {
    what: 'an anchor in a field',
    edits: { 'mappings/01-cards.yaml': [['name: name', 'name: &n name']] },
    found: ['mappings/01-cards.yaml:25:13 yaml.anchor'],
    says: 'block scalar',
  },
  {
    what: 'an alias in a field',
    edits: { 'mappings/01-cards.yaml': [['name: name', 'name: *n']] },
    found: ['mappings/01-cards.yaml:25:13 yaml.alias'],
  },
  {
    what: 'a tag before a field',
    edits: { 'mappings/01-cards.yaml': [['name: name', 'name: !foo name']] },
    found: ['mappings/01-cards.yaml:25:13 yaml.tag'],
  },
  {
    what: 'a merge key',
    edits: { 'mappings/01-cards.yaml': [['street: address.street', '<<: { street: address.street }']] },
    found: ['mappings/01-cards.yaml:35:9 yaml.merge_key'],
  },
  {
    what: 'another version of YAML',
    edits: { 'functions.yaml': [['functions:\n', '%YAML 1.1\n---\nfunctions:\n']] },
    found: ['functions.yaml:1:1 yaml.directive'],
  },
  {
    what: 'two documents',
    edits: { 'schemas/fines.yaml': [['title: Multa', 'title: Multa\n---\na: b']] },
    found: ['schemas/fines.yaml:3:1 yaml.documents'],
  },
  {
    what: 'the same key twice',
    edits: { 'mappings/01-cards.yaml': [['      name: name\n', '      name: name\n      name: email\n']] },
    found: ['mappings/01-cards.yaml:26:7 yaml.duplicate_key'],
    says: 'line 25',
  },
  {
    what: 'a number as key',
    edits: { 'mappings/01-cards.yaml': [['      name: name\n', '      name: name\n      12: email\n']] },
    found: ['mappings/01-cards.yaml:26:7 yaml.key'],
    says: 'quote it: "12"',
  },
  {
    what: 'a number that loses digits',
    edits: { 'mappings/02-loans.yaml': [['blank: [ "", null ]', 'blank: [ "", 17620948311935071234 ]']] },
    found: ['mappings/02-loans.yaml:7:14 yaml.number'],
  },
  {
    what: 'an empty file',
    edits: { 'policy.yaml': '' },
    found: ['policy.yaml:1:1 yaml.empty'],
  },
  {
    what: 'no YAML',
    edits: { 'mappings/01-cards.yaml': [['name: name', 'name: state ? name : email']] },
    found: ['mappings/01-cards.yaml:25:13 yaml.syntax'],
    says: 'block scalar',
  },
  {
    what: 'a tab as indentation',
    edits: { 'mappings/01-cards.yaml': [['      name: name\n', '\tname: name\n']] },
    found: ['mappings/01-cards.yaml:25:1 yaml.tab'],
  },
  {
    what: 'a control character',
    edits: { 'mappings/01-cards.yaml': [['name: name', 'name: na\u0001me']] },
    found: ['mappings/01-cards.yaml:25:15 yaml.character'],
  },
  {
    what: 'a file too large',
    edits: { 'policy.yaml': `policy: 1\n# ${'x'.repeat(1024 * 1024)}\n` },
    found: ['policy.yaml:1:1 yaml.size'],
  },
  {
    what: 'a file nested too deep',
    edits: { 'policy.yaml': `policy: ${'['.repeat(200)}` },
    found: ['policy.yaml:1:108 yaml.depth'],
  },
  {
    what: 'faults in several files and lines at once',
    edits: {
      'contract.yaml': [
        ['version: "1.0.0"', 'version: 1.10'],
        ['into: member_id', 'intoo: member_id'],
      ],
      'mappings/01-cards.yaml': [
        ['name: name', 'name: &n name'],
        ['choose: earliest', 'choose: oldest'],
      ],
      'mappings/02-loans.yaml': [
        ['title: title', 'title: *t'],
        ['newest: $rank = $count($docs)', 'newest: $rank #c'],
      ],
      'policy.yaml': [['unread: report', 'unread: maybe']],
    },
    found: [
      'contract.yaml:3:10 contract.version',
      'contract.yaml:11:3 shape.missing_key',
      'contract.yaml:12:3 shape.unknown_key',
      'mappings/01-cards.yaml:8:9 shape.value',
      'mappings/01-cards.yaml:25:13 yaml.anchor',
      'mappings/02-loans.yaml:24:14 yaml.alias',
      'mappings/02-loans.yaml:27:21 expression.comment',
      'policy.yaml:2:9 shape.value',
    ],
  },
  {
    what: 'a mapping file that is not there',
    edits: { 'contract.yaml': [['mappings/03-fines.yaml', 'mappings/03-fine.yaml']] },
    found: ['contract.yaml:57:61 file.missing', 'mappings/03-fines.yaml:1:1 file.unused'],
  },
  {
    what: 'a schema file that is not there',
    edits: { 'schemas/fines.yaml': undefined },
    found: ['contract.yaml:52:13 file.missing'],
  },
  {
    what: 'no policy',
    edits: { 'policy.yaml': undefined },
    found: ['policy.yaml:1:1 file.missing'],
  },
  {
    what: 'no contract.yaml',
    edits: { 'contract.yaml': undefined, 'mappings/01-cards.yaml': [['choose: earliest', 'choose: oldest']] },
    found: ['contract.yaml:1:1 file.missing', 'mappings/01-cards.yaml:8:9 shape.value'],
  },
  {
    what: 'a mapping outside the folder',
    edits: { 'contract.yaml': [['mappings/03-fines.yaml', '../1.0.1/mappings/03-fines.yaml']] },
    found: ['contract.yaml:57:61 file.path', 'mappings/03-fines.yaml:1:1 file.unused'],
  },
  {
    what: 'a schema by an absolute name',
    edits: { 'contract.yaml': [['schemas/fines.yaml', '/etc/fines.yaml']] },
    found: ['contract.yaml:52:13 file.path', 'schemas/fines.yaml:1:1 file.unused'],
  },
  {
    what: 'a mapping listed twice',
    edits: {
      'contract.yaml': [['mappings/03-fines.yaml', 'mappings/03-fines.yaml, mappings/03-fines.yaml']],
    },
    found: ['contract.yaml:57:85 file.duplicate'],
  },
  {
    what: 'a schema that nothing names',
    edits: { 'schemas/other.yaml': 'bsonType: object\n' },
    found: ['schemas/other.yaml:1:1 file.unused'],
  },
];
