import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { LeaseHolder } from './port.ts';

/** This process as the holder of a lease. */
export function currentHolder(run: string): LeaseHolder {
  return { host: hostname(), pid: process.pid, startedAt: processStart(process.pid) ?? '', run };
}

/**
 * True only if it is certain that the holder's process is gone: it ran on this host, and its pid is free, is a
 * corpse nobody has fetched yet, or belongs to a process that started at another time.
 */
export function provablyDead(holder: LeaseHolder): boolean {
  if (holder.host !== hostname()) return false;
  if (!pidExists(holder.pid)) return true;
  const started = processStart(holder.pid);
  if (started === undefined) return !pidExists(holder.pid);
  return started === '' || (holder.startedAt !== '' && started !== holder.startedAt);
}

/**
 * Start of a process in clock ticks since boot (field 22 of Linux's `/proc/<pid>/stat`), the empty text for one
 * that has ended and was not fetched by its parent; `undefined` where the system does not tell.
 */
function processStart(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  // The command's name, in parentheses, may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return '';
  return fields[19];
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
