import { Double, Long, ObjectId } from 'bson';
import type { World } from './listed-store.ts';

const day = (date: number) => new Date(Date.UTC(2025, 0, date, 9, 30));
const cities = ['Sevilla', 'Bilbao', 'Vigo'];

const members = Array.from({ length: 12 }, (_, n) => ({
  _id: `m-${1000 + n}`,
  name: `Persona Inventada ${n}`,
  email: `${n % 2 === 0 ? 'Uno' : 'dos'}${n}@example.test`,
  city: cities[n % 3],
  joined: day(n + 1),
}));

const visits = Array.from({ length: 20 }, (_, n) => ({
  _id: new ObjectId(String(n).padStart(24, '0')),
  member: n === 7 ? ` m-1003 ` : n === 8 ? 'm-gone-1' : `m-${1000 + (n % 9)}`,
  at: n % 5 === 0 ? `2025-02-${String(n + 1).padStart(2, '0')}T10:00:00+01:00` : day(n + 1),
  weight: ['83,5', '80 kg', '80%', '81.5', '79', '7-8'][n % 6],
  kind: n % 4 === 0 ? 'corta' : 'larga',
  tags: n % 3 === 0 ? [] : ['a', 'b'].slice(0, (n % 2) + 1),
  ...(n === 3 ? { note: 'cafe\u0301 \u00a0solo' } : {}),
  scores: { [`s_${10_000 + n}`]: n },
}));

const orders = [
  { _id: 1, ref: 'A-1001', member: 'm-1000', visit: visits[0]?._id.toHexString(), total: 12 },
  { _id: 2, ref: 'A-1001', member: 'm-1001', visit: visits[1]?._id.toHexString(), total: new Double(12.5) },
  { _id: 3, ref: 'A-1003', member: null, visit: 'ffffffffffffffffffffffff', total: Long.fromNumber(13) },
  { _id: 4, ref: 'A-1004', member: { odd: true }, total: Number.NaN },
];

/** An invented shop: members, their visits, their orders, with something of all that a profile looks at. */
export const shop: World = { members, visits, orders, empty: [] };
