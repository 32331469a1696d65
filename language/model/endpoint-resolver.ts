import { type AstNode, CstUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import { type AddressSet, ANYWHERE, hostNames, NO_ADDRESSES, parseAddress, parseHostName, parseTag } from './addresses.ts';
import { lessThan } from './except-ends.ts';
import { IntervalSet } from './interval-set.ts';
import type { EndpointKind, PlanComponent, PlanEndpoint, PlanZone } from './plan.ts';
import { roleId } from './read-catalog.ts';

/** The addresses of an address, network or range; nothing for one that is not valid (the check `invalid-address` reports it). */
export function addressSet(node: ast.Address): AddressSet {
  try {
    return parseAddress({ start: node.start, prefix: node.prefix, end: node.end }).set;
  } catch {
    return NO_ADDRESSES;
  }
}

/** The addresses or the name of a host; nothing for one that is not valid. */
export function hostSet(host: ast.Host): AddressSet {
  if (host.$type === 'Address') return addressSet(host);
  try {
    return namedSet(host);
  } catch {
    return NO_ADDRESSES;
  }
}

/**
 * What a host name or a service tag stands for.
 * @throws Error with a sentence for the user when it is neither
 */
export function namedSet(node: ast.FqdnHost | ast.TagHost | ast.FqdnEndpoint | ast.TagEndpoint): AddressSet {
  return node.$type === 'TagHost' || node.$type === 'TagEndpoint' ? parseTag(node.tag ?? '') : parseHostName(node.fqdn);
}

/** Finds out what the endpoints of rules, groups and assertions stand for. */
export class EndpointResolver {
  private readonly zones: readonly PlanZone[];
  private readonly components: readonly PlanComponent[];
  private readonly zoneOf = new Map<ast.Zone, PlanZone>();
  private readonly componentOf = new Map<ast.Component, PlanComponent>();

  private readonly literal: (addresses: AddressSet) => AddressSet;

  /** @param literal what addresses mean that are stated as such; what they are, where it is left out */
  constructor(
    zones: readonly PlanZone[],
    components: readonly PlanComponent[],
    literal: (addresses: AddressSet) => AddressSet = (addresses) => addresses,
  ) {
    this.zones = zones;
    this.components = components;
    this.literal = literal;
    for (const zone of zones) this.zoneOf.set(zone.node, zone);
    for (const component of components) this.componentOf.set(component.node, component);
  }

  /** The ends of a list, each without what the list leaves out, and what that is. */
  resolveList(
    nodes: readonly ast.Endpoint[],
    exceptions: readonly ast.Endpoint[],
  ): { ends: PlanEndpoint[]; exceptions: PlanEndpoint[] } {
    const out = exceptions.map((node) => this.resolve(node));
    return { ends: nodes.map((node) => lessThan(this.resolve(node), out, this.zones)), exceptions: out };
  }

  resolve(node: ast.Endpoint, seen: ReadonlySet<ast.Group> = new Set()): PlanEndpoint {
    const label = textOf(node);
    const make = (
      kind: EndpointKind,
      addresses: AddressSet,
      components: readonly PlanComponent[] = [],
      names: readonly string[] = [],
    ): PlanEndpoint => ({
      kind,
      label,
      written: label,
      cut: false,
      exceptions: [],
      addresses,
      components,
      hostNames: names,
      node,
    });
    const ofComponents = (kind: EndpointKind, components: readonly PlanComponent[]): PlanEndpoint => {
      const addresses = IntervalSet.unionAll(components.map((c) => c.addresses));
      return make(
        kind,
        addresses,
        components,
        hostNames(IntervalSet.unionAll(components.filter((c) => c.addressed).map((c) => c.addresses))),
      );
    };
    switch (node.$type) {
      case 'AnyEndpoint':
        return make('any', ANYWHERE);
      case 'AddressEndpoint':
        return make('address', node.address ? this.literal(addressSet(node.address)) : NO_ADDRESSES);
      case 'FqdnEndpoint':
      case 'TagEndpoint':
        try {
          const name = namedSet(node);
          return make('host-name', name, [], hostNames(name));
        } catch {
          return make('unknown', NO_ADDRESSES);
        }
      case 'NamedEndpoint': {
        const target = node.target?.ref;
        switch (target?.$type) {
          case 'Zone': {
            const zone = this.zoneOf.get(target);
            return zone ? make('zone', zone.addresses, zone.components) : make('unknown', NO_ADDRESSES);
          }
          case 'Site': {
            const zones = this.zones.filter((z) => target.zones.includes(z.node));
            return make(
              'site',
              IntervalSet.unionAll(zones.map((z) => z.addresses)),
              zones.flatMap((z) => z.components),
            );
          }
          case 'Component': {
            const component = this.componentOf.get(target);
            return component ? ofComponents('component', [component]) : make('unknown', NO_ADDRESSES);
          }
          case 'Role': {
            const id = roleId(target);
            const place = node.place?.ref;
            // `in` with a place that doesn't link has to mean nowhere: everywhere would open more than was written.
            if (node.place && !place) return make('unknown', NO_ADDRESSES);
            const inPlace = (c: PlanComponent): boolean =>
              !place || (place.$type === 'Zone' ? c.zone.node === place : place.zones.includes(c.zone.node));
            return ofComponents(
              'role',
              this.components.filter((c) => c.allRoles.has(id) && inPlace(c)),
            );
          }
          case 'Group': {
            if (seen.has(target)) return make('unknown', NO_ADDRESSES);
            const inner = new Set(seen).add(target);
            const exceptions = target.exceptions.map((e) => this.resolve(e, inner));
            const members = target.members.map((m) => lessThan(this.resolve(m, inner), exceptions, this.zones));
            const group = make(
              'group',
              IntervalSet.unionAll(members.map((m) => m.addresses)),
              [...new Set(members.flatMap((m) => m.components))],
              [...new Set(members.flatMap((m) => m.hostNames))],
            );
            return { ...group, members };
          }
        }
      }
    }
    return make('unknown', NO_ADDRESSES);
  }
}

/** The text of a node on one line, without comments. */
function textOf({ $cstNode }: AstNode): string {
  if (!$cstNode) return '';
  const leaves = CstUtils.flattenCst($cstNode)
    .filter((leaf) => !leaf.hidden)
    .toArray();
  return leaves.map(({ text, offset }, n) => (n > 0 && leaves[n - 1]!.end < offset ? ` ${text}` : text)).join('');
}
