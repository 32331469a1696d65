// Rule sets whose rules stand in the order of their plan, with ids by its lines (`L12`) or by their ends alone, so that a test can say which rule
// of its plan it means. What real ids and the real order are is tested in stable.test.ts.
import type { LangiumDocument } from 'langium';
import type { Analysis } from '../../language/analysis/analyze.ts';
import type * as ast from '../../language/generated/ast.ts';
import { targets } from '../../language/generated/targets.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { type Generated, type GenerateOptions, generate } from '../../language/rulesets/generate.ts';
import { buildHostRuleSets, type HostRuleSet } from '../../language/rulesets/host-rule-set.ts';
import { isFor } from '../../language/rulesets/host-systems.ts';
import { betweenZones, buildRuleSet, type RuleSet } from '../../language/rulesets/rule-set.ts';
import type { Target } from '../../language/rulesets/target.ts';
import { withoutDenies } from '../../language/rulesets/without-denies.ts';

/** `lines`: L12, and L12.2 for a second part; R5 for what the component on line 5 needs within its zone. `ends`: an id without its hash. */
export type Ids = 'lines' | 'ends';

export function lined<T extends RuleSet>(ruleSet: T, { plan }: Pick<Analysis, 'plan'>, ids: Ids = 'lines'): T {
  const lines = new Set(plan.rules.map((rule) => rule.line));
  const rank = (names: readonly { name: string }[]) => new Map(names.map(({ name }, n) => [name, n]));
  const [zones, components] = [rank(plan.zones), rank(plan.components)];
  const sorted = [...ruleSet.entries].sort(
    (a, b) =>
      Number(a.action === 'allow') - Number(b.action === 'allow') ||
      Number(!lines.has(a.line)) - Number(!lines.has(b.line)) ||
      a.line - b.line ||
      (a.services.equals(b.services) ? 0 : a.services.intervals[0]!.start < b.services.intervals[0]!.start ? -1 : 1),
  );
  const counts = new Map<string, number>();
  const entries = sorted.map((entry) => {
    const base = ids === 'ends' ? entry.id.replace(/-[^-]*$/, '') : `${lines.has(entry.line) ? 'L' : 'R'}${entry.line}`;
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    return { ...entry, id: count === 1 ? base : ids === 'ends' ? entry.id : `${base}.${count}` };
  });
  return {
    ...ruleSet,
    entries,
    zones: [...ruleSet.zones].sort((a, b) => zones.get(a.name)! - zones.get(b.name)!),
    components: [...ruleSet.components].sort((a, b) => components.get(a.name)! - components.get(b.name)!),
  };
}

/** The rules between zones, and within them. */
export function linedRules(analysis: Analysis, ids: Ids = 'lines'): RuleSet {
  return lined(buildRuleSet(analysis), analysis, ids);
}

/** The hosts in the order of the plan. */
export function linedHosts(analysis: Analysis, ids: Ids = 'lines'): HostRuleSet[] {
  const order = analysis.plan.components.map(({ name }) => name);
  return buildHostRuleSets(analysis)
    .sort((a, b) => order.indexOf(a.host.name) - order.indexOf(b.host.name))
    .map((set) => lined(set, analysis, ids));
}

/** As `generate`, with such ids. */
export function generateWith(ids: Ids): typeof generate {
  return async (
    document: LangiumDocument<ast.Document>,
    services: SegplanCoreServices,
    options: GenerateOptions,
  ): Promise<Generated> => {
    const generated = await generate(document, services, options);
    if (!generated.files.length) return generated;
    const target: Target = targets.find((t) => t.name === options.target)!;
    const analysis = services.segplan.Plans.analysis(document.parseResult.value, options.phases ?? []);
    const held = <T extends RuleSet>(set: T): T => (target.capabilities.deny ? set : withoutDenies(set));
    const files =
      options.scope === 'host'
        ? await target.emitHosts!(
            linedHosts(analysis, ids)
              .filter(({ host }) => isFor(target, host.system))
              .map(held),
            'plan',
          )
        : await target.emit(lined(held(betweenZones(buildRuleSet(analysis))), analysis, ids), 'plan');
    return { ...generated, files };
  };
}
