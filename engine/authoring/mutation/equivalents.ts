import { parseDocument } from 'yaml';

/** A mutant that does the same as the contract, and why. */
export interface Equivalent {
  readonly mutant: string;
  readonly why: string;
}

/** The file beside a contract that lists its equivalent mutants. */
export const equivalentsFile = 'equivalent-mutants.yaml';

/** What a file of equivalent mutants says, or what is wrong with it. */
export type Equivalents =
  | { readonly equivalents: readonly Equivalent[] }
  | { readonly fault: string; readonly line: number };

/** Reads `equivalent: [ { mutant, why }, … ]`; nothing else may stand there, and every reason must say something. */
export function readEquivalents(text: string): Equivalents {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) return { fault: error.message, line: error.linePos?.[0].line ?? 1 };
  const root = document.toJS() as unknown;
  if (!isRecord(root) || Object.keys(root).join() !== 'equivalent' || !Array.isArray(root.equivalent))
    return { fault: 'only `equivalent`, a list, may stand here', line: 1 };
  const equivalents: Equivalent[] = [];
  for (const [at, entry] of root.equivalent.entries()) {
    const sound = isRecord(entry) && Object.keys(entry).sort().join() === 'mutant,why';
    const { mutant, why } = sound ? entry : { mutant: undefined, why: undefined };
    if (typeof mutant !== 'string' || typeof why !== 'string' || why.trim() === '')
      return { fault: `entry ${at + 1} must have \`mutant\` and \`why\`, both texts`, line: 1 };
    equivalents.push({ mutant, why });
  }
  return { equivalents };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
