import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StoreFailure } from '../port.ts';
import { dataFile } from './folder.ts';

/** Offsets and values of LMDB's two meta pages, in the data format that the lmdb package writes. */
const flagsAt = 18;
const metaPage = 0x08;
const magicAt = 24;
const magic = 0xbeefc0de;
const versionAt = 28;
const dataVersion = 2;
const pageSizeAt = 48;

/**
 * Looks at the head of a data file that is there: throws `store.damaged` where LMDB would find none of its own, at
 * which the lmdb package ends the process. An empty file is one that LMDB has still to fill.
 */
export function checkHeader(directory: string): void {
  const path = join(directory, dataFile);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return;
  const file = openSync(path, 'r');
  try {
    const first = pageHead(file, 0);
    const second = pageHead(file, first.readUInt32LE(pageSizeAt));
    if (isMeta(first) && isMeta(second)) return;
  } finally {
    closeSync(file);
  }
  throw new StoreFailure('store.damaged', 'the data file of the embedded store is not one of LMDB', {
    place: path,
    offset: 0,
    hint: 'restore the folder from a copy',
  });
}

function pageHead(file: number, offset: number): Buffer {
  const head = Buffer.alloc(64);
  readSync(file, head, 0, head.length, offset);
  return head;
}

function isMeta(head: Buffer): boolean {
  return (
    (head.readUInt16LE(flagsAt) & metaPage) !== 0 &&
    head.readUInt32LE(magicAt) === magic &&
    head.readUInt32LE(versionAt) === dataVersion
  );
}
