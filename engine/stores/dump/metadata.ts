import {
  type BsonValue,
  ExtendedJsonError,
  getField,
  isDocument,
  parseExtendedJson,
} from '../../bson/index.ts';
import { StoreFailure } from '../port.ts';
import { GzipDamage, readChunks } from './byte-chunks.ts';
import { attempt } from './failure.ts';
import { openWithin } from './folder.ts';

/** Largest metadata file that is read; mongod's own limits keep real ones far below. */
const LARGEST = 64 << 20;

/** What a `metadata.json` says; each part undefined when it does not. */
export interface Metadata {
  readonly options?: BsonValue;
  readonly indexes?: readonly BsonValue[];
  readonly uuid?: string;
  readonly collectionName?: string;
  readonly type?: string;
}

/** What `prelude.json` says of the dump's origin (T44). */
export interface Prelude {
  readonly serverVersion?: string;
  readonly toolVersion?: string;
}

/** A small file that could not be understood; the data beside it can still be. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** Reads a `metadata.json` (or `.gz`). @throws Unreadable, StoreFailure */
export async function readMetadata(path: string, root: string): Promise<Metadata> {
  const value = await readJson(path, root);
  const text = (key: string): string | undefined => {
    const field = getField(value, key);
    return typeof field === 'string' ? field : undefined;
  };
  const options = getField(value, 'options');
  const indexes = getField(value, 'indexes');
  return defined({
    options: isDocument(options) ? options : undefined,
    indexes: Array.isArray(indexes) ? indexes : undefined,
    uuid: text('uuid'),
    collectionName: text('collectionName'),
    type: text('type'),
  });
}

/** Reads a `prelude.json` (or `.gz`). @throws Unreadable, StoreFailure */
export async function readPrelude(path: string, root: string): Promise<Prelude> {
  const value = await readJson(path, root);
  const [serverVersion, toolVersion] = [getField(value, 'ServerVersion'), getField(value, 'ToolVersion')];
  return defined({
    serverVersion: typeof serverVersion === 'string' ? serverVersion : undefined,
    toolVersion: typeof toolVersion === 'string' ? toolVersion : undefined,
  });
}

async function readJson(path: string, root: string) {
  const text = await readSmall(path, root);
  let value: BsonValue;
  try {
    value = parseExtendedJson(text);
  } catch (error) {
    if (error instanceof ExtendedJsonError) throw new Unreadable(error.message);
    throw error;
  }
  if (!isDocument(value)) throw new Unreadable('this is no JSON object');
  return value;
}

async function readSmall(path: string, root: string): Promise<string> {
  const handle = await openWithin(path, root);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    await attempt('reading the file', path, async () => {
      for await (const chunk of readChunks(handle, path.endsWith('.gz'))) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > LARGEST) throw new StoreFailure('store.layout', 'this file is too large', { place: path });
      }
    });
  } catch (error) {
    if (error instanceof GzipDamage) throw new Unreadable(error.message);
    throw error;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The object without its undefined fields. */
function defined<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
