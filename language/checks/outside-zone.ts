import { AstUtils } from 'langium';
import { defineCheck, type Fix, findingsOfZones } from '../checking/check.ts';
import { componentsWithLegs } from '../checking/zone-places.ts';
import { insertAt, isOnBrokenLine } from '../editing/edits.ts';
import { moveComponent } from '../editing/move-component.ts';
import type * as ast from '../generated/ast.ts';
import { type AddressSet, formatAddresses } from '../model/addresses.ts';
import { firstOf } from '../model/describe-addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanComponent, PlanZone } from '../model/plan.ts';
import { specialKind } from '../model/special-addresses.ts';
import { addressSet } from '../model/stated-addresses.ts';

interface Data {
  /** Set where the address is one of a leg: then `zone` is that of the leg. */
  readonly leg?: ast.Leg;
  readonly zone: PlanZone;
  /** The addresses as they are written; none where another zone holds them. */
  readonly missing: readonly string[];
  /** The component, and the zone whose subnets hold all of its addresses. */
  readonly component: ast.Component;
  readonly home: PlanZone | undefined;
}

/** A component's address that is not in its zone. */
export const outsideZone = defineCheck<Data>({
  code: 'outside-zone',
  level: 'error',
  theme: 'places',
  title: 'An address of a component that lies in none of the subnets of its zone',
  documentation: `A firewall tells zones apart by their subnets. A component whose address lies elsewhere is in another zone, or a subnet is
missing. An \`external\` zone without subnets holds what no other zone does, so that an address in a subnet of another zone is not there. Any other
zone without subnets has the addresses of its components, which are in no subnet of another zone either: an address belongs to one zone.

\`\`\`segplan
zone backup {
  subnet 10.30.0.0/24
  component repo : veeam.hardened-repository at 10.31.0.20   // outside
}
zone internet external {
  component tenant : veeam.tenant-backup-server at 10.30.0.9   // in backup
}
\`\`\`

The same goes for an address in another network (\`also at 10.40.0.20 in storage\`), which lies in a subnet of that zone.

The quick-fix adds the address to the zone's subnets, where no other zone holds it and hosts can be reached there. Where one does, a component that has other addresses in its
own zone gets a leg there (\`also at 10.1.0.200 in prod\`), and one that has none moves to it. It may as well be a slip of the hand.`,
  besidesRules: true,
  *detect(context) {
    const { zones } = context.plan;
    const stray: Stray[] = [
      ...findingsOfZones(context, 'addresses outside', hostsOutside),
      // What a leg is in may be said in another zone, or another file, than where it stands.
      ...componentsWithLegs(context.analysis, context.document).flatMap((c) => [...legsOutside(c, zones)]),
    ];
    if (!stray.length) return;
    const held = IntervalSet.unionAll(zones.map((z) => z.subnets));
    for (const { zone, component, leg, host, beyond } of stray) {
      const outside = zone.subnets.isEmpty ? beyond.intersect(held) : beyond;
      if (outside.isEmpty) continue;
      const home = zones.find((z) => z !== zone && z.subnets.covers(outside));
      const texts = formatAddresses(outside);
      yield {
        node: host,
        message: isSeen(zone, outside)
          ? `${saidToBe(texts)} what others see of ${zone.name}: a component is written with the address that it has, in ${firstOf(formatAddresses(zone.ownSubnets), 3)}.`
          : messageFor(zone, saidToBe(texts), home, leftOutOf(zone, outside)),
        // Where no host can be reached, no subnet is.
        data: {
          zone,
          missing: outside.overlaps(held) || specialKind(outside) ? [] : texts,
          component,
          home,
          ...(leg ? { leg } : {}),
        },
      };
    }
  },
  fix({ data }, { document }): Fix[] {
    // What is half typed may become another address.
    if (!data || isOnBrokenLine(data.component)) return [];
    const { zone, missing, component, home, leg } = data;
    if (missing.length) return AstUtils.getDocument(zone.node) === document ? addSubnets(zone, missing.join(', ')) : [];
    if (leg) {
      const range = leg.zone?.$refNode?.range;
      const fits = home && leg.addresses.every((address) => home.ownSubnets.covers(addressSet(address)));
      return fits && range ? [{ title: `Write 'in ${home.name}'`, edits: [{ range, newText: home.name }] }] : [];
    }
    if (home) {
      const legs = asLeg(component, zone, home);
      if (legs.length) return legs;
    }
    const fits = (host: ast.Host): boolean => host.$type === 'Address' && !!home?.ownSubnets.covers(addressSet(host));
    if (!home || AstUtils.getDocument(home.node) !== document || !component.hosts.every(fits)) return [];
    const edits = moveComponent(component, home.node);
    return edits.length ? [{ title: `Move ${component.name} to ${home.name}`, edits }] : [];
  },
});

/** Whether addresses of a zone's components are those that others see in place of their own. */
function isSeen({ translations, subnets }: PlanZone, addresses: AddressSet): boolean {
  return translations.length > 0 && subnets.covers(addresses);
}

/** Addresses, of which something is said behind this. */
function saidToBe(texts: readonly string[]): string {
  return `${firstOf(texts, 3)} ${texts.length > 1 ? 'are' : 'is'}`;
}

/** What the lines of a zone leave out that holds some of these addresses, as it is written. */
function leftOutOf({ node }: PlanZone, addresses: AddressSet): string[] {
  const all = node.subnets.flatMap((line) => line.exceptions);
  return all.filter((each) => addressSet(each).overlaps(addresses)).map((each) => each.$cstNode!.text);
}

function messageFor(
  { name, subnets, external }: PlanZone,
  shown: string,
  home: PlanZone | undefined,
  leftOut: readonly string[],
): string {
  const except = leftOut.length ? `, which leaves out ${firstOf(leftOut, 3)}` : '';
  if (!subnets.isEmpty) return `${shown} in no subnet of ${name}${except}${home ? `, but in ${home.name}` : ''}.`;
  const where = home?.name ?? 'other zones';
  if (external) return `${shown} not in ${name}, which holds what no other zone does, but in ${where}.`;
  return `${shown} in ${where}, and ${name} has no subnet: leave the address out there ('except'), or move the component.`;
}

/** Makes the addresses in the other zone a leg there, where the component has others that are in its own: a machine with a foot in each. */
function asLeg(component: ast.Component, zone: PlanZone, home: PlanZone): Fix[] {
  const isIn = (host: ast.Host, { ownSubnets }: PlanZone): boolean =>
    host.$type === 'Address' && ownSubnets.covers(addressSet(host));
  const there = component.hosts.filter((host) => isIn(host, home));
  const here = component.hosts.filter((host) => !there.includes(host));
  const first = component.hosts[0]?.$cstNode;
  const last = component.hosts.at(-1)?.$cstNode;
  const end = component.legs.at(-1)?.$cstNode?.range.end ?? last?.range.end;
  // An address that is translated is none that a leg can have.
  if (!first || !last || !end || home.translations.length || !here.some((host) => isIn(host, zone))) return [];
  const written = first.root.fullText.slice(first.offset, last.end);
  if (/\/[/*]/.test(written)) return [];
  const textOf = (hosts: readonly ast.Host[]): string => hosts.map((host) => host.$cstNode!.text).join(', ');
  const leg = `also at ${textOf(there)} in ${home.name}`;
  const list = { range: { start: first.range.start, end: last.range.end }, newText: textOf(here) };
  const edits = component.legs.length ? [list, insertAt(end, ` ${leg}`)] : [{ ...list, newText: `${list.newText} ${leg}` }];
  return [{ title: `Write '${leg}'`, edits }];
}

interface Stray {
  readonly zone: PlanZone;
  readonly component: ast.Component;
  readonly leg?: ast.Leg;
  readonly host: ast.Host;
  readonly beyond: AddressSet;
}

/** The addresses of legs that are in none of the subnets of the zones that they are said to be in. */
function* legsOutside({ node: component }: PlanComponent, zones: readonly PlanZone[]): Iterable<Stray> {
  for (const leg of component.legs) {
    const zone = zones.find(({ node }) => node === leg.zone?.ref);
    if (!zone) continue;
    for (const host of leg.addresses) {
      const beyond = addressSet(host).subtract(zone.ownSubnets);
      if (!beyond.isEmpty) yield { zone, component, leg, host, beyond };
    }
  }
}

/** The hosts of a zone with addresses that are in none of its subnets; of one without subnets all, which may be in those of another. */
function* hostsOutside(zone: PlanZone): Iterable<Stray> {
  for (const component of zone.node.components)
    for (const host of component.hosts) {
      if (host.$type !== 'Address') continue;
      const beyond = addressSet(host).subtract(zone.ownSubnets);
      if (!beyond.isEmpty) yield { zone, component, host, beyond };
    }
}

function addSubnets({ name, node }: PlanZone, texts: string): Fix[] {
  // Behind a half-typed prefix the text would become another one.
  const whole = node.subnets.filter((line) => !isOnBrokenLine(line));
  // A line that leaves something out, or is translated, says more than which networks there are.
  const last = whole.findLast((line) => !line.seen.length && !line.exceptions.length)?.$cstNode?.range.end;
  const end = whole.at(-1)?.$cstNode?.range.end;
  if (!end) return [];
  const edit = last ? insertAt(last, `, ${texts}`) : insertAt(end, ` subnet ${texts}`);
  return [{ title: `Add ${texts} to the subnets of ${name}`, edits: [edit] }];
}
