import type { ParameterModel } from '../model.ts';
import { bindParameters } from '../parameters.ts';
import { defineRule } from './rule.ts';

export const parameterDefault = defineRule({
  code: 'parameter.default',
  severity: 'error',
  meaning: 'A parameter is neither required nor has a default, or both, or its default is not of its type.',
  remedy: 'Write either `required: true` or a `default` of the declared type.',
  check({ contract, at }, object) {
    for (const parameter of contract.parameters) {
      const { name, required, place } = parameter;
      const given = parameter.default;
      if (required && given !== undefined) {
        object(at(parameter, 'default'), `the parameter ${name} is required: its default would never hold`);
      } else if (!required && given === undefined) {
        object(place, `the parameter ${name} is neither required nor has a default`);
      } else if (given !== undefined && !fits(parameter)) {
        object(at(parameter, 'default'), `the default of ${name} is no ${parameter.type}`);
      }
    }
  },
});

function fits(parameter: ParameterModel): boolean {
  const given = parameter.default;
  const written = { date: 'string', text: 'string', integer: 'number', boolean: 'boolean' }[parameter.type];
  return typeof given === written && 'parameters' in bindParameters([parameter], {});
}
