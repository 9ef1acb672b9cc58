import { bindParameters } from '../parameters.ts';
import { defineRule } from './rule.ts';

export const caseParameter = defineRule({
  code: 'case.parameter',
  severity: 'error',
  meaning:
    'A case lacks a required parameter, gives one that the contract does not have, or a value of another type.',
  remedy: 'Correct it under `parameters` of the case.',
  check({ contract, cases, at }, object) {
    for (const each of cases) {
      const values = Object.fromEntries(
        Object.entries(each.parameters).map(([name, value]) => [name, String(value)]),
      );
      const parameters = contract.parameters.map((parameter) => ({ ...parameter, default: undefined }));
      const bound = bindParameters(parameters, values);
      if (!('findings' in bound)) continue;
      for (const { message, hint } of bound.findings) object(at(each, 'parameters'), message, hint);
    }
  },
});
