import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { type AddressSet, ANYWHERE, hostNames, NO_ADDRESSES } from './addresses.ts';
import { roleId } from './catalog-ids.ts';
import { inOrder } from './definitions.ts';
import { textOf } from './end-text.ts';
import { lessThan } from './except-ends.ts';
import { IntervalSet } from './interval-set.ts';
import { allAddressesOf } from './legs.ts';
import { append, fitted, NOTHING } from './lists.ts';
import type { EndpointKind, PlanComponent, PlanEndpoint, PlanZone } from './plan.ts';
import { endOf, type Meaning, remembered } from './remembered-meanings.ts';
import { addressSet, namedSet } from './stated-addresses.ts';
import { componentIn } from './zone-components.ts';

/** Finds out what the endpoints of rules, groups and assertions stand for. */
export class EndpointResolver {
  /** Goes for it where it must not be held on to. */
  readonly mark: object = {};
  private readonly zones: readonly PlanZone[];
  private readonly components: readonly PlanComponent[];
  private readonly zoneOf = new Map<ast.Zone, PlanZone>();
  private readonly literal: (addresses: AddressSet) => AddressSet;
  // A name is looked up once, however many rules and groups say it.
  private readonly meanings = new Map<AstNode, Meaning>();
  private readonly roles = new Map<ast.Role, Map<AstNode | undefined, Meaning>>();
  private readonly isWhole: boolean;
  private wholes: EndpointResolver | undefined;

  /**
   * @param literal what addresses mean that are stated as such; what they are, where it is left out
   * @param isWhole whether components are meant with their legs
   */
  constructor(
    zones: readonly PlanZone[],
    components: readonly PlanComponent[],
    literal: (addresses: AddressSet) => AddressSet = asStated,
    isWhole = false,
  ) {
    this.zones = zones;
    this.components = components;
    this.literal = literal;
    this.isWhole = isWhole;
    for (const zone of zones) this.zoneOf.set(zone.node, zone);
  }

  /** Whether a zone is one of those that are asked about. */
  holds(zone: PlanZone): boolean {
    return this.zoneOf.get(zone.node) === zone;
  }

  /** The zone that a statement is. */
  zoneAt(node: ast.Zone): PlanZone | undefined {
    return this.zoneOf.get(node);
  }

  /**
   * The same for what closes, leaves out or must never be: there a component is all of its addresses, its legs in other networks included,
   * while others reach it only where it stands.
   */
  get whole(): EndpointResolver {
    if (this.isWhole) return this;
    this.wholes ??= this.components.some(({ legs }) => legs.length)
      ? new EndpointResolver(this.zones, this.components, this.literal, true)
      : this;
    return this.wholes;
  }

  /** The ends of a list, each without what the list leaves out, and what that is. */
  resolveList(
    nodes: readonly ast.Endpoint[],
    exceptions: readonly ast.Endpoint[],
  ): { ends: PlanEndpoint[]; exceptions: readonly PlanEndpoint[] } {
    const out = fitted(exceptions.map((node) => this.whole.resolve(node)));
    return { ends: nodes.map((node) => lessThan(this.resolve(node), out, this.zones, nodes.length === 1)), exceptions: out };
  }

  resolve(node: ast.Endpoint): PlanEndpoint {
    return endOf(this.meaningOf(node), textOf(node), node);
  }

  /** What an endpoint stands for, wherever it is written; for a name the same object as before, as long as it stands for the same. */
  meaningOf(node: ast.Endpoint): Meaning {
    switch (node.$type) {
      case 'AnyEndpoint':
        return meaning('any', ANYWHERE);
      case 'AddressEndpoint':
        return meaning('address', node.address ? this.literal(addressSet(node.address)) : NO_ADDRESSES);
      case 'FqdnEndpoint':
      case 'TagEndpoint':
        try {
          const name = namedSet(node);
          return { ...meaning('host-name', name), hostNames: hostNames(name) };
        } catch {
          return UNKNOWN;
        }
      case 'NamedEndpoint': {
        const target = node.target?.ref;
        // `in` with a place that doesn't link, or behind what is no role, has to mean nowhere: everywhere would open more than was written.
        if (node.place && (target?.$type !== 'Role' || !node.place.ref)) return UNKNOWN;
        return this.meaningOfTarget(target, node.place?.ref);
      }
    }
    return UNKNOWN;
  }

  /**
   * What a name stands for that leads somewhere.
   * @param place where a role is meant; wherever, where it is left out
   */
  meaningOfTarget(target: AstNode | undefined, place: AstNode | undefined): Meaning {
    if (!target) return UNKNOWN;
    if (target.$type === 'Role') return this.meaningOfRole(target as ast.Role, place as ast.Site | ast.Zone | undefined);
    let known = this.meanings.get(target);
    if (!known && target.$type === 'Group') {
      this.expand(target as ast.Group);
      known = this.meanings.get(target);
    }
    known ??= this.meaningOfName(target);
    this.meanings.set(target, known);
    return known;
  }

  private meaningOfName(target: AstNode): Meaning {
    switch (target.$type) {
      case 'Zone': {
        const zone = this.zoneOf.get(target as ast.Zone);
        if (!zone) return UNKNOWN;
        return this.remembered(zone, NOTHING, () => meaning('zone', zone.addresses, zone.components));
      }
      case 'Site': {
        const inside = (target as ast.Site).zones.flatMap((zone) => this.zoneOf.get(zone) ?? []);
        return this.remembered(target, inside, () =>
          meaning(
            'site',
            IntervalSet.unionAll(inside.map((z) => z.addresses)),
            inside.flatMap((z) => z.components),
          ),
        );
      }
      case 'Component': {
        const component = this.componentOf(target as ast.Component);
        if (!component) return UNKNOWN;
        return this.remembered(component, NOTHING, () => this.meaningOfComponents('component', [component]));
      }
    }
    return UNKNOWN;
  }

  private componentOf(node: ast.Component): PlanComponent | undefined {
    const zone = this.zoneOf.get(node.$container);
    return zone && componentIn(zone, node);
  }

  private meaningOfRole(role: ast.Role, place: ast.Site | ast.Zone | undefined): Meaning {
    const places = this.roles.get(role) ?? new Map<AstNode | undefined, Meaning>();
    this.roles.set(role, places);
    let known = places.get(place);
    if (!known) {
      const id = roleId(role);
      // Each of thousands of zones may be asked about.
      const near = place?.$type === 'Zone' ? (this.zoneOf.get(place)?.components ?? []) : this.components;
      const zones = new Set(place?.$type === 'Site' ? place.zones : place ? [place] : this.zones.map((z) => z.node));
      const all = near.filter((c) => c.allRoles.has(id) && zones.has(c.zone.node));
      const make = (): Meaning => this.meaningOfComponents('role', all);
      known = all.length ? this.remembered(all[0]!, all, make, `${id} ${place?.name ?? ''}`) : NOBODY;
      places.set(place, known);
    }
    return known;
  }

  private meaningOfComponents(kind: EndpointKind, components: readonly PlanComponent[]): Meaning {
    const addressed = components.filter((c) => c.addressed).map((c) => c.addresses);
    return {
      ...meaning(kind, IntervalSet.unionAll(components.map((c) => (this.isWhole ? allAddressesOf(c) : c.addresses))), components),
      hostNames: hostNames(IntervalSet.unionAll(addressed)),
    };
  }

  /**
   * What something stood for before, as long as it is made of the same; with their legs components are remembered apart. A zone that an edit
   * changes is another object, and so are its components.
   */
  private remembered(of: object, madeOf: readonly unknown[], make: () => Meaning, where = ''): Meaning {
    return remembered(of, madeOf, make, this.isWhole ? `whole ${where}` : where);
  }

  /** Finds out what a group stands for, and every group that it is made of. */
  private expand(start: ast.Group): void {
    const partsOf = (group: ast.Group): ast.Group[] =>
      [...group.members, ...group.exceptions].flatMap((node) => {
        const part = node.$type === 'NamedEndpoint' ? node.target?.ref : undefined;
        return part?.$type === 'Group' && !this.meanings.has(part) ? [part] : [];
      });
    for (const together of inOrder([start], partsOf)) {
      // What leads back to a group adds nothing to it: all that stand in a circle are the same. The check `circular-name` says so.
      for (const group of together) this.meanings.set(group, UNKNOWN);
      const whole = this.remembered(together[0]!, this.partsOf(together), () => this.meaningOfGroups(together));
      for (const group of together) this.meanings.set(group, whole);
    }
  }

  /** All that the meaning of groups depends on. */
  private partsOf(groups: readonly ast.Group[]): unknown[] {
    const parts: unknown[] = [this.literal, this.isWhole];
    for (const group of groups) {
      parts.push(group);
      for (const part of [...group.members, ...group.exceptions])
        parts.push(part.$type === 'NamedEndpoint' ? this.meaningOf(part) : part, targetOf(part));
      // What is left of host names depends on where they may be.
      if (group.exceptions.length) append(parts, this.zones);
    }
    return parts;
  }

  private meaningOfGroups(groups: readonly ast.Group[]): Meaning {
    const members = unique(groups.flatMap((group) => this.membersOf(group)));
    return {
      kind: 'group',
      addresses: IntervalSet.unionAll(members.map((m) => m.addresses)),
      components: [...new Set(members.flatMap((m) => m.components))],
      hostNames: [...new Set(members.flatMap((m) => m.hostNames))],
      members,
    };
  }

  private membersOf(group: ast.Group): PlanEndpoint[] {
    const exceptions = group.exceptions.map((node) => this.whole.resolve(node));
    return group.members.map((node) => lessThan(this.resolve(node), exceptions, this.zones, false));
  }
}

function asStated(addresses: AddressSet): AddressSet {
  return addresses;
}

function targetOf(node: ast.Endpoint): AstNode | undefined {
  return node.$type === 'NamedEndpoint' ? node.target?.ref : undefined;
}

function meaning(kind: EndpointKind, addresses: AddressSet, components: readonly PlanComponent[] = []): Meaning {
  return { kind, addresses, components, hostNames: NOTHING };
}

const UNKNOWN = meaning('unknown', NO_ADDRESSES);
const NOBODY = meaning('role', NO_ADDRESSES);

/** Members that say the same in the same words are one. */
function unique(members: readonly PlanEndpoint[]): PlanEndpoint[] {
  const found = new Map<string, PlanEndpoint>();
  return members.filter((member) => {
    const same = found.get(member.label);
    if (same && same.components === member.components && same.addresses === member.addresses) return false;
    found.set(member.label, member);
    return true;
  });
}
