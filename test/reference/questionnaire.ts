import { extendedJson } from './extended-json.ts';
import { blocks, leaves, minimum } from './questionnaire-leaves.ts';
import { isBlank, readMeasure } from './readings.ts';
import { branch } from './tree.ts';
import type { Fields, Value } from './value.ts';

/** What one answer leaves at its drawer path: under the path's own last name, or under that of its text twin. */
interface Slot {
  readonly name: string;
  readonly value: Value;
}

/** A questionnaire's answers by drawer path, and the warnings of its own. */
export interface Answers {
  readonly slots: Map<string, Slot>;
  readonly warnings: string[];
}

/** Maps the `responses` of one questionnaire, chosen or filling. */
export function mapAnswers(responses: Fields): Answers {
  const answers: Answers = { slots: new Map(), warnings: [] };
  for (const { key, paths, text } of leaves) {
    const value = responses.get(key);
    if (value === undefined || isBlank(value)) continue;
    if (key === 'motivos_entrenar' && value.type === 'array' && value.items.length === 0) continue;
    const number = text === undefined ? undefined : readMeasure(value);
    if (text !== undefined && number === undefined) answers.warnings.push('number.unparsed');
    for (const path of paths) {
      const name = path.slice(path.lastIndexOf('.') + 1);
      if (text === undefined) answers.slots.set(path, { name, value });
      else if (number === undefined) answers.slots.set(path, { name: text, value });
      else answers.slots.set(path, { name, value: { type: 'double', value: number } });
    }
  }
  return answers;
}

/** `answer.missing` for each answer of the minimum that is blank. */
export function missingAnswers(responses: Fields): string[] {
  return minimum.filter((key) => isBlank(responses.get(key))).map(() => 'answer.missing');
}

/** Adds to `chosen` what only `filler` knows; returns the filler's conflicts. */
export function fill(chosen: Answers, filler: Answers): string[] {
  const conflicts: string[] = [];
  for (const [path, slot] of filler.slots) {
    const present = chosen.slots.get(path);
    if (present === undefined) chosen.slots.set(path, slot);
    else if (!same(present.value, slot.value)) conflicts.push('merge.conflict');
  }
  return conflicts;
}

const same = (a: Value, b: Value): boolean => extendedJson(a, false) === extendedJson(b, false);

/** Whether a section of `inicial` has any leaf. */
export const hasLeaf = (answers: Answers, section: keyof typeof blocks): boolean =>
  [...answers.slots.keys()].some((path) => path.startsWith(`${section}.`));

/** The tree `{profile, training_section, nutrition_section}` with the blocks that are always there. */
export function answerTree(answers: Answers): Fields {
  const tree: Fields = new Map([['profile', { type: 'object', fields: new Map() }]]);
  for (const [section, names] of Object.entries(blocks)) {
    for (const name of names) branch(tree, section, name);
  }
  for (const [path, slot] of answers.slots)
    branch(tree, ...path.split('.').slice(0, -1)).set(slot.name, slot.value);
  return tree;
}
