/** How often two neighbours of a date picture may be split in more than one way before reading is refused. */
const MOST = 4;

interface Marker {
  readonly text: string;
  /** What stands between this marker and the next one. */
  readonly literal: string;
}

/**
 * Whether a text can be split among a date picture's markers in so many ways that the package's search, which tries
 * them all, might not end: many markers without a width that touch, or that only what they match themselves parts.
 */
export function isAmbiguous(picture: string): boolean {
  const markers = markersOf(picture);
  return (
    markers.slice(0, -1).filter((marker, index) => isSoft(marker, markers[index + 1] as Marker)).length > MOST
  );
}

function markersOf(picture: string): Marker[] {
  return [...picture.matchAll(/\[([^[\]]*)\]([^[]*)/g)].map(([, text = '', literal = '']) => ({
    text: text.replace(/\s+/g, ''),
    literal,
  }));
}

function isSoft(left: Marker, right: Marker): boolean {
  const { literal } = left;
  if (literal === '') return !/\d{2}/.test(left.text);
  if (isWords(left) || isWords(right)) return /^[A-Za-z ,-]*$/.test(literal);
  return /\d/.test(literal);
}

/** Markers of names, words, letters or Roman numbers match letters. */
function isWords(marker: Marker): boolean {
  return /^.[NnWwIiAa]/.test(marker.text) || /^[FPzZ]/.test(marker.text);
}
