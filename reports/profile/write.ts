import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Profile } from '../../engine/authoring/index.ts';
import { replaceFile } from '../page/index.ts';
import type { Language } from '../texts/index.ts';
import { renderProfile } from './render.ts';

/**
 * Writes `perfil.md`, `.html` and `.json` into a folder, made if absent, and gives their paths. Each file is readable
 * by its owner only.
 * @throws the file system's error when the folder can't be written; nothing unfinished is left
 */
export async function writeProfile(
  profile: Profile,
  directory: string,
  lang: Language,
): Promise<readonly string[]> {
  const { markdown, html, json } = renderProfile(profile, { lang });
  await mkdir(directory, { recursive: true });
  const paths: string[] = [];
  for (const [ending, text] of Object.entries({ md: markdown, html, json })) {
    const path = join(directory, `perfil.${ending}`);
    await replaceFile(path, text);
    paths.push(path);
  }
  return paths;
}
