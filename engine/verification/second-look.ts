import type { Mismatch, Verification } from './verify.ts';

/** A verification of stores that others write to: mismatches that stay, and those that were only under way. */
export interface LiveVerification extends Verification {
  /** Still there at the second look, in the same place. */
  readonly stuck: readonly Mismatch[];
  /** Gone at the second look. */
  readonly transient: readonly Mismatch[];
}

/**
 * Verifies, and verifies again after a while if something did not match: on live data a document may be read before
 * its drawer is written, which is no mismatch. The figures are those of the last look; what only it saw is told as
 * neither, and stays among `mismatches`. Without `wait` nobody else writes, and one look tells all.
 */
export async function verifyLive(
  look: () => Promise<Verification>,
  wait: (() => Promise<void>) | undefined,
): Promise<LiveVerification> {
  const first = await look();
  if (first.mismatched === 0) return { ...first, stuck: [], transient: [] };
  if (wait === undefined) return { ...first, stuck: first.mismatches, transient: [] };
  await wait();
  const second = await look();
  const again = new Set(second.mismatches.map(nameOf));
  return {
    ...second,
    stuck: first.mismatches.filter((mismatch) => again.has(nameOf(mismatch))),
    transient: first.mismatches.filter((mismatch) => !again.has(nameOf(mismatch))),
  };
}

function nameOf({ code, drawer, path, document }: Mismatch): string {
  return JSON.stringify([code, drawer, path, document?.source, document?.id]);
}
