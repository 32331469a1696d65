// Which addresses zones, components and the ends of rules stand for, each as a test of one address.
import type * as ast from '../../../language/generated/ast.ts';
import { hasRole } from './roles.ts';

export type Test = (address: string) => boolean;

interface Parsed {
  readonly value: bigint;
  readonly bits: number;
}

const parsed = new Map<string, Parsed>();

/** An address as a number and its family's width in bits. */
export function parse(address: string): Parsed {
  const result = parsed.get(address) ?? read(address);
  parsed.set(address, result);
  return result;
}

function read(address: string): Parsed {
  if (address.includes('.'))
    return { value: address.split('.').reduce((sum, octet) => sum * 256n + BigInt(octet), 0n), bits: 32 };
  const [head = '', tail] = address.split('::');
  const groups = (text: string): string[] => text.split(':').filter((g) => g !== '');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const middle = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0');
  return { value: [...left, ...middle, ...right].reduce((sum, g) => sum * 65536n + BigInt(`0x${g}`), 0n), bits: 128 };
}

/** The first and the last number of an address, network or range, and its family's width. */
export function boundsOf(node: ast.Address): { first: bigint; last: bigint; bits: number } {
  const { value, bits } = parse(node.start);
  if (node.prefix === undefined) return { first: value, last: node.end === undefined ? value : parse(node.end).value, bits };
  const size = 2n ** BigInt(bits - Number(node.prefix));
  const first = value - (value % size);
  return { first, last: first + size - 1n, bits };
}

export function inAddress(node: ast.Address): Test {
  const { first, last, bits } = boundsOf(node);
  return (address) => {
    const packet = parse(address);
    return packet.bits === bits && packet.value >= first && packet.value <= last;
  };
}

function any(tests: readonly Test[]): Test {
  return (address) => tests.some((t) => t(address));
}

export function zonesOf(root: ast.Document): ast.Zone[] {
  return root.statements.flatMap((s) => (s.$type === 'Zone' ? [s] : s.$type === 'Site' ? s.zones : []));
}

export function componentsOf(root: ast.Document): ast.Component[] {
  return zonesOf(root).flatMap((z) => z.components);
}

/** Where a role is, or else the roles that it derives from. */
function hostsOfRole(role: ast.Role | undefined): ast.Host[] {
  if (!role) return [];
  return role.hosts.length ? role.hosts : role.parents.flatMap((p) => hostsOfRole(p.ref));
}

/** Where a component says it is, or else where its roles are. */
export function hostsOf(component: ast.Component): ast.Host[] {
  return component.hosts.length ? component.hosts : component.roles.flatMap((r) => hostsOfRole(r.ref));
}

/** A component that is nowhere else is anywhere in its zone; one with nothing but host names has no address. */
export function inComponent(component: ast.Component): Test {
  const hosts = hostsOf(component);
  if (!hosts.length) return inZone(component.$container);
  return any(hosts.flatMap((h) => (h.$type === 'Address' ? [inAddress(h)] : [])));
}

/** Whether a zone is the rest of the world. */
export function isRest(zone: ast.Zone): boolean {
  return zone.kinds.includes('external') && !zone.subnets.length;
}

export function inZone(zone: ast.Zone): Test {
  const root = (zone.$container.$type === 'Site' ? zone.$container.$container : zone.$container) as ast.Document;
  const own = zone.subnets.flatMap((s) => s.addresses.map(inAddress));
  const hosts = zone.components.filter((c) => hostsOf(c).length).map(inComponent);
  if (!isRest(zone)) return any([...own, ...hosts]);
  const others = zonesOf(root)
    .filter((z) => !isRest(z))
    .map(inZone);
  return (address) => any(hosts)(address) || !any(others)(address);
}

/** The components that an end names one by one: itself, those of a role. A zone, a site and an address name none. */
export function namedBy(endpoint: ast.Endpoint, root: ast.Document): ast.Component[] {
  if (endpoint.$type !== 'NamedEndpoint') return [];
  const target = endpoint.target.ref;
  if (target?.$type === 'Component') return [target];
  if (target?.$type !== 'Role') return [];
  const place = endpoint.place?.ref;
  return zonesOf(root)
    .filter((z) => !place || z === place || z.$container === place)
    .flatMap((z) => z.components.filter((c) => hasRole(c, target)));
}

/** The zones that an end names. */
export function zonesNamedBy(endpoint: ast.Endpoint): ast.Zone[] {
  const target = endpoint.$type === 'NamedEndpoint' ? endpoint.target.ref : undefined;
  if (target?.$type === 'Zone') return [target];
  return target?.$type === 'Site' ? target.zones : [];
}

/** An end itself, or, of a group, the ends in it. */
export function membersOf(endpoint: ast.Endpoint): ast.Endpoint[] {
  const target = endpoint.$type === 'NamedEndpoint' ? endpoint.target.ref : undefined;
  return target?.$type === 'Group' ? target.members.flatMap(membersOf) : [endpoint];
}

export function inEndpoint(endpoint: ast.Endpoint, root: ast.Document): Test {
  if (endpoint.$type === 'AnyEndpoint') return () => true;
  if (endpoint.$type === 'AddressEndpoint') return inAddress(endpoint.address);
  if (endpoint.$type !== 'NamedEndpoint') return () => false;
  if (endpoint.target.ref?.$type === 'Group') return any(membersOf(endpoint).map((m) => inEndpoint(m, root)));
  return any([...namedBy(endpoint, root).map(inComponent), ...zonesNamedBy(endpoint).map(inZone)]);
}
