import { createHash } from 'node:crypto';

/** Longest escaped name that mongodump uses whole; longer ones are cut and get a hash (mongodump 100.x, `outputPath`). */
const LONGEST = 238;
const CUT = 208;
const DELIMITER = '%24';
const SHORTENED = /^(.{208})%24([A-Za-z0-9_-]{27})$/s;

/**
 * The file name stem mongodump gives a collection: percent-escaped as a URL query, and beyond 238 characters cut to
 * 208 with `%24` and a hash of the name.
 * @throws RangeError for names that no collection can have: empty, with NUL, or with half a surrogate pair
 */
export function fileStem(collection: string): string {
  if (collection === '' || collection.includes('\0') || /\p{Surrogate}/u.test(collection)) {
    throw new RangeError(`no collection can be called ${JSON.stringify(collection)}`);
  }
  const escaped = encodeURIComponent(collection)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
  if (escaped.length <= LONGEST) return escaped;
  return escaped.slice(0, CUT) + DELIMITER + createHash('sha1').update(collection).digest('base64url');
}

/** Whether a stem is cut, so that the collection's name is only in its metadata. */
export function isShortened(stem: string): boolean {
  return SHORTENED.test(stem);
}

/** The collection a whole (not shortened) stem names, undefined when its escapes are malformed. */
export function collectionOf(stem: string): string | undefined {
  try {
    const name = decodeURIComponent(stem.replaceAll('+', '%20'));
    return name === '' || name.includes('\0') ? undefined : name;
  } catch {
    return undefined;
  }
}

/** Whether a text can name a database, and so be a folder's name: mongod's rules, and nothing that leads elsewhere. */
export function isDatabaseName(name: string): boolean {
  return name !== '' && Buffer.byteLength(name) <= 63 && !/[/\\. "$*<>:|?\0]/.test(name);
}
