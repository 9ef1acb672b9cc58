import { Int32 } from 'bson';
import fc from 'fast-check';
import type { Collection } from '../document.ts';
import { leaves, minimum } from '../questionnaire-leaves.ts';
import { spellings } from './clients.ts';
import { dates } from './dates.ts';
import { type IdStyle, idStyles, planReferences, type Reference } from './ids.ts';
import { answers, counts, draft, entries, measures, strangeNames } from './values.ts';

/** One document, but for its client and number, which the dataset gives. */
export interface Sketch {
  readonly collection: Collection;
  /** Documents are stored in order of place. */
  readonly place: number;
  readonly id: IdStyle;
  readonly user: (client: number) => unknown;
  readonly fields: readonly (readonly [string, unknown])[];
  readonly previous: Reference;
}

type Field = readonly [string, unknown];

/** Answers that several rules meet in are drawn more often than the rest. */
const hot =
  'nombre_completo sexo profesion peso altura_cm cintura_cm grasa_visceral motivos_entrenar hora_cena alergias_intolerancias comentarios_adicionales comida_favorita'.split(
    ' ',
  );
const measured = new Set(leaves.filter(({ text }) => text !== undefined).map(({ key }) => key));

const answer = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...hot) },
    { weight: 2, arbitrary: fc.constantFrom(...leaves.map(({ key }) => key)) },
  )
  .chain((key) => fc.tuple(fc.constant(key), measured.has(key) ? measures : answers));

function responses(hostile: boolean): fc.Arbitrary<unknown> {
  const strange = fc.tuple(strangeNames(hostile), answers);
  const some = fc.array(fc.oneof({ weight: 9, arbitrary: answer }, { weight: 1, arbitrary: strange }), {
    maxLength: 14,
  });
  const known = minimum.map((key): Field => [key, key === 'peso' || key === 'altura_cm' ? '80' : 'Sí']);
  return fc.oneof(
    { weight: 6, arbitrary: some.map((drawn) => draft(...known, ...drawn)) },
    { weight: 6, arbitrary: some.map((drawn) => draft(...drawn)) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, null, '', 'texto', [], ['a'], draft()) },
  );
}

function sketch(
  collection: fc.Arbitrary<Collection>,
  fields: fc.Arbitrary<readonly Field[]>,
  hostile: boolean,
): fc.Arbitrary<Sketch> {
  return fc
    .record({
      collection,
      place: fc.nat({ max: 99 }),
      id: idStyles,
      user: spellings,
      drawn: fields,
      extra: entries(strangeNames(hostile), answers, 1),
      previous: planReferences,
    })
    .map(({ drawn, extra, ...rest }) => ({ ...rest, fields: [...extra, ...drawn] }));
}

export function questionnaires(hostile: boolean): fc.Arbitrary<Sketch> {
  const collection = fc.constantFrom<Collection>(
    'nutrition_questionnaire_submissions',
    'nutrition_questionnaire_submissions',
    'questionnaire_responses',
  );
  const fields = fc.tuple(dates, responses(hostile)).map(([date, given]): Field[] => [
    ['submitted_at', date],
    ['responses', given],
    ['plan_generated', true],
  ]);
  return sketch(collection, fields, hostile);
}

const domainBlock = fc
  .record(
    {
      training: fc.oneof(
        {
          weight: 3,
          arbitrary: entries(fc.constantFrom('a', 'fuerza', ''), answers, 2).map((given) => draft(...given)),
        },
        answers,
      ),
      nutrition: fc.oneof(
        {
          weight: 3,
          arbitrary: entries(fc.constantFrom('b', 'saciedad'), answers, 2).map((given) => draft(...given)),
        },
        answers,
      ),
      constancia_entrenamiento: answers,
    },
    { requiredKeys: [] },
  )
  .map((given) => draft(...Object.entries(given)));

const brokenBlock = fc.constantFrom<unknown>(undefined, null, draft(), '', '80%', [], new Int32(3), true);

/** A block of a followup: flat leaves, by domain, both mixed, or something that is no object. */
function block(names: readonly string[], byDomain: boolean): fc.Arbitrary<unknown> {
  const flat = entries(fc.constantFrom(...names, 'otra'), answers, 4).map((given) => draft(...given));
  return fc.oneof(
    { weight: 8, arbitrary: flat },
    { weight: byDomain ? 3 : 0, arbitrary: domainBlock },
    { weight: 2, arbitrary: fc.constantFrom(undefined, null, draft()) },
    { weight: 1, arbitrary: brokenBlock },
  );
}

const body = fc
  .boolean()
  .chain((byDomain) =>
    fc.tuple(
      dates,
      counts,
      answers,
      block(['peso', 'grasa_corporal', 'circunferencia_cintura', 'measurement_type'], false),
      block(['constancia_entrenamiento', 'seguimiento_alimentacion'], byDomain),
      block(['energia_animo_motivacion', 'sueno_estres', 'factores_externos'], false),
      block(['molestias_dolor_lesion', 'fuerza_rendimiento', 'cambios_corporales'], byDomain),
      block(['objetivo_proximo_mes', 'cambios_deseados', 'comentarios_adicionales'], byDomain),
    ),
  );

export function followups(hostile: boolean): fc.Arbitrary<Sketch> {
  const names =
    'submission_date days_since_last_plan measurement_type measurements adherence wellbeing changes_perceived feedback';
  const fields = body.map((given): Field[] => names.split(' ').map((name, index) => [name, given[index]]));
  return sketch(fc.constant('followup_submissions'), fields, hostile);
}

function context(hostile: boolean): fc.Arbitrary<unknown> {
  const agents = fc.constantFrom('E1', 'N0', 'client_summary', 'formatted_plan', 'menu_plan');
  const inner = entries(fc.oneof(strangeNames(hostile), fc.constant('formatted_plan')), answers, 2);
  const output = fc.oneof(
    answers,
    inner.map((given) => draft(...given)),
  );
  const shape = entries(
    fc.oneof({ weight: 2, arbitrary: agents }, { weight: 1, arbitrary: strangeNames(hostile) }),
    output,
    4,
  );
  return fc.oneof(
    { weight: 6, arbitrary: shape.map((given) => draft(...given)) },
    { weight: 2, arbitrary: fc.constantFrom(undefined, null, 'roto', [], draft()) },
  );
}

export function plans(hostile: boolean): fc.Arbitrary<Sketch> {
  const rarely = (values: readonly unknown[]): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constant(undefined) },
      { weight: 3, arbitrary: fc.constantFrom(...values) },
    );
  const fields = fc
    .record({
      generated_at: dates,
      month: answers,
      year: fc.constantFrom<unknown>(new Int32(2024), 2024.5, '', null, undefined),
      status: rarely(['error', 'processing', 'completed', 'active', 'Error', 'error ', ['error'], null, '']),
      snapshot_id: rarely([
        'snapshot_legacy_training_v1',
        'snapshot_legacy_nutrition_v2',
        'x',
        '',
        null,
        ' ',
        new Int32(1),
      ]),
      edn360_data: context(hostile),
      source_type: answers,
      source_id: answers,
      system_version: fc.constantFrom(undefined, 'edn360_v1'),
    })
    .map((given): Field[] => Object.entries(given));
  return sketch(fc.constantFrom<Collection>('training_plans', 'nutrition_plans'), fields, hostile);
}
