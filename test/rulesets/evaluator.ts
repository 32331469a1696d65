// A second reading of a plan, as plain as can be: loops over the rules of the syntax tree, with its own address arithmetic. What rule
// sets do is held against it.
import type * as ast from '../../language/generated/ast.ts';
import { TODAY } from '../support/language.ts';

export interface Packet {
  readonly source: string;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

type Test = (address: string) => boolean;

/** An address as a number and its family's width in bits. */
export function parse(address: string): { value: bigint; bits: number } {
  if (address.includes('.'))
    return { value: address.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n), bits: 32 };
  const [head = '', tail] = address.split('::');
  const groups = (text: string): string[] => text.split(':').filter((g) => g !== '');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const middle = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0');
  return { value: [...left, ...middle, ...right].reduce((sum, g) => sum * 65536n + BigInt(`0x${g}`), 0n), bits: 128 };
}

function inAddress(node: ast.Address): Test {
  const start = parse(node.start);
  return (address) => {
    const { value, bits } = parse(address);
    if (bits !== start.bits) return false;
    if (node.prefix !== undefined)
      return value >> BigInt(bits - Number(node.prefix)) === start.value >> BigInt(bits - Number(node.prefix));
    return value >= start.value && value <= (node.end === undefined ? start.value : parse(node.end).value);
  };
}

function zonesOf(root: ast.Document): ast.Zone[] {
  return root.statements.flatMap((s) => (s.$type === 'Zone' ? [s] : s.$type === 'Site' ? s.zones : []));
}

function inHosts(component: ast.Component): Test {
  const tests = component.hosts.flatMap((h) => (h.$type === 'Address' ? [inAddress(h)] : []));
  return tests.length ? (address) => tests.some((t) => t(address)) : inZone(component.$container);
}

function inZone(zone: ast.Zone): Test {
  const root = (zone.$container.$type === 'Site' ? zone.$container.$container : zone.$container) as ast.Document;
  const own = zone.subnets.flatMap((s) => s.addresses.map(inAddress));
  const hosts = zone.components.filter((c) => c.hosts.length).map(inHosts);
  const isRest = (z: ast.Zone): boolean => z.kinds.includes('external') && !z.subnets.length;
  if (!isRest(zone)) return (address) => [...own, ...hosts].some((t) => t(address));
  const others = zonesOf(root)
    .filter((z) => !isRest(z))
    .map(inZone);
  return (address) => hosts.some((t) => t(address)) || !others.some((t) => t(address));
}

/** A role and everything it derives from. */
function lineage(role: ast.Role, seen = new Set<ast.Role>()): Set<ast.Role> {
  if (seen.has(role)) return seen;
  seen.add(role);
  for (const parent of role.parents) if (parent.ref) lineage(parent.ref, seen);
  return seen;
}

function hasRole(component: ast.Component, role: ast.Role): boolean {
  return component.roles.some((r) => r.ref && lineage(r.ref).has(role));
}

function inEndpoint(endpoint: ast.Endpoint, root: ast.Document): Test {
  if (endpoint.$type === 'AnyEndpoint') return () => true;
  if (endpoint.$type === 'AddressEndpoint') return inAddress(endpoint.address);
  if (endpoint.$type !== 'NamedEndpoint') return () => false;
  const target = endpoint.target.ref;
  if (!target) return () => false;
  const any =
    (tests: Test[]): Test =>
    (address) =>
      tests.some((t) => t(address));
  switch (target.$type) {
    case 'Zone':
      return inZone(target);
    case 'Component':
      return inHosts(target);
    case 'Site':
      return any(target.zones.map(inZone));
    case 'Group':
      return any(target.members.map((m) => inEndpoint(m, root)));
    case 'Role': {
      const place = endpoint.place?.ref;
      const zones = zonesOf(root).filter((z) => !place || z === place || z.$container === place);
      return any(zones.flatMap((z) => z.components.filter((c) => hasRole(c, target)).map(inHosts)));
    }
  }
}

/** Whether a service list opens a port; open-ended ports and the first of several alternatives count as they do in rules. */
function opens(items: readonly ast.ServiceItem[], packet: Packet): boolean {
  return items.some((item): boolean => {
    switch (item.$type) {
      case 'AnyService':
        return true;
      case 'PortService':
        return (
          item.protocol.replace(/\s/g, '').split('+').includes(packet.protocol) &&
          item.ports.some((p) => packet.port >= Number(p.start) && packet.port <= Number(p.end ?? p.start))
        );
      case 'ServiceReference':
        return opens(item.service.ref?.service.items ?? [], packet);
      case 'AlternativeService':
        return opens(item.alternatives.slice(0, 1), packet);
      default:
        return false;
    }
  });
}

/** All vendor blocks that the plan uses, with the version it names. */
function flowsInUse(root: ast.Document): { flow: ast.Flow; version: number }[] {
  return root.statements.flatMap((s) => {
    const vendor = s.$type === 'Use' ? s.vendor.ref : undefined;
    if (!vendor || s.$type !== 'Use') return [];
    const version = Number(s.version?.number ?? vendor.version?.number ?? '0');
    return vendor.members.flatMap((m) => (m.$type === 'Flow' ? [{ flow: m, version }] : []));
  });
}

function conditionHolds(condition: ast.Condition, version: number, from: ast.Component, to: ast.Component): boolean {
  if (condition.$type === 'VersionCondition') {
    const bound = Number(condition.version.number);
    const tests: Record<string, boolean> = {
      '<': version < bound,
      '<=': version <= bound,
      '>': version > bound,
      '>=': version >= bound,
      '=': version === bound,
    };
    return tests[condition.operator] ?? false;
  }
  if (condition.$type === 'RoleCondition') {
    const role = condition.role.ref;
    return role !== undefined && hasRole(condition.side === 'initiator' ? from : to, role) !== (condition.negated === true);
  }
  if (condition.$type !== 'PropertyCondition') return true;
  const owner = condition.property.ref?.$container;
  return [from, to].every((component) => {
    if (owner?.$type !== 'Role' || !hasRole(component, owner)) return true;
    const set = component.assignments.find((a) => a.property.ref === condition.property.ref);
    return !set || condition.values.includes(set.value);
  });
}

/** Whether a flow demands a packet between two components. */
function demands(
  flow: ast.Flow,
  version: number,
  from: ast.Component,
  to: ast.Component,
  root: ast.Document,
  phases: readonly string[],
): boolean {
  if (from.$container === to.$container) return false;
  if (!flow.initiators.some((r) => r.ref && hasRole(from, r.ref)) || !flow.responders.some((r) => r.ref && hasRole(to, r.ref)))
    return false;
  const enabled = root.statements.flatMap((s) => (s.$type === 'Enable' ? s.features.map((f) => f.ref) : []));
  return flow.clauses.every((clause) => {
    if (clause.$type === 'WhenClause') return clause.conditions.every((c) => conditionHolds(c, version, from, to));
    if (clause.$type === 'FeatureClause') return clause.features.some((f) => enabled.includes(f.ref));
    if (clause.$type === 'PhaseClause') return phases.includes(clause.phase);
    return !(clause.$type === 'MarkClause' && clause.mark === 'optional');
  });
}

function isRequired(packet: Packet, root: ast.Document, phases: readonly string[]): boolean {
  const components = zonesOf(root).flatMap((z) => z.components);
  const from = components.filter((c) => inHosts(c)(packet.source));
  const to = components.filter((c) => inHosts(c)(packet.destination));
  return flowsInUse(root).some(
    ({ flow, version }) =>
      opens(flow.service.items, packet) && from.some((a) => to.some((b) => demands(flow, version, a, b, root, phases))),
  );
}

/** What a plan says of a packet: deny wins, and what no rule allows is denied. */
export function decide(root: ast.Document, packet: Packet, phases: readonly string[] = []): 'passed' | 'dropped' {
  if (parse(packet.source).bits !== parse(packet.destination).bits) return 'dropped';
  const own = root.statements.flatMap((s) => (s.$type === 'PhaseSwitch' ? s.phases : []));
  const on = [...own, ...phases];
  const matching = root.statements.filter((s): s is ast.Rule => {
    if (s.$type !== 'Rule') return false;
    if (s.phase !== undefined && !on.includes(s.phase)) return false;
    if (s.until !== undefined && s.until < TODAY) return false;
    if (
      !s.sources.some((e) => inEndpoint(e, root)(packet.source)) ||
      !s.destinations.some((e) => inEndpoint(e, root)(packet.destination))
    )
      return false;
    const items = s.service?.items ?? [];
    if (s.action === 'deny' && !s.service) return true;
    return opens(items, packet) || (items.some((i) => i.$type === 'RequiredService') && isRequired(packet, root, on));
  });
  return matching.some((r) => r.action === 'allow') && !matching.some((r) => r.action === 'deny') ? 'passed' : 'dropped';
}
