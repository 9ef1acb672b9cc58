import type { StageResult } from '../../../engine/rehearsal/index.ts';
import { formatCount } from '../../format/index.ts';
import { type Catalogue, noticeText } from '../../texts/index.ts';

export interface CollectionRow {
  readonly source: string;
  readonly collection: string;
  readonly title: string;
  readonly present: boolean;
  readonly documents: string;
  readonly bytes: string;
  readonly hashed: boolean;
  readonly sha256: string;
}

export interface NoticeLine {
  readonly code: string;
  readonly title: string;
  readonly titled: boolean;
  readonly message: string;
  readonly placed: boolean;
  readonly place: string;
}

/** The collections that were read, absent ones among them (I19). */
export function collectionRows(result: StageResult, texts: Catalogue): readonly CollectionRow[] {
  return result.source.collections.map((collection) => ({
    source: collection.source,
    collection: collection.collection,
    title: collection.title ?? texts.none,
    present: collection.present,
    documents: formatCount(collection.documents),
    bytes: formatCount(collection.bytes),
    hashed: collection.sha256 !== null,
    sha256: collection.sha256 ?? texts.none,
  }));
}

/** What the reader of the source had to say about it. */
export function noticeLines(result: StageResult, texts: Catalogue): readonly NoticeLine[] {
  return result.source.notices.map(({ code, message, place }) => {
    const title = noticeText(texts, code) ?? '';
    return { code, title, titled: title !== '', message, placed: place !== '', place };
  });
}
