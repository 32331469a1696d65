import type { CatalogAdvice } from '../../model/catalog.ts';
import type { AdviceKind } from '../../model/catalog-words.ts';
import { titleWithSections } from '../../model/describe-source.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { Plan, PlanComponent, PlanRule } from '../../model/plan.ts';
import { NO_SERVICE, type ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { keptWithSettings } from '../kept.ts';

/** The advice of the vendors in use that is for a component, of one kind or of all. */
export function adviceFor(plan: Plan, component: PlanComponent, kind?: AdviceKind): readonly CatalogAdvice[] {
  const known = keptWithSettings(plan, 'advice', () => ({
    byRoles: new Map<string, readonly CatalogAdvice[]>(),
    byList: new WeakMap<readonly string[], readonly CatalogAdvice[]>(),
  }));
  let advice = known.byList.get(component.roles);
  if (!advice) {
    const roles = component.roles.join();
    advice = known.byRoles.get(roles) ?? adviceOf(plan, component.roles);
    known.byRoles.set(roles, advice);
    known.byList.set(component.roles, advice);
  }
  return kind === undefined ? advice : advice.filter((a) => a.kind === kind);
}

function adviceOf(plan: Plan, roles: readonly string[]): CatalogAdvice[] {
  const all = roles.flatMap((role) => plan.catalog.adviceFor(role));
  return [...new Set(all)].filter((a) => plan.uses.has(a.vendor));
}

/** What the stated services of a rule open towards a component. */
export function opensTo(rule: PlanRule, component: PlanComponent): ServiceSet {
  const own = rule.openings.filter((o) => o.destinations.overlaps(component.addresses));
  return IntervalSet.unionAll(own.map((o) => o.services));
}

/** What is required between the ends of a rule, all pairs together. */
export function requiredOf(rule: PlanRule, analysis: Analysis): ServiceSet {
  const box = { sources: rule.sourceAddresses, destinations: rule.destinationAddresses };
  let result = NO_SERVICE;
  for (const r of analysis.index.touching(box))
    if (r.sources.overlaps(box.sources) && r.destinations.overlaps(box.destinations))
      result = IntervalSet.unionAll([result, r.services, ...r.alternatives.flat()]);
  return result;
}

/** Where a piece of advice stands: document and section, in words. */
export function sourceOfAdvice(advice: CatalogAdvice): string {
  return advice.sources.map(titleWithSections).join('; ');
}
