import { quarantine, type Source } from './document.ts';
import { sameValue } from './plan.ts';
import { type Answers, answerTree, fill, mapAnswers, missingAnswers } from './questionnaire.ts';
import { field, objectOf } from './readings.ts';
import { branch, copyOf, object, text } from './tree.ts';
import type { Fields, Value } from './value.ts';

/** The client's initial questionnaire: answers with the gaps filled, and when it was submitted. */
export interface Inicial {
  readonly answers: Answers;
  readonly submittedAt: bigint;
  /** Whether the answers are of a questionnaire of ours, not only what the target held already. */
  readonly conflict: boolean;
}

/** Chooses, fills and judges a client's sound questionnaires. Sorting is stable and the two collections come in their order, so ties need no third criterion. */
export function chooseQuestionnaire(
  candidates: readonly Source[],
  existing: Fields | undefined,
): Inicial | undefined {
  const [chosen, ...others] = [...candidates].sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
  );
  if (chosen === undefined) return undefined;
  for (const other of others) other.disposition = 'superseded';
  const responses = objectOf(field(chosen.fields, 'responses')) ?? new Map<string, Value>();
  const answers = mapAnswers(responses);
  const own = [...missingAnswers(responses), ...answers.warnings];
  const filler = others.find((other) => other.collection !== chosen.collection);
  if (filler !== undefined) {
    const filling = mapAnswers(objectOf(field(filler.fields, 'responses')) ?? new Map<string, Value>());
    filler.warnings.push(...filling.warnings, ...fill(answers, filling));
  }
  const stored = storedInicial(existing);
  const computed = inicialOf(answers, chosen.date);
  if (stored === undefined) {
    chosen.disposition = 'migrated';
    chosen.warnings.push(...own);
  } else if (sameValue(stored, object(computed))) chosen.disposition = 'already_present';
  else quarantine(chosen, 'conflict');
  return { answers, submittedAt: chosen.date, conflict: chosen.disposition === 'quarantined' };
}

const storedInicial = (drawer: Fields | undefined): Value | undefined =>
  drawer === undefined
    ? undefined
    : branch(copyOf(drawer), 'services', 'shared', 'questionnaires').get('inicial');

/** `services.shared.questionnaires.inicial` for the answers given. */
export function inicialOf(answers: Answers, submittedAt: bigint): Fields {
  const tree = answerTree(answers);
  tree.delete('profile');
  return new Map<string, Value>([
    ['submitted_at', { type: 'date', value: submittedAt }],
    ['version', text('1.0.0')],
    ['schema_version', text('questionnaire_edn360_v1')],
    ...tree,
  ]);
}
