export { wantsColour } from './colour.ts';
export { renderStageSummary } from './summary.ts';
