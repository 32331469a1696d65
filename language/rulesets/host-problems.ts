import { AstUtils } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import type { PlanComponent } from '../model/plan.ts';
import { formatServices } from '../model/services.ts';
import { type HostRuleSet, requiredInside } from './host-rule-set.ts';
import { isFor } from './host-systems.ts';
import type { Target, TargetProblem } from './target.ts';

/** Where nobody has an address there are no hosts. */
export const NO_HOST: TargetProblem = {
  level: 'error',
  message: "No component of the plan has an address, so there is no host to write rules for; add one with 'at'.",
};

/** Hosts that get no rule set any more. Whoever still runs them has to see to it. */
export function leftHosts(sets: readonly HostRuleSet[], older: readonly HostRuleSet[], target: Target): TargetProblem[] {
  if (target.capabilities.change === 'document') return [];
  const names = new Set(sets.map(({ host }) => host.name));
  const left = new Set(older.map(({ host }) => host.name).filter((name) => !names.has(name)));
  return [...left].sort().map((name) => ({
    level: 'warning',
    message: `${target.name}: the host ${name} is no longer in the plan, and its firewall keeps what was loaded onto it until somebody takes that away.`,
  }));
}

/** What of a zone's own traffic can't be written, since nobody knows where one of its ends is. @param written the hosts that get a file */
export function unplacedInside({ plan, phases }: Analysis, target: Target, written: ReadonlySet<string>): TargetProblem[] {
  const initiators = new Map<PlanComponent, PlanComponent>();
  for (const { from, to } of requiredInside(plan, phases))
    for (const component of from) {
      const host = component.addressed ? undefined : to.find((c) => written.has(c.name));
      if (host && !initiators.has(component)) initiators.set(component, host);
    }
  return plan.components.flatMap((component): TargetProblem[] => {
    if (component.addressed || component.zone.external) return [];
    const own = AstUtils.findRootNode(component.node) === plan.root;
    const place = own ? { line: (component.node.$cstNode?.range.start.line ?? 0) + 1 } : {};
    const host = initiators.get(component);
    if (!host && !isFor(target, component.system)) return [];
    const message = host ? `${host.name} has to let it in` : 'it gets no rule set';
    return [
      {
        level: host ? 'error' : 'warning',
        message: `${component.name} has no address, and ${message}; add one with 'at'.`,
        ...place,
      },
    ];
  });
}

/** What a deny of the plan closes inside of a zone on a host. */
export function closedInside({ host, closed }: HostRuleSet): TargetProblem[] {
  return closed.map(({ from, zone, services, line }) => {
    const names = from.length > 4 ? `${from.slice(0, 4).join(', ')} and ${from.length - 4} more` : from.join(', ');
    const message = `On ${host.name} this deny closes ${formatServices(services)} from ${names}, which is required inside of ${zone}.`;
    return { level: 'warning', message, line };
  });
}
