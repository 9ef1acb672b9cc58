import { readFile } from 'node:fs/promises';
import { type ProjectModel, readProject } from '../engine/contract/index.ts';
import { CommandFailure } from './failure.ts';
import type { Values } from './options.ts';

const file = 'drawer.yaml';

/** The options of a call, completed from `drawer.yaml` in the working directory where there is one. */
export async function settle(values: Values): Promise<Values> {
  const project = await openProject();
  if (project === undefined) return values;
  const environment = project.environments[values.env ?? 'staging'];
  const { contract } = project;
  return {
    ...(contract === undefined ? {} : { contract }),
    ...(environment?.source === undefined ? {} : { source: environment.source }),
    ...(environment?.target === undefined ? {} : { target: environment.target }),
    ...values,
    declared: environment?.parameters ?? {},
    databases: environment?.databases ?? {},
  };
}

async function openProject(): Promise<ProjectModel | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const { project, findings } = readProject(text, file);
  if (project !== undefined) return project;
  throw new CommandFailure('wrong', 'project.broken', `${file} has errors`, { findings });
}
