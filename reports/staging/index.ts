export { buildStagingReport, type StagingReport } from './model.ts';
export { type RenderedReport, renderStagingReport } from './render.ts';
export { type ReportPaths, stagingReportPaths, writeStagingReport } from './write.ts';
