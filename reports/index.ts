export { type DiffFolders, renderDiffHtml, renderDiffMarkdown, renderDiffText } from './diff/index.ts';
export { type ImpactFacts, renderImpactText, writeImpact } from './impact/index.ts';
export { replaceFile } from './page/index.ts';
export { type RenderedProfile, renderProfile, renderProfileSummary, writeProfile } from './profile/index.ts';
export {
  type RenderedReport,
  type ReportPaths,
  renderStagingReport,
  stagingReportPaths,
  writeStagingReport,
} from './staging/index.ts';
export { renderStageSummary, wantsColour } from './terminal/index.ts';
export { LANGUAGES, type Language } from './texts/index.ts';
