import { Double } from 'bson';
import { describe, expect, it } from 'vitest';
import type { BsonValue } from '../../engine/bson/index.ts';
import { collectionDrift, indexName } from '../../engine/stores/index.ts';

const codes = (
  found: readonly BsonValue[],
  wanted: readonly BsonValue[],
  ...options: BsonValue[]
): string[] =>
  collectionDrift({ name: 'c', indexes: found }, wanted, options[0], 'place').map((notice) => notice.code);

describe('the drift of a collection', () => {
  const client = { key: { client: 1 }, name: 'client_1', unique: true };

  it('is none where the same is meant', () => {
    const server = { v: 2, key: { client: new Double(1) }, name: 'client_1', unique: true, ns: 'db.c' };
    expect(codes([{ v: 2, key: { _id: 1 }, name: '_id_' }, server], [client])).toEqual([]);
    expect(codes([client], [{ key: { client: 1 }, unique: true }])).toEqual([]);
  });

  it.each<[string, BsonValue, string]>([
    ['direction', { ...client, key: { client: -1 } }, 'index.differs'],
    ['uniqueness', { key: { client: 1 }, name: 'client_1' }, 'index.differs'],
    ['field', { ...client, key: { other: 1 } }, 'index.differs'],
    ['kind', { ...client, key: { client: 'hashed' } }, 'index.differs'],
  ])('tells another %s', (_, found, code) => {
    expect(codes([found], [client])).toEqual([code]);
  });

  it('tells the order of a compound key', () => {
    const one = { key: { a: 1, b: 1 }, name: 'both' };
    const two = { key: { b: 1, a: 1 }, name: 'both' };
    expect(codes([one], [two])).toEqual(['index.differs']);
    expect(codes([one], [one])).toEqual([]);
  });

  it('tells what is missing and what is not asked for', () => {
    expect(codes([], [client])).toEqual(['index.missing']);
    expect(codes([client], [])).toEqual(['index.extra']);
  });

  it('tells other options, if any are asked for', () => {
    expect(codes([], [], { capped: true })).toEqual(['options.differ']);
    expect(codes([], [], {})).toEqual([]);
  });
});

it('names an index as mongod does', () => {
  expect(indexName({ key: { client: 1 } })).toBe('client_1');
  expect(indexName({ key: { 'a.b': -1, c: new Double(1), d: 'text' } })).toBe('a.b_-1_c_1_d_text');
  expect(indexName({ key: { client: 1 }, name: 'mine' })).toBe('mine');
});
