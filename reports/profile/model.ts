import type { Profile } from '../../engine/authoring/index.ts';
import { formatCount } from '../format/index.ts';
import type { Language } from '../texts/index.ts';
import { candidateRows, clientSection } from './sections/clients.ts';
import { collectionRows } from './sections/collections.ts';
import { pathRows } from './sections/paths.ts';
import { keyRows, linkRows } from './sections/relations.ts';
import { remarkGroups } from './sections/remarks.ts';
import { profileTextsOf } from './texts/index.ts';

/** What the templates of a profile's report are filled with: texts, booleans and lists, nothing to be computed. */
export type ProfileReport = ReturnType<typeof buildProfileReport>;

/** The report of a profile in one language. */
export function buildProfileReport(profile: Profile, lang: Language) {
  const texts = profileTextsOf(lang);
  const { collections, limits } = profile;
  const remarks = remarkGroups(profile, texts);
  const links = linkRows(profile, texts);
  const keys = keyRows(profile, texts);
  const candidates = candidateRows(profile);
  return {
    stores: profile.stores.map(({ name, kind, label }) => ({ name, kind, label })),
    contract: {
      given: profile.contract !== null,
      name: profile.contract?.name ?? '',
      version: profile.contract?.version ?? '',
    },
    totals: {
      collections: formatCount(collections.length),
      documents: formatCount(collections.reduce((sum, { documents }) => sum + documents, 0)),
      bytes: formatCount(collections.reduce((sum, { bytes }) => sum + bytes, 0)),
    },
    valuesShown: profile.values_shown,
    has: {
      remarks: remarks.length > 0,
      clients: profile.clients !== null,
      candidates: candidates.length > 0,
      links: links.length > 0,
      keys: keys.length > 0,
      notices: profile.notices.length > 0,
    },
    remarks,
    collections: collectionRows(profile, texts),
    clients: clientSection(profile, texts),
    candidates,
    links,
    keys,
    details: collections.map((one, at) => ({
      id: `c${at + 1}`,
      name: one.name,
      documents: formatCount(one.documents),
      filled: one.paths.length > 0,
      paths: pathRows(one, texts),
    })),
    notices: profile.notices.map(({ code, message, place }) => ({
      code,
      message,
      place,
      placed: place !== '',
    })),
    limits: {
      paths: formatCount(limits.paths),
      values: formatCount(limits.values),
      ids: formatCount(limits.ids),
      clients: formatCount(limits.clients),
      valuesError: errorText(limits.values),
      idsError: errorText(limits.ids),
    },
  };
}

/** Standard error of a number that is estimated from a sample of this size, in per cent with one decimal. */
function errorText(limit: number): string {
  return `${(100 / Math.sqrt(Math.max(limit - 2, 1))).toFixed(1)}%`;
}
