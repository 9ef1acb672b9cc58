export { type ImpactFacts, impactLines } from './lines.ts';
export { renderImpactText, writeImpact } from './write.ts';
