import type * as ast from '../generated/ast.ts';
import { isVendor } from '../generated/ast.ts';
import {
  Catalog,
  type CatalogAdvice,
  type CatalogRole,
  type CatalogSizing,
  type CatalogVendor,
  type SizingRow,
} from './catalog.ts';
import { featureId, readSource, readSources, roleId } from './catalog-ids.ts';
import { once, readFlow } from './read-flow.ts';
import { resolveServices } from './resolve-services.ts';
import { readSystem } from './systems.ts';
import { resolveVersion } from './versions.ts';

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
 * @param isFixed whether nothing of it ever changes, so that what its flows say can be read later than they are
 */
export function readVendor(node: ast.Vendor, extensions: readonly ast.Vendor[] = [], isFixed = false): CatalogVendor {
  const nameless: readonly string[] = ['Flow', 'Advice', 'Sizing', 'KnownVersions', 'Gap'];
  const blocks = [node, ...extensions];
  const members = blocks
    .flatMap((b) => b.members)
    .filter((m) => nameless.includes(m.$type) || ('name' in m && m.name !== undefined));
  const all = <T extends ast.VendorMember>(type: T['$type']): T[] => members.filter((m): m is T => m.$type === type);
  const count = new Map<string, number>();
  const flows = once(() => {
    const read = all<ast.Flow>('Flow').flatMap((flow) => readFlow(node.name, flow, count));
    return isFixed ? read : read.map((flow) => ({ ...flow }));
  });
  const phases = once(() => [
    ...new Set(
      all<ast.Flow>('Flow').flatMap((f) => f.clauses.flatMap((c) => (c.$type === 'PhaseClause' ? (c.phase ?? []) : []))),
    ),
  ]);
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
    // Read when asked for: most plans use a few of the vendors that they see.
    get phases() {
      return phases();
    },
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
