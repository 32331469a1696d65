import type { CatalogFlow, CatalogVendor, Source, SourceDocument } from './catalog.ts';
import { conditionsJson } from './conditions-json.ts';
import { trustable } from './describe-source.ts';
import { roleId } from './read-catalog.ts';
import { resolveServices, type ServicePart } from './resolve-services.ts';
import { hasIcmp, portSpans, type ServiceSet } from './services.ts';

interface JsonService {
  protocol: 'tcp' | 'udp' | 'icmp';
  ports: JsonPort[];
}

interface JsonPort {
  from: number;
  to: number;
  openEnded: boolean;
  /** Only where it is so: assigned by the operating system; moved by a property; counted. */
  dynamic?: true;
  setBy?: string;
  counted?: { per: number; role: string };
}

/** Ports by protocol in the order the catalog states them; `2049+` keeps its open end. */
function services(resolved: ReturnType<typeof resolveServices>): JsonService[] {
  const result = new Map<JsonService['protocol'], JsonService>();
  const entry = (protocol: JsonService['protocol']): JsonService => {
    const known = result.get(protocol) ?? { protocol, ports: [] };
    result.set(protocol, known);
    return known;
  };
  for (const part of resolved.parts) {
    for (const protocol of ['tcp', 'udp'] as const)
      for (const span of portSpans(part.set, protocol))
        entry(protocol).ports.push({ ...span, openEnded: part.openEnded, ...portFacts(part) });
    if (hasIcmp(part.set)) entry('icmp');
  }
  return [...result.values()];
}

function portFacts(part: ServicePart): Omit<JsonPort, 'from' | 'to' | 'openEnded'> {
  const owner = part.setBy?.$container;
  return {
    ...(part.dynamic ? { dynamic: true as const } : {}),
    ...(part.setBy && owner?.$type === 'Role' ? { setBy: `${roleId(owner)}.${part.setBy.name}` } : {}),
    ...(part.counted ? { counted: { per: part.counted.per, role: roleId(part.counted.role) } } : {}),
  };
}

function plainServices(set: ServiceSet): JsonService[] {
  const result: JsonService[] = [];
  for (const protocol of ['tcp', 'udp'] as const) {
    const ports = portSpans(set, protocol).map((span) => ({ ...span, openEnded: false }));
    if (ports.length) result.push({ protocol, ports });
  }
  if (hasIcmp(set)) result.push({ protocol: 'icmp', ports: [] });
  return result;
}

/** Only the keys of what limits a flow. */
function limits(flow: CatalogFlow): Record<string, unknown> {
  return {
    ...conditionsJson(flow.conditions),
    ...(flow.features.length ? { features: [...flow.features] } : {}),
    ...(flow.acrossDeployments ? { acrossDeployments: true } : {}),
    ...(flow.optional ? { optional: true } : {}),
    ...(flow.exposed ? { exposed: true } : {}),
  };
}

/** What documents say, a section each, with what the documents say of themselves. */
export function citationsJson(sources: readonly Source[]): unknown[] {
  return sources.flatMap(({ sections, ...document }) => sections.map((section) => ({ ...sourceJson(document), section })));
}

/** A document; its rank, version and date only where it has them. */
function sourceJson({ id, file, title, vendor, version, date }: SourceDocument): Record<string, unknown> {
  return {
    id,
    file,
    title,
    ...(vendor ? { vendor } : {}),
    ...(version === undefined ? {} : { version }),
    ...(date === undefined ? {} : { date }),
  };
}

/** Files and sections alone: the vendor's `sources` say the rest of them. */
function sectionsJson(sources: readonly Source[]): { file: string; section: string }[] {
  return sources.flatMap((s) => s.sections.map((section) => ({ file: s.file, section })));
}

function roleOf(id: string): { vendor: string; role: string } {
  const dot = id.indexOf('.');
  return { vendor: id.slice(0, dot), role: id.slice(dot + 1) };
}

/** A vendor as `segplan catalog --format json` shows it. */
export function vendorJson(vendor: CatalogVendor): unknown {
  return {
    name: vendor.name,
    title: vendor.title,
    version: vendor.version?.text ?? null,
    ...(vendor.versions.length ? { versions: vendor.versions.map((v) => v.text) } : {}),
    ...(vendor.gaps.length ? { incomplete: [...vendor.gaps] } : {}),
    sources: vendor.sources.map(sourceJson),
    features: vendor.features.map((f) => ({ id: f.id, title: f.title })),
    services: vendor.services.map((s) => ({
      name: s.name,
      title: s.title ?? s.name,
      services: services(resolveServices(s.service)),
    })),
    roles: vendor.roles.map((role) => ({
      name: role.name,
      title: role.title,
      aliases: [...role.aliases],
      extends: role.parents.map((p) => (p.startsWith(`${vendor.name}.`) ? p.slice(vendor.name.length + 1) : p)),
      properties: role.properties.map((p) => ({ name: p.name, title: p.title, type: p.type, values: [...p.values] })),
      ...(role.relays ? { relays: true } : {}),
      ...(role.system ? { runs: role.system } : {}),
      ...(role.hosts.length ? { hosts: role.hosts.map((h) => h.$cstNode?.text.replace(/^["']|["']$/g, '') ?? '') } : {}),
    })),
    flows: vendor.flows.map((flow) => ({
      id: flow.id,
      from: roleOf(flow.initiator),
      to: roleOf(flow.responder),
      initiator: flow.initiative,
      services: services(flow.services),
      alternatives: flow.services.alternatives.map((group) => {
        const alternatives = group.map(plainServices);
        return group.ordered ? { ordered: true, of: alternatives } : alternatives;
      }),
      conditions: limits(flow),
      phase: flow.phase ?? null,
      purpose: flow.purpose,
      note: flow.note ?? null,
      traffic: flow.traffic ?? null,
      protection: flow.protection ?? null,
      sources: sectionsJson(flow.sources),
      ...(flow.contestedBy.length ? { contestedBy: sectionsJson(flow.contestedBy), trust: trustable(flow) } : {}),
    })),
    advice: vendor.advice.map((a) => ({
      kind: a.kind,
      roles: [...a.roles],
      services: services(a.services),
      text: a.text,
      sources: sectionsJson(a.sources),
    })),
    sizings: vendor.sizings.map((z) => ({
      role: z.role,
      measure: z.measure,
      rows: z.rows.map((r) => ({ limit: r.limit, needs: Object.fromEntries(r.needs.map((n) => [n.property, n.amount])) })),
      sources: sectionsJson(z.sources),
    })),
  };
}
