// fast-check with few runs of each property: one mutant is tried in seconds instead of minutes.
import real from '../../node_modules/fast-check/lib/fast-check.js';

const MOST = 15;

/** The same parameters with fewer runs. */
function few(parameters) {
  const { numRuns = 100, ...rest } = typeof parameters === 'number' ? { numRuns: parameters } : (parameters ?? {});
  return { ...rest, numRuns: Math.min(numRuns, MOST) };
}

export * from '../../node_modules/fast-check/lib/fast-check.js';
export default {
  ...real,
  assert: (property, parameters) => real.assert(property, few(parameters)),
  sample: (generator, parameters) => real.sample(generator, few(parameters)),
};
