import Handlebars from 'handlebars';
import { checkTemplate } from './syntax.ts';

/** Escapers by the name that templates call them. */
export type Escapers = Readonly<Record<string, (text: string) => string>>;

export interface TemplateSource {
  readonly name: string;
  readonly source: string;
  readonly partials: Readonly<Record<string, string>>;
}

export type Render = (model: object) => string;

/**
 * Compiles one of our own templates in an environment of its own. Strict: a name that the model lacks, a condition
 * that isn't a boolean and a value that isn't text throw, so nothing is left out silently and zero is always shown
 * (T76). Inherited properties can't be reached (Handlebars' default, kept; T77).
 */
export function compileTemplate(template: TemplateSource, escapers: Escapers): Render {
  const environment = Handlebars.create();
  const names = new Set(Object.keys(escapers));
  for (const [name, escapeFor] of Object.entries(escapers)) {
    environment.registerHelper(name, (value: unknown) => escapeFor(expectText(value, name)));
  }
  registerBlocks(environment);
  for (const [name, source] of Object.entries(template.partials)) {
    checkTemplate(name, source, names);
    environment.registerPartial(name, source);
  }
  checkTemplate(template.name, template.source, names);
  return environment.compile(template.source, {
    strict: true,
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries([...names].map((name) => [name, true])),
  });
}

/** The built-in blocks again, without their leniency. */
function registerBlocks(environment: typeof Handlebars): void {
  environment.registerHelper('if', function (this: unknown, value: unknown, options) {
    return expectBoolean(value, 'if') ? options.fn(this) : options.inverse(this);
  });
  environment.registerHelper('unless', function (this: unknown, value: unknown, options) {
    return expectBoolean(value, 'unless') ? options.inverse(this) : options.fn(this);
  });
  environment.registerHelper('each', (items: unknown, options) => {
    if (!Array.isArray(items)) throw new TypeError(`each: a list is needed, not ${typeof items}`);
    return items.map((item: unknown) => options.fn(item)).join('');
  });
}

function expectText(value: unknown, helper: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`${helper}: text is needed, not ${typeof value}`);
}

function expectBoolean(value: unknown, helper: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new TypeError(`${helper}: true or false is needed, not ${typeof value}`);
}
