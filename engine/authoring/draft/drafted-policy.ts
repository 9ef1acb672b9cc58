import type { DraftedSource } from './drafted-source.ts';
import type { DraftTexts } from './texts.ts';
import { onOneLine, type YamlMap } from './yaml-text.ts';

/** A policy to begin with: 95 of a hundred documents land, no critical error, no duplicate. */
export function draftedPolicy(sources: readonly DraftedSource[], texts: DraftTexts): YamlMap {
  const { owner } = texts;
  return {
    policy: 1,
    unread: 'report',
    staging: {
      criteria: [
        ...sources.map(({ mapping }) =>
          onOneLine({ metric: `match.${mapping}`, at_least: 95, title: `${texts.match} ${mapping}` }),
        ),
        onOneLine({ metric: 'critical_errors', at_most: 0, title: texts.critical }),
        onOneLine({ metric: 'duplicates', at_most: 0, title: texts.duplicates }),
      ],
    },
    bands: sources.flatMap(({ mapping }) => {
      const metric = `match.${mapping}`;
      return [
        onOneLine({ metric, below: 90, verdict: 'rollback', action: texts.rollback, owner }),
        onOneLine({ metric, from: 90, below: 95, verdict: 'review', action: texts.review, owner }),
        onOneLine({ metric, from: 95, verdict: 'ok', action: texts.go, owner }),
      ];
    }),
    approvals: [onOneLine({ point: 'punto_1', title: texts.approval, approver: owner })],
    phases: {
      '0': onOneLine({ title: texts.phase0, requires: [] }),
      '0.5': onOneLine({ title: texts.phase05, requires: ['phase 0 accepted'] }),
      '2': onOneLine({
        title: texts.phase2,
        requires: ['phase 0.5 accepted', 'approval punto_1', 'backup'],
      }),
    },
  };
}
