import type { Writable } from 'node:stream';
import bars from 'cli-progress';

/** What the stages tell while they work. */
export interface Observer {
  step(title: string): void;
  /** `done` of `total` documents of a step; `total` is absent where nobody counted beforehand. */
  progress(step: string, done: number, total: number | undefined): void;
  notice(text: string): void;
}

/** An observer that shows, and that is closed when the command ends. */
export interface Display extends Observer {
  close(): void;
}

/** How many documents lie between two lines (R082). */
const interval = 100;

/** A bar on a terminal; elsewhere a short line every 100 documents and at the end of a step. */
export function showProgress(stream: Writable & { readonly isTTY?: boolean }): Display {
  return stream.isTTY === true ? showBar(stream) : showLines(stream);
}

function showLines(stream: Writable): Display {
  let current = '';
  let told = 0;
  const write = (text: string) => stream.write(`${text}\n`);
  return {
    step: (title) => {
      current = '';
      write(title);
    },
    progress: (step, done, total) => {
      if (step !== current) told = 0;
      current = step;
      const due =
        Math.floor(done / interval) > Math.floor(told / interval) || (done === total && done !== told);
      if (!due) return;
      told = done;
      write(`  ${step} ${done}${total === undefined ? '' : `/${total}`}`);
    },
    notice: (text) => write(text),
    close: () => {},
  };
}

function showBar(stream: Writable): Display {
  let bar: bars.SingleBar | undefined;
  let current = '';
  const close = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    step: (title) => {
      close();
      stream.write(`${title}\n`);
    },
    progress: (step, done, total) => {
      if (step !== current) close();
      current = step;
      if (bar === undefined) {
        const format =
          total === undefined ? `  ${step} {value}` : `  ${step} {bar} {percentage}% {value}/{total}`;
        bar = new bars.SingleBar(
          { format, stream: stream as NodeJS.WriteStream, hideCursor: false, etaBuffer: 10, fps: 8 },
          bars.Presets.shades_classic,
        );
        bar.start(total ?? 0, done);
      } else {
        if (total !== undefined) bar.setTotal(total);
        bar.update(done);
      }
      if (done === total) close();
    },
    notice: (text) => {
      close();
      stream.write(`${text}\n`);
    },
    close,
  };
}
