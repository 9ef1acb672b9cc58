import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { checkLog } from '../../../cli/findings-display.ts';
import { contractCodes, readContract } from '../../../engine/contract/index.ts';
import { brokenFiles } from '../broken/files.ts';
import { brokenJudgements } from '../broken/judgements.ts';
import { brokenOutputs } from '../broken/rules.ts';
import { brokenShapes } from '../broken/shapes.ts';
import { editedLibrary } from '../library.ts';

const text = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } } };
const closed = (properties: object, required: readonly string[] = Object.keys(properties)): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const listOf = (items: object): object => ({ type: 'array', items });
const positive = { type: 'integer', minimum: 1 };
const level = { enum: ['none', 'note', 'warning', 'error'] };

/** The part of SARIF 2.1.0 (OASIS, §3.13 and on) that a log of findings needs; nothing else may be in it. */
const required = closed({
  $schema: { type: 'string', format: 'uri' },
  version: { const: '2.1.0' },
  runs: {
    type: 'array',
    minItems: 1,
    items: closed({
      tool: closed({
        driver: closed({
          name: { type: 'string', minLength: 1 },
          version: { type: 'string', minLength: 1 },
          rules: {
            type: 'array',
            uniqueItems: true,
            items: closed({
              id: { type: 'string', minLength: 1 },
              shortDescription: text,
              help: text,
              defaultConfiguration: closed({ level }),
            }),
          },
        }),
      }),
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      results: listOf(
        closed(
          {
            ruleId: { type: 'string', minLength: 1 },
            ruleIndex: { type: 'integer', minimum: 0 },
            level,
            message: text,
            locations: {
              type: 'array',
              minItems: 1,
              items: closed({
                physicalLocation: closed({
                  artifactLocation: closed({ uri: { type: 'string', pattern: '^[A-Za-z0-9._~%/:-]+$' } }),
                  region: closed({ startLine: positive, startColumn: positive }),
                }),
              }),
            },
            suppressions: listOf(
              closed({ kind: { enum: ['inSource', 'external'] }, justification: { type: 'string' } }),
            ),
          },
          ['ruleId', 'ruleIndex', 'level', 'message', 'locations'],
        ),
      ),
    }),
  },
});

const ajv = new Ajv2020({ allErrors: true, formats: { uri: (value: string) => URL.canParse(value) } });
const fits = ajv.compile(required);

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly suppressions?: readonly object[];
    }[];
  }[];
}

test('every log has the shape of SARIF 2.1.0, and each result its rule', () => {
  const cases = [...brokenFiles, ...brokenShapes, ...brokenOutputs, ...brokenJudgements];
  let suppressed = 0;
  for (const { what, edits, today } of cases) {
    const texts = editedLibrary(edits);
    const read = readContract(texts, 'contracts/a name/ü#1', { today: today ?? '2025-01-01' });
    const log = checkLog('contracts/a name/ü#1', { ...read, texts }) as Log;
    expect(fits(log), `${what}: ${JSON.stringify(fits.errors)}`).toBe(true);
    const [run] = log.runs;
    expect(run?.results).toHaveLength(read.findings.length + read.waived.length);
    for (const { ruleId, ruleIndex, suppressions } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(Object.hasOwn(contractCodes, ruleId)).toBe(true);
      suppressed += suppressions?.length ?? 0;
    }
    expect(suppressed).toBeGreaterThanOrEqual(read.waived.length);
  }
});

test('the shape would notice', () => {
  const texts = editedLibrary({ 'policy.yaml': undefined });
  const log = checkLog('c', { ...readContract(texts), texts }) as { runs: { results: object[] }[] };
  expect(fits(log)).toBe(true);
  for (const result of log.runs[0]?.results ?? []) Reflect.deleteProperty(result, 'message');
  expect(fits(log)).toBe(false);
});

test('a file of an absolute folder is named by a file: URI', () => {
  const texts = editedLibrary({ 'policy.yaml': undefined });
  const log = JSON.stringify(checkLog('/srv/a b/1.0.0', { ...readContract(texts), texts }));
  expect(log).toContain('"uri":"file:///srv/a%20b/1.0.0/policy.yaml"');
});
