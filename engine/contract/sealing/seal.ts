import { algorithm } from '../digest/index.ts';
import { fileNames } from '../files.ts';
import { readDate } from '../moment.ts';
import type { ReadContext } from '../reading/context.ts';
import { openMap } from '../reading/map.ts';
import { readText } from '../reading/values.ts';
import type { Report } from '../report.ts';
import type { YamlNode } from '../yaml/index.ts';
import type { SealingCode } from './codes.ts';

/** What `seal.yaml` says: the digests that a version was frozen with, by whom and when. */
export interface Seal {
  /** Version of the way in which the digests were taken. */
  readonly algorithm: string;
  readonly mapping: string;
  readonly policy: string;
  readonly by: string;
  /** UTC, `2025-06-30T10:00:00.000Z`. */
  readonly at: string;
}

const keys = ['seal', 'algorithm', 'mapping', 'policy', 'by', 'at'];

/** Reads a parsed `seal.yaml`; undefined, reported, when it is not whole. */
export function readSeal(node: YamlNode, context: ReadContext): Seal | undefined {
  const map = openMap(node, keys, fileNames.seal, context);
  if (map === undefined) return undefined;
  const text = (key: string): string | undefined => readText(map.need(key), key, context);
  const [way, mapping, policy, by, at] = ['algorithm', 'mapping', 'policy', 'by', 'at'].map(text);
  for (const [key, value] of Object.entries({ mapping, policy })) {
    if (value !== undefined && !/^sha256:[0-9a-f]{64}$/.test(value))
      context.report('shape.value', map.get(key)?.place ?? map.place, `${key} is no digest`);
  }
  if (at !== undefined && !('date' in readDate(at)))
    context.report('shape.value', map.get('at')?.place ?? map.place, 'at is no instant in UTC');
  if (
    way === undefined ||
    mapping === undefined ||
    policy === undefined ||
    by === undefined ||
    at === undefined
  )
    return undefined;
  return { algorithm: way, mapping, policy, by, at };
}

/** Reports in what a sealed version differs from its seal. */
export function checkSeal(
  seal: Seal,
  digests: { readonly mapping: string; readonly policy: string },
  node: YamlNode,
  report: Report<SealingCode>,
): void {
  const place = (key: string) =>
    (node.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value.place : undefined) ??
    node.place;
  if (seal.algorithm !== algorithm) {
    report(
      'seal.algorithm',
      place('algorithm'),
      `sealed by way ${seal.algorithm}, this release knows ${algorithm}`,
    );
    return;
  }
  for (const what of ['mapping', 'policy'] as const) {
    if (seal[what] === digests[what]) continue;
    report(
      `seal.${what}`,
      place(what),
      `sealed on ${seal.at} as ${seal[what]}, and now it is ${digests[what]}`,
    );
  }
}

/** The text of a `seal.yaml`. */
export function sealText(
  digests: { readonly mapping: string; readonly policy: string },
  by: string,
  at: Date,
): string {
  const lines = [
    '# Written by `drawer seal`. The version is frozen: a change goes into a new one.',
    'seal: 1',
    `algorithm: "${algorithm}"`,
    `mapping: ${digests.mapping}`,
    `policy: ${digests.policy}`,
    `by: ${JSON.stringify(by)}`,
    `at: "${at.toISOString()}"`,
  ];
  return `${lines.join('\n')}\n`;
}
