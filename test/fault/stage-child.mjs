// Stages a dump with the built product and kills itself at the nth passing of a failpoint.
import { bindParameters, compilePlan, loadContract } from '../../dist/engine/contract/index.js';
import { setFailpointHandler } from '../../dist/engine/migration/index.js';
import { stage } from '../../dist/engine/rehearsal/index.js';
import { currentHolder, openSource, openTarget } from '../../dist/engine/stores/index.js';

const { dump, target: place, spool, point, nth, batch, run } = JSON.parse(process.argv[2]);
let passed = 0;
setFailpointHandler((at) => {
  if (at === point && ++passed === nth) process.kill(process.pid, 'SIGKILL');
});
const { contract } = await loadContract('contracts/edn360/1.0.0');
const plan = compilePlan(contract);
const { parameters } = bindParameters(plan.parameters, { DUAL_WRITE_START_AT: '2025-02-01T00:00:00Z' });
const target = await openTarget(place, { create: true });
const source = await openSource(dump);
const quiet = { step() {}, progress() {}, notice() {} };
await stage(
  {
    plan,
    source,
    target,
    parameters,
    environment: 'staging',
    batch,
    timeoutSeconds: 60,
    workers: 1,
    showIds: true,
    spool,
    run: { id: run, now: new Date('2025-06-01T10:00:00.000Z') },
    holder: currentHolder(run),
    engine: { name: 'client-drawer', version: '0.0.0' },
  },
  quiet,
);
await target.close();
