import type * as ast from '../generated/ast.ts';
import type { AddressSet } from './addresses.ts';
import type { Catalog, CatalogVendor } from './catalog.ts';
import type { ResolvedServices } from './resolve-services.ts';
import type { ProductVersion } from './versions.ts';

/** A zone with everything in it. Immutable, like all of a plan. */
export interface PlanZone {
  readonly name: string;
  readonly title: string;
  readonly isolated: boolean;
  readonly external: boolean;
  readonly site: string | undefined;
  /** What its `subnet` lines say. */
  readonly subnets: AddressSet;
  /**
   * Every address of the zone: its subnets and what its components add. An external zone without subnets is the rest of the world:
   * every address that no other zone holds.
   */
  readonly addresses: AddressSet;
  readonly components: readonly PlanComponent[];
  readonly node: ast.Zone;
}

export interface PlanComponent {
  readonly name: string;
  readonly title: string;
  readonly zone: PlanZone;
  /** Ids of the roles it was given, in the order written. */
  readonly roles: readonly string[];
  /** These and all roles they derive from. */
  readonly allRoles: ReadonlySet<string>;
  /** Where it is; without an `at` that is anywhere in its zone. */
  readonly addresses: AddressSet;
  /** Whether it has an `at` with at least one good address. */
  readonly addressed: boolean;
  readonly properties: ReadonlyMap<string, string>;
  readonly node: ast.Component;
}

export type EndpointKind = 'any' | 'address' | 'host-name' | 'zone' | 'component' | 'group' | 'site' | 'role' | 'unknown';

export interface PlanEndpoint {
  readonly kind: EndpointKind;
  /** As it was written, for messages. */
  readonly label: string;
  readonly addresses: AddressSet;
  /** The components it names: itself, a zone's, a role's, a group's. None for addresses and `any`. */
  readonly components: readonly PlanComponent[];
  /** Host names that a packet filter would have to know; a zone's are left out, since its addresses stand for them. */
  readonly hostNames: readonly string[];
  readonly node: ast.Endpoint;
}

export interface PlanRule {
  readonly action: 'allow' | 'deny';
  readonly sources: readonly PlanEndpoint[];
  readonly destinations: readonly PlanEndpoint[];
  readonly sourceAddresses: AddressSet;
  readonly destinationAddresses: AddressSet;
  readonly services: ResolvedServices;
  readonly phase: string | undefined;
  /** `YYYY-MM-DD`; the rule holds through the end of that day. */
  readonly until: string | undefined;
  readonly reason: string | undefined;
  /** 1-based line in its file. */
  readonly line: number;
  readonly node: ast.Rule;
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
  readonly catalog: Catalog;
  readonly uses: ReadonlyMap<string, PlanUse>;
  /** Ids of the features that are on. */
  readonly features: ReadonlySet<string>;
  /** Phases that the plan itself switches on. */
  readonly phases: ReadonlySet<string>;
  /** Zones of this file and of the files it imports. */
  readonly zones: readonly PlanZone[];
  readonly components: readonly PlanComponent[];
  readonly rules: readonly PlanRule[];
}
