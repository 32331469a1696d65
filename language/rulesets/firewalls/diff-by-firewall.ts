import type { Analysis } from '../../analysis/analyze.ts';
import type { Change, PlanDiff } from '../../analysis/diff/diff.ts';
import { waysOf } from '../../analysis/ways/ways.ts';
import { ZonesTouched } from '../../analysis/zones-touched.ts';
import type { Plan, PlanFirewall, PlanZone } from '../../model/plan.ts';
import type { RuleSet } from '../rule-set.ts';
import { goneRules } from '../since.ts';
import { firewallRuleSets, isFilteredAt } from './firewall-rule-set.ts';

/** What changes for one firewall, and so for whoever runs it. */
export interface FirewallDiff {
  /** As the newer plan has it; as the older one had it, where it is gone. */
  readonly firewall: PlanFirewall;
  /** The comparison, with the changes of what passes this firewall alone. */
  readonly diff: PlanDiff;
  /** The rules that it gets and those that go, in words, by their ids: also where traffic that both plans permit takes another way. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * A comparison by firewalls: those of the newer plan, then those that only the older one has. What opens is told of the firewalls on its ways
 * in the newer plan, what closes of those on its ways in the older one.
 */
export function byFirewall(diff: PlanDiff, older: Analysis, newer: Analysis): FirewallDiff[] {
  const names = new Set(newer.plan.firewalls.map(({ name }) => name));
  const all = [...newer.plan.firewalls, ...older.plan.firewalls.filter(({ name }) => !names.has(name))];
  return all.map((firewall) => {
    const [before, after] = [setsOf(older, firewall.name), setsOf(newer, firewall.name)];
    return {
      firewall,
      diff: {
        ...diff,
        opened: diff.opened.filter((change) => passes(change, newer.plan, firewall.name)),
        closed: diff.closed.filter((change) => passes(change, older.plan, firewall.name)),
      },
      added: goneRules(before, after),
      removed: goneRules(after, before),
    };
  });
}

function setsOf(analysis: Analysis, name: string): RuleSet[] {
  return firewallRuleSets(analysis, (each) => each.name === name);
}

/** Whether any of a change passes a firewall. */
function passes({ region }: Change, plan: Plan, name: string): boolean {
  const firewall = plan.firewalls.find((each) => each.name === name);
  const ways = waysOf(plan);
  if (!firewall || !ways) return false;
  const touched = ZonesTouched.of(plan.zones);
  return region.some(({ sources, destinations }) => {
    const to = touched.by(destinations).map((n) => plan.zones[n]!);
    const isFiltered = (from: PlanZone, zone: PlanZone): boolean =>
      ways.carries(firewall, from, zone) || (ways.passes(firewall, from, zone) && isFilteredAt(firewall, zone));
    return touched.by(sources).some((n) => to.some((zone) => isFiltered(plan.zones[n]!, zone)));
  });
}
