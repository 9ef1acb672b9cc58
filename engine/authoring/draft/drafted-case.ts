import { idText, parseExtendedJson } from '../../bson/index.ts';
import { parsePath } from '../../contract/index.ts';
import type { DraftedSource } from './drafted-source.ts';
import { inventedDocument } from './invented.ts';
import type { DraftTexts } from './texts.ts';
import { mapOf, type Yaml, type YamlMap } from './yaml-text.ts';

/** One example, of invented data: a document of the first source makes the drawer of its client. */
export function draftedCase(source: DraftedSource, texts: DraftTexts): YamlMap {
  const { name, profile, clients, date: dated, fields, single, key } = source;
  const client = parsePath(clients.path) ?? [];
  const date = dated === null ? [] : (parsePath(dated) ?? []);
  const document = inventedDocument(fields, profile.documents, { client, date });
  const id = textAt(document, ['_id']);
  const owner = textAt(document, client);
  const landed = single ? { [`${name}.${key}`]: id } : {};
  return {
    cases: [
      {
        case: texts.caseTitle,
        given: mapOf([[name, [document]]]),
        expect: {
          drawers: mapOf([[`client_${owner}`, { client_id: owner, ...landed }]]),
          dispositions: mapOf([[name, mapOf([[id, 'migrated']])]]),
        },
      },
    ],
  };
}

/** An id of an invented document as the engine tells it. */
function textAt(document: Yaml, path: readonly string[]): string {
  let value: unknown = document;
  for (const step of path) value = (value as Readonly<Record<string, unknown>>)[step];
  return idText(parseExtendedJson(JSON.stringify(value)));
}
