import type { Analysis } from '../../../language/analysis/analyze.ts';
import * as ast from '../../../language/generated/ast.ts';
import { type AddressSet, formatAddresses } from '../../../language/model/addresses.ts';
import { seenIn, visitorsOf } from '../../../language/model/legs.ts';
import { NamePlaces } from '../../../language/model/name-places.ts';
import type { Plan, PlanComponent, PlanZone } from '../../../language/model/plan.ts';
import { specialKind } from '../../../language/model/special-addresses.ts';
import { addressSet, namedSet } from '../../../language/model/stated-addresses.ts';
import { asSeen } from '../../../language/model/subnets.ts';
import { zoneOf } from '../plan-nodes.ts';
import { escapeMarkdown } from './flow-text.ts';

/** So many components at an address are named. */
const MOST = 8;

/** Which zone and which components an address of the plan lies in. Markdown. */
export function addressHover(node: ast.Address, { plan }: Analysis): string {
  const stated = addressSet(node);
  if (stated.isEmpty) return '';
  const kind = specialKind(stated);
  const title = `**${listed(formatAddresses(stated))}**${sizeText(stated)}${kind ? ` · ${kind}` : ''}`;
  // Where others see the hosts of a zone under other addresses, those are what the plan knows them by.
  const home = ownZone(node, plan);
  const set = home ? asSeen(stated, home.translations) : stated;
  const isSeen = home !== undefined && !set.subtract(stated).isEmpty;
  const seenAs = isSeen ? ['', `Seen as ${listed(formatAddresses(set))} from outside of ${escapeMarkdown(home.name)}.`] : [];
  const zones = plan.zones.filter((zone) => !zone.rest && zone.addresses.overlaps(set));
  const lines = zones.map((zone) => `- ${placeText(zone, set, plan)}`);
  const rest = plan.zones.filter((zone) => zone.rest);
  const left = zones.reduce((set, zone) => set.subtract(zone.addresses), set);
  if (!left.isEmpty) {
    const what = zones.length ? `${listed(formatAddresses(left))}: in` : 'In';
    const world = rest.map((zone) => `**${escapeMarkdown(zone.name)}**, the rest of the world`).join(' and ');
    lines.push(`- ${what} ${world || 'no zone of this plan'}`);
  }
  return [title, ...seenAs, '', ...lines].join('\n');
}

/** The zone whose hosts have an address themselves that is written there: in a `subnet` line in front of `as`, or at a component that stands in it. */
function ownZone(node: ast.Address, plan: Plan): PlanZone | undefined {
  const { $container: holder, $containerProperty: side } = node;
  const zone =
    ast.isSubnets(holder) && side !== 'seen' ? holder.$container : ast.isComponent(holder) ? holder.$container : undefined;
  const known = zone && zoneOf(zone, plan);
  return known?.translations.length ? known : undefined;
}

/** What is known of a host name: which components have it, and where its addresses may be. Markdown. */
export function hostNameHover(node: ast.FqdnHost | ast.FqdnEndpoint, { plan }: Analysis): string {
  let set: AddressSet;
  try {
    set = namedSet(node);
  } catch {
    // What is no host name has a finding of its own.
    return '';
  }
  const own = plan.components.filter((component) => component.addressed && component.addresses.overlaps(set));
  const place = NamePlaces.of(plan.zones).describe(set);
  return [
    `**${escapeMarkdown(node.fqdn)}** · a host name, whose addresses no plan knows`,
    ...(own.length ? ['', `Of ${namesOf(own)}`] : []),
    ...(place ? ['', `It may be any address of ${escapeMarkdown(place)}.`] : []),
  ].join('\n');
}

function placeText(zone: PlanZone, set: AddressSet, plan: Plan): string {
  const whole = zone.addresses.covers(set) ? 'in' : set.covers(zone.addresses) ? 'all of' : 'a part of';
  const title = zone.title ? ` (${escapeMarkdown(zone.title)})` : '';
  const legged = visitorsOf(zone, plan.components).filter((c) => seenIn(c, zone).addresses.overlaps(set));
  const components = [...zone.components.filter((c) => c.addressed && c.addresses.overlaps(set)), ...legged];
  return `${whole} zone **${escapeMarkdown(zone.name)}**${title}${components.length ? `: ${namesOf(components)}` : ', of no component'}`;
}

function namesOf(components: readonly PlanComponent[]): string {
  const shown = components.slice(0, MOST).map(({ name, roles }) => {
    const what = roles.length ? ` (${roles.map(escapeMarkdown).join(', ')})` : '';
    return `**${escapeMarkdown(name)}**${what}`;
  });
  return shown.join(', ').concat(components.length > MOST ? ` and ${components.length - MOST} more` : '');
}

function sizeText({ intervals }: AddressSet): string {
  const count = intervals.reduce((sum, { start, end }) => sum + (end - start), 0n);
  return count > 1n && count < 1n << 32n ? ` · ${count.toLocaleString('en-US')} addresses` : '';
}

function listed(texts: readonly string[]): string {
  return texts.length > 3 ? `${texts.slice(0, 3).join(', ')} and ${texts.length - 3} more` : texts.join(', ');
}
