import { expect, test } from 'vitest';
import { BsonDocument } from '../../engine/bson/index.ts';
import { unreadPaths } from '../../engine/contract/index.ts';
import { loadPlan } from './by-engine.ts';
import { type Json, toBson } from './case-files.ts';

const plan = await loadPlan();

function unread(source: string, document: Json): string[] {
  const found: string[] = [];
  const tree = plan.sources.find(({ name }) => name === source)?.read;
  if (tree === undefined) throw new Error(`no source ${source}`);
  unreadPaths(new BsonDocument(toBson(document)), tree, (path) => found.push(path));
  return found.sort();
}

test('a question that the form never had is reported, not lost from sight', () => {
  const responses = {
    nombre_completo: 'X',
    lesiones_actuales: 'rodilla',
    'pregunta.antigua': 'sí',
    medicamentos: { a: 1 },
  };
  const document = { _id: 'q', user_id: '1', submitted_at: 'x', responses, plan_id: null };
  for (const source of ['questionnaire_responses', 'nutrition_questionnaire_submissions'])
    expect(unread(source, { ...document, nueva: 1 })).toStrictEqual([
      'nueva',
      'responses.`pregunta.antigua`',
      'responses.lesiones_actuales',
    ]);
});

test('what lies in a followup block beside its questions is reported', () => {
  const document = {
    _id: 'f',
    user_id: '1',
    submission_date: 'x',
    measurements: { peso: '80', nueva: '1' },
    adherence: { constancia_entrenamiento: 'a', nueva: 'b', training: { x: 1 } },
    wellbeing: { nueva: 'c' },
    feedback: { nutrition: { y: 1 }, objetivo_proximo_mes: 'd', suelta: 'e' },
    status: 'analyzed',
  };
  expect(unread('followup_submissions', document)).toStrictEqual(['adherence.nueva', 'feedback.suelta']);
});

test('of a plan everything is read or left out for a reason', () => {
  const document = {
    _id: 'p',
    user_id: '1',
    generated_at: 'x',
    status: 'active',
    month: 1,
    edn360_data: { E1: { a: 1 }, formatted_plan: 'x' },
    questionnaire_data: { b: 1 },
    snapshot_id: 's',
    client_drawer_id: 'd',
    desconocido: 1,
  };
  expect(unread('training_plans', document)).toStrictEqual(['desconocido']);
  expect(unread('nutrition_plans', document)).toStrictEqual(['desconocido']);
});
