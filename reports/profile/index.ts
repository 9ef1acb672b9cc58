export { type RenderedProfile, renderProfile } from './render.ts';
export { renderProfileSummary } from './summary.ts';
export { writeProfile } from './write.ts';
