import { parseArgs } from 'node:util';

export const comparisons = ['mapping', 'pipeline', 'stage', 'mongodb'] as const;
export type Comparison = (typeof comparisons)[number];

/** What is to be measured. */
export interface Order {
  readonly comparisons: readonly Comparison[];
  /** Source documents of the stagings. */
  readonly sizes: readonly number[];
  /** Documents and rounds of the other comparisons. */
  readonly documents: number;
  readonly rounds: number;
  readonly json: boolean;
}

export const usage = `usage: npm run bench -- [${comparisons.join('|')}] [--sizes N,N,…] [--documents N] [--rounds N] [--json]

  mapping    field expressions: JSONata library, compiled contract, by hand
  pipeline   decode + map + validate + encode against decode + encode alone
  stage      documents a second and peak memory of whole stagings
  mongodb    apply against the manual's loop and against plain input and output, on the server of MONGODB_URI
Without a word, all of them; mongodb only where MONGODB_URI is set.
  --sizes      source documents of the stagings (default 10000,50000; the full series is 10000,100000,500000)
  --documents  questionnaires of mapping, source documents of pipeline (default 500 and ten times that)
  --rounds     rounds that are counted (default 9)
`;

/** Reads the command line; undefined when it is wrong. */
export function readOrder(argv: readonly string[]): Order | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        sizes: { type: 'string', default: '10000,50000' },
        documents: { type: 'string', default: '500' },
        rounds: { type: 'string', default: '9' },
        json: { type: 'boolean', default: false },
      },
    });
    const served = (name: Comparison): boolean =>
      name !== 'mongodb' || (process.env.MONGODB_URI ?? '') !== '';
    const wanted = comparisons.filter((name) =>
      positionals.length === 0 ? served(name) : positionals.includes(name),
    );
    if (!wanted.every(served)) return undefined;
    const sizes = values.sizes.split(',').map(Number);
    const documents = Number(values.documents);
    const rounds = Number(values.rounds);
    const known = positionals.every((word) => comparisons.some((name) => name === word));
    if (!known || ![...sizes, documents, rounds].every((value) => Number.isSafeInteger(value) && value > 0))
      return undefined;
    return { comparisons: wanted, sizes, documents, rounds, json: values.json };
  } catch {
    return undefined;
  }
}
