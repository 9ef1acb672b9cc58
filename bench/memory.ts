import { readFileSync } from 'node:fs';

/**
 * Watches this process's own memory until it is asked for the peak, MiB: what is allocated, without the pages of
 * files that are mapped (an embedded store's data file), which the system takes back whenever it needs them.
 * Undefined where the system does not tell them apart.
 */
export function watchOwnMemory(): () => number | undefined {
  let peak = ownMemory();
  const timer = setInterval(() => {
    const now = ownMemory();
    if (now !== undefined && peak !== undefined) peak = Math.max(peak, now);
  }, 100);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function ownMemory(): number | undefined {
  try {
    const found = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'));
    return found === null ? undefined : Number(found[1]) / 1024;
  } catch {
    return undefined;
  }
}
