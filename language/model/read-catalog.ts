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
import { withSidesTurned } from './flow-conditions.ts';
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
export function readSources(citations: readonly Pick<ast.Citation, 'source' | 'sections'>[]): Source[] {
  return citations.map((c) => ({
    ...readSource(c.source?.ref),
    sections: [...c.sections],
  }));
}

/** `veeam.segmentation`; the plain name for one of a vendor without a name. */
export function sourceId(source: ast.Source): string {
  const vendor = source.$container;
  return isVendor(vendor) && vendor.name ? `${vendor.name}.${source.name}` : source.name;
}

function readSource(node: ast.Source | undefined): Omit<Source, 'sections'> {
  return {
    id: node ? sourceId(node) : '',
    file: node?.file ?? '',
    title: node?.title ?? node?.file ?? '',
    ...(node?.vendor ? { vendor: true as const } : {}),
    ...(node?.version ? { version: String(node.version.number) } : {}),
    ...(node?.date ? { date: sourceDate(node.date) } : {}),
  };
}

/** The date of a source, with a month of two digits: the parser reads `2019-09` as two numbers. */
export function sourceDate(date: string): string {
  return date.replace(/^(\d{4})-(\d)$/, '$1-0$2');
}

/**
 * Reads the vendors that a document can see, the nearest first; broken ones without a name are left out.
 * @param read for one vendor and what extends it; for whoever keeps what was read
 */
export function readCatalog(vendors: Iterable<ast.Vendor>, read: typeof readVendor = readVendor): Catalog {
  const nearest = new Map<string, ast.Vendor>();
  const parts = new Map<string, ast.Vendor[]>();
  for (const node of vendors)
    if (node.name && node.extends) parts.set(node.name, [...(parts.get(node.name) ?? []), node]);
    else if (node.name && !nearest.has(node.name)) nearest.set(node.name, node);
  return new Catalog([...nearest.values()].map((node) => read(node, parts.get(node.name))));
}

/**
 * Reads one vendor. Members that a syntax error left incomplete are left out.
 * @param node the block that begins it
 * @param extensions the blocks that add to it
 */
export function readVendor(node: ast.Vendor, extensions: readonly ast.Vendor[] = []): CatalogVendor {
  const nameless: readonly string[] = ['Flow', 'Advice', 'Sizing', 'KnownVersions', 'Gap'];
  const blocks = [node, ...extensions];
  const members = blocks
    .flatMap((b) => b.members)
    .filter((m) => nameless.includes(m.$type) || ('name' in m && m.name !== undefined));
  const all = <T extends ast.VendorMember>(type: T['$type']): T[] => members.filter((m): m is T => m.$type === type);
  const count = new Map<string, number>();
  const flows = once(() => all<ast.Flow>('Flow').flatMap((flow) => readFlow(node.name, flow, count)));
  const advice = once(() => all<ast.Advice>('Advice').map((a) => readAdvice(node.name, a)));
  const sizings = once(() => all<ast.Sizing>('Sizing').flatMap(readSizing));
  return {
    name: node.name,
    title: node.title ?? node.name,
    version: resolveVersion(node.version),
    versions: all<ast.KnownVersions>('KnownVersions').flatMap((m) => m.versions.flatMap((v) => resolveVersion(v) ?? [])),
    gaps: all<ast.Gap>('Gap').flatMap((m) => (m.text ? [m.text] : [])),
    sources: all<ast.Source>('Source').map((m) => ({ ...readSource(m), node: m })),
    roles: all<ast.Role>('Role').map(readRole),
    features: all<ast.Feature>('Feature').map((f) => ({ id: featureId(f), title: f.title ?? f.name, node: f })),
    services: all<ast.Service>('Service'),
    phases: [
      ...new Set(
        all<ast.Flow>('Flow').flatMap((f) => f.clauses.flatMap((c) => (c.$type === 'PhaseClause' ? (c.phase ?? []) : []))),
      ),
    ],
    // Read when asked for: most plans use a few of the vendors that they see.
    get flows() {
      return flows();
    },
    get advice() {
      return advice();
    },
    get sizings() {
      return sizings();
    },
    node,
    blocks,
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
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
      ...(p.default ? { default: p.default } : {}),
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
    conditions: node.clauses.flatMap((c) => (c.$type === 'WhenClause' && c.condition ? readConditions(c.condition) : [])),
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
    contestedBy: readSources(node.clauses.filter((c) => c.$type === 'ContestClause')),
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

/** What has to hold altogether: conditions that are joined by `and` are a list. What a syntax error cut off is left out. */
function readConditions(node: ast.Condition | undefined): FlowCondition[] {
  return node?.$type === 'JointCondition' ? node.conditions.flatMap(readConditions) : readCondition(node);
}

/** A condition made of others, as far as something is left of these. */
function wholes(
  nodes: readonly (ast.Condition | undefined)[],
  make: (of: readonly FlowCondition[]) => FlowCondition,
): FlowCondition[] {
  const of = nodes.map(readConditions).filter((parts) => parts.length);
  return of.length ? [make(of.map((parts) => (parts.length === 1 ? parts[0]! : { kind: 'all', of: parts })))] : [];
}

function readCondition(node: ast.Condition | undefined): FlowCondition[] {
  switch (node?.$type) {
    case 'JointCondition':
      return readConditions(node);
    case 'EitherCondition':
      return wholes(node.conditions, (of) => ({ kind: 'any', of }));
    case 'NotCondition':
      return wholes([node.condition], (of) => ({ kind: 'not', of: of[0]! }));
    case 'VersionCondition': {
      const version = resolveVersion(node.version);
      if (!version) return [];
      return [{ kind: 'version', operator: node.operator, version, ...(node.side ? { side: node.side } : {}) }];
    }
    case 'SiteCondition':
      if (node.relation === 'same' || node.relation === 'paired') return [{ kind: 'sites', relation: node.relation }];
      if (!node.nearest || !node.relation) return [];
      return [{ kind: 'nearest', side: node.relation, among: node.roles.flatMap((r) => (r.ref ? [roleId(r.ref)] : [])) }];
    case 'SharedCondition':
      return [{ kind: node.shared ? 'no-shared' : 'absent', roles: node.roles.flatMap((r) => (r.ref ? [roleId(r.ref)] : [])) }];
    case 'RoleCondition':
      return node.role?.ref
        ? [{ kind: 'role', side: node.side, negated: node.negated === true, role: roleId(node.role.ref) }]
        : [];
    case 'SystemCondition': {
      const system = readSystem(node.system);
      return system ? [{ kind: 'system', side: node.side, system }] : [];
    }
    case 'PropertyCondition': {
      const property = node.property?.ref;
      if (property?.$container.$type !== 'Role' || !node.operator || !node.values.length) return [];
      return [
        {
          kind: 'property',
          role: roleId(property.$container),
          property: property.name,
          operator: node.operator,
          values: node.values.map(String),
          ...(node.side ? { side: node.side } : {}),
        },
      ];
    }
    default:
      return [];
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
    const conditions = flow.conditions.map(withSidesTurned);
    result = { ...flow, id: `${flow.id}~`, initiator: flow.responder, responder: flow.initiator, conditions };
    reversed.set(flow, result);
  }
  return result;
}
