export {
  describeFinding,
  type Emphasis,
  explanationOf,
  type FindingView,
  type Paint,
} from './finding-text.ts';
export { type SarifSubject, sarifLog } from './sarif.ts';
export { escapeXml } from './xml.ts';
