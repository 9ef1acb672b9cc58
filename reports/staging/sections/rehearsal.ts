import type { StageResult } from '../../../engine/rehearsal/index.ts';
import { formatCount, formatDuration, formatSeconds } from '../../format/index.ts';
import type { Catalogue } from '../../texts/index.ts';

/** The rehearsal of the rollback; `done` is false when there was none, and the texts are empty then. */
export interface RehearsalSection {
  readonly done: boolean;
  readonly mark: string;
  readonly collections: string;
  readonly documents: string;
  readonly removed: string;
  readonly restored: string;
  readonly cut: string;
  readonly links: string;
  readonly images: string;
  readonly left: string;
  readonly differing: string;
  readonly different: string;
  readonly rollback: string;
  readonly rollbackSeconds: string;
  readonly duration: string;
  readonly seconds: string;
}

export function rehearsalSection({ rehearsal }: StageResult, texts: Catalogue): RehearsalSection {
  const count = (value: number | undefined): string => (value === undefined ? '' : formatCount(value));
  const time = (value: number | undefined, format: (seconds: number) => string): string =>
    value === undefined ? '' : format(value);
  const differing = rehearsal?.differing ?? [];
  return {
    done: rehearsal !== null,
    mark: rehearsal === null ? '' : rehearsal.proven ? texts.rehearsal.proven : texts.rehearsal.failed,
    collections: count(rehearsal?.collections),
    documents: count(rehearsal?.documents),
    removed: count(rehearsal?.drawers.removed),
    restored: count(rehearsal?.drawers.restored),
    cut: count(rehearsal?.drawers.cut),
    links: count(rehearsal?.links),
    images: count(rehearsal?.images),
    left: count(rehearsal?.left),
    differing: differing.length === 0 ? texts.none : differing.join(', '),
    different: count(rehearsal?.different),
    rollback: time(rehearsal?.rollback_seconds, formatDuration),
    rollbackSeconds: time(rehearsal?.rollback_seconds, formatSeconds),
    duration: time(rehearsal?.seconds, formatDuration),
    seconds: time(rehearsal?.seconds, formatSeconds),
  };
}
