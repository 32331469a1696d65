import { lessOmissions, omissionsOf, openingsOf } from './adjust-services.ts';
import { IntervalSet } from './interval-set.ts';
import type { PlanComponent, PlanEndpoint, PlanRule } from './plan.ts';

type Ends = Pick<PlanRule, 'sources' | 'destinations' | 'sourceExceptions' | 'destinationExceptions'>;

/** A rule that says something else in parts, at the line of the one that it is made of. */
export function changedRule(rule: PlanRule, changes: Partial<PlanRule>): PlanRule {
  return { ...rule, line: rule.line, ...changes };
}

/** What a rule would mean between other ends, from which their exceptions are taken already. */
export function withEnds(rule: PlanRule, ends: Partial<Ends>, components: readonly PlanComponent[]): PlanRule {
  const all = changedRule(rule, ends);
  const { services, sources, destinations } = all;
  const omissions = omissionsOf(services, destinations, components);
  return changedRule(all, {
    sourceAddresses: IntervalSet.unionAll(sources.map((e) => e.addresses)),
    destinationAddresses: IntervalSet.unionAll(destinations.map((e) => e.addresses)),
    openings: lessOmissions(openingsOf(services, destinations, components), omissions),
    omissions,
  });
}

/** A component as an end that a rule may name. */
export function endOf(
  component: PlanComponent,
  label: string,
  kind: PlanEndpoint['kind'],
  { node }: Pick<PlanEndpoint, 'node'>,
): PlanEndpoint {
  const { addresses } = component;
  const none = { hostNames: [], cut: false, exceptions: [] };
  return { kind, label, written: label, addresses, components: [component], node, ...none };
}
