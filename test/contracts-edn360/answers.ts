/** What became of one document. */
export interface Verdict {
  readonly disposition: string;
  readonly reason?: string | undefined;
  readonly warnings?: Readonly<Record<string, number>> | undefined;
}

/** What a migrator says of a set of documents. */
export interface Answers {
  /** Canonical extended JSON with sorted keys and without `meta.updated_at`, by `_id`. */
  readonly drawers: ReadonlyMap<string, string>;
  /** By source, then by `_id` in canonical extended JSON. */
  readonly verdicts: ReadonlyMap<string, ReadonlyMap<string, Verdict>>;
}

/** Raw documents by source, the cutoff as text, and the drawers that the target holds already. */
export type Answerer = (
  given: ReadonlyMap<string, readonly Uint8Array[]>,
  cutoff: string,
  target: readonly Uint8Array[],
) => Answers;
