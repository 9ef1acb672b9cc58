/** Longest shape, in units. */
const longest = 40;

/**
 * How a text is built, without what it says: runs of letters are `a`, `A` or `Aa`, digits `9` (`9{16}` for sixteen),
 * white space one blank, everything else as it is. `+34 600 111 222` is `+99 999 999 999`.
 */
export function shapeOf(text: string): string {
  const head = text.slice(0, 400);
  const shape = head
    .replace(/[\p{L}\p{M}]+/gu, (run) => (run === run.toLowerCase() ? '\u0001' : upperShape(run)))
    .replace(/\p{Nd}+/gu, (run) => (run.length > 4 ? `9{${run.length}}` : '9'.repeat(run.length)))
    .replace(/\p{White_Space}+/gu, ' ')
    .replaceAll('\u0001', 'a')
    .replaceAll('\u0002', 'Aa')
    .replaceAll('\u0003', 'A')
    .replace(/(?:(Aa|A|a) )(?:\1 )+(?=\1)/g, '$1… ');
  return shape.length > longest || head.length < text.length ? `${shape.slice(0, longest - 1)}…` : shape;
}

function upperShape(run: string): string {
  return run === run.toUpperCase() ? '\u0003' : '\u0002';
}
