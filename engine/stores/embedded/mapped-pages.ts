import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** So many bytes of mapped files may come on top of what was there at the start before they are let go of. */
const mostMapped = 32 * 2 ** 20;

/** Linux's number for "these pages are not needed now". */
const MADV_DONTNEED = 4;

/** Bytes of a page in the counts of /proc on the systems that Node runs on. */
const pageBytes = 4096;

type Madvise = (address: bigint, bytes: number, advice: number) => number;

/**
 * Keeps the pages of a mapped data file out of this process's resident memory. LMDB reads through a map, and the
 * system counts every page of it that was looked at, and some around it, as the process's until memory is short: a
 * long run would seem to need as much as the file is long. The pages stay in the system's cache, and one that is
 * looked at again is there again; letting go changes nothing but the count. Where there is no such call (any system
 * but Linux, or the optional package that makes it is not installed) nothing is done.
 */
export class MappedPages {
  readonly #file: string;
  readonly #most: number;
  readonly #madvise = findMadvise();

  /** `file` is the data file's own path, without links, as the system lists it. */
  constructor(file: string) {
    this.#file = file;
    this.#most = this.#madvise === undefined ? Infinity : mappedBytes() + mostMapped;
  }

  /** To be called between transactions; lets go of the file's pages where there are too many. */
  tend(): void {
    if (this.#madvise === undefined || mappedBytes() < this.#most) return;
    for (const { start, bytes } of mapsOf(this.#file)) this.#madvise(start, bytes, MADV_DONTNEED);
  }
}

/** Bytes of mapped files that are resident in this process. */
function mappedBytes(): number {
  const [, , shared = '0'] = readFileSync('/proc/self/statm', 'latin1').split(' ');
  return Number(shared) * pageBytes;
}

function mapsOf(file: string): readonly { readonly start: bigint; readonly bytes: number }[] {
  const ranges = readFileSync('/proc/self/maps', 'utf8')
    .split('\n')
    .filter((line) => line.endsWith(` ${file}`))
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) /.exec(line));
  return ranges.flatMap((range) => {
    if (range === null) return [];
    const [start, end] = [BigInt(`0x${range[1]}`), BigInt(`0x${range[2]}`)];
    return [{ start, bytes: Number(end - start) }];
  });
}

function findMadvise(): Madvise | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as {
      load(library: null): { func(prototype: string): Madvise };
    };
    return koffi.load(null).func('int madvise(uintptr_t address, size_t length, int advice)');
  } catch {
    return undefined;
  }
}
