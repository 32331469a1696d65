import type * as ast from '../generated/ast.ts';
import type { AddressSet } from './addresses.ts';
import type { Catalog, CatalogVendor } from './catalog.ts';
import type { ResolvedServices } from './resolve-services.ts';
import type { ServiceSet } from './services.ts';
import type { System } from './systems.ts';
import type { ProductVersion } from './versions.ts';

/** How some own addresses of a zone are seen from elsewhere. */
export interface Translation {
  readonly own: AddressSet;
  readonly seen: AddressSet;
  /** From an own address to the one that is seen, where each has one of its own; nothing where all have the same. */
  readonly shift: bigint | undefined;
}

/** A zone with everything in it. Immutable, like all of a plan. */
export interface PlanZone {
  readonly name: string;
  readonly title: string;
  readonly isolated: boolean;
  readonly external: boolean;
  /** Whether it is the rest of the world: external, and without subnets of its own. */
  readonly rest: boolean;
  readonly site: string | undefined;
  /** What its `subnet` lines say, as it is seen from elsewhere. */
  readonly subnets: AddressSet;
  /** The same, each network by itself. */
  readonly networks: readonly AddressSet[];
  /** The same as the hosts of the zone know it: other addresses where they are translated on the way. */
  readonly ownSubnets: AddressSet;
  /** Which of its own addresses are seen from elsewhere as which. */
  readonly translations: readonly Translation[];
  /**
   * Every address of the zone: its subnets and what its components add. An external zone without subnets is the rest of the world:
   * every address that no other zone holds.
   */
  readonly addresses: AddressSet;
  readonly components: readonly PlanComponent[];
  readonly node: ast.Zone;
}

/** A place in a network: addresses in one of the zones. */
export interface PlanLeg {
  readonly zone: PlanZone;
  /** As it is seen from other zones. */
  readonly addresses: AddressSet;
  /** By which its own zone knows it. */
  readonly own: AddressSet;
}

export interface PlanComponent extends PlanLeg {
  /** By which the plan knows it: `till`, or `shop.till` where another zone has a component of that name. */
  readonly name: string;
  readonly title: string;
  readonly zone: PlanZone;
  /** Ids of the roles it was given, in the order written. */
  readonly roles: readonly string[];
  /** These and all roles they derive from. */
  readonly allRoles: ReadonlySet<string>;
  /** Where it is, as it is seen from other zones; without an `at` that is anywhere in its zone. */
  readonly addresses: AddressSet;
  /** The addresses that it has, and by which its own zone knows it. */
  readonly own: AddressSet;
  /** What it has in other networks besides (`also at … in …`), each for what stands in that network alone. */
  readonly legs: readonly PlanLeg[];
  /** Whether it has an `at` with at least one good address. */
  readonly addressed: boolean;
  /** The properties that the plan sets on it, by their names. */
  readonly properties: ReadonlyMap<string, string>;
  /** The product version on this component, where it says one of its own. */
  readonly version: ProductVersion | undefined;
  /** What its machines run: what it says itself, else what its roles say; nothing where nobody says, or roles differ. */
  readonly system: System | undefined;
  /** Names of the deployments it belongs to; none: it serves all of them. */
  readonly deployments: ReadonlySet<string>;
  /** What bindings say of it. */
  readonly bonds: readonly Bond[];
  /** How many machines it stands for: its property `instances`, else the number of its addresses. */
  readonly instances: number;
  readonly node: ast.Component;
}

export type EndpointKind = 'any' | 'address' | 'host-name' | 'zone' | 'component' | 'group' | 'site' | 'role' | 'unknown';

export interface PlanEndpoint {
  readonly kind: EndpointKind;
  /** As it was written, for messages; what is left out of it included: `any except lab`. */
  readonly label: string;
  /** Without what its list leaves out, for writing lists. */
  readonly written: string;
  /** Whether its list leaves a part of it out; then addresses, components and names are those of the rest. */
  readonly cut: boolean;
  /** What of the exceptions of its list takes something out of it. */
  readonly exceptions: readonly PlanEndpoint[];
  readonly addresses: AddressSet;
  /** The components it names: itself, a zone's, a role's, a group's. None for addresses and `any`. */
  readonly components: readonly PlanComponent[];
  /** What a group stands for, member by member. */
  readonly members?: readonly PlanEndpoint[];
  /** Host names that a packet filter would have to know; a zone's are left out, since its addresses stand for them. */
  readonly hostNames: readonly string[];
  readonly node: ast.Endpoint;
}

export declare abstract class PlanRule {
  readonly action: 'allow' | 'deny';
  readonly sources: readonly PlanEndpoint[];
  readonly destinations: readonly PlanEndpoint[];
  /** What stands behind `except` at each end; the ends themselves are without it already. */
  readonly sourceExceptions: readonly PlanEndpoint[];
  readonly destinationExceptions: readonly PlanEndpoint[];
  readonly sourceAddresses: AddressSet;
  readonly destinationAddresses: AddressSet;
  readonly services: ResolvedServices;
  /** The stated services by destination: one for all, and others where a component moves a port of a named service. */
  readonly openings: readonly Opening[];
  /** What the service list leaves out, by destination; all alternatives of it. What a `required` there stands for is not in it. */
  readonly omissions: readonly Opening[];
  readonly phase: string | undefined;
  /** `YYYY-MM-DD`; the rule holds through the end of that day. */
  readonly until: string | undefined;
  readonly reason: string | undefined;
  /** 1-based line in its file, as it is now. A copy has it where `changedRule` makes it, since `{ ...rule }` leaves it out. */
  get line(): number;
  readonly node: ast.Rule;
}

/** What a rule's service list means towards some of its destinations. */
export interface Opening {
  readonly destinations: AddressSet;
  readonly services: ServiceSet;
  /** Set where the ports are those of this component alone. */
  readonly component?: PlanComponent;
}

/** An installation of its own: flows don't leave it, unless their catalog says that they join deployments. */
export interface PlanDeployment {
  readonly name: string;
  readonly title: string;
  /** The deployment of the provider that serves this one. */
  readonly provider: string | undefined;
  readonly node: ast.Deployment;
}

/** One end of a binding: components, or those of a role. */
export interface BoundEnd {
  readonly components: ReadonlySet<PlanComponent>;
  /** Set where the end is a role, wherever: then it speaks of flows with that role alone. */
  readonly role: string | undefined;
  /** What stands in the list, which may be a group that the end is a member of; none for what a clause stands behind. */
  readonly node: ast.Endpoint | undefined;
  /** Whether it speaks of components in this role of a flow: a role does of those that it derives from or that derive from it. */
  speaksOf(role: string): boolean;
  /** Whether it holds a component of a role; where a scope is given, one in the place of another component, or outside of all. */
  fills(role: string, scope?: PlanBinding['scope'], of?: PlanComponent): boolean;
  /** The zones of its components; where a scope is given, of those in the place of another component, or outside of all. */
  zones(scope: PlanBinding['scope'], of: PlanComponent): ReadonlySet<PlanZone>;
}

/** Which components belong together: the members with the partners that are named, and without those that are excluded. */
export interface PlanBinding {
  /** Tells it from the others of its plan. */
  readonly index: number;
  readonly members: readonly BoundEnd[];
  readonly named: readonly BoundEnd[];
  readonly excluded: readonly BoundEnd[];
  /** Where members and partners have to be in one place. */
  readonly scope: ast.BindingScope | undefined;
  /** What says it: a statement, or what the clause stands behind. */
  readonly owner: ast.Binding | ast.Component | ast.Zone | ast.Site | ast.Group;
  readonly clause: ast.Partners;
  /** The statement, or the clause. */
  readonly at: ast.Binding | ast.Partners;
}

/** A component's part in a binding. `passed`: the binding names its role in another place. */
export interface Bond {
  readonly binding: PlanBinding;
  readonly end: BoundEnd;
  readonly as: 'members' | 'named' | 'excluded' | 'passed';
}

/** Which sites work together. */
export interface SitePairings {
  /** In which lines each site stands with others. A line may name thousands, so that no two of them are written out. */
  readonly lines: ReadonlyMap<string, ReadonlySet<number>>;
  /** The sites that are paired with themselves. */
  readonly alone: ReadonlySet<string>;
  /** What is said, in the order of the lines. */
  readonly said: readonly string[];
  /** Whether the plan pairs two sites; where it pairs none, each counts as paired with each other. */
  readonly joinsSites: boolean;
}

/** Who connects to whom, where a catalog leaves it open. */
export interface PlanDirection {
  readonly initiators: readonly string[];
  readonly responders: readonly string[];
  /** The flows it is about; all between the two when there is none. */
  readonly services: ServiceSet | undefined;
  readonly node: ast.Direction;
}

/** Ends between which traffic is encrypted on its way. */
export interface PlanVpn {
  readonly ends: readonly PlanEndpoint[];
  readonly node: ast.Vpn;
}

/** Traffic whose addresses are translated on its way. */
export interface PlanNat {
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly node: ast.Nat;
}

/** A component under another address, as those know it who come by some sides of a firewall. */
export interface PlanTranslation {
  /** One address, which is that of the component to whoever comes from there. */
  readonly address: AddressSet;
  readonly component: PlanComponent;
  /** The one address of that family that the component has, as other zones see it. */
  readonly real: AddressSet;
  /** The ports that are translated, as they are known outside; nothing where everything is, and what the component itself opens. */
  readonly services: ServiceSet | undefined;
  /** How far the ports of the component are from these. */
  readonly shift: number;
  /** The zones of the firewall by which those come who know it so. */
  readonly outer: readonly PlanZone[];
  readonly node: ast.AddressTranslation;
}

/** What stands between zones, and what it is given as rules. */
export interface PlanFirewall {
  readonly name: string;
  readonly title: string;
  /** The form that its rules are written in, as the plan says it: the name of a target, if it is right. */
  readonly form: string | undefined;
  /** The zones that it stands between and carries traffic from one to another of, each once, in the order of the text. */
  readonly zones: readonly PlanZone[];
  /** The zones at whose hosts it stands: whatever leaves or reaches one of them passes it. */
  readonly guarded: readonly PlanZone[];
  /** What zones are called on the device, where that is another name. */
  readonly interfaces: ReadonlyMap<PlanZone, string>;
  /** What it makes known under other addresses. */
  readonly translations: readonly PlanTranslation[];
  /** Files with what it runs now, as they are written: seen from the file that `node` stands in. */
  readonly running: readonly string[];
  readonly node: ast.Firewall;
}

export interface PlanUse {
  readonly vendor: CatalogVendor;
  /** What `use` says, or else what the catalog describes. */
  readonly version: ProductVersion | undefined;
  readonly node: ast.Use;
}

/** What a file means, resolved: no references left to follow. */
export interface Plan {
  readonly uri: string;
  readonly title: string;
  readonly root: ast.Document;
  /** The trees of the files that it imports, directly or through others. */
  readonly imports: readonly ast.Document[];
  readonly catalog: Catalog;
  readonly uses: ReadonlyMap<string, PlanUse>;
  /** Ids of the features that are on. */
  readonly features: ReadonlySet<string>;
  /** Ids of the sources whose readings count although a maker's reference says otherwise. */
  readonly trusted: ReadonlySet<string>;
  /** Phases that the plan itself switches on. */
  readonly phases: ReadonlySet<string>;
  /** Zones of this file and of the files it imports. */
  readonly zones: readonly PlanZone[];
  readonly components: readonly PlanComponent[];
  readonly rules: readonly PlanRule[];
  readonly deployments: ReadonlyMap<string, PlanDeployment>;
  readonly pairings: SitePairings;
  /** Which components belong together. */
  readonly bindings: readonly PlanBinding[];
  readonly directions: readonly PlanDirection[];
  readonly vpns: readonly PlanVpn[];
  readonly nats: readonly PlanNat[];
  /** Of this file and of the files it imports; none where the plan leaves open what stands between its zones. */
  readonly firewalls: readonly PlanFirewall[];
  /** The same object as before an edit that left all as it was but zones, components, bindings and rules: what these are read with. */
  readonly settings: object;
  /** The same object for a plan and all that edits make of it: what is known of one of them is kept under it for the next. */
  readonly lineage: object;
}
