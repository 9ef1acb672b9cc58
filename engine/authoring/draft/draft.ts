import { formatPath, parsePath } from '../../contract/index.ts';
import type { Profile } from '../profile/index.ts';
import { draftedCase } from './drafted-case.ts';
import { draftedMapping, readName } from './drafted-mapping.ts';
import { draftedPolicy } from './drafted-policy.ts';
import { type DraftedSource, draftedSources, stayingFields } from './drafted-source.ts';
import { drawerSchema } from './drawer-schema.ts';
import { sourceSchema } from './source-schema.ts';
import { type DraftTexts, draftTexts } from './texts.ts';
import { mapOf, onOneLine, type YamlMap, yamlText } from './yaml-text.ts';

/** What a drafted contract is called, and in which language it speaks to who completes it. */
export interface DraftRequest {
  readonly name: string;
  readonly version: string;
  readonly lang: 'es' | 'en';
}

/** Files of a contract by their paths in its folder. */
export type ContractFiles = ReadonlyMap<string, string>;

/**
 * A first contract from a census: schemas of what was seen, sources with guessed clients and dates, and a mapping that
 * moves everything as it is. It has no error, and can be staged on the data of the census. Undefined when the
 * census found no client in any document.
 */
export function draftContract(
  profile: Profile,
  { name, version, lang }: DraftRequest,
): ContractFiles | undefined {
  const texts = draftTexts[lang];
  const sources = draftedSources(profile.collections, profile.clients?.collections ?? []);
  const [first] = sources;
  if (first === undefined) return undefined;
  const files = new Map<string, string>();
  const add = (path: string, map: YamlMap, head: readonly string[] = []) =>
    files.set(path, yamlText(head, map));
  add('contract.yaml', contractFile(name, version, sources, texts), texts.head);
  for (const source of sources) {
    add(source.file, draftedMapping(source, texts));
    const { profile: own, fields } = source;
    add(
      `schemas/${source.name}.yaml`,
      sourceSchema(own.collection, texts.sourceSchema, own.documents, fields),
    );
  }
  add(drawerFile(sources), drawerSchema(texts.drawerTitle, texts.drawerSchema, sources));
  add('policy.yaml', draftedPolicy(sources, texts));
  add('cases/01-ejemplo.yaml', draftedCase(first, texts));
  return files;
}

/** The drawer's schema has a name of its own, whatever the sources are called. */
function drawerFile(sources: readonly DraftedSource[]): string {
  return sources.some(({ name }) => name === 'drawer') ? 'schemas/drawer_.yaml' : 'schemas/drawer.yaml';
}

function contractFile(
  name: string,
  version: string,
  sources: readonly DraftedSource[],
  texts: DraftTexts,
): YamlMap {
  return {
    drawer: 1,
    name,
    version: version,
    title: texts.title,
    note: texts.note,
    client: onOneLine({ id: '"client_" & $client', into: 'client_id' }),
    target: {
      collection: `${name.replace(/-/g, '_')}_drawers`,
      schema: drawerFile(sources),
      indexes: [onOneLine({ keys: { client_id: 1 }, unique: true })],
    },
    sources: mapOf(sources.map((source) => [source.name, sourceEntry(source, texts)] as const)),
    mappings: sources.map(({ file }) => file),
  };
}

function sourceEntry(source: DraftedSource, texts: DraftTexts): YamlMap {
  const { name, profile, clients, date } = source;
  const undecided = (question: string) =>
    onOneLine({ apply: false, reason: `${texts.undecided}: ${question}` });
  const staying = stayingFields(source);
  return {
    ...(profile.collection === name ? {} : { collection: profile.collection }),
    note: `${texts.confirm}: ${texts.clientGuess} ${clients.path}; ${date === null ? texts.dateMissing : `${texts.dateGuess} ${date}`}.`,
    schema: `schemas/${name}.yaml`,
    client: readPath(clients.path),
    ...(date === null ? {} : { date: readPath(date) }),
    cutoff: undecided(texts.cutoff),
    retire: undecided(texts.retire),
    ...(staying.length === 0
      ? {}
      : { ignore: mapOf(staying.map((field) => [formatPath([field]), texts.staying] as const)) }),
  };
}

function readPath(path: string): string {
  return (parsePath(path) ?? []).map(readName).join('.');
}
