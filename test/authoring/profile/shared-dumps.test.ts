import { describe, expect, it } from 'vitest';
import { nameStores, profile } from '../../../engine/authoring/index.ts';
import { openSource } from '../../../engine/stores/index.ts';
import { sharedDump, withShared } from '../../stores/dump/shared.ts';

describe('the profile of real dumps', () => {
  withShared('two databases', () => {
    it('finds how two databases hang together', async () => {
      const folders = ['edn360_web', 'edn360_app'].map((name) => sharedDump(`deployed/dump/${name}`));
      const stores = nameStores(await Promise.all(folders.map((folder) => openSource(folder))));
      const { clients, collections, links, remarks } = await profile({ stores, showValues: false });
      expect(clients?.total).toEqual({ count: 160, exact: true });
      expect(collections.filter(({ client }) => client === null).map(({ name }) => name)).toEqual([
        'edn360_web.questionnaire_responses',
      ]);
      const link = (collection: string, path: string) =>
        links.find((one) => one.collection === collection && one.path === path);
      expect(link('edn360_app.client_drawers', '_id')).toMatchObject({
        to: 'edn360_web.users',
        as: 'client_*',
        found: 46,
      });
      expect(link('edn360_web.questionnaire_responses', 'email')).toMatchObject({
        to: 'edn360_web.users',
        to_path: 'email',
        found: 50,
      });
      expect(remarks).toContainEqual({
        code: 'type.mixed',
        collection: 'edn360_app.training_plans_v2',
        place: 'created_at',
        count: 22,
      });
      for (const { store } of stores) await store.close();
    });
  });
});
