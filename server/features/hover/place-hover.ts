import { adviceFor } from '../../../language/analysis/advice/advice.ts';
import type { Analysis } from '../../../language/analysis/analyze.ts';
import { contestedReadings } from '../../../language/analysis/contested/contested.ts';
import { neededServices } from '../../../language/analysis/permissions.ts';
import type { Requirement } from '../../../language/analysis/requirements.ts';
import type * as ast from '../../../language/generated/ast.ts';
import { formatAddresses, parseTag } from '../../../language/model/addresses.ts';
import { describeServices, purposeBehind } from '../../../language/model/describe-flow.ts';
import { EndpointResolver } from '../../../language/model/endpoint-resolver.ts';
import { legTexts, visitorsOf } from '../../../language/model/legs.ts';
import { NamePlaces } from '../../../language/model/name-places.ts';
import type { Bond, Plan, PlanComponent, PlanEndpoint, PlanZone } from '../../../language/model/plan.ts';
import { formatServices, NO_SERVICE, type ServiceSet } from '../../../language/model/services.ts';
import { type Size, sizesOf } from '../../../language/model/sizing.ts';
import { describeBinding } from '../../../language/model/together.ts';
import { dialedText } from '../../../language/model/translations.ts';
import { documentLines, escapeMarkdown, fewLines, fewNames, sourceText } from './flow-text.ts';
import { adviceLines, systemLines } from './role-hover.ts';
import { outerLines } from './translation-hover.ts';

function addressText(addresses: PlanZone['addresses'], most = 6): string {
  const texts = formatAddresses(addresses);
  return texts.length > most ? `${texts.slice(0, most).join(', ')} and ${texts.length - most} more ranges` : texts.join(', ');
}

/** Needed services by peer, in the order the peers first appear. */
function byPeer<T>(
  items: Iterable<{ peer: T; requirement: Requirement }>,
): Map<T, { services: ServiceSet; purposes: Set<string> }> {
  const result = new Map<T, { services: ServiceSet; purposes: Set<string> }>();
  for (const { peer, requirement } of items) {
    const entry = result.get(peer) ?? { services: NO_SERVICE, purposes: new Set<string>() };
    entry.services = entry.services.union(neededServices(requirement));
    if (requirement.flow.purpose) entry.purposes.add(requirement.flow.purpose);
    result.set(peer, entry);
  }
  return result;
}

function section<T extends { name: string }>(
  title: string,
  peers: Map<T, { services: ServiceSet; purposes: Set<string> }>,
  missing: (peer: T) => ServiceSet,
): string[] {
  if (!peers.size) return [];
  const items = [...peers].map(([peer, { services, purposes }]) => {
    const lacks = missing(peer);
    const what = [...purposes].slice(0, 3).map(escapeMarkdown).join('; ');
    const text = `- ${escapeMarkdown(peer.name)}: \`${formatServices(services)}\`${what && ` — ${what}`}`;
    return lacks.isEmpty ? { text } : { text: `${text} **not permitted: ${formatServices(lacks)}**`, lacks };
  });
  // Of many peers those count first to which something is closed.
  const lines = [...items.filter(({ lacks }) => lacks), ...items.filter(({ lacks }) => !lacks)].map(({ text }) => text);
  return ['', `**${title}**`, '', ...fewLines(lines)];
}

/** The size that a component needs for the load it states. */
function sizeText({ sizing, load, row }: Size): string[] {
  const last = sizing.rows[sizing.rows.length - 1];
  const needs = row?.needs.map((n) => `${n.property} ${n.amount}${n.title ? ` (${escapeMarkdown(n.title)})` : ''}`).join(', ');
  const text = needs
    ? `For ${load} ${escapeMarkdown(sizing.measure)} it needs ${needs}.`
    : `The vendor's table ends at ${last?.limit} ${escapeMarkdown(sizing.measure)}: ${load} need more than one.`;
  return ['', `${text} _${sourceText(sizing.sources)}_`];
}

/** What flows in and out of a component, and what of it no rule permits. Markdown. */
export function componentHover(component: PlanComponent, analysis: Analysis): string {
  const out = byPeer(
    analysis.requirements
      .filter((r) => r.from.includes(component))
      .flatMap((requirement) => requirement.to.map((peer) => ({ peer, requirement }))),
  );
  const into = byPeer(
    analysis.requirements
      .filter((r) => r.to.includes(component))
      .flatMap((requirement) => requirement.from.map((peer) => ({ peer, requirement }))),
  );
  const gap = (from: PlanComponent, to: PlanComponent): ServiceSet =>
    [analysis.missing, analysis.blocked].reduce(
      (set, pairs) => set.union(pairs.of(from, to)?.services ?? NO_SERVICE),
      NO_SERVICE,
    );
  return [
    `**${escapeMarkdown(component.name)}**${component.title ? ` · ${escapeMarkdown(component.title)}` : ''} · in ${escapeMarkdown(component.zone.name)}`,
    '',
    component.roles.length
      ? component.roles
          .map((r) => `${escapeMarkdown(r)} (${escapeMarkdown(analysis.plan.catalog.roles.get(r)?.title ?? r)})`)
          .join(', ')
      : 'No roles.',
    '',
    ...(component.deployments.size ? [`Deployment: ${[...component.deployments].map(escapeMarkdown).join(', ')}`, ''] : []),
    ...bondLines(component, analysis.plan),
    component.addressed
      ? `At ${escapeMarkdown(addressText(component.addresses))}${ownText(component.zone, component.own)}`
      : 'No address: anywhere in its zone.',
    ...(component.legs.length
      ? ['', `Also at ${legTexts(component).map(escapeMarkdown).join(' and ')}: only what has an address there reaches it there.`]
      : []),
    ...outerLines(component, analysis.plan),
    ...systemLines(component.system ? new Set([component.system]) : new Set()),
    ...sizesOf(component, analysis.plan.catalog).flatMap(sizeText),
    ...section('Connects to', out, (peer) => gap(component, peer)),
    ...section('Is connected to by', into, (peer) => gap(peer, component)),
    ...contestedLines(component, analysis),
    ...(!out.size && !into.size ? ['', 'No catalog in use requires a flow to or from it across zones.'] : []),
    ...adviceLines(adviceFor(analysis.plan, component)),
    ...documentLines(
      analysis.requirements.filter((r) => r.from.includes(component) || r.to.includes(component)).map((r) => r.flow),
    ),
  ].join('\n');
}

/** What bindings say of a component. */
function bondLines({ bonds }: PlanComponent, plan: Plan): string[] {
  const lines = (as: Bond['as'], title: string): string[] => {
    const own = [...new Set(bonds.filter((b) => b.as === as).map((b) => b.binding))];
    if (!own.length) return [];
    const shown = own.slice(0, MOST_BINDINGS).map((b) => escapeMarkdown(describeBinding(b, plan.root)));
    return [`${title}: ${shown.join('; ')}${own.length > MOST_BINDINGS ? ` and ${own.length - MOST_BINDINGS} more` : ''}`, ''];
  };
  return [...lines('members', 'Bound by'), ...lines('named', 'Named as a partner by'), ...lines('excluded', 'Left out by')];
}

/** So many bindings of a component are spelled out. */
const MOST_BINDINGS = 3;

/** What a lower source would require of a component, and a maker's reference contests. */
function contestedLines(component: PlanComponent, analysis: Analysis): string[] {
  const lines = contestedReadings(analysis).flatMap(({ requirements }) => {
    const own = requirements.filter((r) => r.from.includes(component) || r.to.includes(component));
    if (!own.length) return [];
    const { flow } = own[0]!;
    const pairs = own.map((r) => (r.from.includes(component) ? `to ${namesOf(r.to, 3)}` : `from ${namesOf(r.from, 3)}`));
    return [
      `- ${[...new Set(pairs)].join(', ')}: \`${describeServices(flow.services)}\`${purposeBehind(flow, ' — ', escapeMarkdown)}  `,
      `  Source: ${sourceText(flow.sources)}  `,
      `  Contested by: ${sourceText(flow.contestedBy)}`,
    ];
  });
  return lines.length ? ['', '**Contested, so not required**', '', ...lines] : [];
}

function namesOf(components: readonly PlanComponent[], most?: number): string {
  return fewNames(
    components.map((c) => c.name),
    most,
  );
}

function membersText(components: readonly PlanComponent[]): string {
  return components.length ? `Components: ${namesOf(components)}` : 'No components.';
}

/** What the hosts of a zone have themselves, where others see them under other addresses. */
function ownText({ translations }: PlanZone, own: PlanZone['addresses']): string {
  return translations.length ? `, as others see it; own addresses: ${escapeMarkdown(addressText(own))}` : '';
}

/** What flows between a zone and the others. Markdown. */
export function zoneHover(zone: PlanZone, analysis: Analysis): string {
  const out = byPeer(
    analysis.requirements.filter((r) => r.fromZone === zone).map((requirement) => ({ peer: requirement.toZone, requirement })),
  );
  const into = byPeer(
    analysis.requirements.filter((r) => r.toZone === zone).map((requirement) => ({ peer: requirement.fromZone, requirement })),
  );
  const gap = (from: PlanZone, to: PlanZone): ServiceSet =>
    [...analysis.missing.between(from, to), ...analysis.blocked.between(from, to)].reduce(
      (set, g) => set.union(g.services),
      NO_SERVICE,
    );
  const kinds = [zone.isolated ? 'isolated' : '', zone.external ? 'external' : ''].filter((k) => k).join(', ');
  return [
    `**${escapeMarkdown(zone.name)}**${zone.title ? ` · ${escapeMarkdown(zone.title)}` : ''}${kinds ? ` · ${kinds}` : ''}`,
    '',
    zone.rest
      ? 'Every address that no other zone holds.'
      : `${escapeMarkdown(addressText(zone.addresses)) || 'No addresses.'}${ownText(zone, zone.ownSubnets)}`,
    '',
    membersText(zone.components),
    ...visitorsText(zone, analysis.plan),
    ...behindText(zone, analysis.plan),
    ...section('Flows out to', out, (peer) => gap(zone, peer)),
    ...section('Flows in from', into, (peer) => gap(peer, zone)),
  ].join('\n');
}

/** Who has a leg in a zone and stands elsewhere. */
function visitorsText(zone: PlanZone, { components }: Plan): string[] {
  const names = visitorsOf(zone, components).map((c) => `${c.name} of ${c.zone.name}`);
  return names.length ? ['', `Also at an address here: ${fewNames(names)}`] : [];
}

/** The firewalls that a zone is behind, with what they call it, and those at its hosts. */
function behindText(zone: PlanZone, { firewalls }: Plan): string[] {
  const names = firewalls.flatMap(({ name, zones, guarded, interfaces }) => {
    const called = interfaces.get(zone);
    const notes = [...(called === undefined ? [] : [called]), ...(guarded.includes(zone) ? ['at its hosts'] : [])];
    const note = notes.length ? ` (${notes.map(escapeMarkdown).join(', ')})` : '';
    return zones.includes(zone) || guarded.includes(zone) ? [`${escapeMarkdown(name)}${note}`] : [];
  });
  return names.length ? ['', `Firewalls: ${names.join(', ')}`] : [];
}

/** What a group or a site stands for. Markdown. @param endpoint what is left of it where it is named, if something stands behind `except` there */
export function endpointHover(target: ast.Group | ast.Site, endpoint: PlanEndpoint | undefined, plan: Plan): string {
  const found = endpoint ?? new EndpointResolver(plan.zones, plan.components).meaningOfTarget(target, undefined);
  const { title } = target;
  const zones = plan.zones.filter(({ site, node }) => site === target.name && node.$container === target);
  return [
    `**${escapeMarkdown(endpoint?.label ?? target.name)}**${title ? ` · ${escapeMarkdown(title)}` : ''} · ${target.$type.toLowerCase()}`,
    ...(zones.length ? ['', `Zones: ${fewNames(zones.map((zone) => zone.name))}`] : []),
    '',
    membersText(found.components),
    '',
    escapeMarkdown(addressText(found.addresses)),
  ].join('\n');
}

/** Who belongs to an installation, and whom it is served by. Markdown. */
export function deploymentHover(name: string, plan: Plan): string {
  const deployment = plan.deployments.get(name);
  if (!deployment) return '';
  return [
    `**${escapeMarkdown(name)}**${deployment.title ? ` · ${escapeMarkdown(deployment.title)}` : ''} · deployment`,
    '',
    ...(deployment.provider ? [`Served by ${escapeMarkdown(deployment.provider)}.`, ''] : []),
    membersText(plan.components.filter((c) => c.deployments.has(name))),
  ].join('\n');
}

/** What a firewall stands between, by the names that it has for it. Markdown. */
export function firewallHover(name: string, plan: Plan): string {
  const firewall = plan.firewalls.find((each) => each.name === name);
  if (!firewall) return '';
  const { title, form, zones, guarded, interfaces, running } = firewall;
  const names = (all: readonly PlanZone[]): string =>
    all
      .map((zone) => `${escapeMarkdown(zone.name)}${interfaces.has(zone) ? ` (${escapeMarkdown(interfaces.get(zone)!)})` : ''}`)
      .join(', ');
  return [
    `**${escapeMarkdown(name)}**${title ? ` · ${escapeMarkdown(title)}` : ''} · firewall${form ? `, ${escapeMarkdown(form)}` : ''}`,
    ...(zones.length ? ['', `Stands between ${names(zones)}.`] : []),
    ...(guarded.length ? ['', `Stands at the hosts of ${names(guarded)}.`] : []),
    ...(firewall.translations.length
      ? [
          '',
          `Translates ${firewall.translations.map((each) => `${dialedText(each)} to ${escapeMarkdown(each.component.name)}`).join(', ')}.`,
        ]
      : []),
    ...(running.length ? ['', `Runs what is in ${running.map(escapeMarkdown).join(', ')}.`] : []),
  ].join('\n');
}

/** What a service tag stands for. Markdown. */
export function tagHover(node: ast.TagHost | ast.TagEndpoint, { plan }: Analysis): string {
  const { tag } = node;
  let place = '';
  try {
    place = NamePlaces.of(plan.zones).describe(parseTag(tag));
  } catch {
    // What is no tag has a finding of its own.
  }
  return [
    `**tag ${escapeMarkdown(tag)}** · addresses that a cloud publishes under this name`,
    ...(place
      ? ['', `They may be any address of ${escapeMarkdown(place)}. Of what is loaded on a device only azure-nsg holds tags.`]
      : []),
  ].join('\n');
}
