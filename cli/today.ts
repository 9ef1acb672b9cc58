import { isDay } from '../engine/contract/index.ts';
import { wrongCall } from './failure.ts';
import type { Values } from './options.ts';

/** The day of a call, `YYYY-MM-DD`: the one it names, else that of the clock in UTC. */
export function today({ today: named }: Values): string {
  if (named === undefined) return new Date().toISOString().slice(0, 10);
  if (!isDay(named)) throw wrongCall(`${JSON.stringify(named)} is no day`, 'write it as 2025-06-30');
  return named;
}
