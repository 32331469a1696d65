import { type Outside, outsidesOf, zonesOutside } from '../analysis/ways/translated.ts';
import { ZonesTouched } from '../analysis/zones-touched.ts';
import { at, defineCheck, type Finding } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import { type AddressSet, ALL_NAMES, formatAddresses } from '../model/addresses.ts';
import { allAddressesOf } from '../model/legs.ts';
import type { Plan, PlanComponent, PlanFirewall, PlanTranslation, PlanZone } from '../model/plan.ts';
import { ANY_SERVICE } from '../model/services.ts';
import { SetPlaces } from '../model/set-places.ts';
import { addressSet } from '../model/stated-addresses.ts';
import { dialedText, familyOf, isOneAddress, outerZones, realAddress, translatedServices } from '../model/translations.ts';
import { statementsOf } from '../syntax/statements.ts';

/** A translation of which it is open what it does, or that nothing can use. */
export const invalidTranslation = defineCheck({
  code: 'invalid-translation',
  level: 'error',
  theme: 'firewalls',
  essential: true,
  title: 'A translation at a firewall that leads nowhere, or of which it is open what it means',
  documentation: `\`nat\` in the braces of a firewall makes a component known under another address to whoever comes from outside. That takes one
outer address, which nobody else has; a component with one address of the same family, which stands behind the firewall; and a side to come
from: the firewall's \`external\` zones, or those behind \`from\`.

\`\`\`segplan
zone internet external
zone dmz { subnet 10.20.0.0/24  component gateway at 10.20.0.10 }

firewall edge : asa {
  zones internet, dmz
  nat 203.0.113.10 tcp 443 -> gateway port 8443
  nat 203.0.113.10 tcp 443 -> gateway             // that port is translated already
}
\`\`\`

A line is for one address. Of two lines for one address each has ports of its own.`,
  besidesRules: true,
  *detect({ root, plan }) {
    let known: Known | undefined;
    const firewalls = new Map(plan.firewalls.map((each) => [each.node, each]));
    for (const node of statementsOf(root, 'Firewall')) {
      const firewall = node.translations.length ? firewalls.get(node) : undefined;
      if (!firewall) continue;
      known ??= knownOf(plan);
      for (const each of firewall.node.translations) yield* faultsOf(each, firewall, known);
    }
  },
});

/** What of a plan is asked for again and again. */
interface Known {
  readonly plan: Plan;
  readonly components: ReadonlyMap<unknown, PlanComponent>;
  readonly zones: ReadonlyMap<unknown, PlanZone>;
  readonly outsides: ReadonlyMap<unknown, Outside>;
  readonly zonesOf: (firewall: PlanFirewall) => ReadonlySet<PlanZone>;
  /** What translates some services, or all, of an outer address. */
  readonly translated: (
    firewall: PlanFirewall,
    address: AddressSet,
    services: PlanTranslation['services'],
  ) => PlanTranslation | undefined;
  /** The components that an address may be of. */
  readonly owners: (address: AddressSet) => PlanComponent | undefined;
}

function knownOf(plan: Plan): Known {
  const addressed = plan.components.filter((each) => each.addressed);
  const places = new SetPlaces(addressed.map((each) => allAddressesOf(each).subtract(ALL_NAMES)));
  const zones = new Map(plan.firewalls.map((firewall) => [firewall, new Set(firewall.zones)]));
  return {
    plan,
    zonesOf: (firewall) => zones.get(firewall)!,
    translated: translatedBy(),
    components: new Map(plan.components.map((each) => [each.node, each])),
    zones: new Map(plan.zones.map((each) => [each.node, each])),
    outsides: new Map(outsidesOf(plan).map((each) => [each.translation.node, each])),
    owners: (address) => addressed[places.overlapping(address)[0] ?? -1],
  };
}

function* faultsOf(node: ast.AddressTranslation, firewall: PlanFirewall, known: Known): Iterable<Finding<undefined>> {
  const component = known.components.get(node.component?.ref);
  const address = node.address && addressSet(node.address);
  // What has no meaning at all is told elsewhere.
  if (!component || !address || address.isEmpty) return;
  const text = formatAddresses(address)[0]!;
  if (!isOneAddress(address)) {
    yield { ...at(node, 'address'), message: 'A translation is of one address; write a line for each.' };
    return;
  }
  const own = known.zonesOf(firewall);
  const named = node.zones.flatMap(({ ref }) => known.zones.get(ref) ?? []);
  for (const [n, { ref }] of node.zones.entries())
    if (ref && !own.has(known.zones.get(ref)!))
      yield {
        ...at(node, 'zones', n),
        message: `${ref.name} is no zone of ${firewall.name}; name those by which others come to it.`,
      };
  const outer = outerZones(named, own);
  if (!own.size)
    yield { node, message: `${firewall.name} stands between no zones, and so translates nothing; add them, as in 'zones a, b'.` };
  else if (!outer.length && !named.length)
    yield {
      node,
      message: `None of the zones of ${firewall.name} is external: say by which those come who know ${text}, as in '${text} from ${firewall.zones.find((zone) => zone !== component.zone)?.name ?? firewall.zones[0]!.name} -> ${component.name}'.`,
    };
  const family = `IPv${familyOf(address)}`;
  const real = realAddress(component, address);
  if (!component.addressed)
    yield { ...at(node, 'component'), message: `${component.name} has no address to translate to; add one with 'at'.` };
  else if (real.isEmpty)
    yield {
      ...at(node, 'component'),
      message: `${component.name} has no ${family} address, and ${text} is one; addresses are translated within a family.`,
    };
  else if (!isOneAddress(real))
    yield {
      ...at(node, 'component'),
      message: `${component.name} has several ${family} addresses, and one is translated; make a component of each machine.`,
    };
  if (outer.includes(component.zone))
    yield {
      ...at(node, 'component'),
      message: `${component.name} stands in ${component.zone.name} itself, and is known there by its own address: name other zones behind 'from'.`,
    };
  try {
    translatedServices(node);
  } catch (error) {
    yield { ...(node.ports.length ? at(node, 'ports') : { node }), message: (error as Error).message };
    return;
  }
  yield* placeFaults(node, firewall, known, text);
}

/** What is wrong where the line by itself is right. */
function* placeFaults(
  node: ast.AddressTranslation,
  firewall: PlanFirewall,
  known: Known,
  text: string,
): Iterable<Finding<undefined>> {
  const outside = known.outsides.get(node);
  if (!outside) {
    const other = known.translated(firewall, addressSet(node.address), translatedServices(node).services);
    if (other)
      yield {
        ...at(node, 'address'),
        message: `${dialedText(other)} is translated here already; give this line other ports or another address.`,
        related: [{ node: other.node, message: 'It is translated here.' }],
      };
    return;
  }
  const { translation, kinds } = outside;
  const { component, outer, address } = translation;
  const sides = outer.map(({ name }) => name).join(' or ');
  if (!kinds.length)
    yield {
      node,
      message: `Nothing that comes by ${sides} passes ${firewall.name} on its way to ${component.name}: translate it at a firewall that does, or name other zones behind 'from'.`,
    };
  const owner = known.owners(address);
  const zones = zonesOutside(outside);
  const { plan } = known;
  const holder = ZonesTouched.of(plan.zones)
    .by(address)
    .map((n) => plan.zones[n]!)
    .find((zone) => !zone.rest && !zones.has(zone));
  if (owner) yield { ...at(node, 'address'), message: `${text} is the address of ${owner.name}; take one that no machine has.` };
  else if (holder)
    yield {
      ...at(node, 'address'),
      message: `${text} lies in ${holder.name}, which is not outside of ${firewall.name} here; take an address of the side that knows ${component.name} by it.`,
    };
}

/** Finds which translation of a firewall is the first that is about some services at an outer address. */
function translatedBy(): Known['translated'] {
  const all = new Map<PlanFirewall, Map<string, { readonly translations: PlanTranslation[]; places?: SetPlaces<number> }>>();
  return (firewall, address, services) => {
    let byAddress = all.get(firewall);
    if (!byAddress) {
      byAddress = new Map();
      for (const each of firewall.translations) {
        const same = byAddress.get(each.address.key);
        if (same) same.translations.push(each);
        else byAddress.set(each.address.key, { translations: [each] });
      }
      all.set(firewall, byAddress);
    }
    const same = byAddress.get(address.key);
    if (!same) return undefined;
    same.places ??= new SetPlaces(same.translations.map((each) => each.services ?? ANY_SERVICE));
    return same.translations[same.places.overlapping(services ?? ANY_SERVICE)[0] ?? -1];
  };
}
