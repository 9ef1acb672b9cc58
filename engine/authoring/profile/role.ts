import type { PathRole } from './facts.ts';
import { dateForms, idForms, numberForms, singularForms, type TextForm } from './forms.ts';
import type { PathCensus } from './path-census.ts';
import { lastName, soundsLikeClient, soundsPersonal } from './path-names.ts';

/** Most different values of a category, and its longest value in units. */
const categories = 50;
const longestCategory = 40;

const strongIds: ReadonlySet<TextForm> = new Set<TextForm>(['epoch', 'digits', 'object_id', 'uuid', 'code']);
const contacts: ReadonlySet<TextForm> = new Set<TextForm>(['email', 'phone']);
const namesAnId = /(^|[_-])(id|ids|uid|uuid|guid|ref|key)$|[a-z](Id|ID|Ids|Uuid|Ref|Key)$/;

/** What the values of a path seem to be. */
export function roleOf(census: PathCensus): PathRole {
  const count = scalars(census);
  if (count === 0) {
    const built = (census.types.get('object') ?? 0) + (census.types.get('array') ?? 0);
    return built > 0 ? 'structure' : 'empty';
  }
  if (soundsPersonal(census.path) && !isFlag(census)) return 'personal';
  const told = count - written(census, new Set<TextForm>(['empty', 'blank']));
  if (told === 0) return 'empty';
  if (written(census, contacts) * 10 >= told) return 'personal';
  if (isFlag(census)) return 'flag';
  if ((census.dates.count + written(census, dateForms)) * 2 >= told) return 'date';
  if (isId(census, told)) return 'id';
  const numbers = census.numbers.count + census.notFinite + written(census, numberForms);
  if (numbers * 5 >= told * 4) return 'number';
  return isCategory(census, told) ? 'category' : 'text';
}

/** Whether values of the path may be shown when enough clients have them: few, short, none that names one thing. */
export function mayShow(census: PathCensus): boolean {
  if (census.path === '_id' || soundsPersonal(census.path)) return false;
  const { count, exact } = census.values.distinct();
  if (!exact || count > categories || written(census, singularForms) > 0) return false;
  if (isId(census, scalars(census)) && namesAnId.test(lastName(census.path))) return false;
  const length = census.text.lengths.range();
  return (length === null || length.max <= longestCategory) && census.dates.count === 0;
}

/** Whether the values of a path could be ids: by how they are written, or by the path's name. */
export function isId(census: PathCensus, told: number): boolean {
  const strong = written(census, strongIds) + (census.types.get('objectId') ?? 0);
  if (strong * 2 >= told && told > 0) return true;
  const name = lastName(census.path);
  if (!namesAnId.test(name) && !soundsLikeClient(census.path)) return false;
  const whole = (census.types.get('int') ?? 0) + (census.types.get('long') ?? 0);
  const possible = written(census, idForms) + whole + (census.types.get('objectId') ?? 0);
  return possible * 5 >= told * 4;
}

/** Values that are neither null nor structure. */
export function scalars({ types }: PathCensus): number {
  let sum = 0;
  for (const [type, count] of types) {
    if (type !== 'null' && type !== 'object' && type !== 'array') sum += count;
  }
  return sum;
}

function isFlag(census: PathCensus): boolean {
  return (census.types.get('bool') ?? 0) === scalars(census);
}

function isCategory(census: PathCensus, told: number): boolean {
  const { count, exact } = census.values.distinct();
  const length = census.text.lengths.range();
  return (
    exact &&
    count <= categories &&
    count * 2 <= told &&
    (length?.max ?? 0) <= longestCategory &&
    written(census, singularForms) === 0
  );
}

function written(census: PathCensus, forms: ReadonlySet<TextForm>): number {
  return census.text.countOf(forms);
}
