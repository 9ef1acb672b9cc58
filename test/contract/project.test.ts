import { expect, test } from 'vitest';
import { readProject } from '../../engine/contract/index.ts';
import { placesOf } from './library.ts';

const whole = `drawer: 1
contract: contracts/library/1.0.0
environments:
  staging:
    source: dump
    target: embedded:out/target
    records: embedded:out/records
    parameters: { CUTOFF: "2025-01-01T00:00:00Z", LIMIT: 3, STRICT: true }
    databases: { main: library_staging }
  production:
    source: mongodb://db.example.org/library
production: [ db.example.org/library ]
`;

test('a project as it should be', () => {
  const { project, findings } = readProject(whole);
  expect(findings).toEqual([]);
  expect(project?.contract).toBe('contracts/library/1.0.0');
  expect(project?.environments.staging).toMatchObject({
    source: 'dump',
    target: 'embedded:out/target',
    records: 'embedded:out/records',
    parameters: { CUTOFF: '2025-01-01T00:00:00Z', LIMIT: '3', STRICT: 'true' },
    databases: { main: 'library_staging' },
  });
  expect(project?.environments.production).toMatchObject({
    source: 'mongodb://db.example.org/library',
    target: undefined,
  });
  expect(project?.production).toEqual(['db.example.org/library']);
});

test('everything but the version may be left out', () => {
  const { project, findings } = readProject('drawer: 1\n');
  expect(findings).toEqual([]);
  expect(project).toEqual({ contract: undefined, environments: {}, production: [] });
});

const broken: readonly (readonly [what: string, from: string, to: string, found: readonly string[]])[] = [
  ['another version', 'drawer: 1', 'drawer: 2', ['drawer.yaml:1:9 contract.language']],
  ['no version', 'drawer: 1\n', '', ['drawer.yaml:1:1 shape.missing_key']],
  ['an unknown key', 'contract:', 'contracts:', ['drawer.yaml:2:1 shape.unknown_key']],
  ['an unknown environment', '  production:\n', '  prod:\n', ['drawer.yaml:10:3 shape.unknown_key']],
  ['a parameter that is a list', 'LIMIT: 3', 'LIMIT: [ 3 ]', ['drawer.yaml:8:58 shape.type']],
  ['an anchor', 'source: dump', 'source: &s dump', ['drawer.yaml:5:13 yaml.anchor']],
  [
    'the same key twice',
    'source: dump',
    'source: dump\n    source: dump',
    ['drawer.yaml:6:5 yaml.duplicate_key'],
  ],
  [
    'a password',
    '//db.example.org/library\n',
    '//ana:secret@db.example.org/library\n',
    ['drawer.yaml:11:13 project.credentials'],
  ],
];

test.each(broken)('%s', (_, from, to, found) => {
  expect(whole).toContain(from);
  const { project, findings } = readProject(whole.replace(from, to));
  expect(placesOf(findings)).toEqual(found);
  expect(project).toBeUndefined();
});

test('names like __proto__ are names', () => {
  const { project } = readProject('drawer: 1\nenvironments:\n  staging:\n    parameters: { __proto__: a }\n');
  expect(Object.entries(project?.environments.staging?.parameters ?? {})).toEqual([['__proto__', 'a']]);
});

test('no text makes it throw', () => {
  for (const text of ['', '[', '- a', '1', 'a: &', '\0', '['.repeat(10_000)])
    expect(readProject(text).project).toBeUndefined();
});
