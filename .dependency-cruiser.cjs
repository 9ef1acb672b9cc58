/**
 * The arrows between the folders, with a reason for each ban. `npm run layers` (`.ci/layers.mjs`) runs it twice:
 * over the sources, where type imports count as well, and, for cycles, over the sources without their types.
 */

/** Each stage of the engine and the stages it is built on; what those are built on is allowed too. */
const stages = {
  bson: { on: [], reason: 'bson is the ground: raw documents and digests, whatever they are used for' },
  expression: {
    on: ['bson'],
    reason: 'a text becomes a function; it must not know what contract it stands in',
  },
  contract: { on: ['expression'], reason: 'a contract is read and checked before any data is at hand' },
  transform: {
    on: ['contract'],
    reason: 'a pure function of dossier and plan; stores come before and after it',
  },
  stores: { on: ['bson'], reason: 'a store moves documents and does not know what they mean' },
  migration: { on: ['transform', 'stores'], reason: 'the run: reads, transforms, writes; it judges nothing' },
  verification: { on: ['migration'], reason: 'recomputes what a run did; a run never asks it' },
  retirement: {
    on: ['verification', 'backup'],
    reason: 'renames what was migrated, verified and backed up, long after; a run never asks it',
  },
  authoring: { on: ['migration'], reason: 'tools for who writes contracts; the main job works without them' },
  comparison: { on: ['migration'], reason: 'compares contract versions; the main job works without it' },
  backup: { on: ['stores'], reason: 'copies a store whatever it holds' },
  recovery: {
    on: ['retirement', 'backup'],
    reason: 'puts a database back to a backup after a run; neither the run nor the backup asks it',
  },
  gates: { on: ['contract', 'stores'], reason: 'policy, evidence and approvals; they never run anything' },
  runbook: {
    on: ['verification', 'recovery', 'gates'],
    reason: 'phases are led from evidence, not from inside a run',
  },
  coexistence: { on: ['migration', 'gates'], reason: 'the live path shares the function, not the runbook' },
  rehearsal: {
    on: ['verification', 'authoring', 'comparison', 'backup', 'runbook', 'coexistence'],
    reason: 'the whole manual on a dump: it uses all stages, none uses it',
  },
};

/** Where a library may be imported; everywhere else its stage's door is used. */
const homes = {
  jsonata: 'engine/expression/',
  re2js: 'engine/expression/',
  yaml: 'engine/(contract|authoring)/',
  ajv: 'engine/(contract|transform)/',
  lmdb: 'engine/stores/embedded/',
  mongodb: 'engine/stores/mongodb/',
  handlebars: 'reports/',
  commander: 'cli/',
  'cli-progress': 'cli/',
};

/** Files of pure stages that may touch files all the same: the contract's own reader. */
const readers = '^engine/contract/load\\.ts$';

const outside =
  'fs|net|tls|http|https|http2|dns|dgram|child_process|cluster|worker_threads|os|process|perf_hooks|timers|readline|repl|inspector|vm';

/** All stages below `name`. */
function below(name) {
  const found = new Set();
  for (const next of stages[name].on) {
    found.add(next);
    for (const further of below(next)) found.add(further);
  }
  return [...found];
}

/** One rule per stage that may not use all the others. */
const arrows = Object.entries(stages)
  .map(([name, { reason }]) => ({ name, reason, allowed: [...new Set([name, ...below(name)])] }))
  .filter(({ allowed }) => allowed.length < Object.keys(stages).length)
  .map(({ name, reason, allowed }) => ({
    name: `arrow-${name}`,
    comment: `${name}: ${reason}`,
    severity: 'error',
    from: { path: `^engine/${name}/` },
    to: { path: '^engine/', pathNot: `^engine/(${allowed.join('|')})/` },
  }));

const libraries = Object.entries(homes).map(([library, home]) => ({
  name: `home-${library}`,
  comment: `${library} is used in one place, so that it can be replaced there`,
  severity: 'error',
  from: { path: '^(engine|cli|reports)/', pathNot: `^(${home})` },
  to: { path: `^node_modules/${library}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'engine-alone',
      comment: 'the engine is used by commands, reports, fixtures and measurements; it knows none of them',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: '^(cli|reports|fixtures|bench|test)/' },
    },
    {
      name: 'reports-alone',
      comment: 'a report is made from facts; it neither knows commands nor runs anything',
      severity: 'error',
      from: { path: '^reports/' },
      to: { path: '^(cli|fixtures|bench|test)/' },
    },
    {
      name: 'cli-on-product-only',
      comment: 'commands call doors of the product; fixtures and measurements are not shipped',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^(fixtures|bench|test)/' },
    },
    {
      name: 'cli-last',
      comment: 'nothing is built on the command line',
      severity: 'error',
      from: { path: '^(fixtures|bench)/' },
      to: { path: '^(cli|test)/' },
    },
    {
      name: 'doors',
      comment:
        'a stage is used through its index.ts; what lies behind it may change without a word to anyone else',
      severity: 'error',
      from: { path: '^engine/([^/]+)/' },
      to: { path: '^engine/[^/]+/', pathNot: ['^engine/$1/', '^engine/[^/]+/index\\.ts$'] },
    },
    {
      name: 'doors-from-outside',
      comment: 'commands, reports, fixtures and measurements use the same doors as the stages',
      severity: 'error',
      from: { path: '^(cli|reports|fixtures|bench)/' },
      to: { path: '^engine/', pathNot: '^engine/[^/]+/index\\.ts$' },
    },
    {
      name: 'reports-door',
      comment: 'reports are written through reports/index.ts',
      severity: 'error',
      from: { path: '^(cli|fixtures|bench)/' },
      to: { path: '^reports/', pathNot: '^reports/index\\.ts$' },
    },
    {
      name: 'stores-door',
      comment: 'one port, several stores: which one is at work is decided in engine/stores alone',
      severity: 'error',
      from: { path: '^engine/stores/(?!(?:dump|embedded|mongodb)/)' },
      to: { path: '^engine/stores/(dump|embedded|mongodb)/', pathNot: '/index\\.ts$' },
    },
    {
      name: 'stores-apart',
      comment: 'a store that leans on another cannot be removed or replaced alone',
      severity: 'error',
      from: { path: '^engine/stores/(dump|embedded|mongodb)/' },
      to: { path: '^engine/stores/(dump|embedded|mongodb)/', pathNot: '^engine/stores/$1/' },
    },
    {
      name: 'pure-stages',
      comment: 'bson, expressions, checks and the transform give the same result anywhere, at any time',
      severity: 'error',
      from: { path: '^engine/(bson|expression|contract|transform)/', pathNot: readers },
      to: { dependencyTypes: ['core'], path: `^(node:)?(${outside})(/|$)` },
    },
    ...libraries,
    {
      name: 'no-cycles',
      comment: 'modules that need each other at run time cannot be understood, loaded or tested one by one',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolved',
      comment: 'an import that leads nowhere was not checked either',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shipped',
      comment: 'the product runs on what it installs: no development package, no package of a package',
      severity: 'error',
      from: { path: '^(engine|cli|reports)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};

module.exports.stages = Object.keys(stages);
