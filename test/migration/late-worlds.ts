import fc from 'fast-check';
import type { World } from './library.ts';

/** What the old system does with a document: writes and carries it, writes it alone, has had it from the start. */
type How = 'dual' | 'missed' | 'there';

/** A legacy document of the library, and how it comes. */
export interface Made {
  readonly source: string;
  readonly document: Readonly<Record<string, unknown>> & { readonly _id: string };
  readonly how: How;
}

const member = fc.constantFrom('1', '2');
/** Months from January 2024; those from the thirteenth on are after the cutoff. */
const month = fc.integer({ min: 1, max: 20 });

function at(months: number): Date {
  return new Date(Date.UTC(2024, months - 1, 3, 10));
}

const how = fc.constantFrom<How>('dual', 'missed', 'there');

const cards = fc
  .record({
    number: fc.integer({ min: 1, max: 3 }),
    member,
    month,
    how,
    desk: fc.boolean(),
    name: fc.constantFrom('Ana', 'Eva', ''),
    phone: fc.boolean(),
  })
  .map(({ number, member: of, month: of2, how: by, desk, name, phone }): Made => {
    const document = {
      _id: `c${of}${number}`,
      member: of,
      issued_at: at(of2),
      name,
      email: 'e',
      ...(phone ? { phone: '600' } : {}),
    };
    return { source: desk ? 'desk_cards' : 'cards', document, how: of2 < 13 ? 'there' : by };
  });

const loans = fc
  .record({ number: fc.integer({ min: 1, max: 5 }), member, month, how, lost: fc.boolean() })
  .map(({ number, member: of, month: months, how: by, lost }): Made => {
    const document = {
      _id: `l${of}${number}`,
      card: { member: of },
      lent_at: at(months),
      title: `T${number}`,
      pages: number,
      ...(lost && number === 5 ? { state: 'lost' } : {}),
    };
    return { source: 'loans', document, how: months < 13 ? 'there' : by };
  });

const fines = fc
  .record({
    number: fc.integer({ min: 1, max: 4 }),
    member,
    month,
    how,
    loan: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ number, member: of, month: months, how: by, loan }): Made => {
    const document = {
      _id: `f${of}${number}`,
      member: of,
      raised_at: at(months),
      amount: number,
      loan: `l${of}${loan}`,
    };
    return { source: 'fines', document, how: months < 13 ? 'there' : by };
  });

/** Documents of two members around the cutoff; what is before it is there from the start. */
export const lateWorlds = fc.uniqueArray(fc.oneof(cards, loans, fines), {
  maxLength: 14,
  selector: ({ source, document }) => `${source}/${document._id}`,
});

/** The documents by their sources. */
export function worldOf(made: readonly Made[]): World {
  const world: Record<string, Made['document'][]> = {};
  for (const { source, document } of made) world[source] = [...(world[source] ?? []), document];
  return world;
}
