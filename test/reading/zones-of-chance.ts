// Zones, sites and components of chance.
import { writeAddress } from './addresses.ts';
import { partnersOfChance } from './bindings-of-chance.ts';
import { Chance } from './chance.ts';
import type { Features } from './plans.ts';
import type { VendorOfChance } from './vendor-of-chance.ts';

export interface ZonesOfChance {
  readonly statements: readonly string[];
  readonly names: readonly string[];
  readonly sites: readonly string[];
  readonly components: readonly { readonly name: string; readonly zone: string }[];
  /** Places inside and outside of all zones, as rules may write them. */
  readonly addresses: readonly string[];
  readonly hostNames: readonly string[];
}

interface Subnet {
  readonly text: string;
  readonly family: 4 | 6;
  readonly low: bigint;
  readonly bits: number;
  /** How the rest of the plan sees it. */
  readonly seen?: string;
}

/** Networks that don't overlap, some of them side by side. */
function subnetOf(chance: Chance, on: Features, zone: number, line: number): Subnet {
  if (on.ipv6 && chance.percent(30)) {
    const low = (0xfdn << 120n) | (BigInt(zone) << 80n) | (BigInt(line) << 64n);
    const bits = chance.pick([64, 64, 120]);
    return { family: 6, low, bits, text: `${writeAddress({ family: 6, value: low })}/${bits}` };
  }
  const low = (10n << 24n) | (BigInt(zone) << 16n) | (BigInt(line) << 8n);
  const bits = chance.pick([24, 24, 28, 30]);
  if (on.translated && line === 0 && chance.percent(20)) {
    // The same addresses at several places.
    const seen = chance.percent(70) ? `10.${100 + zone}.0.0/28` : `10.${100 + zone}.0.1`;
    return { family: 4, low: (192n << 24n) | (168n << 16n), bits: 28, text: '192.168.0.0/28', seen };
  }
  return { family: 4, low, bits, text: `${writeAddress({ family: 4, value: low })}/${bits}` };
}

/** The first and the last address that a host may have. */
function hostsOf(subnet: Subnet): readonly [first: bigint, last: bigint] {
  const size = 1n << BigInt((subnet.family === 4 ? 32 : 128) - subnet.bits);
  return subnet.family === 4 ? [subnet.low + 1n, subnet.low + size - 2n] : [subnet.low + 1n, subnet.low + size - 1n];
}

/** An address, a few in a row, or a small network. */
function placeIn(chance: Chance, subnet: Subnet): string {
  const [first, last] = hostsOf(subnet);
  const { family } = subnet;
  const width = Number(last - first > 10n ? 10n : last - first);
  const value = chance.pick([first, last, first + (last - first) / 2n, first + BigInt(chance.below(width + 1))]);
  const start = { family, value };
  if (chance.percent(20) && value + 2n <= last) return `${writeAddress(start)}-${writeAddress({ family, value: value + 2n })}`;
  const even = value & ~1n;
  if (chance.percent(10) && even >= first && even + 1n <= last)
    return `${writeAddress({ family, value: even })}/${family === 4 ? 31 : 127}`;
  return writeAddress(start);
}

/** Where a clause may stand about whom something belongs with, which can name all that there is only once that is there. */
const PARTNERS = '‹partners›';

/** Where addresses in other zones may stand, which are all known only at the end. */
const LEGS = /‹legs (\w+)›/g;

export function zonesOfChance(chance: Chance, vendor: VendorOfChance, on: Features): ZonesOfChance {
  const names: string[] = [];
  let hasRest = false;
  const components: { name: string; zone: string }[] = [];
  const hostNames = new Set<string>([
    '"elsewhere.example.net"',
    '"*.example.net"',
    'tag "Storage"',
    'tag "Storage.WestEurope"',
    'tag "AzureBackup"',
  ]);
  const addresses = new Set<string>(['10.0.0.0/8', '10.200.0.1', '0.0.0.0/0', ...(on.ipv6 ? ['fd00::/16', '::/0'] : [])]);
  const used = new Set<string>();
  const carved: string[] = [];
  /** The subnets of each zone that legs may be in; the rest of the world has none. */
  const legged = new Map<string, readonly Subnet[] | 'rest'>();

  const component = (zone: string, subnets: readonly Subnet[], external: boolean): string => {
    const twin = on.twins && components.length > 0 && chance.percent(6) ? chance.pick(components).name : undefined;
    const isFree = twin !== undefined && !components.some((each) => each.name === twin && each.zone === zone);
    const name = isFree ? twin : `c${components.length}`;
    components.push({ name, zone });
    const roles = chance.percent(90) ? chance.some(vendor.roles, 2) : [];
    const places: string[] = [];
    const outside = (): string => `${chance.pick(['198.51.100', '203.0.113'])}.${chance.between(1, 3)}`;
    if (on.nowhere && chance.percent(12)) places.length = 0;
    else if (on.names && chance.percent(external ? 50 : 15)) {
      const own = `${chance.pick(['', '', '*.'])}n${components.length}.${zone}.example`;
      if (chance.percent(15)) places.push(`tag "${chance.pick(['Storage', 'Storage.WestEurope', 'AzureBackup'])}"`);
      else places.push(`"${own}"`);
      hostNames
        .add(`"${own}"`)
        .add(`"${own.replace('*', 'one')}"`)
        .add(`"*.${zone}.example"`);
    } else if (subnets.length)
      for (let i = chance.between(1, 2); i > 0; i--) places.push(fresh(() => placeIn(chance, chance.pick(subnets)), places));
    else places.push(outside());
    for (const each of places) if (!/^("|tag )/.test(each) && !each.startsWith('192.168.')) addresses.add(each);
    const assignments = [...new Set(roles.flatMap((role) => vendor.properties[role] ?? []))]
      .filter(() => chance.percent(40))
      .map((each) => each.split('.')[1]!)
      .filter((each, i, list) => list.indexOf(each) === i && (on.moved || !each.startsWith('port')))
      .map((each) =>
        each === 'instances'
          ? `instances = ${chance.between(1, 3)}`
          : each.startsWith('load')
            ? `${each} = ${chance.between(1, 4)}`
            : `${each} = ${each.startsWith('port') ? chance.pick(['4000', '443', '7000-7003']) : chance.pick(['slow', 'fast', 'hot'])}`,
      );
    if (chance.percent(15)) assignments.push(`version = ${chance.pick(['1', '2', '2.5', '2.0.1', '2 update 2', '3'])}`);
    const system = on.systems && chance.percent(25) ? ` runs ${chance.pick(['windows', 'linux', 'other'])}` : '';
    return [
      `component ${name}`,
      roles.length ? ` : ${roles.join(', ')}` : '',
      places.length ? ` at ${places.join(', ')}` : '',
      `‹legs ${zone}›`,
      system,
      PARTNERS,
      assignments.length ? ` { ${assignments.join(' ')} }` : '',
    ].join('');
  };

  /** Places that other components have as well only where that is wanted. */
  const fresh = (make: () => string, own: readonly string[]): string => {
    let text = make();
    for (let i = 0; i < 20 && (own.includes(text) || (!on.shared && used.has(text))); i++) text = make();
    used.add(text);
    return text;
  };

  const zone = (): string => {
    const number = names.length;
    const external = on.externals && chance.percent(30);
    // Two zones that are the rest of the world are told of: what is whose nobody can say.
    const rest = external && chance.percent(60) && !hasRest;
    hasRest ||= rest;
    const name = `${external ? 'e' : 'z'}${number}`;
    names.push(name);
    const subnets = rest ? [] : chance.times(1, 3, (i) => subnetOf(chance, on, number, i));
    for (const { text, seen } of subnets) addresses.add(seen ?? text);
    legged.set(name, rest ? 'rest' : subnets.filter(({ seen }) => seen === undefined));
    const plain = subnets.filter(({ seen }) => seen === undefined).map(({ text }) => text);
    if (carved.length && subnets.length && chance.percent(60)) plain.push(carved.pop()!);
    if (on.carved && !external && plain.length && chance.percent(25)) {
      // Around what may be another zone's.
      plain.push(`10.${number}.64.0/24 except 10.${number}.64.8/29`);
      carved.push(`10.${number}.64.8/29`);
      addresses.add(`10.${number}.64.0/24`).add(`10.${number}.64.8/29`).add(`10.${number}.64.8`);
    }
    const body = [
      ...plain.map((text) => `subnet ${text}`),
      ...subnets.flatMap(({ text, seen }) => (seen ? [`subnet ${text} as ${seen}`] : [])),
      ...chance.times(0, 3, () => component(name, subnets, external)),
    ];
    return `zone ${name}${external ? ' external' : chance.percent(10) ? ' isolated' : ''}${PARTNERS} {\n${body.map((each) => `  ${each}\n`).join('')}}`;
  };

  const sites: string[] = [];
  const statements: string[] = [];
  for (let i = on.conditions ? chance.between(0, 2) : 0; i > 0; i--) {
    const site = `site${sites.length}`;
    sites.push(site);
    statements.push(`site ${site}${PARTNERS} {\n${chance.times(1, 2, zone).join('\n')}\n}`);
  }
  statements.push(...chance.times(2, 3, zone));
  // Where two zones have one of a name, rules name them with their zones.
  const isTwin = (name: string) => components.filter((each) => each.name === name).length > 1;
  const named = components.map(({ name, zone }) => ({ name: isTwin(name) ? `${zone}.${name}` : name, zone }));
  const parties = { roles: vendor.roles, components: named, zones: names, sites, groups: [] };
  const partners = (): string => (on.bindings && chance.percent(4) ? ` ${partnersOfChance(chance, parties)}` : '');
  for (const [n, text] of statements.entries()) statements[n] = text.replaceAll(PARTNERS, partners);
  // By a chance of their own, so that plans are what they are without legs.
  const other = new Chance(components.length * 1000 + statements.join('').length);
  const legIn = (zone: string): string => {
    const subnets = legged.get(zone)!;
    return subnets === 'rest' ? `198.51.100.${other.between(4, 9)}` : placeIn(other, other.pick(subnets));
  };
  const legsOf = (home: string): string => {
    const zones = names.filter((each) => each !== home && legged.get(each)!.length > 0);
    if (!on.legs || !zones.length || !other.percent(14)) return '';
    return other
      .some(zones, 2)
      .map((each) => {
        const one = fresh(() => legIn(each), []);
        return ` also at ${[one, ...(on.words && one.length % 4 === 0 ? [fresh(() => legIn(each), [one])] : [])].join(', ')} in ${each}`;
      })
      .join('');
  };
  for (const [n, text] of statements.entries()) statements[n] = text.replace(LEGS, (_, home: string) => legsOf(home));
  return { statements, names, sites, components: named, addresses: [...addresses], hostNames: on.names ? [...hostNames] : [] };
}
