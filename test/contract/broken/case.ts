import type { Edit } from '../library.ts';

/** A contract that differs from the library's in one thing, and exactly what is found in it. */
export interface BrokenCase {
  /** What is wrong, in words. */
  readonly what: string;
  readonly edits: Readonly<Record<string, Edit>>;
  /** `file:line:column code`, in the order of findings. */
  readonly found: readonly string[];
  /** A part of the hint or message of the first finding, where it matters. */
  readonly says?: string;
  /** The day of the check, where it matters. */
  readonly today?: string;
}
