import type { Profile } from '../../../engine/authoring/index.ts';
import { formatCount } from '../../format/index.ts';
import { distinctText } from '../numbers.ts';
import type { ProfileTexts } from '../texts/index.ts';

export interface CollectionRow {
  readonly name: string;
  readonly documents: string;
  readonly bytes: string;
  readonly smallest: string;
  readonly largest: string;
  readonly client: string;
  readonly date: string;
  readonly paths: string;
  readonly left: string;
}

/** *Colecciones*: a row per collection. */
export function collectionRows({ collections }: Profile, texts: ProfileTexts): readonly CollectionRow[] {
  return collections.map((one) => ({
    name: one.name,
    documents: formatCount(one.documents),
    bytes: formatCount(one.bytes),
    smallest: one.size === null ? texts.none : formatCount(one.size.min),
    largest: one.size === null ? texts.none : formatCount(one.size.max),
    client: one.client?.path ?? texts.none,
    date: one.date ?? texts.none,
    paths: formatCount(one.paths.length),
    left: distinctText(one.truncated_paths, texts),
  }));
}
