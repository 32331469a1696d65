import type * as ast from '../generated/ast.ts';
import { isVendor } from '../generated/ast.ts';
import { nodesOfType } from '../syntax/nodes-of-type.ts';
import {
  Catalog,
  type CatalogAdvice,
  type CatalogRole,
  type CatalogSizing,
  type CatalogVendor,
  type SizingRow,
} from './catalog.ts';
import { featureId, readSource, readSources, roleId } from './catalog-ids.ts';
import { changedFlow } from './changed-flow.ts';
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
  const all = <T extends ast.VendorMember>(type: T['$type']): T[] =>
    blocks
      .flatMap((block) => nodesOfType<T>(block, 'members', type))
      .filter((m) => nameless.includes(type) || ('name' in m && m.name !== undefined));
  const count = new Map<string, number>();
  const flows = once(() => {
    const read = all<ast.Flow>('Flow').flatMap((flow) => readFlow(node.name, flow, count));
    return isFixed ? read : read.map((flow) => changedFlow(flow));
  });
  const phases = once(() => [
    ...new Set(
      all<ast.Flow>('Flow').flatMap((f) =>
        nodesOfType<ast.PhaseClause>(f, 'clauses', 'PhaseClause').flatMap((c) => c.phase ?? []),
      ),
    ),
  ]);
  const advice = once(() => all<ast.Advice>('Advice').map((a) => readAdvice(node.name, a)));
  const sizings = once(() => all<ast.Sizing>('Sizing').flatMap(readSizing));
  const sources = once(() => all<ast.Source>('Source').map((m) => ({ ...readSource(m), node: m })));
  const features = once(() => all<ast.Feature>('Feature').map((f) => ({ id: featureId(f), title: f.title ?? f.name, node: f })));
  const services = once(() => all<ast.Service>('Service'));
  return {
    name: node.name,
    title: node.title ?? node.name,
    version: resolveVersion(node.version),
    versions: all<ast.KnownVersions>('KnownVersions').flatMap((m) => m.versions.flatMap((v) => resolveVersion(v) ?? [])),
    gaps: all<ast.Gap>('Gap').flatMap((m) => (m.text ? [m.text] : [])),
    roles: all<ast.Role>('Role').map(readRole),
    // Read when asked for: most plans use a few of the vendors that they see.
    get sources() {
      return sources();
    },
    get features() {
      return features();
    },
    get services() {
      return services();
    },
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
