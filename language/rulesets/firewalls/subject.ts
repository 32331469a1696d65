import { targets } from '../../generated/targets.ts';
import type { Plan, PlanFirewall } from '../../model/plan.ts';
import { noTarget } from '../meant-targets.ts';
import type { Scope, Target } from '../target.ts';
import type { Stand } from './seen-at.ts';

/** What a rule set is made of: a plan as a whole, or one of its firewalls, in a form. */
export interface Subject {
  readonly target: Target;
  readonly scope: Scope;
  readonly firewall?: PlanFirewall;
  readonly stand: Stand;
}

/**
 * What is asked for: the form that is named, or else that of the firewall.
 * @returns a sentence for the user where there is no such form or firewall, or the one does not go with the other
 */
export function subjectOf(
  plan: Plan,
  asked: { readonly target?: string | undefined; readonly firewall?: string | undefined; readonly scope?: Scope | undefined },
): Subject | { readonly problem: string } {
  const firewall = plan.firewalls.find(({ name }) => name === asked.firewall);
  if (asked.firewall !== undefined && !firewall) {
    const names = plan.firewalls.map(({ name }) => name).join(', ');
    return {
      problem: `There is no firewall '${asked.firewall}' in the plan; ${names ? `there are ${names}` : 'it names none'}.`,
    };
  }
  const form = asked.target ?? firewall?.form;
  const known = targets.map(({ name }) => name).join(', ');
  if (form === undefined)
    return {
      problem: firewall
        ? `The firewall ${firewall.name} says no form; write it behind a colon, as in 'firewall ${firewall.name} : asa', or name a target. There are ${known}.`
        : `Name a target; there are ${known}.`,
    };
  const target = targets.find(({ name }) => name === form);
  if (!target) return { problem: `There is no target '${form}'. ${noTarget(form)}` };
  if (!firewall) return { target, scope: asked.scope ?? 'network', stand: 'between' };
  return standOf(firewall, target);
}

/** Where a firewall stands in a form: whichever of its two lists of zones the form has rules for. */
function standOf(firewall: PlanFirewall, target: Target): Subject | { readonly problem: string } {
  const { name, zones, guarded } = firewall;
  const isNetwork = target.scopes.includes('network');
  if (isNetwork && !target.atHosts && zones.length) return { target, firewall, scope: 'network', stand: 'between' };
  if (isNetwork && target.atHosts && guarded.length) return { target, firewall, scope: 'network', stand: 'at' };
  if (target.scopes.includes('host') && guarded.length) return { target, firewall, scope: 'host', stand: 'at' };
  if (isNetwork && !target.atHosts)
    return {
      problem: `${target.name} stands between zones, and ${name} names none; add those that it stands between, as in 'zones a, b'.`,
    };
  return {
    problem: `${target.name} stands at the hosts of zones, and ${name} names none; add them, as in 'at ${zones[0]?.name ?? 'a'}'.`,
  };
}
