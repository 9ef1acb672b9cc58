import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BsonDocument, canonicalJson, parseExtendedJson } from '../../engine/bson/index.ts';
import { records } from '../../engine/migration/index.ts';
import { drawerLines, planOf, withStaged } from './staging.ts';

const shared = join(import.meta.dirname, '../../../shared/dumps');
const present = existsSync(shared);

interface Key {
  readonly cutoff: string;
  readonly totals: Readonly<Record<string, unknown>>;
  readonly match: Readonly<Record<string, unknown>>;
  readonly documents: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

if (!present) console.log('skipped: the shared dumps are not beside this repository');

describe.skipIf(!present && process.env.CI !== 'true')('real dumps equal their keys', () => {
  test.each(['edn360_mild', 'edn360_harsh'])('%s', async (name) => {
    const folder = join(shared, name);
    const key = JSON.parse(readFileSync(join(folder, 'key.json'), 'utf8')) as Key;
    const plan = await planOf('contracts/edn360/1.0.0');
    const settings = { parameters: { DUAL_WRITE_START_AT: key.cutoff } };
    await withStaged(plan, join(folder, 'dump'), settings, async ({ result, accounts }, target) => {
      const documents: Record<string, Record<string, unknown>> = {};
      for (const { source, id, disposition, fault, warnings } of accounts) {
        const entry: Record<string, unknown> = { disposition };
        if (fault !== undefined) entry.reason = fault.code;
        if (warnings.length > 0) {
          const counts: Record<string, number> = {};
          for (const { code } of warnings) counts[code] = (counts[code] ?? 0) + 1;
          entry.warnings = counts;
        }
        documents[source] ??= {};
        documents[source][id] = entry;
      }
      const byText = Object.fromEntries(
        Object.entries(key.documents).map(([source, entries]) => [
          source,
          Object.fromEntries(Object.entries(entries).map(([id, entry]) => [textOfId(id), entry])),
        ]),
      );
      expect(documents).toEqual(byText);
      const totals = Object.assign({}, ...result.entities.map(({ collections }) => collections)) as object;
      expect(totals).toEqual(key.totals);
      const match = Object.fromEntries(result.entities.map(({ entity, match: rate }) => [entity, rate]));
      expect(match).toEqual(key.match);
      const expected = readFileSync(join(folder, 'drawers.jsonl'), 'utf8').trimEnd().split('\n');
      expect(firstDifference(await drawerLines(plan, target), expected)).toBeUndefined();
      expect(await target.count(records.ledger)).toBeGreaterThan(0);
    });
  });
});

function textOfId(json: string): string {
  const value = parseExtendedJson(json);
  if (typeof value === 'string') return value;
  return value instanceof BsonDocument ? canonicalJson(value) : String(value);
}

/** Where two lists of lines first differ: the line, and its text from a little before the difference on. */
function firstDifference(got: readonly string[], wanted: readonly string[]): unknown {
  for (let line = 0; line < Math.max(got.length, wanted.length); line++) {
    const [a = '', b = ''] = [got[line], wanted[line]];
    if (a === b) continue;
    let at = 0;
    while (a[at] === b[at]) at++;
    return {
      line,
      got: a.slice(Math.max(0, at - 80), at + 120),
      wanted: b.slice(Math.max(0, at - 80), at + 120),
    };
  }
  return undefined;
}
