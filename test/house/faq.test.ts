import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { canonicalJson, encode, fromExtendedJson, type PlainDocument } from '../../engine/bson/index.ts';
import { compilePlan, readContract } from '../../engine/contract/index.ts';
import { engineAnswer } from '../property/engine.ts';

/** An example of the page: a document, an expression, and what becomes of it in a contract. */
interface Example {
  readonly in: Readonly<Record<string, unknown>>;
  readonly expression: string;
  /** The schema of the place in the drawer; anything unless it is given. */
  readonly drawer?: unknown;
  readonly gives?: unknown;
  readonly set_aside?: string;
  readonly check?: string;
}

const page = readFileSync('docs/jsonata-faq.md', 'utf8');
const questions = page
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const [title = ''] = section.split('\n');
    const blocks = [...section.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
    return { title, examples: blocks.flatMap((block) => parse(block) as readonly Example[]) };
  });

/** A contract that does nothing but put one value into a drawer. */
function contractOf({ expression, drawer = {} }: Example) {
  const json = JSON.stringify;
  return new Map([
    [
      'contract.yaml',
      `drawer: 1
name: faq
version: "1.0.0"
client: { id: $client, into: client_id }
target: { collection: drawers, schema: schemas/drawer.yaml }
sources:
  docs:
    schema: schemas/docs.yaml
    client: '"one"'
    cutoff: { apply: false, reason: none }
    retire: { apply: false, reason: none }
mappings: [ mappings/docs.yaml ]
`,
    ],
    [
      'mappings/docs.yaml',
      `mapping: docs
step: "01"
from: docs
order: [ $id ]
choose: earliest
without_drawer: create
outputs:
  one:
    into: one
    fields:
      value: ${json(expression)}
`,
    ],
    ['policy.yaml', 'policy: 1\n'],
    ['schemas/docs.yaml', 'bsonType: object\n'],
    [
      'schemas/drawer.yaml',
      `bsonType: object
properties:
  _id: {}
  client_id: {}
  one: { bsonType: object, properties: { value: ${json(drawer)} } }
`,
    ],
  ]);
}

function outcomeOf(example: Example) {
  const { contract, findings } = readContract(contractOf(example), 'faq/1.0.0');
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  if (contract === undefined || errors.length > 0) return { check: errors.join(', ') };
  const document = fromExtendedJson({ _id: 'd', ...example.in }) as PlainDocument;
  const bytes = Buffer.from(encode(document));
  const { documents, drawers } = engineAnswer(
    compilePlan(contract),
    { docs: [bytes] } as never,
    '2030-01-01T00:00:00Z',
  );
  const [told] = Object.values(documents.docs ?? {}) as { disposition: string; reason?: string }[];
  if (told?.disposition === 'quarantined') return { set_aside: told.reason };
  const drawer = JSON.parse(drawers[0] ?? '{}') as { one?: { value?: unknown } };
  return { gives: drawer.one?.value === undefined ? 'absent' : drawer.one.value };
}

function expectedOf({ gives, set_aside, check }: Example) {
  if (check !== undefined) return { check };
  if (set_aside !== undefined) return { set_aside };
  if (gives === 'absent') return { gives };
  return { gives: JSON.parse(canonicalJson(fromExtendedJson(gives))) };
}

describe('docs/jsonata-faq.md', () => {
  it('answers every question with examples', () => {
    expect(questions.length).toBeGreaterThanOrEqual(13);
    for (const { title, examples } of questions) expect(examples.length, title).toBeGreaterThan(0);
  });

  it.each(
    questions.flatMap(({ title, examples }) =>
      examples.map((example) => [title, example.expression.trim(), example] as const),
    ),
  )('%s: %s', (_, __, example) => {
    expect(outcomeOf(example)).toEqual(expectedOf(example));
  });
});
