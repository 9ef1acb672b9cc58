import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Comparison, type Order, readOrder, usage } from './command.ts';
import { type Figures, renderFigures, type StageFigures } from './report.ts';
import { compareStages } from './stages.ts';

const order = readOrder(process.argv.slice(2));
if (order === undefined) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  await run(order);
}

async function run({ json, ...order }: Order): Promise<void> {
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? '' };
  const all: Partial<Record<Comparison, Figures>> = {};
  for (const comparison of order.comparisons) {
    const figures = await compare(comparison, order);
    all[comparison] = figures;
    if (!json) process.stdout.write(`${renderFigures(figures)}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify({ command: 'bench', machine, ...all }, null, 2)}\n`);
}

function compare(
  comparison: Comparison,
  { documents, rounds, sizes }: Omit<Order, 'json'>,
): Promise<Figures> {
  switch (comparison) {
    case 'mapping':
      return inChild(['mapping', String(documents), String(rounds)]);
    case 'pipeline':
      return inChild(['pipeline', String(documents * 10), String(rounds)]);
    case 'mongodb':
      return inChild(['mongodb', String(sizes[0])]);
    case 'stage':
      return compareStages(sizes, (dump, folder) => inChild<StageFigures>(['stage', dump, folder]));
  }
}

/** Does the work in a process of its own, so that nothing of another one's code or memory is left in it. */
async function inChild<T>(words: readonly string[]): Promise<T> {
  const script = fileURLToPath(new URL('./child.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...words]);
  return JSON.parse(stdout) as T;
}
