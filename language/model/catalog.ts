import type * as ast from '../generated/ast.ts';
import { append } from './lists.ts';
import type { ResolvedServices } from './resolve-services.ts';
import type { System } from './systems.ts';
import type { ProductVersion } from './versions.ts';

/** A document that a catalog rests on. */
export interface SourceDocument {
  /** `veeam.segmentation` */
  readonly id: string;
  /** Its file name or its public address. */
  readonly file: string;
  readonly title: string;
  /** Whether it is the maker's own reference, which outranks every other source. */
  readonly vendor?: true;
  /** The version of the product that it speaks of, and its date, as exact as it says it: `2026-05-26`, `2019-09`. */
  readonly version?: string;
  readonly date?: string;
}

/** Where a fact stands: the document, and the sections or rows in it. */
export interface Source extends SourceDocument {
  readonly sections: readonly string[];
}

export interface CatalogProperty {
  readonly name: string;
  readonly title: string;
  /** One of `values`; or a port or a range of ports; or a whole number. */
  readonly type: 'choice' | 'port' | 'number';
  readonly values: readonly string[];
  /** What holds where a plan sets nothing; without one, a plan that sets nothing leaves it open. */
  readonly default?: string;
  readonly node: ast.Property;
}

export interface CatalogRole {
  /** `veeam.backup-server` */
  readonly id: string;
  readonly vendor: string;
  readonly name: string;
  readonly title: string;
  readonly aliases: readonly string[];
  /** Ids of the roles it derives from directly. */
  readonly parents: readonly string[];
  readonly properties: readonly CatalogProperty[];
  /** Where every component of the role is that says nothing else: the names of a vendor's cloud. */
  readonly hosts: readonly ast.Host[];
  /** Whether it passes traffic on from one side to another; those that derive from it do so as well. */
  readonly relays: boolean;
  /** What its machines run, where its source says so; else what the roles say that it derives from. */
  readonly system: System | undefined;
  readonly node: ast.Role;
}

export type FlowCondition =
  | {
      readonly kind: 'version';
      /** The end whose version counts; both ends of the flow's vendor when it is left out. */
      readonly side?: 'initiator' | 'responder';
      readonly operator: string;
      readonly version: ProductVersion;
    }
  | { readonly kind: 'sites'; readonly relation: 'same' | 'paired' }
  /**
   * The components on this side are those in the site of the other; those of paired sites where it has none: the manager of a site
   * serves a site without one as well. `among`: from another site only where this one has none of these roles either.
   */
  | { readonly kind: 'nearest'; readonly side: 'initiator' | 'responder'; readonly among: readonly string[] }
  /** Holds unless one component of these roles serves both sites. */
  | { readonly kind: 'no-shared'; readonly roles: readonly string[] }
  /** Holds where no component of these roles works with both ends: what it would do is then done by one of them. */
  | { readonly kind: 'absent'; readonly roles: readonly string[] }
  | { readonly kind: 'system'; readonly side: 'initiator' | 'responder'; readonly system: System }
  | { readonly kind: 'role'; readonly side: 'initiator' | 'responder'; readonly negated: boolean; readonly role: string }
  | {
      readonly kind: 'property';
      /** The end whose property counts; whichever has it when it is left out. */
      readonly side?: 'initiator' | 'responder';
      readonly role: string;
      readonly property: string;
      readonly operator: '=' | '<' | '<=' | '>' | '>=';
      /** Names, or numbers as text; one of them where the operator is `=`. */
      readonly values: readonly string[];
    }
  | { readonly kind: 'all' | 'any'; readonly of: readonly FlowCondition[] }
  | { readonly kind: 'not'; readonly of: FlowCondition };

/** One initiator role, one responder role, and what the one needs to open to the other. */
export interface CatalogFlow {
  /** Stable as long as the catalog keeps the order of flows between the same two roles. */
  readonly id: string;
  readonly vendor: string;
  readonly initiator: string;
  readonly responder: string;
  /** `unstated` when the source says "between" and leaves open who connects to whom. */
  readonly initiative: 'stated' | 'unstated';
  readonly services: ResolvedServices;
  readonly conditions: readonly FlowCondition[];
  /** Any one of these features makes the flow needed; none: always needed. */
  readonly features: readonly string[];
  readonly phase: string | undefined;
  /** Known and explained, but never demanded. */
  readonly optional: boolean;
  /** Meant to face an external zone. */
  readonly exposed: boolean;
  /** Joins deployments, such as a tenant's with its provider's; other flows stay in one. */
  readonly acrossDeployments: boolean;
  readonly traffic: string | undefined;
  readonly protection: string | undefined;
  readonly purpose: string;
  readonly note: string | undefined;
  readonly sources: readonly Source[];
  /** The maker's reference that says otherwise: the flow is another source's reading, required only where a plan trusts that source. */
  readonly contestedBy: readonly Source[];
  readonly node: ast.Flow;
}

/** Advice of a vendor that no flow can state: what to keep closed, apart, encrypted. */
export interface CatalogAdvice {
  /** What checks know it by: `closed`, `internal`, `no-nat`, `encrypt-between-sites`, `own-segment`, `fixed-port` and others, or a word of its own. */
  readonly kind: string;
  readonly vendor: string;
  /** Ids of the roles it is for; none: all of the vendor. */
  readonly roles: readonly string[];
  readonly services: ResolvedServices;
  readonly text: string;
  readonly sources: readonly Source[];
  readonly node: ast.Advice;
}

/** How large a component of a role has to be. */
export interface CatalogSizing {
  readonly role: string;
  /** The property that tells the load. */
  readonly measure: string;
  readonly title: string;
  /** In ascending order of their limits. */
  readonly rows: readonly SizingRow[];
  readonly sources: readonly Source[];
  readonly node: ast.Sizing;
}

export interface SizingRow {
  /** The largest load that this row holds. */
  readonly limit: number;
  readonly needs: readonly { readonly property: string; readonly title: string; readonly amount: number }[];
}

export interface CatalogVendor {
  readonly name: string;
  readonly title: string;
  /** The product version that the catalog's sources describe; taken when `use` names none. */
  readonly version: ProductVersion | undefined;
  /** The versions that its sources speak of; none: it doesn't say. */
  readonly versions: readonly ProductVersion[];
  /** What of the product the catalog does not hold, a sentence each. */
  readonly gaps: readonly string[];
  readonly sources: readonly (SourceDocument & { readonly node: ast.Source })[];
  readonly roles: readonly CatalogRole[];
  readonly flows: readonly CatalogFlow[];
  /** The phases that flows are needed in, each once. */
  readonly phases: readonly string[];
  readonly features: readonly { readonly id: string; readonly title: string; readonly node: ast.Feature }[];
  readonly services: readonly ast.Service[];
  readonly advice: readonly CatalogAdvice[];
  readonly sizings: readonly CatalogSizing[];
  /** The block that begins it, and all of its blocks. */
  readonly node: ast.Vendor;
  readonly blocks: readonly ast.Vendor[];
}

/** All vendors that a document can see. */
export class Catalog {
  readonly vendors: ReadonlyMap<string, CatalogVendor>;
  readonly roles: ReadonlyMap<string, CatalogRole>;
  private readonly lineage = new Map<string, ReadonlySet<string>>();

  /** @param vendors each with a name of its own */
  constructor(vendors: Iterable<CatalogVendor>) {
    const byName = new Map<string, CatalogVendor>();
    const roles = new Map<string, CatalogRole>();
    for (const vendor of vendors) {
      byName.set(vendor.name, vendor);
      for (const role of vendor.roles) roles.set(role.id, role);
    }
    this.vendors = byName;
    this.roles = roles;
  }

  /** The ids of a role and of all roles that it derives from. */
  ancestors(id: string): ReadonlySet<string> {
    const known = this.lineage.get(id);
    if (known) return known;
    const result = new Set<string>();
    const open = [id];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      if (result.has(each)) continue;
      result.add(each);
      append(open, (this.roles.get(each)?.parents ?? []).toReversed());
    }
    this.lineage.set(id, result);
    return result;
  }

  /** The properties of a role, inherited ones included. */
  properties(id: string): CatalogProperty[] {
    return [...this.ancestors(id)].flatMap((each) => this.roles.get(each)?.properties ?? []);
  }

  /** Where components of a role are unless a plan says so: what the role says, or else the roles that it derives from. */
  hostsOf(id: string): readonly ast.Host[] {
    const result: ast.Host[] = [];
    this.nearest(id, ({ hosts }) => {
      append(result, hosts);
      return hosts.length > 0;
    });
    return result;
  }

  /** The systems that components of a role may run: what the role says, or else the roles that it derives from. None: nobody says. */
  systemsOf(id: string): ReadonlySet<System> {
    const result = new Set<System>();
    this.nearest(id, ({ system }) => {
      if (system) result.add(system);
      return system !== undefined;
    });
    return result;
  }

  /** Asks a role, and where it doesn't answer those that it derives from: each once, in the order written. */
  private nearest(id: string, answers: (role: CatalogRole) => boolean): void {
    const seen = new Set<string>();
    const open = [id];
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      const role = this.roles.get(each);
      if (!role || seen.has(each)) continue;
      seen.add(each);
      if (!answers(role)) append(open, role.parents.toReversed());
    }
  }

  /** The advice of all vendors that is for components of a role: of its own vendor, and of those of the roles that it derives from. */
  adviceFor(id: string): CatalogAdvice[] {
    const lineage = this.ancestors(id);
    const vendors = new Set([...lineage].map((each) => this.roles.get(each)?.vendor ?? ''));
    return [...this.vendors.values()].flatMap((vendor) =>
      vendor.advice.filter((a) => (a.roles.length ? a.roles.some((r) => lineage.has(r)) : vendors.has(vendor.name))),
    );
  }
}
