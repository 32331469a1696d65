/**
 * How much of what is new V8 collects before it looks what of it is still needed, in megabytes. By itself V8 lets that grow to four times as
 * much. For the command line alone, which takes a tenth less memory so: a server that collects this often looks at all it holds while somebody
 * types, and 20 keys in 10,000 lines cost it 0.8 s of processor time in place of 0.3.
 */
const OPTIONS_OF_COMMANDS: readonly string[] = ['--max-semi-space-size=4'];

/**
 * How often V8 runs a function before it makes faster code of it: ten times as often as by itself. A start runs thousands of functions some
 * hundred times each, and to make faster code of those takes other threads longer than they then save: a fifth of all that a start in front of
 * 1,000 lines computes, and of what somebody's first keys do.
 */
const PATIENCE: readonly string[] = [
  '--no-profile-guided-optimization',
  '--invocation-count-for-maglev=4000',
  '--invocation-count-for-maglev-osr=1000',
  '--invocation-count-for-turbofan=30000',
  '--invocation-count-for-osr=5000',
  '--minimum-invocations-after-ic-update=3000',
];

/** The first V8 that all of these options are known to; an older one would say of each that it is not. */
const KNOWN_SINCE = 13;

/**
 * The options for a program, as far as the V8 that it runs on knows them.
 * @param isCommand whether it ends by itself, when it has done what it was started for
 * @param v8 the version, such as `13.6.233`
 */
export function optionsOf(isCommand: boolean, v8 = process.versions.v8): readonly string[] {
  const patience = Number.parseInt(v8, 10) >= KNOWN_SINCE ? PATIENCE : [];
  return isCommand ? [...OPTIONS_OF_COMMANDS, ...patience] : patience;
}
