import type { Profile } from '../../../engine/authoring/index.ts';
import { formatCount } from '../../format/index.ts';
import { distinctText, shareText } from '../numbers.ts';
import type { ProfileTexts } from '../texts/index.ts';

export interface LinkRow {
  readonly from: string;
  readonly to: string;
  readonly as: string;
  readonly distinct: string;
  readonly compared: string;
  readonly found: string;
  readonly share: string;
}

/** *Enlaces*: which ids lead where, and how many of them arrive. */
export function linkRows({ links }: Profile, texts: ProfileTexts): readonly LinkRow[] {
  return links.map((link) => ({
    from: `${link.collection}.${link.path}`,
    to: `${link.to}.${link.to_path}`,
    as: link.as,
    distinct: distinctText(link.distinct, texts),
    compared: formatCount(link.compared),
    found: formatCount(link.found),
    share: shareText(link.found, link.compared, texts),
  }));
}

export interface KeyRow {
  readonly name: string;
  readonly documents: string;
  readonly distinct: string;
  readonly repeated: string;
  readonly sharing: string;
}

/** *Claves*: paths that could be logical ids, and how often they fail to be. */
export function keyRows({ keys }: Profile, texts: ProfileTexts): readonly KeyRow[] {
  return keys.map((key) => ({
    name: `${key.collection}.${key.path}`,
    documents: formatCount(key.documents),
    distinct: distinctText(key.distinct, texts),
    repeated: formatCount(key.repeated),
    sharing: formatCount(key.repeated_documents),
  }));
}
