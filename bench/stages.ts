import { generateDump, inScratch } from './dump.ts';
import type { Figures, StageFigures } from './report.ts';

/**
 * Stages dumps of growing size, each in a process of its own (`child` runs one), and compares the peak memory of the
 * last two.
 */
export async function compareStages(
  sizes: readonly number[],
  child: (dump: string, folder: string) => Promise<StageFigures>,
): Promise<Figures> {
  const stages: StageFigures[] = [];
  for (const size of sizes) {
    stages.push(await inScratch(async (folder) => child(await generateDump(folder, size), folder)));
  }
  const [before, last] = stages.slice(-2);
  const ratio = (last?.peakMiB ?? Number.NaN) / (before?.peakMiB ?? Number.NaN);
  return {
    title: 'stage: dump into an embedded store, one process each, one worker',
    stages,
    facts: { sizes: sizes.join(',') },
    targets:
      stages.length < 2
        ? []
        : [
            {
              name: `peak memory, ${last?.documents} against ${before?.documents} documents`,
              wanted: '< 1.3',
              found: ratio,
              met: ratio < 1.3,
            },
          ],
  };
}
