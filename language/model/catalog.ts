import type * as ast from '../generated/ast.ts';
import { isVendor } from '../generated/ast.ts';
import { type ResolvedServices, resolveServices } from './resolve-services.ts';
import { type ProductVersion, resolveVersion } from './versions.ts';

/** Where a fact stands: the document's file name and title, and the sections or rows in it. */
export interface Source {
  readonly file: string;
  readonly title: string;
  readonly sections: readonly string[];
}

export interface CatalogProperty {
  readonly name: string;
  readonly title: string;
  readonly values: readonly string[];
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
  readonly node: ast.Role;
}

export type FlowCondition =
  | { readonly kind: 'version'; readonly operator: string; readonly version: ProductVersion }
  | { readonly kind: 'role'; readonly side: 'initiator' | 'responder'; readonly negated: boolean; readonly role: string }
  | { readonly kind: 'property'; readonly role: string; readonly property: string; readonly values: readonly string[] };

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
  readonly traffic: string | undefined;
  readonly protection: string | undefined;
  readonly purpose: string;
  readonly note: string | undefined;
  readonly sources: readonly Source[];
  readonly node: ast.Flow;
}

export interface CatalogVendor {
  readonly name: string;
  readonly title: string;
  /** The product version that the catalog's sources describe; taken when `use` names none. */
  readonly version: ProductVersion | undefined;
  readonly roles: readonly CatalogRole[];
  readonly flows: readonly CatalogFlow[];
  readonly features: readonly { readonly id: string; readonly title: string; readonly node: ast.Feature }[];
  readonly services: readonly ast.Service[];
  readonly node: ast.Vendor;
}

/** All vendors that a document can see. */
export class Catalog {
  readonly vendors: ReadonlyMap<string, CatalogVendor>;
  readonly roles: ReadonlyMap<string, CatalogRole>;
  private readonly lineage = new Map<string, ReadonlySet<string>>();

  constructor(vendors: Iterable<ast.Vendor>) {
    const byName = new Map<string, CatalogVendor>();
    const roles = new Map<string, CatalogRole>();
    for (const node of vendors) {
      if (!node.name || byName.has(node.name)) continue;
      const vendor = readVendor(node);
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
    const visit = (each: string): void => {
      if (result.has(each)) return;
      result.add(each);
      for (const parent of this.roles.get(each)?.parents ?? []) visit(parent);
    };
    visit(id);
    this.lineage.set(id, result);
    return result;
  }

  /** The properties of a role, inherited ones included. */
  properties(id: string): CatalogProperty[] {
    return [...this.ancestors(id)].flatMap((each) => this.roles.get(each)?.properties ?? []);
  }
}

/** `veeam.backup-server` of a role; the plain name for one outside of a vendor, which only a broken text has. */
export function roleId(role: ast.Role): string {
  const vendor = role.$container;
  return isVendor(vendor) ? `${vendor.name}.${role.name}` : role.name;
}

export function featureId(feature: ast.Feature): string {
  return isVendor(feature.$container) ? `${feature.$container.name}.${feature.name}` : feature.name;
}

/** The sources that a flow or service cites. */
export function readSources(citations: readonly ast.Citation[]): Source[] {
  return citations.map((c) => ({
    file: c.source?.ref?.file ?? '',
    title: c.source?.ref?.title ?? c.source?.ref?.file ?? '',
    sections: [...c.sections],
  }));
}

/** Reads one vendor block. Members that a syntax error left incomplete are left out. */
export function readVendor(node: ast.Vendor): CatalogVendor {
  const members = node.members.filter((m) => m.$type === 'Flow' || ('name' in m && m.name !== undefined));
  const all = <T extends ast.VendorMember>(type: T['$type']): T[] => members.filter((m): m is T => m.$type === type);
  const count = new Map<string, number>();
  return {
    name: node.name,
    title: node.title ?? node.name,
    version: resolveVersion(node.version),
    roles: all<ast.Role>('Role').map(readRole),
    flows: all<ast.Flow>('Flow').flatMap((flow) => readFlow(node.name, flow, count)),
    features: all<ast.Feature>('Feature').map((f) => ({ id: featureId(f), title: f.title ?? f.name, node: f })),
    services: all<ast.Service>('Service'),
    node,
  };
}

function readRole(node: ast.Role): CatalogRole {
  return {
    id: roleId(node),
    vendor: isVendor(node.$container) ? node.$container.name : '',
    name: node.name,
    title: node.title ?? node.name,
    aliases: [...node.aliases],
    parents: node.parents.flatMap((p) => (p.ref ? [roleId(p.ref)] : [])),
    properties: node.properties.map((p) => ({ name: p.name, title: p.title ?? '', values: [...p.values], node: p })),
    node,
  };
}

function readFlow(vendor: string, node: ast.Flow, count: Map<string, number>): CatalogFlow[] {
  const clause = <T extends ast.FlowClause>(type: T['$type']): T | undefined =>
    node.clauses.find((c): c is T => c.$type === type);
  const mark = (name: string): boolean => node.clauses.some((c) => c.$type === 'MarkClause' && c.mark === name);
  const common = {
    vendor,
    initiative: node.between ? ('unstated' as const) : ('stated' as const),
    services: resolveServices(node.service),
    conditions: (clause<ast.WhenClause>('WhenClause')?.conditions ?? []).flatMap(readCondition),
    features: (clause<ast.FeatureClause>('FeatureClause')?.features ?? []).flatMap((f) => (f.ref ? [featureId(f.ref)] : [])),
    phase: clause<ast.PhaseClause>('PhaseClause')?.phase,
    optional: mark('optional'),
    exposed: mark('exposed'),
    traffic: clause<ast.TrafficClause>('TrafficClause')?.traffic,
    protection: clause<ast.ProtectionClause>('ProtectionClause')?.protection,
    purpose: clause<ast.PurposeClause>('PurposeClause')?.purpose ?? '',
    note: clause<ast.NoteClause>('NoteClause')?.note,
    sources: readSources(node.clauses.filter((c) => c.$type === 'Citation')),
    node,
  };
  const flows: CatalogFlow[] = [];
  for (const from of node.initiators)
    for (const to of node.responders) {
      if (!from.ref || !to.ref) continue;
      const pair = `${roleId(from.ref)}->${roleId(to.ref)}`;
      const n = (count.get(pair) ?? 0) + 1;
      count.set(pair, n);
      flows.push({ ...common, id: `${vendor}:${pair}#${n}`, initiator: roleId(from.ref), responder: roleId(to.ref) });
    }
  return flows;
}

function readCondition(node: ast.Condition): FlowCondition[] {
  switch (node.$type) {
    case 'VersionCondition': {
      const version = resolveVersion(node.version);
      return version ? [{ kind: 'version', operator: node.operator, version }] : [];
    }
    case 'RoleCondition':
      return node.role?.ref
        ? [{ kind: 'role', side: node.side, negated: node.negated === true, role: roleId(node.role.ref) }]
        : [];
    case 'PropertyCondition': {
      const property = node.property?.ref;
      if (property?.$container.$type !== 'Role') return [];
      return [{ kind: 'property', role: roleId(property.$container), property: property.name, values: [...node.values] }];
    }
  }
}
