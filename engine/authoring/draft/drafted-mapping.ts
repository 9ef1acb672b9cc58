import { formatName } from '../../contract/index.ts';
import { type DraftedSource, movedFields } from './drafted-source.ts';
import type { DraftTexts } from './texts.ts';
import { mapOf, type YamlMap } from './yaml-text.ts';

/** Names that an expression takes for something else. */
const words = /^(?:and|or|in|true|false|null|function)$/;

/** A name as an expression reads it from the document. */
export function readName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !words.test(name)
    ? name
    : formatName(name).replace(/^[^`].*$/s, '`$&`');
}

/** The identity: everything that a source has moves into the drawer as it is, to be replaced field by field. */
export function draftedMapping(source: DraftedSource, texts: DraftTexts): YamlMap {
  const order = source.date === null ? ['$id'] : ['$date', '$id'];
  const { single, key } = source;
  return {
    mapping: source.mapping,
    step: source.step,
    title: source.profile.collection,
    note: single ? texts.singleNote : texts.elementsNote,
    from: source.name,
    order,
    ...(single ? { choose: 'earliest' } : {}),
    without_drawer: 'create',
    outputs: {
      [single ? 'record' : 'element']: {
        into: single ? source.name : `${source.name}[]`,
        ...(single ? {} : { key }),
        fields: mapOf([
          [key, '$id'],
          ...movedFields(source).map(([name]) => [name, readName(name)] as const),
        ]),
      },
    },
  };
}
