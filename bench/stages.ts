import { generateDump, inScratch } from './dump.ts';
import type { Figures, StageFigures, Target } from './report.ts';

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
  const growth = (name: string, of: (stage: StageFigures) => number | undefined): Target[] => {
    const small = before && of(before);
    const large = last && of(last);
    if (small === undefined || large === undefined || stages.length < 2) return [];
    const found = large / small;
    const what = `${name}, ${last?.documents} against ${before?.documents} documents`;
    return [{ name: what, wanted: '< 1.3', found, met: found < 1.3 }];
  };
  return {
    title: 'stage: dump into an embedded store, one process each, one worker',
    stages,
    facts: { sizes: sizes.join(',') },
    targets: [
      ...growth('peak resident memory', ({ peakMiB }) => peakMiB),
      ...growth('peak memory without mapped files', ({ ownPeakMiB }) => ownPeakMiB),
    ],
  };
}
