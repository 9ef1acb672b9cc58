import { expect, it } from 'vitest';
import { attempt, loadTraced } from '../../engine/authoring/index.ts';
import { BsonDocument, encode } from '../../engine/bson/index.ts';
import { editedContract, library } from './contracts.ts';

it('tells where a value inside a list stands that was moved as a whole', async () => {
  const { path: folder, done } = await editedContract(library, {
    'schemas/loans.yaml': [['items: { bsonType: string }', 'items: {}']],
  });
  const { traced } = await loadTraced(folder);
  await done();
  if (traced === undefined) throw new Error('the contract does not load');
  const document = (name: string, fields: Record<string, unknown>) => {
    const source = traced.plan.sources.find((each) => each.name === name);
    if (source === undefined) throw new Error('no such source');
    const raw = new BsonDocument(encode(fields as never));
    const state = { landedBefore: false, ours: false, conflicting: false };
    return {
      source,
      document: raw,
      whole: raw,
      id: String(fields._id),
      idText: String(fields._id),
      ...state,
    };
  };
  const day = new Date('2024-05-01T10:00:00Z');
  const gathered = {
    client: '7',
    documents: [
      document('cards', { _id: 'c1', member: '7', issued_at: day, name: 'Ana' }),
      document('loans', { _id: 'l1', card: { member: '7' }, lent_at: day, tags: [{ a: 1 }, { a: 2 }] }),
    ],
  };
  const [tried] = attempt(
    traced,
    { gathered, documents: [{ source: 'loans', id: 'l1' }] },
    { run: { id: 'run', now: day, parameters: { BRANCH: 'central' } }, cutoff: undefined },
  );
  expect(tried?.story.disposition).toBe('migrated');
  const written = tried?.story.values.flatMap(({ path, destinations }) =>
    destinations.filter(({ outcome }) => outcome === 'written').map(({ name, value }) => [path, name, value]),
  );
  expect(written).toEqual(
    expect.arrayContaining([
      ['tags[0].a', 'loans.items[0].tags[0].a', 1],
      ['tags[1].a', 'loans.items[0].tags[1].a', 2],
    ]),
  );
});
