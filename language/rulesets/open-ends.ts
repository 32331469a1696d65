import type { Analysis } from '../analysis/analyze.ts';
import { tagOf } from '../model/addresses.ts';
import { namesAmongAddresses, namesOutOf } from '../model/except-ends.ts';
import type { PlanEndpoint } from '../model/plan.ts';
import type { TargetProblem } from './target.ts';

// Ends of rules that no form can say.

/** A rule about a component that has no address would be about its whole zone. */
export function unplaced(analysis: Analysis): TargetProblem[] {
  const problems = new Map<string, TargetProblem>();
  const rules = new Set([...analysis.allows, ...analysis.denies].map((b) => b.rule));
  for (const rule of rules)
    for (const endpoint of [...rule.sources, ...rule.destinations, ...rule.sourceExceptions, ...rule.destinationExceptions]) {
      if (endpoint.kind === 'zone' || endpoint.kind === 'site') continue;
      for (const component of endpoint.components)
        if (!component.addressed && !component.zone.external)
          problems.set(component.name, {
            level: 'error',
            message: `${component.name} has no address, so a rule about it would be about all of ${component.zone.name}; add one with 'at'.`,
            line: rule.line,
          });
    }
  for (const { requirement } of analysis.allows)
    for (const component of requirement ? [...requirement.from, ...requirement.to] : [])
      if (!component.addressed && !component.zone.external)
        problems.set(component.name, {
          level: 'error',
          message: `${component.name} has no address, so a rule about it would be about all of ${component.zone.name}; add one with 'at'.`,
          line: (component.node.$cstNode?.range.start.line ?? 0) + 1,
        });
  return [...problems.values()];
}

/**
 * Host names that a rule leaves out of addresses: which of the addresses it would have to leave out nobody knows, and no form takes a
 * name out of a wildcard.
 */
export function unnamed({ allows, denies, plan }: Analysis): TargetProblem[] {
  const rules = new Set([...allows, ...denies].map((b) => b.rule));
  return [...rules].flatMap((rule) => {
    const told = (label: string, name: string): TargetProblem => {
      const message = `${label} leaves out the ${tagOf(name) === undefined ? 'host name' : 'service'} ${name}, and nobody knows which addresses it has; give the component its addresses, or name the ends that are meant.`;
      return { level: 'error', message, line: rule.line };
    };
    const ofEnds = (ends: readonly PlanEndpoint[], exceptions: readonly PlanEndpoint[]): TargetProblem[] =>
      ends.flatMap((end) => [
        ...namesOutOf(end).map((name) => told(end.label, name)),
        ...namesAmongAddresses(end, exceptions, plan.zones).map((name) => told(end.label, name)),
      ]);
    return [...ofEnds(rule.sources, rule.sourceExceptions), ...ofEnds(rule.destinations, rule.destinationExceptions)];
  });
}
