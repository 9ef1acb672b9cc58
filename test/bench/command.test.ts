import { describe, expect, it } from 'vitest';
import { readOrder } from '../../bench/command.ts';
import { measure, median } from '../../bench/measure.ts';

describe('the command line of the measurements', () => {
  it('takes all comparisons when none is named, in one order whatever the words', () => {
    expect(readOrder([])?.comparisons).toEqual(['mapping', 'pipeline', 'stage']);
    expect(readOrder(['stage', 'mapping'])?.comparisons).toEqual(['mapping', 'stage']);
  });

  it('reads sizes', () => {
    expect(readOrder(['stage', '--sizes', '10,20'])?.sizes).toEqual([10, 20]);
  });

  it.each([
    [['everything']],
    [['--sizes', '10,x']],
    [['--sizes', '0']],
    [['--rounds', '1.5']],
    [['--fast']],
  ])('refuses %j', (argv) => {
    expect(readOrder(argv)).toBeUndefined();
  });
});

describe('rounds', () => {
  it('give the value in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('run every variant in turn, warm-up included, and tell them apart', async () => {
    const order: string[] = [];
    const busy = (name: string, milliseconds: number) => ({
      name,
      run: () => {
        order.push(name);
        const until = performance.now() + milliseconds;
        while (performance.now() < until);
      },
    });
    const timings = await measure([busy('a', 160), busy('b', 160)], { items: 1, rounds: 1, warmup: 1 });
    expect(order).toEqual(['a', 'b', 'a', 'b']);
    expect(timings.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(timings[0]?.speedup).toBe(1);
  });
});
