/**
 * The exit codes, everywhere the same; scripts and schedulers rely on them. docs/exit-codes.md says the same to
 * people, and a test compares the two.
 */
export const exits = {
  done: { code: 0, meaning: 'done, and nothing to object' },
  found: {
    code: 1,
    meaning: 'done, and it found what it looks for: errors, a threshold not reached, duplicates',
  },
  wrong: { code: 2, meaning: 'wrong call, or a broken contract in any command but `check`' },
  refused: { code: 3, meaning: 'refused by a gate, a lease or an approval' },
  outside: { code: 4, meaning: 'a store or file failed, or holds damaged data' },
  stopped: { code: 5, meaning: 'stopped part-way; the same command goes on from there' },
  defect: { code: 70, meaning: 'a defect of the product' },
} as const;

/** How a command ended, by name. */
export type Ending = keyof typeof exits;
