import { describe, expect, test } from 'vitest';
import { runCase } from '../../engine/authoring/cases/run-case.ts';
import {
  type CaseModel,
  compilePlan,
  formatFinding,
  formatPlace,
  type Plan,
} from '../../engine/contract/index.ts';
import { type Edit, readLibrary } from './library.ts';

function planWith(edits: Readonly<Record<string, Edit>>): Plan {
  const { contract, findings } = readLibrary(edits);
  if (contract === undefined) throw new Error(findings.map(formatFinding).join('\n'));
  return compilePlan(contract);
}

const day = (number: number): Date => new Date(Date.UTC(2024, 0, number));
const card = (id: string, member: string, more: object = {}) => ({
  _id: id,
  member,
  issued_at: day(1),
  name: 'Ana',
  email: 'ana@example.org',
  ...more,
});

/** What becomes of given documents: `disposition code`, with the warnings behind it. */
function fates(plan: Plan, given: Readonly<Record<string, readonly object[]>>) {
  const model = {
    parameters: { CUTOFF: '2025-01-01T00:00:00Z' },
    given: Object.entries(given).map(([source, documents]) => ({ source, documents })),
    drawers: [],
  } as unknown as CaseModel;
  const run = runCase(plan, model);
  if (run === undefined) throw new Error('the parameters are wrong');
  const told = [...run.documents].flatMap(([source, documents]) =>
    [...documents].map(([id, { disposition, code, where, warnings }]) => {
      const at = code === undefined || where === undefined ? '' : ` ${formatPlace(where)}`;
      return [`${source}/${id}`, [disposition, code, ...warnings.keys()].filter(Boolean).join(' ') + at];
    }),
  );
  return { fates: Object.fromEntries(told) as Record<string, string>, drawers: run.drawers };
}

describe('when and at', () => {
  const desk = 'collection: mostrador';
  const plan = planWith({
    'contract.yaml': [
      [
        `    ${desk}\n`,
        `    collection: cards
    when: { holds: '$exists(copy)', code: copy.none, reason: "no copy" }
    at: { object: copy.card ?? copy, code: copy.empty, reason: "an empty copy" }
`,
      ],
      [
        'Carnés hechos en el mostrador\n    schema: schemas/desk_cards.yaml\n    client: member',
        'Copias\n    schema: schemas/desk_cards.yaml\n    client: $parent.owner',
      ],
    ],
  });

  test('a source is about an object of its documents, in either of two places', () => {
    const copy = { issued_at: day(2), name: 'Eva' };
    const { fates: told, drawers } = fates(plan, {
      desk_cards: [
        { _id: 'a', owner: '1', copy },
        { _id: 'b', owner: '2', copy: { card: copy } },
        { _id: 'c', owner: '3' },
        { _id: 'd', owner: '4', copy: null },
        { _id: 'e', owner: '5', copy: 'text' },
        { _id: 'f', copy },
        { _id: 'g', owner: '7', copy: { issued_at: 5 } },
      ],
    });
    expect(told).toMatchObject({
      'desk_cards/a': expect.stringMatching(/^migrated/),
      'desk_cards/b': expect.stringMatching(/^migrated/),
      'desk_cards/c': expect.stringMatching(/^excluded copy\.none contract\.yaml:/),
      'desk_cards/d': expect.stringMatching(/^excluded copy\.empty contract\.yaml:/),
      'desk_cards/e': expect.stringMatching(/^quarantined source\.object contract\.yaml:/),
      'desk_cards/f': expect.stringMatching(/^quarantined client\.missing contract\.yaml:/),
      'desk_cards/g': expect.stringMatching(/^quarantined date\.invalid contract\.yaml:/),
    });
    expect([...drawers.keys()]).toEqual(['member_1', 'member_2']);
    expect(drawers.get('member_2')?.fields()).toMatchObject({ member_id: '2' });
  });
});

describe('clients that are looked up', () => {
  const plan = planWith({
    'contract.yaml': [
      [
        'client: card.member',
        'client: { resolve: cards, match: $lowercase(card.member), against: "[$lowercase(email), phone]", none: { quarantine: loan.stranger, reason: "nobody", fix: "ask" } }',
      ],
    ],
  });
  const loan = (id: string, member: unknown) => ({ _id: id, card: { member }, lent_at: day(5), pages: 1 });

  test('by one text or another; by none and by several they are set aside', () => {
    const { fates: told } = fates(plan, {
      cards: [
        card('c1', '1', { email: 'One@example.org' }),
        card('c2', '2', { email: 'both@example.org', phone: '600' }),
        card('c3', '3', { email: 'BOTH@example.org' }),
        card('c4', ' 1', { email: 'one@example.org', issued_at: day(2) }),
      ],
      loans: [
        loan('a', 'ONE@example.org'),
        loan('b', '600'),
        loan('c', 'both@example.org'),
        loan('d', 'x'),
        loan('e', ''),
      ],
    });
    expect(told).toMatchObject({
      'loans/a': expect.stringMatching(/^migrated/),
      'loans/b': expect.stringMatching(/^migrated/),
      'loans/c': expect.stringMatching(/^quarantined client\.ambiguous contract\.yaml:/),
      'loans/d': expect.stringMatching(/^quarantined loan\.stranger contract\.yaml:/),
      'loans/e': expect.stringMatching(/^quarantined loan\.stranger contract\.yaml:/),
    });
  });
});

describe('dates that stand in', () => {
  const plan = planWith({
    'contract.yaml': [['date: raised_at', 'date: [ raised_at, settled.at, noted_at ]']],
    'schemas/fines.yaml': [['properties:\n', 'properties:\n  settled: { }\n  noted_at: { }\n']],
  });
  const fine = (id: string, more: object) => ({ _id: id, member: '1', amount: 1, ...more });

  test.each([
    ['the first, where it is there', { raised_at: day(3), noted_at: day(4) }, undefined, ''],
    ['the second', { settled: { at: day(4) }, noted_at: day(5) }, undefined, 'date.fallback'],
    [
      'null counts as nothing',
      { raised_at: null, noted_at: '2024-01-05T00:00:00Z' },
      undefined,
      'date.fallback date.from_text',
    ],
    ['none at all', {}, 'date.missing', ''],
    ['a wrong one is no reason to go on', { raised_at: '', noted_at: day(4) }, 'date.invalid', ''],
    ['one after the cutoff', { noted_at: new Date('2026-01-01') }, 'after_cutoff', 'date.fallback'],
  ])('%s', (_, more, code, warnings) => {
    const { fates: told } = fates(plan, { cards: [card('c', '1')], fines: [fine('f', more)] });
    const text = told['fines/f'] ?? '';
    if (code === undefined) expect(text).toMatch(/^migrated/);
    else expect(text).toContain(code);
    for (const each of ['date.fallback', 'date.from_text'])
      expect(text.includes(each), text).toBe(warnings.includes(each));
  });
});

describe('fillers', () => {
  const plan = planWith({
    'mappings/01-cards.yaml': [
      ['fill: other_source', 'fill: none\nfillers: { desk_cards: { exclude: card.alone, reason: "alone" } }'],
    ],
  });

  test('fill in their order, are never chosen, and alone are set aside', () => {
    const { fates: told, drawers } = fates(plan, {
      cards: [
        card('late', '1', { issued_at: day(9), email: '' }),
        card('later', '1', { issued_at: day(10), phone: '9' }),
      ],
      desk_cards: [
        card('first', '1', { phone: '600', name: 'Other' }),
        card('second', '1', { issued_at: day(2), phone: '601', email: 'second@example.org' }),
        card('alone', '2'),
      ],
    });
    expect(told).toMatchObject({
      'cards/late': expect.stringMatching(/^migrated/),
      'cards/later': 'superseded',
      'desk_cards/first': expect.stringMatching(/^superseded merge.conflict/),
      'desk_cards/alone': expect.stringMatching(/^excluded card\.alone mappings\/01-cards\.yaml:/),
    });
    expect([...drawers.keys()]).toEqual(['member_1']);
    expect(JSON.stringify((drawers.get('member_1')?.get('card') as { fields(): object }).fields())).toContain(
      '"600"',
    );
  });
});
