import { StoreFailure } from '../port.ts';

/** A deployment and one database of it, as a URI names them. */
export interface Address {
  readonly uri: string;
  readonly database: string;
  /** Hosts and database, without user, password and options. */
  readonly label: string;
}

/** Takes a URI apart. Throws `store.missing` where it names no database, or is none. */
export function parseAddress(uri: string): Address {
  const parts = /^(mongodb(?:\+srv)?:\/\/)(?:.*@)?([^/?]*)(?:\/([^?]*))?(?:\?.*)?$/is.exec(uri);
  if (parts === null || parts[2] === '')
    throw failure('this is no URI of a MongoDB deployment', 'mongodb://');
  const [, scheme = '', hosts = '', name = ''] = parts;
  const label = `${scheme.toLowerCase()}${hosts}/`;
  const database = decoded(name);
  if (database === '') throw failure('the URI names no database', label);
  return { uri, database, label: `${label}${database}` };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function failure(message: string, place: string): StoreFailure {
  return new StoreFailure('store.missing', message, { place, hint: 'write mongodb://host/database' });
}
