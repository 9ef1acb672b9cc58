const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** A size for people: `812 bytes`, `34.5 KB`; a KB is 1000 bytes. */
export function sizeText(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 999.95 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** `1 document`, `12 documents`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
