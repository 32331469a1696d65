// Plans of many zones between which most that is required is alike, with rules between most of these.
import type { Pick } from './changed-lines.ts';

/** Flows that hang on what components are, and on little else: nearly everybody is joined with everybody. */
const VENDOR = `vendor acme "Acme" {
  source ports "https://acme.example/ports" "Acme ports" vendor version 4.2 dated 2026-01-31
  source guide "guide.pdf" "Field guide"
  role node
  role server : node
  role agent : node
  role main-agent : agent
  role probe : node { port listener = 300 }
  role store
  role vault
  role client
  feature mirrors
  flow agent -> server : tcp 100 "jobs"
  flow server -> agent : one of (tcp 200, tcp 201) "data"
  flow node -> node : tcp 400, icmp type 8 "talks"
  flow node -> node : tcp 401 when initiator runs windows "talks of Windows"
  flow between agent and agent : udp 500 "finds others"
  flow server -> server : tcp 600 during set-up "is set up"
  flow agent -> server : tcp 700 when initiator is main-agent "leads"
  flow agent -> server : tcp 100-103 "asks" from guide "3" contested by ports "Agents"
  flow node -> server : tcp 400 "talks again" from guide "4" contested by ports "Talks"
  flow server -> node : tcp 800 for mirrors "mirrors"
  flow agent -> store : tcp 900 when same site "stores"
  flow node -> agent : icmpv6 "finds neighbors"
  flow client -> vault : one of (tcp 1000, tcp 1001) "saves"
}
use acme
`;

/** The same; once in a while with an alternative that is of one address family, so that what rules permit takes a look at each two zones. */
export function vendorOf(seed: number): string {
  return seed % 5 ? VENDOR : VENDOR.replace('one of (tcp 1000, tcp 1001)', 'one of (icmpv6, tcp 1001)');
}

/** So many that a plan is wide. */
export const ZONES = 44;
const KINDS = ['server', 'agent', 'agent', 'main-agent', 'probe', 'server, acme.agent', 'vault', 'client'];
const SYSTEMS = ['', ' runs windows', ' runs linux'];

/** Zones in which components stand that are mostly alike. */
export function zonesOfChance(pick: Pick, count = ZONES): string[] {
  const oneOf = <T>(all: readonly T[]): T => all[pick(all.length)]!;
  const zone = (n: number): string => {
    const addresses = [[`10.0.${n}.1`], [`10.0.${n}.1`], [`fd00:${n}::1`], [`10.0.${n}.1`, `fd00:${n}::1`]];
    const components = Array.from({ length: 1 + (pick(3) >> 1) }, (_, k) => {
      const at = k ? [`10.0.${n}.${9 + k}`] : oneOf(addresses);
      return `component c${n}-${k} : acme.${oneOf(KINDS)}${pick(12) ? ` at ${at.join(', ')}` : ''}${oneOf(SYSTEMS)}`;
    });
    return `zone z${n}${pick(15) ? '' : ' isolated'} { subnet 10.0.${n}.0/24, fd00:${n}::/64 ${components.join(' ')} }`;
  };
  return [
    ...Array.from({ length: count }, (_, n) => zone(n)),
    ...(pick(2) ? ['zone partner external { subnet 172.16.0.0/24 component guest : acme.agent at 172.16.0.9 }'] : []),
    ...(pick(2) ? ['zone world external { component far : acme.agent at "far.example.com" }'] : []),
    ...(pick(3) ? [] : ['zone stores { subnet 10.1.0.0/24 component store : acme.store at 10.1.0.1 }']),
    ...(pick(3) ? [] : ['deployment d1 = c0-0, c1-0, c2-0']),
  ];
}

/** Rules that name some of these zones and components. */
export function rulesOfChance(pick: Pick, count = ZONES): string[] {
  const [zone, component] = [() => `z${pick(count)}`, () => `c${pick(count)}-0`];
  const kinds = [
    () => `allow ${component()} -> ${component()} : tcp 100, 400`,
    () => `allow ${zone()} -> ${zone()} : required`,
    () => `allow any -> ${component()} : tcp 100-200, icmp`,
    () => `allow ${zone()}, ${zone()} -> any : tcp 400`,
    () => `allow ${component()} -> ${zone()} : tcp 200 "for some time" until 2027-01-31`,
    () => `assert ${component()} never reaches ${component()}`,
  ];
  return Array.from({ length: pick(7) }, () => kinds[pick(kinds.length)]!());
}

/** Rules between most zones that permit what is required, and some that close a part of it. */
export function rulesForAll(pick: Pick, count = ZONES): string[] {
  const [zone, component] = [() => `z${pick(count)}`, () => `c${pick(count)}-0`];
  const some = (): string => Array.from({ length: 3 + pick((count * 2) / 3) }, zone).join(', ');
  const wide = [
    () => 'allow any -> any : required',
    () => 'allow any -> any : required "as the catalogs say"',
    () => `allow any except ${component()} -> any : required`,
    () => `allow any -> any except ${zone()}, ${component()} : required`,
    () => `allow ${some()} -> any : required`,
    () => `allow any -> ${some()} : required`,
    () => `allow ${some()} -> ${some()} : required during set-up`,
    () => 'allow any -> any : required until 2027-01-31',
    () => 'allow 10.0.0.0/16 -> 10.0.0.0/16 : required',
    () => `allow any -> ${some()} : required, tcp 22`,
    () => `allow ${some()} -> any : required except tcp 100`,
  ];
  const closing = [
    () => `deny ${component()} -> ${component()} : tcp 100-400`,
    () => `deny ${zone()} -> ${zone()}`,
    () => `deny ${component()} -> ${zone()} : required`,
    () => `deny "far.example.com" -> ${zone()}`,
    () => 'deny 192.0.2.1 -> 192.0.2.2 : tcp 1',
  ];
  return [
    ...Array.from({ length: 1 + pick(3) }, () => wide[pick(wide.length)]!()),
    ...Array.from({ length: pick(4) }, () => closing[pick(closing.length)]!()),
    ...rulesOfChance(pick, count).slice(0, 4),
  ].sort(() => pick(3) - 1);
}
