import type * as ast from '../generated/ast.ts';
import type { CatalogFlow, CatalogVendor, Source, SourceDocument } from './catalog.ts';
import { roleId } from './catalog-ids.ts';
import { conditionsJson } from './conditions-json.ts';
import { trustable } from './describe-source.ts';
import { append } from './lists.ts';
import { protocolName } from './protocols.ts';
import { resolveServices, type ServicePart } from './resolve-services.ts';
import {
  hasIcmp,
  hasMostProtocols,
  ICMP,
  icmpTypes,
  type PortSpan,
  portSpans,
  protocolsOf,
  type ServiceSet,
  sourcedPorts,
} from './services.ts';

/** What a document says of itself. */
interface JsonDocument {
  id: string;
  file: string;
  title: string;
  /** Set for the maker's own reference. */
  vendor?: true;
  version?: string;
  date?: string;
}

interface JsonService {
  protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'other';
  ports: JsonPort[];
  /** The types of icmp, by number; all where there are none. */
  types?: number[];
  /** The number of another protocol, and its name; all others where there is none. */
  number?: number;
  name?: string;
  /** Where the initiator's own ports are fixed. */
  sourcePorts?: PortSpan;
}

interface JsonPort {
  /** Null where a component has to say the port. */
  from: number | null;
  to: number | null;
  openEnded: boolean;
  /** Only where it is so: assigned by the operating system; moved by a property; counted. */
  dynamic?: true;
  setBy?: string;
  counted?: { per: number; role: string; property?: string; step?: number };
}

/** Ports by protocol in the order the catalog states them; `2049+` keeps its open end. */
function services(resolved: ReturnType<typeof resolveServices>): JsonService[] {
  const result = new Map<string, JsonService>();
  const add = (own: JsonService): void => {
    const { ports, types, ...facts } = own;
    const key = JSON.stringify([facts, types === undefined]);
    const known = result.get(key);
    if (!known) result.set(key, own);
    else {
      append(known.ports, ports);
      if (known.types) append(known.types, types ?? []);
    }
  };
  for (const part of resolved.parts) {
    // It has no port until a component says it.
    if (part.unset)
      for (const protocol of part.transports)
        add({
          protocol,
          ports: [{ from: null, to: null, openEnded: false, ...portFacts(part) }],
          ...(part.source ? { sourcePorts: part.source } : {}),
        });
    for (const own of plainServices(part.set))
      add({ ...own, ports: own.ports.map((port) => ({ ...port, openEnded: part.openEnded, ...portFacts(part) })) });
  }
  return [...result.values()];
}

function portFacts(part: ServicePart): Omit<JsonPort, 'from' | 'to' | 'openEnded'> {
  const owner = part.setBy?.$container;
  return {
    ...(part.dynamic ? { dynamic: true as const } : {}),
    ...(part.setBy && owner?.$type === 'Role' ? { setBy: `${roleId(owner)}.${part.setBy.name}` } : {}),
    ...(part.counted
      ? {
          counted: {
            per: part.counted.per,
            role: roleId(part.counted.role),
            ...(part.counted.property ? { property: part.counted.property.name } : {}),
            ...(part.counted.step > 1 ? { step: part.counted.step } : {}),
          },
        }
      : {}),
  };
}

function plainServices(set: ServiceSet): JsonService[] {
  const result: JsonService[] = [];
  for (const protocol of ['tcp', 'udp'] as const) {
    const ports = portSpans(set, protocol).map((span) => ({ ...span, openEnded: false }));
    if (ports.length) result.push({ protocol, ports });
  }
  for (const { transport, ports, source } of sourcedPorts(set))
    result.push({
      protocol: transport,
      ports: ports.map((span) => ({ ...span, openEnded: false })),
      sourcePorts: source,
    });
  return [...result, ...icmpServices(set), ...protocolServices(set)];
}

/** Without types it is all of icmp: of both address families, or of IPv6 alone. */
function icmpServices(set: ServiceSet): JsonService[] {
  if (!hasIcmp(set)) return [];
  if (set.covers(ICMP)) return [{ protocol: 'icmp', ports: [] }];
  return (['icmp', 'icmpv6'] as const).flatMap((protocol): JsonService[] => {
    const types = icmpTypes(set, protocol === 'icmp' ? 4 : 6);
    if (types === 'all' && protocol === 'icmpv6') return [{ protocol, ports: [] }];
    const all = types === 'all' ? Array.from({ length: 256 }, (_, type) => type) : types;
    return all.length ? [{ protocol, ports: [], types: all }] : [];
  });
}

function protocolServices(set: ServiceSet): JsonService[] {
  if (hasMostProtocols(set)) return [{ protocol: 'other', ports: [] }];
  return protocolsOf(set).map((number) => ({ protocol: 'other', ports: [], number, name: protocolName(number) }));
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
export function citationsJson(sources: readonly Source[]): (JsonDocument & { section: string })[] {
  return sources.flatMap(({ sections, ...document }) => sections.map((section) => ({ ...sourceJson(document), section })));
}

/** A document; its rank, version and date only where it has them. */
function sourceJson({ id, file, title, vendor, version, date }: SourceDocument): JsonDocument {
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
      properties: role.properties.map((p) => ({
        name: p.name,
        title: p.title,
        type: p.type,
        values: [...p.values],
        ...(p.default ? { default: p.default } : {}),
      })),
      ...(role.relays ? { relays: true } : {}),
      ...(role.system ? { runs: role.system } : {}),
      ...(role.hosts.length ? { hosts: role.hosts.map(hostText) } : {}),
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

/** Where a role is, without the quotes of a host name: `10.0.0.1`, `*.example.com`, `tag AzureBackup`. */
function hostText(host: ast.Host): string {
  if (host.$type === 'Address') return host.$cstNode?.text ?? '';
  return host.$type === 'TagHost' ? `tag ${host.tag}` : host.fqdn;
}
