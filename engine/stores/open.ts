import { openDump } from './dump/index.ts';
import { openEmbedded } from './embedded/index.ts';
import { openMongo } from './mongodb/index.ts';
import { type SourceStore, StoreFailure, type TargetStore } from './port.ts';

/** A STORE as it is written on a command line (design §9), taken apart. */
export type StoreAddress =
  | { readonly kind: 'dump'; readonly path: string }
  | { readonly kind: 'embedded'; readonly directory: string }
  | { readonly kind: 'mongodb'; readonly uri: string };

/** Takes a STORE text apart: `embedded:DIR`, a `mongodb://` or `mongodb+srv://` URI, else the path of a dump. */
export function parseStore(text: string): StoreAddress {
  if (/^mongodb(\+srv)?:\/\//i.test(text)) return { kind: 'mongodb', uri: text };
  const embedded = /^embedded:(.*)$/s.exec(text);
  if (embedded !== null) return { kind: 'embedded', directory: embedded[1] ?? '' };
  return { kind: 'dump', path: text };
}

/** A STORE text that may be printed: the user and password of a URI are left out. */
export function printableStore(text: string): string {
  const address = parseStore(text);
  if (address.kind !== 'mongodb') return text;
  // A password may hold an unescaped `@` or `/`: up to the last `@` everything goes.
  return address.uri.replace(/^([a-z+]+:\/\/)(.*)@/is, '$1***@');
}

/** Opens a STORE to read from it. Throws {@link StoreFailure}. */
export async function openSource(text: string): Promise<SourceStore> {
  const address = parseStore(text);
  switch (address.kind) {
    case 'embedded':
      return openEmbedded(named(address.directory), { create: false, readOnly: true });
    case 'mongodb':
      return openMongo(address.uri, { create: false, readOnly: true });
    case 'dump':
      return openDump(address.path);
  }
}

/** Opens a STORE to write to it; `create` makes one that is not there yet. Throws {@link StoreFailure}. */
export async function openTarget(text: string, options: { readonly create: boolean }): Promise<TargetStore> {
  const address = parseStore(text);
  switch (address.kind) {
    case 'embedded':
      return openEmbedded(named(address.directory), options);
    case 'mongodb':
      return openMongo(address.uri, options);
    case 'dump':
      throw unsupported(text, 'a dump is read only', 'name a target as embedded:DIR or a mongodb:// URI');
  }
}

function named(directory: string): string {
  if (directory !== '') return directory;
  throw new StoreFailure('store.missing', 'embedded: names no directory', {
    place: 'embedded:',
    hint: 'write embedded:DIR',
  });
}

function unsupported(
  text: string,
  message: string,
  hint = 'use embedded:DIR or a mongodb:// URI',
): StoreFailure {
  return new StoreFailure('store.unsupported', message, { place: printableStore(text), hint });
}
