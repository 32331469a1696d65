import type * as ast from '../generated/ast.ts';
import { isVendor } from '../generated/ast.ts';
import {
  Catalog,
  type CatalogAdvice,
  type CatalogFlow,
  type CatalogRole,
  type CatalogSizing,
  type CatalogVendor,
  type FlowCondition,
  type SizingRow,
  type Source,
} from './catalog.ts';
import { resolveServices } from './resolve-services.ts';
import { readSystem } from './systems.ts';
import { resolveVersion } from './versions.ts';

/** `veeam.backup-server` of a role; the plain name for one of a vendor without a name, which only a broken text has. */
export function roleId(role: ast.Role): string {
  const vendor = role.$container;
  return isVendor(vendor) && vendor.name ? `${vendor.name}.${role.name}` : role.name;
}

export function featureId(feature: ast.Feature): string {
  const vendor = feature.$container;
  return isVendor(vendor) && vendor.name ? `${vendor.name}.${feature.name}` : feature.name;
}

/** The sources that a flow or service cites. */
export function readSources(citations: readonly ast.Citation[]): Source[] {
  return citations.map((c) => ({
    file: c.source?.ref?.file ?? '',
    title: c.source?.ref?.title ?? c.source?.ref?.file ?? '',
    sections: [...c.sections],
  }));
}

/** Reads the vendors that a document can see, the nearest first; broken ones without a name are left out. */
export function readCatalog(vendors: Iterable<ast.Vendor>): Catalog {
  const nearest = new Map<string, ast.Vendor>();
  for (const node of vendors) if (node.name && !nearest.has(node.name)) nearest.set(node.name, node);
  return new Catalog([...nearest.values()].map(readVendor));
}

/** Reads one vendor block. Members that a syntax error left incomplete are left out. */
export function readVendor(node: ast.Vendor): CatalogVendor {
  const nameless: readonly string[] = ['Flow', 'Advice', 'Sizing'];
  const members = node.members.filter((m) => nameless.includes(m.$type) || ('name' in m && m.name !== undefined));
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
    advice: all<ast.Advice>('Advice').map((a) => readAdvice(node.name, a)),
    sizings: all<ast.Sizing>('Sizing').flatMap(readSizing),
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
    properties: node.properties.map((p) => ({
      name: p.name,
      title: p.title ?? '',
      type: p.type === 'port' || p.type === 'number' ? p.type : ('choice' as const),
      values: [...p.values],
      node: p,
    })),
    hosts: [...node.hosts],
    relays: node.relays === true,
    system: readSystem(node.system),
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
    conditions: node.clauses.flatMap((c) => (c.$type === 'WhenClause' ? c.conditions : [])).flatMap(readCondition),
    features: (clause<ast.FeatureClause>('FeatureClause')?.features ?? []).flatMap((f) => (f.ref ? [featureId(f.ref)] : [])),
    phase: clause<ast.PhaseClause>('PhaseClause')?.phase,
    optional: mark('optional'),
    exposed: mark('exposed'),
    acrossDeployments: node.clauses.some((c) => c.$type === 'AcrossClause'),
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
      if (!version) return [];
      return [{ kind: 'version', operator: node.operator, version, ...(node.side ? { side: node.side } : {}) }];
    }
    case 'SiteCondition':
      if (node.relation === 'same' || node.relation === 'paired') return [{ kind: 'sites', relation: node.relation }];
      return node.nearest && node.relation ? [{ kind: 'nearest', side: node.relation }] : [];
    case 'SharedCondition':
      return [{ kind: 'no-shared', roles: node.roles.flatMap((r) => (r.ref ? [roleId(r.ref)] : [])) }];
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

function readAdvice(vendor: string, node: ast.Advice): CatalogAdvice {
  return {
    kind: node.kind,
    vendor,
    roles: node.roles.flatMap((r) => (r.ref ? [roleId(r.ref)] : [])),
    services: resolveServices(node.service),
    text: node.text ?? '',
    sources: readSources(node.citations),
    node,
  };
}

function readSizing(node: ast.Sizing): CatalogSizing[] {
  if (!node.role?.ref || !node.measure?.ref) return [];
  const rows = node.rows.map(
    (row): SizingRow => ({
      limit: row.limit,
      needs: row.needs.flatMap((n) =>
        n.property?.ref ? [{ property: n.property.ref.name, title: n.property.ref.title ?? '', amount: n.amount }] : [],
      ),
    }),
  );
  return [
    {
      role: roleId(node.role.ref),
      measure: node.measure.ref.name,
      title: node.title ?? '',
      rows: rows.sort((a, b) => a.limit - b.limit),
      sources: readSources(node.citations),
      node,
    },
  ];
}

const reversed = new WeakMap<CatalogFlow, CatalogFlow>();

/**
 * The other reading of a flow whose source leaves open who connects: initiator and responder in each other's place. The same object
 * each time, so that a flow can be told by identity.
 */
export function reverseOf(flow: CatalogFlow): CatalogFlow {
  let result = reversed.get(flow);
  if (!result) {
    const other = { initiator: 'responder', responder: 'initiator' } as const;
    const conditions = flow.conditions.map((c) => ('side' in c && c.side ? { ...c, side: other[c.side] } : c));
    result = { ...flow, id: `${flow.id}~`, initiator: flow.responder, responder: flow.initiator, conditions };
    reversed.set(flow, result);
  }
  return result;
}
