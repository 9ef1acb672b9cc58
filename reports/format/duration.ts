import { formatCount } from './count.ts';

const MINUTE = 60;
const HOUR = 3600;

/**
 * A duration as the manual writes it: `2h 15min`, `4min 12s`, `45s`, `0.4s`, `12ms`. What took time is never shown
 * as zero; exactly nothing is `0s`.
 */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < MINUTE) return formatShort(seconds);
  if (whole < HOUR) return joinUnits(Math.floor(whole / MINUTE), 'min', whole % MINUTE, 's');
  const minutes = Math.round(seconds / MINUTE);
  return joinUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

/** The time per batch, always in seconds so that batches can be compared: `45s`, `60s`, `0.4s`. */
export function formatPerBatch(seconds: number): string {
  return seconds < MINUTE ? formatShort(seconds) : `${formatCount(Math.round(seconds))}s`;
}

/** Seconds to the millisecond, for adding up (I15): `8,100.400`. */
export function formatSeconds(seconds: number): string {
  const [whole = '0', fraction = '000'] = seconds.toFixed(3).split('.');
  return `${formatCount(Number(whole))}.${fraction}`;
}

/** Below a minute: whole seconds from 10 on, one decimal below, milliseconds below a tenth. */
function formatShort(seconds: number): string {
  if (seconds <= 0) return '0s';
  const milliseconds = Math.round(seconds * 1000);
  if (milliseconds === 0) return '<1ms';
  if (milliseconds < 100) return `${milliseconds}ms`;
  const tenths = Math.round(seconds * 10);
  if (tenths >= 100) return `${Math.round(seconds)}s`;
  return tenths % 10 === 0 ? `${tenths / 10}s` : `${(tenths / 10).toFixed(1)}s`;
}

function joinUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const head = `${formatCount(large)}${largeUnit}`;
  return small === 0 ? head : `${head} ${small}${smallUnit}`;
}
