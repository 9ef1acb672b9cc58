import { nameStores, type Profile, profile } from '../../../engine/authoring/index.ts';
import { openSource } from '../../../engine/stores/index.ts';
import { listedStore } from '../../authoring/listed-store.ts';
import { shop } from '../../authoring/shop.ts';

/** The profile of the invented shop. */
export function shopProfile(showValues = false): Promise<Profile> {
  return profile({ stores: [{ name: 'shop', store: listedStore(shop, 7, 'dumps/shop') }], showValues });
}

/** The same with limits so small that samples are taken. */
export function sampledProfile(): Promise<Profile> {
  return profile({
    stores: [{ name: 'shop', store: listedStore(shop, 7, 'dumps/shop') }],
    showValues: false,
    limits: { paths: 6, values: 4, ids: 5, clients: 2 },
  });
}

/** Nothing at all. */
export function emptyProfile(): Promise<Profile> {
  return profile({ stores: [{ name: 'void', store: listedStore({}, 7, 'dumps/void') }], showValues: false });
}

/** The profile of the dump that the project ships. */
export async function fixtureProfile(): Promise<Profile> {
  const store = await openSource('fixtures/dump');
  try {
    return await profile({ stores: nameStores([store]), showValues: false });
  } finally {
    await store.close();
  }
}
