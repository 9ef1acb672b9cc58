import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BsonDocument,
  canonicalJson,
  encode,
  type PlainDocument,
  parseExtendedJson,
} from '../../../engine/bson/index.ts';
import { createDump, openDump } from '../../../engine/stores/dump/index.ts';
import { commonDocument } from '../../bson/arbitrary.ts';
import { filesIn, newFolder, takeAll } from './folders.ts';
import { bsondump, sharedDump, withShared } from './shared.ts';

withShared('real tools and dumps', () => {
  describe('the real dumps', () => {
    it.each([
      ['edn360_mild/dump', undefined],
      ['edn360_harsh/dump', undefined],
      ['deployed/dump', 'edn360_app'],
      ['deployed/dump', 'edn360_web'],
    ])(
      '%s %s is read as bsondump reads it',
      async (path, database) => {
        const store = await openDump(sharedDump(path), database === undefined ? {} : { database });
        expect(store.notices).toEqual([]);
        expect(store.prelude).toEqual({ serverVersion: '6.0.5', toolVersion: '100.18.0' });
        const folder = join(sharedDump(path), store.database);
        const data = readdirSync(folder).filter((name) => /\.bson(\.gz)?$/.test(name));
        expect((await store.collections()).map(({ name }) => name).sort()).toEqual(
          data.map((name) => name.replace(/\.bson(\.gz)?$/, '')).sort(),
        );
        for (const name of data) {
          const bytes = readFileSync(join(folder, name));
          const plain = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
          const file = join(filesIn(newFolder(), { 'x.bson': plain }), 'x.bson');
          const scan = store.scan(name.replace(/\.bson(\.gz)?$/, ''));
          const ours = (await takeAll(scan)).map((document) =>
            canonicalJson(new BsonDocument(document.bytes)),
          );
          expect(ours).toEqual(bsondump(file).map((line) => canonicalJson(parseExtendedJson(line))));
          expect(scan.summary()).toMatchObject({ documents: ours.length, bytes: plain.length });
        }
      },
      120_000,
    );

    it('deployed has two databases, which must be chosen from', async () => {
      await expect(openDump(sharedDump('deployed/dump'))).rejects.toThrow('edn360_app, edn360_web');
    });

    it('are written again byte for byte', async () => {
      const store = await openDump(sharedDump('edn360_mild/dump'));
      const folder = join(newFolder(), store.database);
      const dump = await createDump(folder, { gzip: false, prelude: store.prelude });
      for (const info of await store.collections()) {
        const writer = await dump.collection(info);
        for await (const batch of store.scan(info.name)) await writer.write(batch.map(({ bytes }) => bytes));
        await writer.close();
      }
      await dump.finish();
      const original = join(sharedDump('edn360_mild/dump'), store.database);
      expect(readdirSync(folder).sort()).toEqual(readdirSync(original).sort());
      for (const name of readdirSync(original)) {
        expect(readFileSync(join(folder, name)).equals(readFileSync(join(original, name))), name).toBe(true);
      }
    });

    it('the drawers’ keys are canonical extended JSON as we write it', () => {
      for (const name of ['edn360_mild', 'edn360_harsh']) {
        const lines = readFileSync(sharedDump(`${name}/drawers.jsonl`), 'utf8')
          .trimEnd()
          .split('\n');
        expect(lines.length).toBeGreaterThan(100);
        for (const line of lines) {
          const value = parseExtendedJson(line) as PlainDocument;
          expect(canonicalJson(value) === line, line.slice(0, 80)).toBe(true);
          expect(canonicalJson(new BsonDocument(encode(value))) === line).toBe(true);
        }
      }
    });
  });

  describe('what we write', () => {
    it('is read by the real bsondump, for every type it keeps', async () => {
      const documents = fc
        .sample(commonDocument, { numRuns: 400, seed: 7 })
        .map((document, i) => ({ _id: i, document }));
      const folder = join(newFolder(), 'shop');
      const dump = await createDump(folder, { gzip: false });
      const writer = await dump.collection({ name: 'all kinds' });
      await writer.write(documents.map((document) => encode(document)));
      await writer.close();
      await dump.finish();
      const lines = bsondump(join(folder, 'all+kinds.bson'));
      expect(lines.map((line) => canonicalJson(parseExtendedJson(line)))).toEqual(
        documents.map((document) => canonicalJson(document)),
      );
    });
  });
});
