import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkDocument, checkLog, showCheck } from '../../../cli/findings-display.ts';
import type { Output } from '../../../cli/output.ts';
import { readContract } from '../../../engine/contract/index.ts';
import { policyWith, unread } from '../broken/judgements.ts';
import { type Edit, editedLibrary } from '../library.ts';

const FOLDER = fileURLToPath(new URL('./golden/', import.meta.url));
const waivers = policyWith(`  rules: { let.unused: error }
  waivers:
    - { code: source.unread, about: old_number, reason: "se decide en la versión 2", until: "2026-12-31" }
    - { code: file.unused, reason: "borrador", until: "2025-12-31" }`);

/** What is checked: the made-up contract as it is, with warnings, and with faults of every kind. */
const subjects: Readonly<Record<string, Readonly<Record<string, Edit>>>> = {
  sound: {},
  waived: {
    ...unread,
    'policy.yaml': [
      [
        'severity: {',
        `check:
  waivers: [ { code: source.unread, reason: "se decide en la versión 2", until: "2026-12-31" } ]
severity: {`,
      ],
    ],
  },
  faulty: {
    ...unread,
    ...waivers,
    'contract.yaml': [
      ['version: "1.0.0"', 'version: 1.10'],
      ['into: member_id', 'intoo: member_id'],
    ],
    'mappings/01-cards.yaml': [
      ['name: name', 'name: "日本 👍" & nam'],
      ['choose: earliest', 'choose: oldest'],
    ],
    'mappings/02-loans.yaml': [
      ['title: title', 'title: *t'],
      [
        'newest: $rank = $count($docs)',
        `newest: '${'$string(1) & '.repeat(20)}"\u200B${'é'.repeat(60)}" & $ranke'`,
      ],
    ],
    'functions.yaml': undefined,
    'schemas/loans.yaml': '',
    'cases/cards.yaml': 'cases:\n\t- x\n',
  },
};

function rendered(name: string): readonly (readonly [string, string])[] {
  const texts = editedLibrary(subjects[name] ?? {});
  const options = { today: '2026-06-30', folder: 'library/1.0.0' };
  const loaded = { ...readContract(texts, 'contracts/library/1.0.0', options), texts };
  const shown = (colour: boolean): string => {
    const lines: string[] = [];
    showCheck('contracts/library/1.0.0', loaded, {
      colour,
      print: (text: string) => lines.push(`${text}\n`),
    } as unknown as Output);
    return lines.join('');
  };
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  return [
    [`${name}.txt`, shown(false)],
    [`${name}.ansi.txt`, shown(true)],
    [`${name}.json`, json(checkDocument('contracts/library/1.0.0', loaded))],
    [`${name}.sarif`, json(checkLog('contracts/library/1.0.0', loaded))],
  ];
}

/** All goldens by file name. After an intended change: `UPDATE_GOLDEN=1 npx vitest run test/contract/telling`, and read the diff. */
const goldens = new Map(Object.keys(subjects).flatMap(rendered));

if (process.env.UPDATE_GOLDEN === '1') {
  for (const [name, text] of goldens) writeFileSync(FOLDER + name, text);
}

describe('golden outputs of check', () => {
  it.each([...goldens])('%s', (name, text) => {
    expect(text).toBe(readFileSync(FOLDER + name, 'utf8'));
  });

  it('has no golden that nothing renders', () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...goldens.keys()].sort());
  });

  it('has no control character, whatever the files hold, but line ends', () => {
    for (const [name, text] of goldens) {
      if (name.endsWith('.ansi.txt')) continue;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      expect(text, name).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]/);
    }
  });
});
