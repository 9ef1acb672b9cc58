import { raise } from './error.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';

/**
 * What the evaluation under way may still use. An evaluation is synchronous, so one meter is in force at a time;
 * an evaluation inside another (of a helper) has its own and puts the outer one back.
 */
let fuel = Number.POSITIVE_INFINITY;
let depth = 0;
let limits = DEFAULT_LIMITS;
let overflowed = false;
let running = false;

/** Uses up units of work. Raises U1002 when none are left. */
export function burn(units: number): void {
  fuel -= units;
  if (fuel < 0) raise('U1002', limits.fuel);
}

/** Enters a function call. Raises D1011 beyond the allowed depth. */
export function enterCall(): void {
  if (++depth > limits.depth) raise('D1011', limits.depth);
  if (--fuel < 0) raise('U1002', limits.fuel);
}

/** Leaves a function call. */
export function leaveCall(): void {
  depth--;
}

/** Refuses a sequence that would be longer than allowed (D2015). */
export function checkLength(length: number): void {
  if (length > limits.sequence) raise('D2015', limits.sequence);
}

/** Refuses a text that grows longer than allowed (U1003). */
export function limitText(length: number): void {
  if (length > limits.text) raise('U1003', limits.text);
}

/** Refuses a text that would be longer than allowed (U1003), before it is built; pays for building it. */
export function checkText(length: number): void {
  limitText(length);
  if (length > 64) burn(length >> 6);
}

/** Remembers that arithmetic gave infinity or NaN, so that the result is searched for it. */
export function noteOverflow(): void {
  overflowed = true;
}

/** Whether this evaluation's arithmetic gave infinity or NaN anywhere. */
export function hasOverflowed(): boolean {
  return overflowed;
}

/** A meter put aside while another evaluation runs inside. */
export interface Meter {
  readonly fuel: number;
  readonly depth: number;
  readonly limits: Limits;
  readonly overflowed: boolean;
}

/** Starts the meter of an evaluation; gives the one to put back at its end, if there is one. */
export function startMeter(allowed: Limits): Meter | undefined {
  const outer = running ? { fuel, depth, limits, overflowed } : undefined;
  fuel = allowed.fuel;
  depth = 0;
  limits = allowed;
  overflowed = false;
  running = true;
  return outer;
}

/** Ends the meter of an evaluation. */
export function stopMeter(outer: Meter | undefined): void {
  running = outer !== undefined;
  if (outer !== undefined) ({ fuel, depth, limits, overflowed } = outer);
}
