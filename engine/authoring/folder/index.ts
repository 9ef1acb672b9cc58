export { copyVersion } from './copy-version.ts';
export { type FolderFiles, isTaken, writeNewFolder } from './new-folder.ts';
