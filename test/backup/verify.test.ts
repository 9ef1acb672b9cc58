import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeBackup, verifyBackup } from '../../engine/backup/index.ts';
import { encode } from '../../engine/bson/index.ts';
import { absent, dumpOf, embedded, everythingIn, newFolder, product, put, shop, started } from './stores.ts';

describe('against a store', () => {
  it('tells what it has more, fewer and new since, which is no fault', async () => {
    const source = await embedded(shop);
    const directory = absent();
    await makeBackup(source, { directory, product, started });
    await put(source, { orders: { documents: [{ _id: 'new' }] }, later: { documents: [{ _id: 1 }] } });
    const [expect_] = await source.read('people', [1]);
    await source.write([{ kind: 'remove', collection: 'people', id: 1, expect: expect_ as Uint8Array }]);
    const { findings, live } = await verifyBackup(directory, { source });
    expect(findings).toEqual([]);
    expect(live).toEqual([
      { name: 'migration_runs', backup: 1, now: 1 },
      { name: 'nobody', backup: 0, now: 0 },
      { name: 'orders', backup: 250, now: 251 },
      { name: 'people', backup: 2, now: 1 },
      { name: 'later', backup: null, now: 1 },
    ]);
  });

  it('counts a dump by reading it', async () => {
    const directory = absent();
    await makeBackup(await embedded(shop), { directory, product, started });
    const dump = await dumpOf({ people: [encode({ _id: 1 })] });
    const { live } = await verifyBackup(directory, { source: dump });
    expect(live.find(({ name }) => name === 'people')).toEqual({ name: 'people', backup: 2, now: 1 });
    expect(live.find(({ name }) => name === 'orders')).toEqual({ name: 'orders', backup: 250, now: 0 });
  });
});

describe('on trial', () => {
  it('restores all of it, records too, and leaves nothing behind', async () => {
    const directory = absent();
    await makeBackup(await embedded(shop), { directory, product, started });
    const folder = join(newFolder(), 'beside');
    const trial = await embedded({ orders: { documents: [{ _id: 'theirs' }] } }, folder);
    const before = await everythingIn(trial);
    const found = await verifyBackup(directory, { trial });
    expect(found.findings).toEqual([]);
    expect(found.trial).toMatchObject({ documents: 253, left: [] });
    expect(await everythingIn(trial)).toEqual(before);
    expect(readdirSync(join(folder, '..'))).toEqual(['beside']);
  });

  it('finds a backup that no store would take, and leaves nothing behind either', async () => {
    const indexes = [{ key: { mail: 1 }, name: 'mail_1', unique: true }];
    const documents = [encode({ _id: 1, mail: 'x' }), encode({ _id: 2, mail: 'x' })];
    const directory = absent();
    await makeBackup(await dumpOf({ people: documents }, false, { people: { indexes } }), {
      directory,
      product,
      started,
    });
    const folder = join(newFolder(), 'beside');
    const { findings, trial } = await verifyBackup(directory, { trial: await embedded({}, folder) });
    expect(findings).toMatchObject([
      { code: 'backup.trial', message: expect.stringContaining('unique index') },
    ]);
    expect(trial).toBeUndefined();
    expect(readdirSync(join(folder, '..'))).toEqual(['beside']);
  });
});
