import { expect } from 'vitest';
import { contractCodes, readContract } from '../../engine/contract/index.ts';
import { libraryFiles } from './library.ts';
import { mutated } from './mutation.ts';

/** Longest a mutated contract may take, in milliseconds; one takes about 20. */
const bound = 5_000;

/** Reads mutated contracts: nothing throws, every finding has a known code and a place inside its file, in time. */
export function fuzzContracts(first: number, count: number): { sound: number; broken: number } {
  const files = libraryFiles();
  const tally = { sound: 0, broken: 0 };
  for (let seed = first; seed < first + count; seed++) {
    const changed = mutated(files, seed);
    const started = performance.now();
    const { contract, findings } = readContract(changed);
    const took = performance.now() - started;
    expect(took, `seed ${seed} took ${took} ms`).toBeLessThan(bound);
    for (const { code, severity, place, message } of findings) {
      const what = `seed ${seed}: ${code} ${JSON.stringify(place)} ${message}`;
      expect(Object.hasOwn(contractCodes, code), what).toBe(true);
      expect(contractCodes[code as keyof typeof contractCodes].severity, what).toBe(severity);
      expect(isInside(changed.get(place.file), place.line, place.column), what).toBe(true);
    }
    tally[contract === undefined ? 'broken' : 'sound']++;
  }
  return tally;
}

/** A file that is missing has its findings at its beginning. */
function isInside(text: string | undefined, line: number, column: number): boolean {
  if (text === undefined) return line === 1 && column === 1;
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const found = lines[line - 1];
  return found !== undefined && column >= 1 && column <= found.length + 1;
}
