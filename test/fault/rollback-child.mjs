// Rolls a run back with the built product, to a backup if one is given, and kills itself at the nth passing of a point.
import { rollback, setFailpointHandler } from '../../dist/engine/migration/index.js';
import { returnToBackup } from '../../dist/engine/recovery/index.js';
import { currentHolder, openTarget } from '../../dist/engine/stores/index.js';

const { target: place, run, backup, confirmation, point, nth } = JSON.parse(process.argv[2]);
let passed = 0;
setFailpointHandler((at) => {
  if (at === point && ++passed === nth) process.kill(process.pid, 'SIGKILL');
});
const target = await openTarget(place, { create: false });
const request = {
  run,
  target,
  legacy: undefined,
  holder: currentHolder('rollback'),
  now: new Date('2025-06-02T10:00:00.000Z'),
};
const observer = { step() {}, progress() {}, notice() {} };
if (backup === undefined) await rollback(request);
else await returnToBackup({ ...request, backup, agreed: true, confirmation, observer });
await target.close();
