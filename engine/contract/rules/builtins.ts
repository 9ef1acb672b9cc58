/** JSONata's own functions, by name without `$`; the forbidden ones among them. */
export const builtins: ReadonlySet<string> = new Set(
  (
    'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad ' +
    'match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs ' +
    'sqrt power random boolean not map zip filter single reduce each sift keys lookup append exists spread merge ' +
    'reverse error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl ' +
    'decodeUrlComponent decodeUrl eval toMillis fromMillis now millis clone foldLeft'
  ).split(' '),
);

/** Functions that would make a result depend on more than the data and the run. */
export const forbidden: ReadonlyMap<string, string> = new Map([
  ['random', 'it gives another number each time'],
  ['shuffle', 'it gives another order each time'],
  ['eval', 'what it would run can not be checked'],
  ['millis', 'it depends on the clock; $run.now is the start of the run'],
]);
