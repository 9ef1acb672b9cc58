import type { BackupObserver, BackupStep } from '../engine/backup/index.ts';
import { type Display, showProgress } from './progress.ts';

/** The parts of a backup's work, as they are announced. */
const titles: Readonly<Record<BackupStep, string>> = {
  copy: 'Copying',
  check: 'Reading every file to its last byte',
  loss: 'Comparing the store with the backup',
  survey: 'Reading what is to be restored',
  restore: 'Restoring',
  compare: 'Comparing the target',
  trial: 'Restoring into a scratch store',
};

/** Shows on a stream what a backup or restore tells, for the time of `work`. */
export async function showing<T>(
  stream: NodeJS.WriteStream,
  work: (observer: BackupObserver) => Promise<T>,
): Promise<T> {
  const display = showProgress(stream);
  try {
    return await work(observerOf(display));
  } finally {
    display.close();
  }
}

function observerOf(display: Display): BackupObserver {
  return {
    step: (name) => display.step(titles[name]),
    progress: (collection, done, total) => display.progress(collection, done, total),
    notice: ({ code, message, place }) =>
      display.notice(`${place === '' ? '' : `${place}: `}${message} [${code}]`),
  };
}
