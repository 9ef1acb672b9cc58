import { Binary, serialize } from 'bson';
import { expect, test } from 'vitest';
import { type Dataset, migrate } from './index.ts';

const cutoff = '2025-02-01T00:00:00Z';
const nothing: Dataset = {
  questionnaire_responses: [],
  nutrition_questionnaire_submissions: [],
  followup_submissions: [],
  training_plans: [],
  nutrition_plans: [],
};
const on = (day: number): Date => new Date(Date.UTC(2025, 0, day));

const plan = (id: string, day: number, more: object = {}): Uint8Array =>
  serialize({ _id: id, user_id: '7', generated_at: on(day), edn360_data: {}, ...more });

const drawer = (training: object): Uint8Array =>
  serialize({
    _id: 'client_7',
    user_id: '7',
    profile: { nota: new Binary(Buffer.of(1)) },
    services: { training },
  });

const snapshot = (id: string, day: number, of: string) => ({
  snapshot_id: id,
  version: 1,
  created_at: on(day),
  plans_generated: { training_plan_id: of },
});

test('a linked plan is present if the drawer has that snapshot for it, else its link is broken', () => {
  const linked = (id: string) => plan(id, 5, { snapshot_id: 's1' });
  const target = [drawer({ snapshots: [snapshot('s1', 5, 'a')] })];
  const verdictOf = (id: string) =>
    migrate({ ...nothing, training_plans: [linked(id)] }, cutoff, target).key.documents.training_plans[
      `"${id}"`
    ];
  expect(verdictOf('a')).toStrictEqual({ disposition: 'already_present' });
  expect(verdictOf('b')).toStrictEqual({ disposition: 'quarantined', reason: 'link.broken' });
});

test('without the drawer a linked plan is an orphan first', () => {
  const { key } = migrate({ ...nothing, training_plans: [plan('a', 5, { snapshot_id: 's1' })] }, cutoff);
  expect(key.documents.training_plans['"a"']).toStrictEqual({ disposition: 'quarantined', reason: 'orphan' });
});

test('a linked plan counts in the rank, and followups lead to the snapshot that is there', () => {
  const { drawers, links } = migrate(
    {
      ...nothing,
      training_plans: [plan('b', 9), plan('a', 5, { snapshot_id: 's1' })],
      followup_submissions: [
        serialize({ _id: 'f', user_id: '7', submission_date: on(8), previous_plan_id: 'a', adherence: null }),
      ],
    },
    cutoff,
    [
      drawer({
        snapshots: [snapshot('s1', 5, 'a')],
        plans: [{ plan_id: 'a', version: 1, status: 'active' }],
      }),
    ],
  );
  const { services, profile } = JSON.parse(drawers[0] ?? '');
  expect(services.training.snapshots.map((one: { snapshot_id: string }) => one.snapshot_id)).toStrictEqual([
    's1',
    'snapshot_legacy_training_v2',
  ]);
  expect(services.training.plans.map((one: { status: string }) => one.status)).toStrictEqual([
    'archived',
    'active',
  ]);
  const [followup] = services.shared.questionnaires.followups;
  expect(followup.previous_snapshot_training_id).toBe('s1');
  expect(followup.previous_snapshot_nutrition_id).toBeNull();
  expect(profile).toStrictEqual({ nota: { $binary: { base64: 'AQ==', subType: '00' } } });
  expect(links.map(({ id, snapshot_id }) => [id, snapshot_id])).toStrictEqual([
    ['"a"', 's1'],
    ['"b"', 'snapshot_legacy_training_v2'],
  ]);
});

test('an element of the same key and other content is a conflict, and stays', () => {
  const target = [drawer({ snapshots: [{ ...snapshot('s1', 5, 'a'), trigger: 'a mano' }] })];
  const { key, drawers } = migrate({ ...nothing, training_plans: [plan('a', 5)] }, cutoff, target);
  expect(key.documents.training_plans['"a"']).toStrictEqual({
    disposition: 'quarantined',
    reason: 'conflict',
  });
  expect(drawers[0]).toContain('a mano');
});
