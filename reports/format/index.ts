export { formatCount, formatCountText, formatPercent } from './count.ts';
export { formatDuration, formatPerBatch, formatSeconds } from './duration.ts';
