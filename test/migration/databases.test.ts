import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serialize } from 'bson';
import { describe, expect, test } from 'vitest';
import { bindParameters, compilePlan } from '../../engine/contract/index.ts';
import { stage } from '../../engine/rehearsal/index.ts';
import { currentHolder, openDatabases, openEmbedded, openSource } from '../../engine/stores/index.ts';
import { type Edit, readLibrary } from '../contract/library.ts';
import { scratch } from '../rehearsal/staging.ts';

const twoDatabases: Readonly<Record<string, Edit>> = {
  'contract.yaml': [
    ['sources:\n', 'databases: { web: { name: shop_web }, desk: { } }\nsources:\n'],
    ['    title: Carnés\n', '    title: Carnés\n    database: web\n'],
    ['    collection: mostrador\n', '    database: desk\n    collection: cards\n'],
    ['    title: Préstamos\n', '    title: Préstamos\n    database: web\n'],
    ['    title: Multas\n', '    title: Multas\n    database: desk\n'],
  ],
};

const day = (number: number): Date => new Date(Date.UTC(2024, 0, number));

async function dump(
  folder: string,
  database: string,
  collections: Readonly<Record<string, readonly object[]>>,
) {
  await mkdir(join(folder, database), { recursive: true });
  for (const [name, documents] of Object.entries(collections)) {
    await writeFile(
      join(folder, database, `${name}.bson`),
      Buffer.concat(documents.map((each) => serialize(each))),
    );
  }
}

function planOfTwo() {
  const { contract, findings } = readLibrary(twoDatabases);
  if (contract === undefined) throw new Error(JSON.stringify(findings));
  return compilePlan(contract);
}

describe('a contract over two databases', () => {
  test('accounts for the documents of both, and tells collections of one name apart', async () => {
    const folder = await scratch();
    try {
      await dump(folder.path, 'shop_web', {
        cards: [
          { _id: 'c1', member: '1', issued_at: day(1), name: 'Ana' },
          { _id: 'c2', member: '2', issued_at: day(1), name: 'Eva', email: 'e' },
        ],
        loans: [{ _id: 'l1', card: { member: '1' }, lent_at: day(2), pages: 3 }],
      });
      await dump(folder.path, 'counter', {
        cards: [{ _id: 'c1', member: '1', issued_at: day(3), name: 'Ana', email: 'a' }],
        fines: [{ _id: 'f1', member: '9', raised_at: day(4), amount: 2 }],
        other: [{ _id: 1 }],
      });
      const source = await openDatabases(
        new Map([
          ['web', 'shop_web'],
          ['desk', join(folder.path, 'counter')],
        ]),
        folder.path,
      );
      const target = await openEmbedded(join(folder.path, 'target'), { create: true });
      const plan = planOfTwo();
      const bound = bindParameters(plan.parameters, { CUTOFF: '2025-01-01T00:00:00Z' });
      if ('findings' in bound) throw new Error('the parameters are wrong');
      const fates: Record<string, string> = {};
      const result = await stage(
        {
          plan,
          source,
          target,
          parameters: bound.parameters,
          environment: 'staging',
          batch: 10,
          timeoutSeconds: 60,
          workers: 1,
          showIds: true,
          spool: join(folder.path, 'spool'),
          run: { id: 'run', now: new Date('2026-01-01T00:00:00Z') },
          holder: currentHolder('run'),
          engine: { name: 'drawer', version: '0' },
        },
        {
          step: () => undefined,
          progress: () => undefined,
          notice: () => undefined,
          account: ({ source: name, id, disposition }) => {
            fates[`${name}/${id}`] = disposition;
          },
        },
      );
      expect(fates).toEqual({
        'cards/c1': 'migrated',
        'cards/c2': 'migrated',
        'desk_cards/c1': 'superseded',
        'loans/l1': 'migrated',
        'fines/f1': 'quarantined',
      });
      expect(
        result.source.collections.map(({ collection, documents }) => `${collection} ${documents}`),
      ).toEqual(['web.cards 2', 'desk.cards 1', 'web.loans 1', 'desk.fines 1']);
      expect(result.source.unused).toEqual(['desk.other']);
      expect(result.source.label).toBe(`web=${folder.path}/shop_web desk=${join(folder.path, 'counter')}`);
      expect(await target.count('members')).toBe(2);
      await source.close();
      await target.close();
    } finally {
      await folder.done();
    }
  });

  test('a database that is not there, or that no source has, is a failure with its name', async () => {
    const folder = await scratch();
    try {
      await dump(folder.path, 'shop_web', { cards: [{ _id: 1 }] });
      await expect(openDatabases(new Map([['web', 'shop_app']]), folder.path)).rejects.toMatchObject({
        code: 'store.layout',
      });
      await expect(openDatabases(new Map([['web', 'shop_web']]), undefined)).rejects.toMatchObject({
        code: 'store.missing',
      });
    } finally {
      await folder.done();
    }
  });

  test('drawers do not go where a source is read from', async () => {
    const folder = await scratch();
    try {
      const target = await openEmbedded(join(folder.path, 'target'), { create: true });
      await target.ensure('cards', []);
      await target.close();
      const source = await openSource(`embedded:${join(folder.path, 'target')}`);
      const { contract } = readLibrary({ 'contract.yaml': [['collection: members', 'collection: cards']] });
      if (contract === undefined) throw new Error('the contract is broken');
      const { keepApart } = await import('../../engine/migration/index.ts');
      const open = await openEmbedded(join(folder.path, 'other'), { create: true });
      expect(() => keepApart(compilePlan(contract), source, open)).not.toThrow();
      expect(() =>
        keepApart(compilePlan(contract), source, Object.assign(open, { label: source.label })),
      ).toThrow('the source cards is the collection that drawers go to');
      await source.close();
      await open.close();
    } finally {
      await folder.done();
    }
  });
});
