import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ObjectId, serialize } from 'bson';
import { expect, test } from 'vitest';
import { runCase } from '../../engine/authoring/cases/run-case.ts';
import { loadTraced, testCases } from '../../engine/authoring/index.ts';
import { type CaseModel, compilePlan, formatFinding, loadContract } from '../../engine/contract/index.ts';
import { planOf, scratch, withStaged } from '../rehearsal/staging.ts';

const folder = 'contracts/edn360/2.0.0';

test('the contract of the deployed system loads, and nothing is to be said about it', async () => {
  const { contract, findings } = await loadContract(folder);
  expect(findings.map(formatFinding)).toEqual([]);
  expect(contract?.databases.map(({ alias, usual }) => `${alias} ${usual}`)).toEqual([
    'web edn360_web',
    'app edn360_app',
  ]);
});

test('each of its decisions has a case, and every case passes', async () => {
  const { traced } = await loadTraced(folder);
  if (traced === undefined) throw new Error('the contract is broken');
  const { cases } = testCases(traced);
  const failed = cases.filter(({ outcome }) => outcome !== 'passed');
  expect(failed).toEqual([]);
  expect(cases.length).toBeGreaterThan(20);
});

const at = (text: string): Date => new Date(text);

/** One invented client for each way in which the deployed system keeps things. */
const web = {
  users: [
    {
      _id: '100',
      email: 'ana@example.com',
      name: 'ana',
      role: 'user',
      created_at: at('2025-11-01T08:00:00Z'),
      subscription: 'team',
    },
    {
      _id: '10',
      email: 'eva@example.com',
      name: 'eva',
      role: 'user',
      created_at: at('2025-11-01T08:00:00Z'),
      status: 'archived',
      nutrition_plan: {
        questionnaire_data: { nombre_completo: 'Eva', peso: '83,5' },
        generated_at: at('2025-11-02T09:00:00Z'),
      },
    },
    {
      _id: '102',
      email: 'leo@example.com',
      name: 'leo',
      role: 'user',
      created_at: at('2025-11-01T08:00:00Z'),
    },
  ],
  nutrition_questionnaire_submissions: [
    {
      _id: '1',
      user_id: '100',
      responses: { nombre_completo: 'Ana', email: 'ANA@example.com', peso: '60' },
      submitted_at: at('2025-11-05T09:00:00Z'),
    },
    { _id: 'quest_demo_1', user_id: '103', created_at: at('2025-11-06T09:00:00Z'), nombre_completo: 'Noa' },
    {
      _id: '9',
      user_id: '102',
      responses: { nombre_completo: 'Leo' },
      submitted_at: at('2025-11-25T09:00:00Z'),
    },
  ],
  questionnaire_responses: [
    {
      _id: '5',
      nombre: 'Ana',
      email: 'Ana@Example.com',
      whatsapp: '+34 600',
      objetivo: 'verme mejor',
      submitted_at: at('2025-10-29T09:00:00Z'),
    },
    {
      _id: '6',
      nombre: 'Nadie',
      email: 'nadie@example.com',
      whatsapp: '1',
      objetivo: 'x',
      source: 'external_client',
    },
  ],
  follow_up_submissions: [
    {
      _id: '7',
      user_id: '100',
      submission_date: at('2025-11-20T09:00:00Z'),
      days_since_last_plan: 13,
      previous_plan_id: 'n1',
      measurement_type: 'none',
      measurements: null,
      adherence: { constancia_entrenamiento: 'mucha', seguimiento_alimentacion: 'poca' },
    },
  ],
  training_plans: [
    {
      _id: 't1',
      user_id: '100',
      generated_at: at('2025-11-07T09:00:00Z'),
      edn360_data: { E1: { n: 1 }, E7: 'texto' },
      month: 11,
      year: 2025,
    },
  ],
  nutrition_plans: [
    {
      _id: 'n1',
      user_id: '100',
      generated_at: at('2025-11-07T09:00:00Z'),
      questionnaire_data: { nombre_completo: 'Ana' },
    },
    {
      _id: 'n2',
      user_id: '104',
      generated_at: at('2025-11-08T09:00:00Z'),
      questionnaire_data: {
        _id: '8',
        user_id: '104',
        submitted_at: at('2025-11-04T09:00:00Z'),
        responses: { nombre_completo: 'Sol' },
      },
      status: 'error',
    },
  ],
};
const app = {
  client_drawers: [
    {
      _id: 'client_102',
      user_id: '102',
      services: {
        shared_questionnaires: [
          {
            submission_id: '9',
            submitted_at: at('2025-11-25T09:00:00Z'),
            source: 'initial',
            raw_payload: { responses: { nombre_completo: 'Leo' } },
          },
        ],
      },
      created_at: '2025-11-25T09:00:00+00:00',
    },
    {
      _id: 'client_100',
      user_id: '100',
      services: { shared_questionnaires: [] },
      shared_questionnaires: [],
      created_at: '2025-11-25T09:00:00+00:00',
    },
  ],
  training_plans_v2: [
    {
      _id: new ObjectId('6b0515e370b86d2778834f33'),
      id: '5d1f0000-0000-4000-8000-000000000007',
      user_id: '102',
      created_at: '2025-12-04T22:56:40.064123+00:00',
      status: 'sent',
      plan: { title: 'Plan' },
    },
  ],
};

async function write(root: string): Promise<void> {
  for (const [database, collections] of Object.entries({ edn360_web: web, edn360_app: app })) {
    await mkdir(join(root, database), { recursive: true });
    for (const [name, documents] of Object.entries(collections))
      await writeFile(
        join(root, database, `${name}.bson`),
        Buffer.concat(documents.map((one: object) => serialize(one))),
      );
  }
}

test('invented documents of both databases land where they should, and each once', async () => {
  const { path, done } = await scratch();
  try {
    await write(path);
    const plan = await planOf(folder);
    const settings = { parameters: { DUAL_WRITE_START_AT: '2025-11-24T13:16:00Z' } };
    await withStaged(plan, path, settings, async ({ result, accounts }, target) => {
      const fates: Record<string, string> = {};
      for (const { source, id, disposition, fault } of accounts) {
        expect(fates[`${source}/${id}`]).toBeUndefined();
        fates[`${source}/${id}`] = fault === undefined ? disposition : `${disposition} ${fault.code}`;
      }
      expect(fates).toEqual({
        'submissions/1': 'migrated',
        'submissions/quest_demo_1': 'excluded questionnaire.loose',
        'submissions/9': 'after_cutoff',
        'loose_submissions/1': 'excluded questionnaire.whole',
        'loose_submissions/quest_demo_1': 'migrated',
        'loose_submissions/9': 'excluded questionnaire.whole',
        'built_drawers/client_102': 'migrated',
        'built_drawers/client_100': 'excluded drawer.shell',
        'account_copies/100': 'excluded account.no_copy',
        'account_copies/10': 'migrated',
        'account_copies/102': 'excluded account.no_copy',
        'plan_copies/n1': 'superseded',
        'plan_copies/n2': 'migrated',
        'prospects/5': 'superseded',
        'prospects/6': 'excluded prospect.unlinked',
        'accounts/100': 'superseded',
        'accounts/10': 'superseded',
        'accounts/102': 'superseded',
        'follow_up_submissions/7': 'migrated',
        'training_plans/t1': 'migrated',
        'training_plans_v2/6b0515e370b86d2778834f33': 'migrated',
        'nutrition_plans/n1': 'migrated',
        'nutrition_plans/n2': 'excluded plan.failed',
      });
      expect(result.unread).toEqual([]);
      expect(
        result.excluded.map(({ code, documents, clients }) => `${code} ${documents} ${clients}`).sort(),
      ).toEqual([
        'account.no_copy 2 2',
        'drawer.shell 1 1',
        'plan.failed 1 1',
        'prospect.unlinked 1 0',
        'questionnaire.loose 1 1',
        'questionnaire.whole 2 2',
      ]);
      expect(result.verification).toMatchObject({ different: 0, missing: 0 });
      expect(await target.count('client_drawers_v2')).toBe(5);
      expect(await target.count('client_drawers')).toBe(0);
    });
  } finally {
    await done();
  }
});

test('the answers of a form end at the same places as by 1.0.0', async () => {
  const older = await planOf('contracts/edn360/1.0.0');
  const newer = compilePlan((await loadContract(folder)).contract ?? expect.fail('no contract'));
  const keys = older.mappings[0]?.outputs.flatMap(({ leaves }) =>
    leaves.flatMap(({ value }) => /responses\.(\w+)/.exec(value.text)?.[1] ?? []),
  );
  const responses = Object.fromEntries(
    (keys ?? []).map((key, place) => [key, place % 3 === 0 ? `${place},5` : `answer ${key}`]),
  );
  const document = { _id: '1', user_id: '100', submitted_at: at('2025-11-05T09:00:00Z'), responses };
  const drawerOf = (plan: typeof older, source: string): string => {
    const model = {
      parameters: { DUAL_WRITE_START_AT: '2025-11-24T13:16:00Z' },
      given: [{ source, documents: [document] }],
      drawers: [],
    } as unknown as CaseModel;
    const drawer = runCase(plan, model)?.drawers.get('client_100');
    return JSON.stringify([drawer?.get('profile'), drawer?.get('services')], plain);
  };
  expect(Object.keys(responses)).toHaveLength(97);
  expect(JSON.parse(drawerOf(newer, 'submissions'))).toEqual(
    JSON.parse(drawerOf(older, 'nutrition_questionnaire_submissions')),
  );
});

/** A document as plain JSON, without what only 2.0.0 has. */
function plain(key: string, value: unknown): unknown {
  if (key === 'origin') return undefined;
  return typeof value === 'object' && value !== null && 'fields' in value
    ? (value as { fields(): object }).fields()
    : value;
}
