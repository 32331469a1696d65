// Which addresses zones, components and the ends of rules stand for, each as a test of one address.
import type * as ast from '../../../language/generated/ast.ts';
import { once } from './once.ts';
import { hasRole } from './roles.ts';

export type Test = (address: string) => boolean;

interface Parsed {
  readonly value: bigint;
  readonly bits: number;
}

const parsed = new Map<string, Parsed>();

/** An address as a number and its family's width in bits. */
export function parse(address: string): Parsed {
  const known = parsed.get(address);
  if (known) return known;
  const result = read(address);
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

/** A test whose answers are kept: packets share their ends. */
function kept(test: Test): Test {
  const answers = new Map<string, boolean>();
  return (address) => {
    const known = answers.get(address);
    if (known !== undefined) return known;
    const answer = test(address);
    answers.set(address, answer);
    return answer;
  };
}

/** The first and the last number of an address, network or range, and its family's width. */
export const boundsOf = once(readBounds);

function readBounds(node: ast.Address): { first: bigint; last: bigint; bits: number } {
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

export const zonesOf: (root: ast.Document) => readonly ast.Zone[] = once((root: ast.Document) =>
  root.statements.flatMap((s) => (s.$type === 'Zone' ? [s] : s.$type === 'Site' ? s.zones : [])),
);

export const componentsOf: (root: ast.Document) => readonly ast.Component[] = once((root: ast.Document) =>
  zonesOf(root).flatMap((z) => z.components),
);

/** Where a role is, or else the roles that it derives from. */
function hostsOfRole(role: ast.Role | undefined): ast.Host[] {
  if (!role) return [];
  return role.hosts.length ? role.hosts : role.parents.flatMap((p) => hostsOfRole(p.ref));
}

/** Where a component says it is, or else where its roles are. */
export function hostsOf(component: ast.Component): ast.Host[] {
  return component.hosts.length ? component.hosts : component.roles.flatMap((r) => hostsOfRole(r.ref));
}

interface Span {
  readonly first: bigint;
  readonly last: bigint;
  readonly bits: number;
}

/** What the entry of a `subnet` line is seen as: what stands at its place behind `as`, or the only thing there. */
function seenFor(line: ast.Subnets, entry: number): ast.Address | undefined {
  return line.seen.length === line.addresses.length ? line.seen[entry] : line.seen[0];
}

function isOut(line: ast.Subnets, value: bigint, bits: number): boolean {
  return line.exceptions.some((e) => within(boundsOf(e), value, bits));
}

function within(span: Span, value: bigint, bits: number): boolean {
  return span.bits === bits && span.first <= value && value <= span.last;
}

/** The addresses in a zone that are seen from elsewhere as this one: one, or all that share it. */
function behind(address: string, zone: ast.Zone): Span[] {
  const { value, bits } = parse(address);
  return zone.subnets.flatMap((line) =>
    line.addresses.flatMap((entry, n): Span[] => {
      const own = boundsOf(entry);
      const shown = seenFor(line, n);
      const seen = shown ? boundsOf(shown) : own;
      if (!within(seen, value, bits) || own.bits !== bits) return [];
      if (shown && seen.first === seen.last) return [own];
      const mine = value - seen.first + own.first;
      return isOut(line, mine, bits) ? [] : [{ first: mine, last: mine, bits }];
    }),
  );
}

/** As what an own address of a zone is seen from elsewhere. */
export function seenAs(value: bigint, bits: number, zone: ast.Zone): { value: bigint; bits: number } {
  for (const line of zone.subnets)
    for (const [n, entry] of line.addresses.entries()) {
      const [own, shown] = [boundsOf(entry), seenFor(line, n)];
      if (!shown || !within(own, value, bits) || isOut(line, value, bits)) continue;
      const seen = boundsOf(shown);
      return { value: seen.first === seen.last ? seen.first : value - own.first + seen.first, bits };
    }
  return { value, bits };
}

/** A component that is nowhere else is anywhere in its zone; one with nothing but host names has no address. */
export const inComponent = once((component: ast.Component): Test => kept(componentTest(component)));

function componentTest(component: ast.Component): Test {
  const hosts = hostsOf(component);
  const zone = component.$container;
  if (!hosts.length) return inZone(zone);
  const spans = hosts.flatMap((h) => (h.$type === 'Address' ? [boundsOf(h)] : []));
  return (address) => {
    const { value, bits } = parse(address);
    // An address that no line translates is seen as what it is.
    const itself = spans.some((s) => within(s, value, bits)) && seenAs(value, bits, zone).value === value;
    return (
      itself || behind(address, zone).some((b) => spans.some((s) => s.bits === b.bits && s.first <= b.last && b.first <= s.last))
    );
  };
}

/** Whether a zone is the rest of the world. */
export function isRest(zone: ast.Zone): boolean {
  return zone.kinds.includes('external') && !zone.subnets.length;
}

export const inZone = once((zone: ast.Zone): Test => kept(zoneTest(zone)));

function zoneTest(zone: ast.Zone): Test {
  const root = (zone.$container.$type === 'Site' ? zone.$container.$container : zone.$container) as ast.Document;
  const own: Test[] = [(address) => behind(address, zone).length > 0];
  const hosts = zone.components.filter((c) => hostsOf(c).length).map(inComponent);
  if (!isRest(zone)) return any([...own, ...hosts]);
  const others = zonesOf(root)
    .filter((z) => !isRest(z))
    .map(inZone);
  return (address) => any(hosts)(address) || !any(others)(address);
}

/** The zone, other than the rest of the world, that two addresses are both in. */
export function zoneOfBoth(root: ast.Document, one: string, other: string): ast.Zone | undefined {
  return zonesOf(root).find((z) => !isRest(z) && inZone(z)(one) && inZone(z)(other));
}

/** An entry of a `subnet` line as what it is seen as, in the runs that its exceptions leave. */
function runsOf(line: ast.Subnets, entry: ast.Address, zone: ast.Zone): Span[] {
  const whole = boundsOf(entry);
  const out = line.exceptions.map(boundsOf).filter((e) => e.bits === whole.bits);
  const left = out.reduce<Span[]>(
    (runs, e) =>
      runs.flatMap((r) =>
        [
          { ...r, last: r.last < e.first ? r.last : e.first - 1n },
          { ...r, first: r.first > e.last ? r.first : e.last + 1n },
        ].filter((part) => part.first <= part.last),
      ),
    [whole],
  );
  return left.map((r) => ({ ...r, first: seenAs(r.first, r.bits, zone).value, last: seenAs(r.last, r.bits, zone).value }));
}

/**
 * Whether a zone is several networks of a family: not all of its addresses are in one run of one subnet, or, where it has none, side by
 * side.
 */
export function isSeveral(zone: ast.Zone, bits: number): boolean {
  const of = (spans: readonly Span[]): Span[] => spans.filter((s) => s.bits === bits);
  const subnets = of(zone.subnets.flatMap((line) => line.addresses.flatMap((entry) => runsOf(line, entry, zone))));
  const hosts = of(zone.components.flatMap(hostsOf).flatMap((h) => (h.$type === 'Address' ? [boundsOf(h)] : []))).map((s) => ({
    ...s,
    first: seenAs(s.first, bits, zone).value,
    last: seenAs(s.last, bits, zone).value,
  }));
  const all = [...subnets, ...hosts].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  if (subnets.some((s) => all.every((b) => s.first <= b.first && b.last <= s.last))) return false;
  return all.length > 0 && (subnets.length > 0 || all.some((b, n) => n > 0 && b.first > all[n - 1]!.last + 1n));
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

/** Whether an address is in one end of a list, and in nothing that the list leaves out. */
export function inList(ends: readonly ast.Endpoint[], exceptions: readonly ast.Endpoint[], root: ast.Document): Test {
  const [inside, out] = [ends, exceptions].map((list) => any(list.map((e) => inEndpoint(e, root))));
  return (address) => inside!(address) && !out!(address);
}

/** The ends in a list that hold an address, groups by their members; none where the list leaves the address out. */
export function endsWith(
  address: string,
  ends: readonly ast.Endpoint[],
  exceptions: readonly ast.Endpoint[],
  root: ast.Document,
): ast.Endpoint[] {
  if (exceptions.some((e) => inEndpoint(e, root)(address))) return [];
  return ends.flatMap((end) => {
    const target = end.$type === 'NamedEndpoint' ? end.target.ref : undefined;
    if (target?.$type === 'Group') return endsWith(address, target.members, target.exceptions, root);
    return inEndpoint(end, root)(address) ? [end] : [];
  });
}

export function inEndpoint(endpoint: ast.Endpoint, root: ast.Document): Test {
  if (endpoint.$type === 'AnyEndpoint') return () => true;
  if (endpoint.$type === 'AddressEndpoint') return inAddress(endpoint.address);
  if (endpoint.$type !== 'NamedEndpoint') return () => false;
  const target = endpoint.target.ref;
  if (target?.$type === 'Group') return inList(target.members, target.exceptions, root);
  return any([...namedBy(endpoint, root).map(inComponent), ...zonesNamedBy(endpoint).map(inZone)]);
}
