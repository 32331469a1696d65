import { type AddressSet, ALL_IPS, NO_ADDRESSES } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { SetPlaces } from '../../../model/set-places.ts';
import { isGuarded } from '../../cloud/zone-ends.ts';
import { NameTable } from '../../names.ts';
import type { RuleSet, RuleSide } from '../../rule-set.ts';

/** What pods of the plan's components carry. */
export const COMPONENT_LABEL = 'segplan/component';
/** What every namespace carries by itself. */
export const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

type Zone = RuleSet['zones'][number];
type Component = RuleSet['components'][number];

/** Pods of one namespace: all of them, or those of some components. */
export interface Pods {
  readonly zone: Zone;
  readonly components: readonly Component[] | undefined;
}

/** Where the addresses of one end of a rule are. */
export interface Located {
  readonly any: boolean;
  readonly pods: readonly Pods[];
  /** Addresses outside of the cluster. */
  readonly outside: AddressSet;
  /** Addresses inside of the cluster that are no whole components: no label selects them. */
  readonly unselected: AddressSet;
}

const LABEL_VALUE = { most: 63, refused: /[^A-Za-z0-9]+/, joint: '-' } as const;
const DNS_LABEL = { most: 63, refused: /[^a-z0-9]+/, joint: '-' } as const;

/** The components of a zone by where they are. */
interface ComponentPlaces {
  readonly ips: readonly AddressSet[];
  readonly places: SetPlaces<bigint>;
}

/** The pods of a rule set: its zones that are not external are namespaces, their components have a label each. */
export class Cluster {
  readonly zones: readonly Zone[];
  private readonly inside: AddressSet;
  private readonly namespaces: NameTable;
  private readonly labels: NameTable;
  private readonly componentsOf = new Map<string, Component[]>();
  private readonly places: SetPlaces<bigint>;
  private readonly componentPlaces = new Map<string, ComponentPlaces>();

  constructor(ruleSet: RuleSet) {
    this.zones = ruleSet.zones.filter(isGuarded);
    this.places = new SetPlaces(this.zones.map((z) => z.addresses));
    this.inside = IntervalSet.unionAll(this.zones.map((z) => z.addresses)).intersect(ALL_IPS);
    // What needs no change keeps its name, whatever else is changed into it.
    const plain = (names: readonly string[]): string[] =>
      names.filter((n) => /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(n) && n.length <= 63);
    this.namespaces = new NameTable(
      DNS_LABEL,
      plain(this.zones.map((z) => z.name)).filter((n) => n === n.toLowerCase()),
    );
    this.labels = new NameTable(LABEL_VALUE, plain(ruleSet.components.map((c) => c.name)));
    for (const component of ruleSet.components) {
      const list = this.componentsOf.get(component.zone);
      if (list) list.push(component);
      else this.componentsOf.set(component.zone, [component]);
    }
  }

  namespaceOf(zone: Zone): string {
    return this.namespaces.name(zone.name.toLowerCase(), zone.name);
  }

  labelOf(component: Component): string {
    return this.labels.name(component.name);
  }

  /** Where some sides of a rule are. */
  locate(sides: readonly RuleSide[]): Located {
    if (sides.some((s) => s.any)) {
      const pods = this.zones.map((zone): Pods => ({ zone, components: undefined }));
      return { any: true, pods, outside: NO_ADDRESSES, unselected: NO_ADDRESSES };
    }
    const pods: Pods[] = [];
    const unselected: AddressSet[] = [];
    const addresses = IntervalSet.unionAll(sides.map((s) => s.addresses)).intersect(ALL_IPS);
    for (const n of this.places.overlapping(addresses)) {
      const zone = this.zones[n]!;
      const part = addresses.intersect(zone.addresses);
      if (part.equals(zone.addresses.intersect(ALL_IPS))) pods.push({ zone, components: undefined });
      else {
        const components = this.componentsIn(zone, part);
        if (components.length) pods.push({ zone, components });
        unselected.push(part.subtract(IntervalSet.unionAll(components.map((c) => c.addresses))));
      }
    }
    return { any: false, pods, outside: addresses.subtract(this.inside), unselected: IntervalSet.unionAll(unselected) };
  }

  /** The components of a zone that lie in some of its addresses as a whole. One that has a host name alone lies in none for certain. */
  private componentsIn({ name }: Zone, part: AddressSet): Component[] {
    const components = this.componentsOf.get(name) ?? [];
    let known = this.componentPlaces.get(name);
    if (!known) {
      const ips = components.map((c) => c.addresses.intersect(ALL_IPS));
      known = { ips, places: new SetPlaces(ips) };
      this.componentPlaces.set(name, known);
    }
    const { ips, places } = known;
    const inside = places.overlapping(part).filter((n) => part.covers(ips[n]!));
    return inside.sort((a, b) => a - b).map((n) => components[n]!);
  }

  /** Components that some pods are selected by, each with another that shares addresses with it: a pod has one label. */
  shared({ pods }: Located): [Component, Component][] {
    return pods.flatMap(({ zone, components = [] }) => {
      const everywhere = zone.addresses.intersect(ALL_IPS);
      return components.flatMap((one): [Component, Component][] => {
        const other = this.componentsOf.get(zone.name)!.find(
          // A component without an address of its own is anywhere in its zone.
          (each) => each !== one && each.addresses.overlaps(one.addresses) && !each.addresses.covers(everywhere),
        );
        return other && !(components.includes(other) && components.indexOf(other) < components.indexOf(one))
          ? [[one, other]]
          : [];
      });
    });
  }
}
