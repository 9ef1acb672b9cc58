import { join } from 'node:path';
import { stage } from '../engine/rehearsal/index.ts';
import { currentHolder, openEmbedded, openSource } from '../engine/stores/index.ts';
import { benchContract, benchParameters } from './contract.ts';
import { watchOwnMemory } from './memory.ts';
import type { StageFigures } from './report.ts';

/** Stages a dump into a new embedded store below `folder`, in this process, and tells what it took. */
export async function stageOnce(dump: string, folder: string): Promise<StageFigures> {
  const { plan } = await benchContract();
  const source = await openSource(dump);
  const target = await openEmbedded(join(folder, 'target'), { create: true });
  const ownPeak = watchOwnMemory();
  const before = process.cpuUsage();
  const started = performance.now();
  const result = await stage(
    {
      plan,
      source,
      target,
      parameters: benchParameters(plan),
      environment: 'staging',
      batch: 1000,
      timeoutSeconds: 120,
      workers: 1,
      showIds: false,
      spool: join(folder, 'spool'),
      run: { id: 'bench', now: new Date() },
      holder: currentHolder('bench'),
      engine: { name: 'bench', version: '0' },
    },
    { step: () => undefined, progress: () => undefined, notice: () => undefined },
  );
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const own = ownPeak();
  await target.close();
  await source.close();
  const documents = result.source.collections.reduce((sum, collection) => sum + collection.documents, 0);
  return {
    documents,
    drawers: result.drawers.total,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    documentsPerSecond: documents / seconds,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    ...(own === undefined ? {} : { ownPeakMiB: own }),
    verdict: result.verdict,
  };
}
