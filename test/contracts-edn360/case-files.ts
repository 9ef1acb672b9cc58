import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EJSON, serialize } from 'bson';
import { parse } from 'yaml';

/** A document or value of a case, in extended JSON as YAML gives it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type By<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** One example of `cases/*.yaml`, read without the engine. */
export interface Case {
  readonly case: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly given: Readonly<Record<string, readonly Json[]>>;
  readonly drawers?: readonly Json[];
  readonly expect: {
    readonly exactly?: boolean;
    readonly drawers?: By<Json>;
    readonly absent?: Readonly<Record<string, readonly string[]>>;
    readonly dispositions?: By<string>;
    readonly reasons?: By<string>;
    readonly warnings?: By<Readonly<Record<string, number>>>;
  };
}

export const contractFolder = join(import.meta.dirname, '../../contracts/edn360/1.0.0');

/** Every case of the contract, with the name of its file. Throws when a file is no YAML. */
export function readCases(): { readonly file: string; readonly cases: readonly Case[] }[] {
  const folder = join(contractFolder, 'cases');
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      file,
      cases: (parse(readFileSync(join(folder, file), 'utf8')) as { cases: Case[] }).cases,
    }));
}

/** A document in extended JSON as BSON; numbers without a type become int32 where they fit. */
export function toBson(json: Json): Uint8Array {
  return serialize(EJSON.deserialize(json as Record<string, unknown>, { relaxed: false }));
}
