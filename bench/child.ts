import { compareMappings } from './mapping.ts';
import { compareOnServer } from './mongodb.ts';
import { comparePipelines } from './pipeline.ts';
import { stageOnce } from './stage.ts';

/** Does one piece of work in this process and prints what it found as one JSON document. */
const [work = '', ...words] = process.argv.slice(2);
const found = await dispatch(work, words);
process.stdout.write(`${JSON.stringify(found)}\n`);

async function dispatch(name: string, [first = '', second = '']: readonly string[]): Promise<unknown> {
  if (name === 'mapping') return compareMappings({ documents: Number(first), rounds: Number(second) });
  if (name === 'pipeline') return comparePipelines({ documents: Number(first), rounds: Number(second) });
  if (name === 'mongodb') return compareOnServer(process.env.MONGODB_URI ?? '', Number(first));
  if (name === 'stage') return stageOnce(first, second);
  throw new Error(`unknown work ${name}`);
}
