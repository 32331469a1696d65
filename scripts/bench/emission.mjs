// What writing rule sets costs beside JSON.stringify of what is written, and how it grows, from an analyzed plan of many sites.
import { planOfSites } from './plans.ts';

/** About so many components a site has. */
const COMPONENTS = 43;
/** Of the rules with a port of their own each so-manieth is kept: a few thousand for 10,000 components. */
const KEPT = 8;

function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function planOf(components) {
  let count = 0;
  const lines = planOfSites(Math.round(components / COMPONENTS)).split('\n');
  return lines.filter((line) => !/^allow .* tcp /.test(line) || count++ % KEPT === 0).join('\n');
}

/** What of a target's files takes how long. */
async function emitted(target, scope, { between, hosts, heldBy, limitsOf }) {
  const start = cpu();
  const sets = scope === 'host' ? hosts.map((set) => heldBy(target, set)) : [heldBy(target, between)];
  for (const set of sets) limitsOf(set, target);
  const files = scope === 'host' ? await target.emitHosts(sets, 'plan') : await target.emit(sets[0], 'plan');
  const ms = cpu() - start;
  let [text, json] = ['', Number.POSITIVE_INFINITY];
  for (let n = 0; n < 3; n++) {
    const before = cpu();
    text = JSON.stringify(files);
    json = Math.min(json, cpu() - before);
  }
  return { ms, json, bytes: text.length };
}

/**
 * One line for each target and scope, at the last of the sizes.
 * @returns what was printed, row by row
 */
export async function benchEmission(sizes) {
  const { createTestLanguage } = await import('../../test/support/language.ts');
  const { targets } = await import('../../language/generated/targets.ts');
  const { heldBy } = await import('../../language/rulesets/generate.ts');
  const { betweenZones, buildRuleSet } = await import('../../language/rulesets/rule-set.ts');
  const { buildHostRuleSets } = await import('../../language/rulesets/host-rule-set.ts');
  const { limits, nameLimits } = await import('../../language/rulesets/limits.ts');
  const limitsOf = (set, target) => [
    ...nameLimits(set.entries, target),
    ...limits(set.entries, target),
    ...(target.problems?.(set) ?? []),
  ];
  const { services, load } = await createTestLanguage();
  const results = new Map();
  const note = (name, size, result) => results.set(name, [...(results.get(name) ?? []), { size, ...result }]);
  for (const size of sizes) {
    const document = await load({ 'plan.segplan': planOf(size) }, false);
    const analysis = services.segplan.Plans.analysis(document.parseResult.value);
    let start = cpu();
    const between = betweenZones(buildRuleSet(analysis));
    note('the neutral rule set', size, { ms: cpu() - start });
    start = cpu();
    const hosts = buildHostRuleSets(analysis);
    note(`the neutral rule sets of ${hosts.length} hosts`.replace(/ of \d+/, ' of'), size, { ms: cpu() - start });
    for (const target of targets)
      for (const scope of target.scopes)
        note(
          `${target.name}${scope === 'host' ? ', hosts' : ''}`,
          size,
          await emitted(target, scope, { between, hosts, heldBy, limitsOf }),
        );
  }
  console.log(`Writing rule sets of ${sizes.at(-1)} components, in processor time; JSON = JSON.stringify of the files`);
  console.log(`${'target'.padEnd(34)}${'ms'.padStart(8)}${'KB'.padStart(9)}${'to JSON'.padStart(9)}${'growth'.padStart(8)}`);
  const rows = [];
  for (const [name, all] of results) {
    const [first, last] = [all[0], all.at(-1)];
    const growth = all.length > 1 ? (Math.log(last.ms / first.ms) / Math.log(last.size / first.size)).toFixed(2) : '-';
    const ratio = last.json === undefined ? '' : (last.ms / last.json).toFixed(1);
    const size = last.bytes === undefined ? '' : (last.bytes / 1024).toFixed(0);
    rows.push([name, last.ms.toFixed(0), size, ratio, growth]);
    console.log(
      `${name.padEnd(34)}${last.ms.toFixed(0).padStart(8)}${size.padStart(9)}${ratio.padStart(9)}${growth.padStart(8)}`,
    );
  }
  return rows;
}
