import type { TrafficWays } from '../language/rulesets/firewalls/traffic-ways.ts';
import type { FirewallWay } from './types.ts';

/** Ways over firewalls, for a program. */
export function waysJson({ ways }: TrafficWays): FirewallWay[] {
  return ways.map(({ from, to, passes }) => ({
    from: from.name,
    to: to.name,
    firewalls: passes.map(({ firewall, between, rules }) => ({
      name: firewall,
      ...(between ? { from: between[0], to: between[1] } : {}),
      rules: rules.map(({ id, action, line }) => ({ id, action, line })),
    })),
  }));
}
