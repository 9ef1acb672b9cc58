import type { Dispositions, EntityResult, StageResult } from '../../../engine/rehearsal/index.ts';

/** The manual's own staging volumes, all criteria met: what is shown must read like the manual's tables. */
export const accepted: StageResult = {
  command: 'stage',
  run: '20250120T081500Z-7f3a',
  verdict: 'accepted',
  causes: [],
  started_at: '2025-01-20T08:15:00.000Z',
  finished_at: '2025-01-20T15:46:12.250Z',
  engine: { name: 'client-drawer', version: '0.1.0' },
  contract: {
    name: 'edn360',
    version: '1.0.0',
    title: 'Migración EDN360 AS IS → client_drawer',
    mapping: `sha256:${'3b'.repeat(32)}`,
    policy: `sha256:${'c4'.repeat(32)}`,
  },
  cutoff: { parameter: 'DUAL_WRITE_START_AT', value: '2025-02-01T00:00:00Z' },
  parameters: { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z', minimum_sample: 5, strict_dates: true },
  source: {
    kind: 'dump',
    label: 'staging_dump_20250120/edn360',
    digest: `sha256:${'9d'.repeat(32)}`,
    collections: [
      collection('questionnaire_responses', 'Cuestionarios iniciales (entrenamiento)', 6_034, 41_230_118),
      collection('nutrition_questionnaire_submissions', 'Cuestionarios de nutrición', 9_200, 73_801_402),
      collection('followup_submissions', 'Followups', 8_456, 22_917_400),
      collection('training_plans', 'Training plans', 12_890, 390_481_023),
      collection('nutrition_plans', 'Nutrition plans', 12_890, 402_118_760),
    ],
    unused: ['external_providers', 'users'],
    notices: [],
  },
  target: { kind: 'embedded', label: 'out/target', environment: 'staging' },
  settings: {
    batch: 1000,
    timeout_seconds: 120,
    workers: 2,
    partitions: 8,
    indexes: [
      'client_drawers: user_id (único)',
      'client_drawers: services.shared.questionnaires.inicial.submitted_at',
    ],
  },
  entities: [
    entity('questionnaires', 'Cuestionarios iniciales', '02', '99.64', {
      questionnaire_responses: counts({ migrated: 6_013, quarantined: 21 }),
      nutrition_questionnaire_submissions: counts({ migrated: 9_167, quarantined: 33 }),
    }),
    entity('followups', 'Followups', '03', '99.57', {
      followup_submissions: counts({ migrated: 8_420, quarantined: 36 }),
    }),
    entity('training-plans', 'Training plans', '04', '99.68', {
      training_plans: counts({ migrated: 12_850, quarantined: 40 }),
    }),
    entity('nutrition-plans', 'Nutrition plans', '04', '99.68', {
      nutrition_plans: counts({ migrated: 12_850, quarantined: 40 }),
    }),
  ],
  quarantine: [
    group('source.schema', 'questionnaires', 'questionnaire_responses', 21, 'contract.yaml:31:5'),
    group('source.schema', 'questionnaires', 'nutrition_questionnaire_submissions', 33, 'contract.yaml:38:5'),
    group('orphan', 'followups', 'followup_submissions', 36, null),
    group('client.missing', 'training-plans', 'training_plans', 40, 'contract.yaml:52:13'),
    group('client.missing', 'nutrition-plans', 'nutrition_plans', 40, 'contract.yaml:59:13'),
  ],
  excluded: [],
  warnings: [
    {
      code: 'answer.missing',
      entity: 'questionnaires',
      collection: 'nutrition_questionnaire_submissions',
      count: 1_204,
      clients: 1_204,
      documents: 812,
      where: 'mappings/02-questionnaires.yaml:14:7',
      note: 'Falta una de las siete respuestas mínimas del cuestionario.',
      fix: 'Pedir el dato al cliente en su próxima revisión; el drawer se crea igualmente.',
    },
    {
      code: 'date.from_text',
      entity: 'followups',
      collection: 'followup_submissions',
      count: 17,
      clients: 17,
      documents: 17,
      where: null,
      note: null,
      fix: null,
    },
  ],
  unread: [{ collection: 'training_plans', path: 'edn360_data.formatted_plan', count: 11_972 }],
  conflicts: [],
  drawers: { total: 15_180, inserted: 15_180, changed: 0, unchanged: 0 },
  duplicates: 0,
  critical_errors: 0,
  verification: { compared: 15_180, equal: 15_180, different: 0, missing: 0, seconds: 71.5 },
  rehearsal: {
    proven: true,
    collections: 5,
    documents: 61_204,
    drawers: { removed: 15_180, restored: 0, cut: 0 },
    links: 38_412,
    images: 15_180,
    left: 0,
    differing: [],
    different: 0,
    rollback_seconds: 41.25,
    seconds: 214.6,
  },
  criteria: [
    {
      metric: 'match.questionnaires',
      title: 'Match rate cuestionarios',
      threshold: '≥ 95',
      value: '99.64',
      state: 'met',
    },
    {
      metric: 'match.followups',
      title: 'Match rate followups',
      threshold: '≥ 95',
      value: '99.57',
      state: 'met',
    },
    {
      metric: 'match.training-plans',
      title: 'Match rate planes (training)',
      threshold: '≥ 90',
      value: '99.68',
      state: 'met',
    },
    {
      metric: 'match.nutrition-plans',
      title: null,
      threshold: '≥ 90',
      value: '99.68',
      state: 'met',
    },
    { metric: 'critical_errors', title: 'Errores críticos', threshold: '0', value: '0', state: 'met' },
    { metric: 'duplicates', title: null, threshold: '0', value: '0', state: 'met' },
  ],
  timing: [
    { step: '00', title: 'Preparación', documents: 0, seconds: 0.084, seconds_per_1000: null },
    step('02', 'Cuestionarios iniciales', 15_234, 8_100.25),
    step('03', 'Followups', 8_456, 5_400.5),
    step('04', 'Planes', 25_780, 13_500),
    step('05', 'Verificación', 15_180, 71.416),
  ],
  total_seconds: 27_072.25,
  ids_shown: false,
  reports: ['out/informe-staging.md', 'out/informe-staging.html', 'out/informe-staging.json'],
};

function collection(name: string, title: string, documents: number, bytes: number) {
  return {
    source: name,
    collection: name,
    title,
    present: true,
    documents,
    bytes,
    sha256: bytes.toString(16).padStart(8, '0').repeat(8),
  };
}

function counts(some: Partial<Dispositions>): Dispositions {
  const kinds = {
    migrated: 0,
    already_present: 0,
    superseded: 0,
    after_cutoff: 0,
    quarantined: 0,
    excluded: 0,
    ...some,
  };
  return { total: Object.values(kinds).reduce((sum, count) => sum + count, 0), ...kinds };
}

function entity(
  name: string,
  title: string,
  at: string,
  percent: string,
  collections: Readonly<Record<string, Dispositions>>,
): EntityResult {
  const all = Object.values(collections);
  const sum = (kind: keyof Dispositions) => all.reduce((total, one) => total + one[kind], 0);
  return {
    entity: name,
    title,
    step: at,
    collections,
    total: sum('total'),
    migrated: sum('migrated'),
    already_present: sum('already_present'),
    superseded: sum('superseded'),
    after_cutoff: sum('after_cutoff'),
    quarantined: sum('quarantined'),
    excluded: sum('excluded'),
    match: { landed: sum('migrated'), of: sum('total'), percent },
  };
}

function group(code: string, of: string, name: string, count: number, where: string | null) {
  return {
    code,
    severity: 'record' as const,
    entity: of,
    collection: name,
    count,
    clients: count - 1,
    where,
    note: null,
    fix: null,
    documents: Array.from({ length: count }, (_, index) => ({
      id: `h:${((index + 1) * 2_654_435_761 * count).toString(16).padStart(16, '0').slice(-16)}`,
      detail: index % 10 === 0 && code === 'source.schema' ? 'responses: null' : null,
    })),
  };
}

function step(at: string, title: string, documents: number, seconds: number) {
  return { step: at, title, documents, seconds, seconds_per_1000: (seconds / documents) * 1000 };
}
