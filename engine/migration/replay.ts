import { createHash } from 'node:crypto';
import type { Fault } from '../transform/index.ts';
import { type Applied, type ApplyObserver, type ApplyRequest, apply } from './apply.ts';
import type { Disposition } from './disposition.ts';
import { documentKey } from './image.ts';
import { waitingRecords } from './quarantine-list.ts';
import type { Way } from './way.ts';

/** What became of a document that was set aside when it was taken again; `absent`: its source has it no more. */
export interface Replayed {
  /** Name of its quarantine record. */
  readonly record: string;
  readonly source: string;
  /** Its `_id` as text. */
  readonly document: string;
  /** The code that had set it aside. */
  readonly code: string;
  readonly outcome: Disposition | 'absent';
  /** The reason for which it stays. */
  readonly fault: Fault | undefined;
}

export interface Replay {
  /** The run; undefined where nothing waits that was meant. */
  readonly applied: Applied | undefined;
  /** In the order of the records. */
  readonly replayed: readonly Replayed[];
}

/**
 * Takes documents that were set aside again, as their source has them now (design §8, path `replay`): those whose
 * records are named, or all that wait. Their clients' drawers are computed anew; what lands leaves quarantine, its
 * record closed with run and instant; what is still faulty stays, with the new reason. Everything else is as in a batch.
 */
export async function replay(
  request: ApplyRequest,
  named: readonly string[] | undefined,
  observer: ApplyObserver,
): Promise<Replay> {
  const { target } = request;
  const chosen = new Set(named);
  const waiting = new Map<
    string,
    { readonly source: string; readonly document: string; readonly code: string }
  >();
  for await (const record of waitingRecords(target))
    if (named === undefined || chosen.has(record.id)) waiting.set(record.id, record);
  if (waiting.size === 0) return { applied: undefined, replayed: [] };
  const fates = new Map<string, Pick<Replayed, 'outcome' | 'fault'>>();
  const applied = await apply(
    {
      ...request,
      way: replayWay(named, waiting),
      hear: (account) => {
        request.hear?.(account);
        if (waiting.has(account.record))
          fates.set(account.record, { outcome: account.disposition, fault: account.fault });
      },
    },
    observer,
  );
  const replayed = [...waiting].map(([record, { source, document, code }]): Replayed => {
    const fate = fates.get(record) ?? { outcome: 'absent', fault: undefined };
    return { record, source, document, code, ...fate };
  });
  return { applied, replayed };
}

function replayWay(named: readonly string[] | undefined, waiting: ReadonlyMap<string, unknown>): Way {
  return {
    path: 'replay',
    carries: ({ source, id }) => waiting.has(documentKey(source.name, id)),
    bounds: named === undefined ? '' : boundsOf(named),
  };
}

/** Says which documents are meant without naming one. */
function boundsOf(named: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([...new Set(named)].sort()));
  return `${named.length} named ${hash.digest('hex').slice(0, 12)}`;
}
