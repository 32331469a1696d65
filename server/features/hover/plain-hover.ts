import type * as ast from '../../../language/generated/ast.ts';
import { targets } from '../../../language/generated/targets.ts';
import { serviceNamed } from '../../../language/model/common-services.ts';
import { IntervalSet } from '../../../language/model/interval-set.ts';
import type { Plan } from '../../../language/model/plan.ts';
import type { ServiceSet } from '../../../language/model/services.ts';
import { readSystem, SYSTEM_TITLES } from '../../../language/model/systems.ts';
import { escapeMarkdown } from './flow-text.ts';

/** So many flows are listed: of a port that everybody uses there are hundreds. */
const MOST = 6;

/**
 * What some services are known as and what the vendors in use know them for among the roles of a plan, where no rule says between whom.
 * @param title what is under the cursor
 * @returns Markdown
 */
export function servicesHover(set: ServiceSet, title: string, plan: Plan): string {
  const named = serviceNamed(set, plan.catalog);
  const roles = new Set(plan.components.flatMap(({ allRoles }) => [...allRoles]));
  const lines = [...plan.uses.values()]
    .flatMap(({ vendor }) => vendor.flows)
    .flatMap(({ initiator, responder, purpose, services }) => {
      if (!roles.has(initiator) || !roles.has(responder)) return [];
      if (!IntervalSet.unionAll([services.set, ...services.alternatives.flat()]).overlaps(set)) return [];
      return [`- ${escapeMarkdown(`${initiator} -> ${responder}${purpose ? `: ${purpose}` : ''}`)}`];
    });
  const all = [...new Set(lines)];
  const more = all.length - MOST;
  return [
    `**${escapeMarkdown(title)}**${named ? ` · ${escapeMarkdown(named.title)} (${named.id})` : ''}`,
    '',
    ...(all.length
      ? ['Among what this plan has, vendors in use know it for:', '', ...all.slice(0, MOST)]
      : ['No flow of a vendor in use has it between roles of this plan.']),
    ...(more > 0 ? ['', `And for ${more} more.`] : []),
  ].join('\n');
}

/** The form that the rules of a firewall are written in. Markdown; an empty text for one that there is not. */
export function formHover(name: string): string {
  const target = targets.find((each) => each.name === name);
  return target
    ? `**${name}** · ${escapeMarkdown(target.title)}\n\nThe form that the rules of this firewall are written in.`
    : '';
}

/** What a zone is called on a firewall. Markdown. */
export function interfaceHover({ label, zone, $container }: ast.FirewallInterface): string {
  return `**${escapeMarkdown(label)}** · what ${escapeMarkdown($container.name)} calls the zone **${escapeMarkdown(zone.$refText)}**`;
}

/** What machines run. Markdown; an empty text for what is no system. */
export function systemHover(name: string): string {
  const system = readSystem(name);
  return system
    ? `**${name}** · It runs ${SYSTEM_TITLES[system]}. Flows that only another system needs are not required of it.`
    : '';
}
