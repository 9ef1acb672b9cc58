export { wantsColour } from './colour.ts';
export { renderStageSummary } from './summary.ts';
export { alignRows } from './table.ts';
export { clip } from './width.ts';
