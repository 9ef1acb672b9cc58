import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { encode, type PlainDocument } from '../../../engine/bson/index.ts';
import type { CollectionScan, StoredDocument } from '../../../engine/stores/port.ts';

const made: string[] = [];

/** A new folder that is removed at the end. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dump-test-'));
  if (made.length === 0) {
    afterAll(() => {
      for (const each of made) rmSync(each, { recursive: true, force: true });
      made.length = 0;
    });
  }
  made.push(folder);
  return folder;
}

/** Writes files by their paths in a folder, and gives the folder. */
export function filesIn(folder: string, files: Readonly<Record<string, Uint8Array | string>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The BSON of documents one after the other. */
export function bsonOf(...documents: readonly PlainDocument[]): Buffer {
  return Buffer.concat(documents.map((document) => encode(document)));
}

/** All documents of a pass. */
export async function takeAll(scan: CollectionScan): Promise<readonly StoredDocument[]> {
  const all: StoredDocument[] = [];
  for await (const batch of scan) all.push(...batch);
  return all;
}
