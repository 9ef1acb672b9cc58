import type { PathProfile } from '../profile/index.ts';

/** What a profile says of one place, and what is below it. */
export interface PlaceNode {
  readonly profile: PathProfile;
  readonly fields: ReadonlyMap<string, PlaceNode>;
  /** What stands for all keys that are data. */
  readonly others: PlaceNode | undefined;
  readonly elements: PlaceNode | undefined;
}

interface Draft {
  profile: PathProfile | undefined;
  readonly below: Map<string, Draft>;
}

/** The paths of a collection as a tree: its top-level fields. Names that no path can be written of are left out. */
export function pathTree(paths: readonly PathProfile[]): ReadonlyMap<string, PlaceNode> {
  const root: Draft = { profile: undefined, below: new Map() };
  for (const profile of paths) {
    const steps = stepsOf(profile.path);
    if (steps === undefined) continue;
    let at = root;
    for (const step of steps) {
      const next = at.below.get(step) ?? { profile: undefined, below: new Map<string, Draft>() };
      at.below.set(step, next);
      at = next;
    }
    at.profile = profile;
  }
  return fieldsOf(root);
}

function nodeOf({ profile, below }: Draft): PlaceNode | undefined {
  if (profile === undefined) return undefined;
  // A schema cannot name `__proto__`, so that nothing may be said of all other names either.
  const others = below.has('.__proto__') ? undefined : below.get('*');
  const elements = below.get('[]');
  return {
    profile,
    fields: fieldsOf({ profile, below }),
    others: others === undefined ? undefined : nodeOf(others),
    elements: elements === undefined ? undefined : nodeOf(elements),
  };
}

function fieldsOf({ below }: Draft): ReadonlyMap<string, PlaceNode> {
  const fields = new Map<string, PlaceNode>();
  for (const [step, draft] of below) {
    const node = nodeOf(draft);
    if (node !== undefined && step.startsWith('.') && step !== '.__proto__') fields.set(step.slice(1), node);
  }
  return fields;
}

/** Steps of a profile's path: `.name`, `[]` and `*`; undefined where names and steps cannot be told apart. */
function stepsOf(path: string): readonly string[] | undefined {
  const steps: string[] = [];
  const step = /(?:^|\.)(?:`([^`]+)`|(\*)|([^.`*[\]]+))|(\[\])/gy;
  while (step.lastIndex < path.length) {
    const found = step.exec(path);
    if (found === null) return undefined;
    const [, quoted, any, name, list] = found;
    steps.push(any ?? list ?? `.${quoted ?? name}`);
  }
  return steps;
}
