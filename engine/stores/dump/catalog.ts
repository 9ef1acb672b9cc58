import { join } from 'node:path';
import { compareText } from '../../bson/index.ts';
import { type CollectionInfo, StoreFailure, type StoreNotice } from '../port.ts';
import { collectionOf, fileStem, isShortened } from './collection-name.ts';
import { type Entry, outsideFailure } from './folder.ts';
import { type DumpLayout, strayNotice } from './layout.ts';
import { type Metadata, type Prelude, readMetadata, readPrelude, Unreadable } from './metadata.ts';

/** One collection of a dump. */
export interface DumpCollection extends CollectionInfo {
  /** The collection's UUID in hex, as its server had it. */
  readonly uuid?: string;
}

/** A collection and its file; no file when only the metadata is there. */
export interface CataloguedCollection {
  readonly info: DumpCollection;
  readonly file?: string;
}

/** What a database folder holds. */
export interface Catalog {
  readonly collections: ReadonlyMap<string, CataloguedCollection>;
  readonly prelude: Prelude;
  readonly notices: readonly StoreNotice[];
}

/** The files of one stem. */
interface Files {
  readonly data: string[];
  readonly metadata: string[];
}

/**
 * Reads what a database folder holds: data and metadata files paired by name, everything else reported.
 * @throws StoreFailure `store.layout` for two files of one collection, links out of the dump, pipes and devices
 */
export async function readCatalog(layout: DumpLayout): Promise<Catalog> {
  const notices = [...layout.notices];
  const note = (code: string, message: string, name: string): void => {
    notices.push({ code, message, place: join(layout.folder, name) });
  };
  const collections = new Map<string, CataloguedCollection>();
  const stems = sortFiles(layout, notices);
  for (const [stem, files] of stems) {
    const [data, twin] = files.data;
    if (twin !== undefined) throw twins(layout.folder, files.data);
    if (files.metadata.length > 1) throw twins(layout.folder, files.metadata);
    const metadata = await metadataOf(layout, files.metadata[0], note);
    const name = nameOf(stem, metadata, note);
    if (name === undefined) continue;
    if (data === undefined && metadata?.type !== undefined && metadata.type !== 'collection') {
      note(
        'dump.view',
        `${name} is a ${metadata.type}, which holds no documents of its own`,
        files.metadata[0] ?? stem,
      );
      continue;
    }
    if (data === undefined)
      note('dump.no_data', `${name} has metadata and no data file`, files.metadata[0] ?? stem);
    else if (files.metadata.length === 0 && !hasSeriesMetadata(name, stems))
      note('dump.no_metadata', `${name} has no metadata file`, data);
    const known = collections.get(name);
    if (known?.file !== undefined && data !== undefined) throw twins(layout.folder, [known.file, data]);
    const file = data ?? known?.file;
    const { collectionName: _, type: __, ...described } = metadata ?? {};
    collections.set(name, { info: { name, ...described }, ...(file === undefined ? {} : { file }) });
  }
  noteClashes(collections, note);
  const sorted = [...collections].sort(([a], [b]) => compareText(a, b));
  return { collections: new Map(sorted), prelude: await preludeOf(layout, note), notices };
}

/** Whether a collection holds the buckets of a time series, whose metadata goes by the series' own name. */
function hasSeriesMetadata(name: string, stems: ReadonlyMap<string, Files>): boolean {
  const series = /^system\.buckets\.(.+)$/s.exec(name)?.[1];
  return series !== undefined && (stems.get(fileStem(series))?.metadata.length ?? 0) > 0;
}

type Note = (code: string, message: string, name: string) => void;

function sortFiles(layout: DumpLayout, notices: StoreNotice[]): ReadonlyMap<string, Files> {
  const stems = new Map<string, Files>();
  for (const entry of layout.entries) {
    if (/^prelude\.json(\.gz)?$/.test(entry.name) && entry.kind === 'file') continue;
    const part = partOf(entry);
    if (part === undefined) {
      notices.push(strayNotice(entry.name, entry.kind, join(layout.folder, entry.name)));
      continue;
    }
    if (entry.outside) throw outsideFailure(join(layout.folder, entry.name));
    if (entry.kind === 'other') {
      throw new StoreFailure('store.layout', 'this is no regular file', {
        place: join(layout.folder, entry.name),
      });
    }
    const files = stems.get(part.stem) ?? { data: [], metadata: [] };
    stems.set(part.stem, files);
    files[part.kind].push(entry.name);
  }
  return stems;
}

/** What a file is by its name; undefined for what belongs to no collection (dot files; users and roles, `$admin…`). */
function partOf({ name, kind }: Entry): { stem: string; kind: keyof Files } | undefined {
  if (kind === 'folder' || name.startsWith('.') || name.startsWith('$')) return undefined;
  const match = /^(.+?)\.(bson|metadata\.json)(\.gz)?$/s.exec(name);
  if (match === null) return undefined;
  return { stem: match[1] ?? '', kind: match[2] === 'bson' ? 'data' : 'metadata' };
}

function twins(folder: string, names: readonly string[]): StoreFailure {
  return new StoreFailure('store.layout', `two files for one collection: ${names.join(' and ')}`, {
    place: folder,
    hint: 'keep the right one only',
  });
}

async function metadataOf(
  layout: DumpLayout,
  name: string | undefined,
  note: Note,
): Promise<Metadata | undefined> {
  if (name === undefined) return undefined;
  try {
    return await readMetadata(join(layout.folder, name), layout.root);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    note('dump.metadata_unreadable', `indexes and options are unknown: ${error.message}`, name);
    return {};
  }
}

/** The collection of a stem. The file name decides, as for mongorestore; the metadata only where the name is cut. */
function nameOf(stem: string, metadata: Metadata | undefined, note: Note): string | undefined {
  const told = metadata?.collectionName;
  if (isShortened(stem)) {
    if (told !== undefined && told !== '' && !told.includes('\0')) {
      if (fileStem(told) !== stem) note('dump.name_differs', `the metadata names ${told}`, stem);
      return told;
    }
    note('dump.name_unknown', 'the name is shortened and no metadata tells the whole of it', stem);
    return undefined;
  }
  const name = collectionOf(stem);
  if (name === undefined) note('dump.name_unknown', 'the file name is not escaped as mongodump does', stem);
  else if (told !== undefined && told !== name) note('dump.name_differs', `the metadata names ${told}`, stem);
  return name ?? told;
}

function noteClashes(collections: ReadonlyMap<string, unknown>, note: Note): void {
  const seen = new Map<string, string>();
  for (const name of collections.keys()) {
    const folded = name.normalize('NFC').toLowerCase();
    const other = seen.get(folded);
    if (other === undefined) seen.set(folded, name);
    else note('dump.case_clash', `${other} and ${name} are one file on a disk that ignores case (T44)`, '');
  }
}

async function preludeOf(layout: DumpLayout, note: Note): Promise<Prelude> {
  for (const folder of [layout.folder, layout.above]) {
    for (const name of ['prelude.json', 'prelude.json.gz']) {
      if (folder === undefined) continue;
      try {
        return await readPrelude(join(folder, name), layout.root);
      } catch (error) {
        if (error instanceof StoreFailure && error.code === 'store.missing') continue;
        if (!(error instanceof Unreadable)) throw error;
        note(
          'dump.prelude_unreadable',
          `the versions of server and tool are unknown: ${error.message}`,
          name,
        );
      }
    }
  }
  return {};
}
