import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  isEnough,
  type Legacy,
  loadTraced,
  measureCoverage,
  type TracedContract,
} from '../../engine/authoring/index.ts';
import { BsonDocument, encode, idText, type PlainDocument } from '../../engine/bson/index.ts';
import { drawer } from '../cli/drawer.ts';
import { editedContract, edn360, library } from './contracts.ts';

/** Legacy documents by client and source, as if they had been read. */
function legacyOf(
  { plan }: TracedContract,
  clients: readonly (readonly [string, string, PlainDocument])[],
): Legacy {
  const named = (name: string) => {
    const source = plan.sources.find((each) => each.name === name);
    if (source === undefined) throw new Error(`no source ${name}`);
    return source;
  };
  return {
    scanned: { sources: [], unused: [], indexes: new Map(), digest: '', identity: '' },
    read: (name) => named(name).read,
    clients: async function* () {
      for (const [client, source, document] of clients) {
        const id = document._id ?? null;
        const state = { landedBefore: false, ours: false, conflicting: false };
        const raw = new BsonDocument(encode(document));
        yield {
          client,
          documents: [{ source: named(source), document: raw, id, idText: idText(id), ...state }],
        } as never;
      }
    },
    strays: async function* () {},
  };
}

async function measured(clients: readonly (readonly [string, string, PlainDocument])[]) {
  const { traced } = await loadTraced(library);
  if (traced === undefined) throw new Error('the contract does not load');
  return measureCoverage(traced, legacyOf(traced, clients));
}

describe('the coverage of sources', () => {
  it('tells read, unread and undeclared paths of the documents apart', async () => {
    const { source } = await measured([
      ['7', 'loans', { _id: 'a', card: { member: '7' }, title: 'Uno', copy: 1, invented: { x: 1 } }],
      ['7', 'loans', { _id: 'b', card: { member: '7' }, invented: { x: 2 } }],
      ['8', 'loans', { _id: 'c', card: { member: '8' }, invented: { x: 3, y: [{ z: 1 }, { z: 2 }] } }],
    ]);
    expect(source).toMatchObject({ covered: 4, of: 4, missing: [], documents: 3 });
    expect(source.undeclared).toEqual([
      { source: 'loans', path: 'invented.x', documents: 3, clients: 2, examples: ['a', 'b', 'c'] },
      { source: 'loans', path: 'invented.y.z', documents: 1, clients: 1, examples: ['c'] },
    ]);
  });
});

describe('a minimum', () => {
  const of = (covered: number, all: number) => ({ name: 'source' as const, covered, of: all, percent: null });

  it('of 100 is reached by all and by nothing less, however many there are', () => {
    expect(isEnough(of(1_000_000, 1_000_000), 100)).toBe(true);
    expect(isEnough(of(999_999, 1_000_000), 100)).toBe(false);
    expect(isEnough(of(Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER), 100)).toBe(false);
    expect(isEnough(of(99, 100), 99)).toBe(true);
    expect(isEnough(of(0, 0), 100)).toBe(true);
  });
});

describe('drawer coverage', () => {
  let bench: string;
  beforeAll(async () => {
    bench = await mkdtemp(join(tmpdir(), 'drawer-coverage-'));
  });
  afterAll(() => rm(bench, { recursive: true, force: true }));
  const root = resolve('.');
  const set = ['--set', 'DUAL_WRITE_START_AT=2025-02-01T00:00:00Z', '--out', 'out'];
  const coverage = (...words: readonly string[]) =>
    drawer(['coverage', '--source', join(root, 'fixtures/dump'), ...set, ...words], { cwd: bench });

  it('names what the shipped contract leaves, and ends with 1 below the minimum', async () => {
    const { path, done } = await editedContract(edn360, {
      'contract.yaml': [["      pdf_id: 'Entrega del plan'\n", '']],
      'mappings/02-questionnaires.yaml': [['      telefono: responses.telefono\n', '']],
    });
    const ended = await coverage('--contract', path, '--min', '100', '--json');
    await done();
    expect(ended.code).toBe(1);
    const told = JSON.parse(ended.stdout) as {
      respects: { name: string; covered: number; of: number; percent: string }[];
      target: { missing: { path: string }[] };
      source: { missing: { source: string; path: string; clients: number; examples: string[] }[] };
    };
    expect(told.target.missing.map(({ path: at }) => at)).toEqual(['profile.telefono']);
    expect(told.source.missing.map(({ source, path: at }) => `${source} ${at}`)).toEqual([
      'nutrition_questionnaire_submissions responses.telefono',
      'questionnaire_responses responses.telefono',
      'training_plans pdf_id',
    ]);
    expect(told.source.missing[2]?.clients).toBeGreaterThan(1);
    expect(told.source.missing[2]?.examples[0]).toMatch(/^#[0-9a-f]{12}$/);
    expect(told.respects.find(({ name }) => name === 'target')?.percent).toBe('99.46');
  });

  it('covers target and source of the shipped contract whole', async () => {
    const ended = await coverage('--contract', edn360);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/target: (\d+) of \1, 100\.00 %/);
    expect(ended.stdout).toMatch(/source: (\d+) of \1, 100\.00 %/);
  });
});
