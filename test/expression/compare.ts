import { isDeepStrictEqual } from 'node:util';
import { compileExpression, ExpressionError } from '../../engine/expression/index.ts';
import { mendedJsonata } from './mended-library.ts';
import { type Answer, askLibrary, askLibraryWithHiddenMarks, FUNCTION, plain } from './oracle.ts';

/** Ours and the library's answer to one expression over one input. */
export interface Comparison {
  readonly text: string;
  readonly ours: Answer;
  readonly theirs: Answer;
  /** `same`, the name of a known difference, or `different`. */
  readonly verdict: string;
  readonly changedInput: boolean;
}

/** Evaluates with both and compares. */
export async function compare(
  text: string,
  input: unknown,
  bindings: Record<string, unknown> = {},
): Promise<Comparison> {
  const before = snapshot(input);
  const ours = askOurs(text, input, bindings);
  const changedInput = !isDeepStrictEqual(snapshot(input), before);
  // The library never ends on some of these: it searches with a damaged copy of the regular expression.
  const theirs: Answer = isRegexLeftOfDefault(text, ours)
    ? { kind: 'error', code: 'not asked' }
    : await askLibrary(text, input, bindings);
  let verdict = judge(text, ours, theirs);
  if (verdict === 'different') verdict = (await knownDefect(text, input, bindings, ours)) ?? verdict;
  return { text, ours, theirs, verdict, changedInput };
}

/** The defect of the library without which its answer is exactly ours. */
async function knownDefect(
  text: string,
  input: unknown,
  bindings: Record<string, unknown>,
  ours: Answer,
): Promise<string | undefined> {
  const isOurs = (theirs: Answer): boolean => judge(text, ours, theirs) === 'same';
  const marks = text.includes('*');
  if (marks && isOurs(await askLibraryWithHiddenMarks(text, input, bindings))) return MARK_TAKEN_FOR_FIELD;
  if (isOurs(await askLibrary(text, input, bindings, mendedJsonata))) return MENDED;
  if (marks && isOurs(await askLibraryWithHiddenMarks(text, input, bindings, mendedJsonata))) return MENDED;
  return undefined;
}

function snapshot(value: unknown): unknown {
  return structuredCloneOf(value);
}

/** A copy with every own property of arrays too, so that a mark left on one would show. */
function structuredCloneOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value))
    return { array: Reflect.ownKeys(value).map((key) => [key, structuredCloneOf(Reflect.get(value, key))]) };
  return { object: Object.entries(value).map(([key, item]) => [key, structuredCloneOf(item)]) };
}

/** Evaluates with ours; findings count as an error of jsonata's code, or of ours. */
export function askOurs(text: string, input: unknown, bindings: Record<string, unknown>): Answer {
  const compiled = compileExpression(text);
  if ('findings' in compiled) {
    const [finding] = compiled.findings;
    return { kind: 'error', code: finding?.detail ?? finding?.code ?? 'none' };
  }
  try {
    const value = compiled.expression.evaluate(input, bindings);
    return value === undefined ? { kind: 'nothing' } : { kind: 'value', value: plain(value) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { kind: 'error', code: error.code };
  }
}

function judge(text: string, ours: Answer, theirs: Answer): string {
  if (isDeepStrictEqual(ours, theirs)) return 'same';
  for (const [name, applies] of Object.entries(KNOWN_DIFFERENCES))
    if (applies(text, ours, theirs)) return name;
  return 'different';
}

const codeOf = (answer: Answer): string | undefined => (answer.kind === 'error' ? answer.code : undefined);

function isRegexLeftOfDefault(text: string, ours: Answer): boolean {
  return codeOf(ours) === 'expression.unsupported' && /\?[:?]/.test(text) && text.includes('/');
}

/** The library lists its own mark on an array among the fields under `*`: its answer without the mark is ours. */
export const MARK_TAKEN_FOR_FIELD = 'library takes its own mark for a field under *';

/** The library with its known defects mended (`mended-library.ts`) gives our answer. */
export const MENDED = 'known defect of the library';

/** Differences that are meant, or are the library's defects; docs/expressions.md lists them. */
export const KNOWN_DIFFERENCES: Readonly<
  Record<string, (text: string, ours: Answer, theirs: Answer) => boolean>
> = {
  'infinity or NaN in the result': (_, ours, theirs) =>
    codeOf(ours) === 'D1001' &&
    holds(theirs, (value) => typeof value === 'number' && !Number.isFinite(value)),
  'function in the result': (_, ours, theirs) =>
    codeOf(ours) === 'U1004' && holds(theirs, (value) => value === FUNCTION),
  'error without a code in the library': (_, __, theirs) => codeOf(theirs) === 'none',
  'members of a constructor fail in another order': (text, ours, theirs) =>
    ours.kind === 'error' && theirs.kind === 'error' && /[[{]/.test(text) && text.includes(','),
  'regular expression left of ?: or ??': isRegexLeftOfDefault,
  'variable bound beside its use in a constructor': (_, ours) => codeOf(ours) === 'expression.order',
};

function holds(answer: Answer, test: (value: unknown) => boolean): boolean {
  const search = (value: unknown): boolean =>
    test(value) || (typeof value === 'object' && value !== null && Object.values(value).some(search));
  return answer.kind === 'value' && search(answer.value);
}
