import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadTraced, subjectOf, testCases, updateCases } from '../../engine/authoring/index.ts';
import { type Edits, editedContract, edn360, library } from './contracts.ts';
import { call, golden } from './golden.ts';

let done: (() => Promise<void>) | undefined;
afterEach(async () => {
  await done?.();
  done = undefined;
});

async function edited(edits: Edits, folder = library) {
  const made = await editedContract(folder, edits);
  done = made.done;
  return made;
}

async function results(path: string) {
  const { traced } = await loadTraced(path);
  if (traced === undefined) throw new Error('the contract does not load');
  return { traced, ...testCases(traced) };
}

/** `subject: want / got` of each difference. */
async function told(edits: Edits): Promise<readonly string[]> {
  const { path } = await edited(edits);
  const { cases } = await results(path);
  return cases.flatMap(({ differences }) =>
    differences.map(({ difference }) => {
      const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
      return `${subjectOf(difference)}: ${text(difference.want)} / ${text(difference.got)}`;
    }),
  );
}

const cards = 'cases/cards.yaml';

describe('the cases of a contract', () => {
  it.each([library, edn360])('all pass: %s', async (folder) => {
    const { cases } = await results(folder);
    expect(cases.length).toBeGreaterThan(3);
    expect(cases.filter(({ outcome }) => outcome !== 'passed').map(({ model }) => model.name)).toEqual([]);
  });

  it.each<[string, Edits, readonly string[]]>([
    [
      'another value',
      { [cards]: [['card.name: Ana\n', 'card.name: Eva\n']] },
      ['member_7 card.name: Eva / Ana'],
    ],
    [
      'a value where nothing is',
      { [cards]: [['card.kind: ordinary', 'card.phone: "1"']] },
      ['member_7 card.phone: 1 / undefined'],
    ],
    [
      'an int where a double is',
      { [cards]: [['card.kind: ordinary', 'card.kind: 1']] },
      ['member_7 card.kind: 1 / ordinary'],
    ],
    [
      'a value that should be absent',
      { [cards]: [['[ card.phone, contact.email ]', '[ card.name ]']] },
      ['member_7 card.name: undefined / Ana'],
    ],
    [
      'a drawer that should not be',
      { [cards]: [['absent: { member_7: [ card.phone, contact.email ] }', 'absent: { member_7: [ ] }']] },
      ['member_7: no drawer / a drawer'],
    ],
    [
      'another disposition',
      {
        [cards]: [['dispositions: { cards: { c1: migrated } }', 'dispositions: { cards: { c1: excluded } }']],
      },
      ['cards c1, disposition: excluded / migrated'],
    ],
    [
      'a document that is not there',
      {
        [cards]: [['dispositions: { cards: { c1: migrated } }', 'dispositions: { cards: { c9: migrated } }']],
      },
      ['cards c9, disposition: migrated / no such document'],
    ],
    [
      'a link that is not written back',
      {
        [cards]: [
          [
            'dispositions: { cards: { c1: migrated } }',
            'links: { cards: { c1: { member_ref: member_8, drawer_id: member_7 } } }',
          ],
        ],
      },
      ['cards c1, link member_ref: member_8 / undefined', 'cards c1, link drawer_id: member_7 / undefined'],
    ],
    [
      'other warnings',
      { [cards]: [['{ card.incomplete: 1 }', '{ card.incomplete: 2, fine.loose: 1 }']] },
      ['cards c1, warnings: card.incomplete 2, fine.loose 1 / card.incomplete 1'],
    ],
  ])('fail for %s', async (_, edits, differences) => {
    expect(await told(edits)).toEqual(differences);
  });

  it('compare nothing that is not named, unless exactly is said', async () => {
    const exactly = await told({
      [cards]: [['    expect:\n      drawers:', '    expect:\n      exactly: true\n      drawers:']],
    });
    expect(exactly.length).toBeGreaterThan(3);
    expect(exactly).toContain('member_7 member_id: undefined / 7');
    expect(exactly).not.toContainEqual(expect.stringContaining('updated_at'));
  });

  it('are told from faults of the cases themselves', async () => {
    const { path } = await edited({
      [cards]: [
        ['card.name: Ana\n', 'card.nam: Ana\n'],
        ['case: el otro', 'casse: x\n    case: el otro'],
      ],
    });
    const { traced, findings } = await loadTraced(path);
    expect(findings.map(({ code }) => code).sort()).toEqual(['case.path', 'shape.unknown_key']);
    expect(traced).toBeDefined();
  });
});

describe('the coverage of cases', () => {
  it('names what no case reaches, and counts the rest', async () => {
    const { coverage } = await results(library);
    expect(coverage.unreached.map(({ place, what }) => `${place.file}:${place.line} ${what}`)).toEqual([
      'functions.yaml:4 $bsonType($t) = "string" ? $uppercase($t) & $mark(): when it does not hold',
      'functions.yaml:15 $bsonType($block) = "object" ? $sift($block, function($answ…: when it holds',
      'mappings/01-cards.yaml:9 fill: another value',
      'mappings/01-cards.yaml:31 card.deposit',
      'mappings/01-cards.yaml:35 card.address.street',
      'mappings/01-cards.yaml:36 card.address.town',
      'mappings/02-loans.yaml:12 warn loan.pages_missing of loans: when it holds',
      'mappings/02-loans.yaml:28 loans.items.extra',
      'mappings/03-fines.yaml:9 $blank(loan) ? $warn("fine.loose", null) : $idText(loan): when it holds',
      'mappings/03-fines.yaml:10 $exists($loan) and $loan in $landed.loans.id: decided by $exists($loan)',
    ]);
    expect(coverage.expressions).toEqual({ reached: 58, of: 62 });
    expect(coverage.branches).toEqual({ reached: 21, of: 27 });
  });

  it('grows with a case that reaches more', async () => {
    const { path } = await edited({
      [cards]: [['name: Ana, email: "" }', 'name: Ana, email: "", deposit: "3 €" }']],
    });
    const { coverage } = await results(path);
    expect(coverage.expressions).toEqual({ reached: 59, of: 62 });
  });
});

describe('updating cases', () => {
  it('writes what came out in place of what was expected, and nothing else', async () => {
    const { path } = await edited({
      [cards]: [
        ['card.name: Ana\n', 'card.name: Eva   # the name\n'],
        ['dispositions: { cards: { c1: migrated } }', 'dispositions: { cards: { c1: excluded } } # why'],
      ],
    });
    const { cases } = await results(path);
    const text = await readFile(join(path, cards), 'utf8');
    const updated = updateCases(cards, text, cases);
    expect(updated.changed).toBe(2);
    expect(updated.text).toBe(text.replace('name: Eva', 'name: Ana').replace('c1: excluded', 'c1: migrated'));
  });

  it('drops what is not there any more, with the comments around it kept', async () => {
    const { path } = await edited({
      [cards]: [
        ['card.kind: ordinary', 'card.phone: "1"   # gone'],
        ['card.name: Ana\n', 'card.name: Ana   # kept\n'],
        ['[ card.phone, contact.email ]', '[ card.issued_at ]'],
      ],
    });
    const { cases } = await results(path);
    const updated = updateCases(cards, await readFile(join(path, cards), 'utf8'), cases);
    expect(updated.text).toContain('# kept');
    expect(updated.text).not.toContain('card.phone: "1"');
    expect(updated.text).toMatch(/member_7: \[ ?card\.phone ?\]/);
  });
});

describe('drawer test', () => {
  it('shows want and got, where it stands and how it came about', async () => {
    const { path, bench } = await edited({
      [cards]: [
        ['card.shown: "ANA!"', 'card.shown: "EVA!"'],
        ['card.phone: "600 000 000"', 'card.phone: "600"'],
      ],
      'cases/loans.yaml': [['f2: migrated', 'f2: quarantined']],
    });
    const ended = await call(bench, 'test', 'library/1.0.0', '--junit', 'junit.xml');
    golden('test-failing', ended, [bench]);
    expect(await readFile(join(bench, 'junit.xml'), 'utf8')).toMatch(
      /failures="3"[\s\S]*<failure message="1 not as expected">member_7 card.shown: want &quot;EVA!&quot;/,
    );
    const json = await call(bench, 'test', path, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ command: 'test', passed: 1, failed: 3 });
  });

  it('ends with 1 for a fault of a case, 2 for one of the contract, 0 once all is updated', async () => {
    const broken = await edited({ 'contract.yaml': [['drawer: 1', 'drawer: 2']] });
    expect((await call(broken.bench, 'test', broken.path)).code).toBe(2);
    await broken.done();
    const faulty = await edited({ [cards]: [['card.name: Ana\n', 'card.nam: Ana\n']] });
    const ended = await call(faulty.bench, 'test', faulty.path);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('case.path');
    await faulty.done();
    const { path, bench } = await edited({ [cards]: [['card.name: Ana\n', 'card.name: Eva\n']] });
    expect((await call(bench, 'test', path, '--update')).code).toBe(1);
    expect((await call(bench, 'test', path)).code).toBe(0);
  });
});
