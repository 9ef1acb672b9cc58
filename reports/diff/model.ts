import { basename } from 'node:path';
import type { Change, ChangeSide, Diff } from '../../engine/comparison/index.ts';
import { levels } from '../../engine/comparison/index.ts';
import type { Language } from '../texts/index.ts';
import { type MarkedPart, markChange } from './marked.ts';
import { diffTextsOf } from './texts.ts';

/** Where the files of both versions are, as links are written. */
export interface DiffFolders {
  readonly from: string;
  readonly to: string;
}

/** What the templates of a diff are filled with: texts, booleans and lists, nothing to be computed. */
export function buildDiffReport(diff: Diff, folders: DiffFolders, lang: Language) {
  const texts = diffTextsOf(lang);
  const { from, to, bump, changes } = diff;
  return {
    lang,
    name: to.name,
    from: from.version,
    to: to.version,
    digests: {
      mappingFrom: from.mapping,
      mappingTo: to.mapping,
      policyFrom: from.policy,
      policyTo: to.policy,
      mappingSame: from.mapping === to.mapping,
      policySame: from.policy === to.policy,
    },
    empty: changes.length === 0,
    bump: {
      fits: bump.fits,
      needed: texts.bumps[bump.needed],
      found: bump.found === undefined ? texts.notGreater : texts.bumps[bump.found],
    },
    counts: levels.map((level) => ({
      level,
      title: texts.levels[level],
      count: String(diff.counts[level]),
    })),
    groups: levels
      .map((level) => ({
        level,
        title: texts.levels[level],
        meaning: texts.meanings[level],
        changes: changes
          .filter((change) => change.level === level)
          .map((change) => row(change, folders, lang)),
      }))
      .filter((group) => group.changes.length > 0),
  };
}

export type DiffReport = ReturnType<typeof buildDiffReport>;

function row(change: Change, folders: DiffFolders, lang: Language) {
  const marked = markChange(change.from?.text ?? '', change.to?.text ?? '');
  return {
    id: change.id,
    rule: change.rule,
    level: change.level,
    says: change.says[lang],
    before: side(change.from, folders.from, marked.before),
    after: side(change.to, folders.to, marked.after),
    drawer: list(change.drawer),
    keys: list(change.keys),
    reads: list(change.reads.added),
    noLonger: list(change.reads.removed),
    accepted: {
      is: change.accepted !== undefined,
      by: change.accepted?.by ?? '',
      on: change.accepted?.on ?? '',
      reason: change.accepted?.reason ?? '',
    },
  };
}

function side(one: ChangeSide | undefined, folder: string, parts: readonly MarkedPart[]) {
  const { file = '', line = 0, column = 0 } = one?.place ?? {};
  return {
    there: one !== undefined,
    place: one === undefined ? '' : `${basename(folder)}/${file}:${line}:${column}`,
    link: one === undefined ? '' : `${folder}/${file}#L${line}`,
    parts,
    text: one?.text ?? '',
  };
}

/** A list in a table's cell, and whether there is anything in it; long ones are cut, with their length. */
function list(texts: readonly string[]) {
  const shown = texts.slice(0, 12);
  const more = texts.length - shown.length;
  return { filled: texts.length > 0, text: shown.join(', ') + (more > 0 ? ` … (+${more})` : '') };
}
