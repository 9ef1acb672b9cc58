import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BsonDocument, canonicalJson } from '../../../engine/bson/index.ts';
import { LARGEST_DOCUMENT, openDump } from '../../../engine/stores/dump/index.ts';
import { StoreFailure } from '../../../engine/stores/port.ts';
import { bsonOf, filesIn, newFolder, takeAll } from './folders.ts';

const documents = Array.from({ length: 4 }, (_, i) => ({
  _id: `id${i}`,
  n: i,
  list: [i, { text: 'año' }],
  nothing: null,
}));
const small = bsonOf(...documents);
const ends = documents.map((_, i) => bsonOf(...documents.slice(0, i + 1)).length);
const sha256 = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** What a pass over a file of this content gives: the documents, and the summary or the failure. */
async function read(content: Uint8Array, name = 'a.bson') {
  const store = await openDump(filesIn(newFolder(), { [name]: content }));
  const scan = store.scan('a');
  const ids: string[] = [];
  const faults: string[] = [];
  try {
    for await (const batch of scan) {
      expect(batch.length).toBeGreaterThan(0);
      for (const document of batch) {
        ids.push(canonicalJson(new BsonDocument(document.bytes).get('_id') ?? null));
        faults.push(...document.faults.map(({ code, path, offset }) => `${code} ${path} ${offset}`));
      }
    }
    return { ids, faults, summary: scan.summary() };
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    expect(() => scan.summary()).toThrow('not come to its end');
    return { ids, faults, failure: error };
  }
}

describe('a sound file', () => {
  it('gives every document, its count, bytes and digest, plain and gzip', async () => {
    const summary = { documents: 4, bytes: small.length, sha256: sha256(small) };
    const ids = documents.map(({ _id }) => JSON.stringify(_id));
    expect(await read(small)).toEqual({ ids, faults: [], summary });
    expect(await read(gzipSync(small), 'a.bson.gz')).toEqual({ ids, faults: [], summary });
    const members = Buffer.concat([
      gzipSync(small.subarray(0, 70)),
      gzipSync(''),
      gzipSync(small.subarray(70)),
    ]);
    expect(await read(members, 'a.bson.gz')).toEqual({ ids, faults: [], summary });
  });

  it('an empty one is a collection without documents', async () => {
    const summary = { documents: 0, bytes: 0, sha256: sha256(Buffer.alloc(0)) };
    expect(await read(Buffer.alloc(0))).toEqual({ ids: [], faults: [], summary });
    expect(await read(gzipSync(''), 'a.bson.gz')).toEqual({ ids: [], faults: [], summary });
  });

  it('larger than any chunk: documents cross its borders, stay valid, and the pass can be taken again', async () => {
    const many = Array.from({ length: 900 }, (_, i) => ({ _id: i, text: 'x'.repeat((i * 7919) % 9000) }));
    const huge = { _id: 'huge', text: 'ñ'.repeat(8_000_000) };
    const content = bsonOf(...many.slice(0, 450), huge, ...many.slice(450));
    const folder = filesIn(newFolder(), { 'a.bson': content, 'b.bson.gz': gzipSync(content, { level: 1 }) });
    const store = await openDump(folder);
    for (const name of ['a', 'b', 'a']) {
      const scan = store.scan(name);
      const all = await takeAll(scan);
      expect(all).toHaveLength(901);
      expect(Buffer.concat(all.map(({ bytes }) => bytes)).equals(content)).toBe(true);
      expect(scan.summary()).toEqual({ documents: 901, bytes: content.length, sha256: sha256(content) });
    }
  });

  it('keeps no more than a few chunks in memory', async () => {
    const folder = newFolder();
    const block = bsonOf(...Array.from({ length: 1000 }, (_, i) => ({ _id: i, text: 'x'.repeat(4000) })));
    writeFileSync(join(folder, 'a.bson'), '');
    for (let i = 0; i < 40; i++) appendFileSync(join(folder, 'a.bson'), block);
    const scan = (await openDump(folder)).scan('a');
    let largest = 0;
    for await (const batch of scan) {
      const bytes = batch.reduce((sum, document) => sum + document.bytes.length, 0);
      largest = Math.max(largest, bytes);
    }
    expect(scan.summary().documents).toBe(40_000);
    expect(largest).toBeLessThan(3 << 20);
  });

  it('a pass that is left early, fails or ends closes its file', async () => {
    const folder = filesIn(newFolder(), {
      'a.bson': small,
      'b.bson.gz': gzipSync(small),
      'c.bson': small.subarray(0, -1),
      'd.bson.gz': gzipSync(small).subarray(0, -1),
    });
    const store = await openDump(folder);
    const openFiles = () => readdirSync('/proc/self/fd').length;
    const before = openFiles();
    for (let i = 0; i < 20; i++) {
      for await (const _ of store.scan('a')) break;
      for await (const _ of store.scan('b')) break;
      await takeAll(store.scan('a'));
      await takeAll(store.scan('b'));
      await expect(takeAll(store.scan('c'))).rejects.toThrow(StoreFailure);
      await expect(takeAll(store.scan('d'))).rejects.toThrow(StoreFailure);
    }
    expect(openFiles()).toBeLessThan(before + 10);
  });
});

describe('content faults are told with their document, and the pass goes on', () => {
  it('invalid UTF-8, repeated keys, dates out of range', async () => {
    const bytes = bsonOf({ _id: 1, t: 'abc', u: 1, v: 2, d: new Date(5) }, { _id: 2 });
    bytes[bytes.indexOf('abc')] = 0xff;
    bytes[bytes.indexOf('\u0010v\u0000') + 1] = 0x75;
    bytes[bytes.indexOf('\u0009d\u0000') + 10] = 0x7f;
    const { ids, faults, summary } = await read(bytes);
    expect(ids).toHaveLength(2);
    expect(faults).toEqual([
      `text.invalid t ${bytes.indexOf(0xff)}`,
      expect.stringMatching(/^key.duplicate u \d+$/),
      expect.stringMatching(/^date.out_of_range d \d+$/),
    ]);
    expect(summary?.documents).toBe(2);
  });
});

describe('damage', () => {
  it('every truncation of a plain file is told, except between two documents', async () => {
    for (let length = 0; length < small.length; length++) {
      const { ids, failure, summary } = await read(small.subarray(0, length));
      const whole = ends.filter((end) => end <= length).length;
      expect(ids).toHaveLength(whole);
      if (length === 0 || ends.includes(length)) {
        expect(failure).toBeUndefined();
        expect(summary?.documents).toBe(whole);
        continue;
      }
      expect(failure).toMatchObject({ code: 'store.damaged', offset: ends[whole - 1] ?? 0 });
      expect(failure?.lastGoodId).toBe(whole === 0 ? undefined : `"id${whole - 1}"`);
      expect(failure?.place).toMatch(/a\.bson$/);
    }
  });

  it('every truncation of a gzip file is told', async () => {
    const zipped = gzipSync(small);
    for (let length = 0; length < zipped.length; length++) {
      const { failure } = await read(zipped.subarray(0, length), 'a.bson.gz');
      expect(failure, `cut at ${length}`).toMatchObject({ code: 'store.damaged' });
      expect(failure?.offset).toBeGreaterThanOrEqual(0);
      expect(failure?.offset).toBeLessThanOrEqual(small.length);
    }
  });

  it('a changed byte is told, or is a content fault, or leaves sound documents', async () => {
    let told = 0;
    for (let at = 0; at < small.length; at++) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const bytes = Buffer.from(small);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const { failure, summary } = await read(bytes);
        if (failure === undefined) {
          expect(summary).toEqual({ documents: 4, bytes: small.length, sha256: sha256(bytes) });
          continue;
        }
        told += 1;
        expect(failure.code).toBe('store.damaged');
        const before = ends.filter((end) => end <= at).length;
        expect(failure.offset).toBeGreaterThanOrEqual(ends[before - 1] ?? 0);
        expect(failure.lastGoodId).toBe(before === 0 ? undefined : `"id${before - 1}"`);
      }
    }
    expect(told).toBeGreaterThan(small.length / 2);
  });

  it('a changed byte of a gzip file is told, or it changes nothing that was written', async () => {
    const zipped = gzipSync(small);
    for (let at = 0; at < zipped.length; at++) {
      const bytes = Buffer.from(zipped);
      bytes[at] = (bytes[at] ?? 0) ^ 0x55;
      const { failure, summary } = await read(bytes, 'a.bson.gz');
      if (failure === undefined) expect(summary?.sha256).toBe(sha256(small));
      else expect(failure.code).toBe('store.damaged');
    }
  });

  it('tells the byte inside the document, and what was good before it', async () => {
    const bytes = Buffer.from(small);
    const at = (ends[1] ?? 0) + 4;
    bytes[at] = 0x44;
    const { ids, failure } = await read(bytes);
    expect(ids).toEqual(['"id0"', '"id1"']);
    expect(failure?.offset).toBe(at);
    expect(failure?.lastGoodId).toBe('"id1"');
    expect(failure?.message).toContain('0x44');
    expect(failure?.hint).toContain(String(ends[1]));
    expect((await read(gzipSync(bytes), 'a.bson.gz')).failure?.offset).toBe(at);
  });

  it('other things in the place of data are named for what they are (T42)', async () => {
    const pointer = Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n');
    expect((await read(pointer)).failure).toMatchObject({
      code: 'store.damaged',
      message: 'this is a Git LFS pointer, not the data',
      hint: 'run git lfs pull',
    });
    expect((await read(pointer, 'a.bson.gz')).failure?.message).toContain('Git LFS');
    expect((await read(gzipSync(small))).failure?.hint).toContain('.bson.gz');
    expect((await read(small, 'a.bson.gz')).failure?.message).toContain('the content is not');
    expect((await read(Buffer.alloc(0), 'a.bson.gz')).failure).toMatchObject({
      code: 'store.damaged',
      offset: 0,
    });
    expect((await read(Buffer.alloc(4096))).failure?.message).toContain('a document length of 0');
  });

  it('bytes after the gzip data are no part of it', async () => {
    for (const tail of ['\0', '\0\0more', 'more', '\x1f\x8b']) {
      const content = Buffer.concat([gzipSync(small), Buffer.from(tail, 'latin1')]);
      expect((await read(content, 'a.bson.gz')).failure, JSON.stringify(tail)).toMatchObject({
        code: 'store.damaged',
      });
    }
    const padded = Buffer.concat([gzipSync(small), Buffer.alloc(9)]);
    expect((await read(padded, 'a.bson.gz')).failure).toMatchObject({
      offset: small.length,
      lastGoodId: '"id3"',
    });
  });

  it('a document may be as large as mongod makes them, and no larger', async () => {
    const room = LARGEST_DOCUMENT - bsonOf({ _id: 1, text: '' }).length;
    const largest = bsonOf({ _id: 1, text: 'x'.repeat(room) });
    expect(largest).toHaveLength(LARGEST_DOCUMENT);
    expect((await read(largest)).ids).toEqual(['{"$numberInt":"1"}']);
    const larger = bsonOf({ _id: 1, text: 'x'.repeat(room + 1) });
    expect((await read(larger)).failure?.message).toContain('a document length of');
  });
});
