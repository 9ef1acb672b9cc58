/** A stretch of a text, and whether it differs from the other side. */
export interface MarkedPart {
  readonly text: string;
  readonly changed: boolean;
}

/**
 * Two texts with what differs marked on both sides: what they begin and end with alike is left plain, by whole words,
 * so that a changed path or number is marked as one.
 */
export function markChange(
  before: string,
  after: string,
): { readonly before: readonly MarkedPart[]; readonly after: readonly MarkedPart[] } {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail))
    tail++;
  return { before: partsOf(old, head, tail), after: partsOf(now, head, tail) };
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_$.]+|\s+|[^\p{L}\p{N}_$.\s]/gu) ?? [];
}

function partsOf(words: readonly string[], head: number, tail: number): readonly MarkedPart[] {
  const end = words.length - tail;
  return [
    { text: words.slice(0, head).join(''), changed: false },
    { text: words.slice(head, end).join(''), changed: true },
    { text: words.slice(end).join(''), changed: false },
  ].filter(({ text }) => text !== '');
}
