import { compare } from './compare.ts';
import { Random } from './random.ts';
import { randomDocument } from './random-document.ts';
import { ExpressionWriter } from './random-expression.ts';

/** What a run of random comparisons found. */
export interface FuzzReport {
  readonly seed: number;
  readonly comparisons: number;
  /** Comparisons by verdict. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** How many gave a value on both sides. */
  readonly values: number;
  /** Each unexplained difference or changed input, ready to be repeated. */
  readonly failures: readonly string[];
}

const BINDINGS = { bound: { a: [1, 2] } };

/** Compares random expressions over random documents with the library; the seed decides everything. */
export async function fuzz(seed: number, expressions: number): Promise<FuzzReport> {
  const random = new Random(seed);
  const writer = new ExpressionWriter(random);
  const verdicts: Record<string, number> = {};
  const failures: string[] = [];
  let values = 0;
  for (let index = 0; index < expressions; index++) {
    const text = writer.write(2 + random.below(3));
    for (let times = 0; times < 2; times++) {
      const input = randomInput(random);
      const { ours, theirs, verdict, changedInput } = await compare(text, input, BINDINGS);
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
      if (verdict === 'same' && ours.kind === 'value') values++;
      if (verdict !== 'different' && !changedInput) continue;
      failures.push(
        `seed ${seed}: ${text}\n over ${JSON.stringify(input)}\n ours ${JSON.stringify(ours)}\n library ${JSON.stringify(theirs)}\n input changed: ${changedInput}`,
      );
    }
  }
  return { seed, comparisons: expressions * 2, verdicts, values, failures };
}

function randomInput(random: Random): unknown {
  if (random.chance(0.9)) return randomDocument(random);
  return Array.from({ length: random.below(3) }, () => randomDocument(random));
}
