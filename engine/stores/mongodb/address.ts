import { StoreFailure } from '../port.ts';

/** A `mongodb://` URI taken apart as far as the store needs it; the driver reads the rest itself. */
export interface Address {
  readonly uri: string;
  readonly database: string;
  /** Printable: scheme, hosts and database, nothing else. */
  readonly label: string;
  /** Names of the options that the URI sets, in lower case. */
  readonly options: ReadonlySet<string>;
  /** Texts that may stand in no message: user, password and secret options, as written and unescaped. */
  readonly secrets: readonly string[];
}

const form = /^(mongodb(?:\+srv)?:\/\/)(?:([^@/?#]*)@)?([^@/?#]+)(?:\/([^@/?#]*))?(?:\?([^#]*))?$/i;

const hint =
  'write mongodb://HOST/DATABASE; characters such as @ / : in a user or password have to be escaped';

/** Longest name of a database in bytes. */
export const longestDatabaseName = 63;

/** Takes a URI apart. Throws `store.missing` for one that cannot be read or names no database. */
export function parseAddress(uri: string): Address {
  const [, scheme, login = '', hosts = '', path = '', query = ''] = form.exec(uri) ?? [];
  if (scheme === undefined) throw unreadable('mongodb://***', 'the MongoDB URI cannot be read');
  const start = `${scheme.toLowerCase()}${hosts}`;
  const database = unescaped(path);
  if (database === '') throw unreadable(`${start}/`, 'the MongoDB URI names no database');
  if (!isDatabaseName(database)) {
    throw unreadable(`${start}/${database}`, 'MongoDB allows no database of this name');
  }
  const pairs = query.split('&').map((pair) => pair.split(/=(.*)/s));
  return {
    uri,
    database,
    label: `${start}/${database}`,
    options: new Set(pairs.map(([name = '']) => name.toLowerCase())),
    secrets: secretsOf(login, pairs),
  };
}

/** A text with every secret of the address replaced, whatever the text is. */
export function withoutSecrets(text: string, { secrets }: Pick<Address, 'secrets'>): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

function secretsOf(login: string, pairs: readonly (readonly string[])[]): readonly string[] {
  const secretOptions = pairs.filter(([name = '']) => /password|properties|token/i.test(name));
  const written = [...login.split(/:(.*)/s), ...secretOptions.map(([, value = '']) => value)];
  const all = written.flatMap((text) => [text, unescaped(text)]).filter((text) => text !== '');
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

function isDatabaseName(name: string): boolean {
  return !/[/\\. "$*<>:|?\0]/.test(name) && Buffer.byteLength(name) <= longestDatabaseName;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unreadable(place: string, message: string): StoreFailure {
  return new StoreFailure('store.missing', message, { place, hint });
}

/**
 * The same server's URI with another database. Who logs in goes on doing so in the database that the URI named, as it
 * would have without an `authSource`.
 */
export function withDatabase(uri: string, database: string): string {
  const [, scheme, login, hosts, path = '', query] = form.exec(uri) ?? [];
  if (scheme === undefined) return uri;
  const options = query === undefined || query === '' ? [] : query.split('&');
  const named = options.some((option) => /^authsource=/i.test(option));
  if (login !== undefined && path !== '' && !named) options.push(`authSource=${path}`);
  const user = login === undefined ? '' : `${login}@`;
  const rest = options.length === 0 ? '' : `?${options.join('&')}`;
  return `${scheme}${user}${hosts ?? ''}/${encodeURIComponent(database)}${rest}`;
}
