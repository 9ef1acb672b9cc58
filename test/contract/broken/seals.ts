import { sealText } from '../../../engine/contract/index.ts';
import { readLibrary } from '../library.ts';
import type { BrokenCase } from './case.ts';

const { contract } = readLibrary();
if (contract === undefined) throw new Error('the library contract is broken');
const sealed = sealText(contract.digests, 'Ana', new Date('2025-06-30T10:00:00Z'));
const other = `sha256:${'0'.repeat(64)}`;

/** Versions that are no longer what was sealed. */
export const brokenSeals: readonly BrokenCase[] = [
  {
    what: 'a sealed version whose mapping was changed',
    edits: { 'seal.yaml': sealed, 'mappings/03-fines.yaml': [['cents: amount', 'cents: amount * 2']] },
    found: ['seal.yaml:4:10 seal.mapping'],
    says: 'sealed on 2025-06-30T10:00:00.000Z',
  },
  {
    what: 'a sealed version whose policy was changed',
    edits: { 'seal.yaml': sealed.replace(contract.digests.policy, other) },
    found: ['seal.yaml:5:9 seal.policy'],
  },
  {
    what: 'a seal made in another way',
    edits: { 'seal.yaml': sealed.replace('algorithm: "1"', 'algorithm: "0"') },
    found: ['seal.yaml:3:12 seal.algorithm'],
  },
  {
    what: 'a seal with something else for a digest',
    edits: { 'seal.yaml': sealed.replace(contract.digests.mapping, 'none') },
    found: ['seal.yaml:4:10 seal.mapping', 'seal.yaml:4:10 shape.value'],
  },
  {
    what: 'an accepted change without a reason',
    edits: { 'accepted.yaml': 'accepted: 1\nchanges:\n  - { change: abc, by: Ana, on: "2025-06-30" }\n' },
    found: ['accepted.yaml:3:5 shape.missing_key'],
  },
];
