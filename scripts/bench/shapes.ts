// Plans that once took a time out of all proportion to their size. Each is made at any size, in statements that matter to it.
import { definitions } from './shapes/definitions.ts';
import { at, components, importing, lines, net, ROLES, type Shape, seq, sites, translated, two } from './shapes/parts.ts';
import { traffic } from './shapes/traffic.ts';

/** Zones of a component each, of which nearly each needs something of all others. */
const vendorZones = (n: number): string[] =>
  seq(n, (k) => `zone z${k} { subnet ${net(k)}.0/24 component c${k} : veeam.${ROLES[k % 10]} at ${net(k)}.1 }`);

/**
 * By name: how the text of a size is made, and two sizes. Those of `few` lines have less than 2,000, and shall take no more than a third of a
 * second; of the others it is how they grow that counts.
 */
export const shapes: Readonly<Record<string, Shape>> = {
  ...definitions,
  ...traffic,
  'components without rules': { few: [100, 1000], make: (n) => lines(components(n, 50)) },
  'components of two zones without rules': { few: [100, 1000], make: (n) => lines(components(n, 2)) },
  'zones in the same place': { few: [190, 1900], make: (n) => lines(seq(n, (k) => `zone z${k} { subnet 10.0.0.0/8 }`)) },
  'zones within each other': {
    few: [190, 1900],
    make: (n) => lines(seq(n, (k) => `zone z${k} { subnet 10.0.0.0-10.9.${255 - (k >> 8)}.${255 - (k & 255)} }`)),
  },
  'networks that another zone holds by parts': {
    few: [190, 1900],
    make: (n) =>
      lines(
        'zone a {',
        seq(n >> 1, (k) => `subnet ${at(0, 2 * k)}/31`),
        ['}', 'zone b {'],
        seq(n >> 1, (k) => `subnet ${at(0, 2 * k + 1)}/32`),
        ['}', 'allow a -> b : tcp 1'],
      ),
  },
  'one line of networks': {
    few: [190, 1900],
    make: (n) =>
      lines(
        `zone a { subnet ${seq(n, (k) => `${at(0, 2 * k)}/32`).join(', ')} as ${seq(n, (k) => `${at(1, 2 * k)}/32`).join(', ')} }`,
        'zone b { subnet 10.2.0.0/16 }',
        'allow a -> b : tcp 1',
      ),
  },
  'components at one address': {
    few: [190, 1900],
    make: (n) =>
      lines(
        'zone z { subnet 10.0.0.0/8',
        seq(n, (k) => `component c${k} at 10.0.0.1`),
        '}',
      ),
  },
  'components in ranges that overlap': {
    few: [190, 1900],
    make: (n) =>
      lines(
        'zone z { subnet 10.0.0.0/8',
        seq(n, (k) => `component c${k} at 10.0.0.1-${at(0, k + 2)}`),
        '}',
      ),
  },
  'sites that are all paired': {
    few: [190, 1900],
    make: (n) =>
      lines(
        seq(n, (k) => `site s${k} { zone z${k} { subnet ${net(k)}.0/24 } }`),
        `pair ${seq(n, (k) => `s${k}`).join(', ')}`,
      ),
  },
  'components of one name': {
    few: [190, 1900],
    make: (n) =>
      lines(
        'zone z { subnet 10.0.0.0/8',
        seq(n, (k) => `component c at ${at(0, k)}`),
        '}',
      ),
  },
  'misspelled names': {
    few: [90, 900],
    make: (n) =>
      lines(
        'zone z { subnet 10.0.0.0/16',
        seq(n, (k) => `component server-${k} at ${at(0, k)}`),
        '}',
        two[1],
        seq(n, (k) => `allow sevrer${k}x -> b : tcp 1`),
      ),
  },
  'exceptions in endpoints': {
    few: [90, 900],
    make: (n) =>
      lines(
        'zone z { subnet 10.0.0.0/16',
        seq(n, (k) => `component c${k} at ${at(0, k)}`),
        '}',
        two[1],
        seq(n, (k) => `allow z except c${k} -> b : tcp ${k + 1}`),
      ),
  },
  'one list of exceptions': {
    few: [190, 1900],
    make: (n) =>
      lines(
        'zone z { subnet 10.0.0.0/16',
        seq(n, (k) => `component c${k} at ${at(0, 2 * k)}`),
        '}',
        two[1],
        `allow z except ${seq(n, (k) => `c${k}`).join(', ')} -> b : tcp 1`,
      ),
  },
  assertions: {
    few: [90, 900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `allow ${at(0, k)} -> b : tcp 22`),
        seq(n, (k) => `assert never ${at(0, k)} -> b : tcp 23`),
      ),
  },
  translations: {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `nat ${at(0, k)} -> ${at(1, k)}`),
        'allow a -> b : tcp 1',
      ),
  },
  'outer addresses of one component': { few: [190, 1900], make: (n) => translated(n, (k) => `203.0.${k >> 8}.${k & 255}`) },
  'outer ports of one component': {
    few: [190, 1900],
    make: (n) => translated(n, (k) => `203.0.113.10 tcp ${k + 1}`),
  },
  'translations that vendors do not stand': {
    few: [190, 1900],
    make: (n) =>
      lines(
        ['use zerto 8.5', 'zone a { subnet 10.0.0.0/16'],
        seq(50, (k) => `component m${k} : zerto.zvm at ${at(0, k)}`),
        ['}', 'zone b { subnet 10.1.0.0/16'],
        seq(50, (k) => `component v${k} : zerto.vra at ${at(1, k)}`),
        '}',
        seq(n, (k) => `nat 10.0.7.${k & 255} -> ${at(1, k)}`),
        ['allow a -> b : required', 'allow b -> a : required'],
      ),
  },
  tunnels: {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `vpn ${at(0, k)}, ${at(1, k)}`),
        'allow a -> b : tcp 21',
      ),
  },
  bindings: {
    few: [60, 600],
    make: (n) =>
      lines(
        ['use veeam 13', 'zone a { subnet 10.0.0.0/16'],
        seq(n, (k) => `component p${k} : veeam.vmware-proxy at ${at(0, k)}`),
        ['}', 'zone b { subnet 10.1.0.0/16'],
        seq(n, (k) => `component r${k} : veeam.linux-repository at ${at(1, k)}`),
        '}',
        seq(n, (k) => `bind p${k} with r${k}`),
      ),
  },
  'roles that are bound by zones': {
    many: [200, 2000],
    make: (n) =>
      lines(
        'use veeam 13',
        seq(n, (k) => [
          `zone z${k} { subnet ${net(k)}.0/24`,
          `component a${k} : veeam.linux-agent at ${net(k)}.1 component v${k} : veeam.backup-server at ${net(k)}.2 }`,
          `bind veeam.linux-agent in z${k} with veeam.backup-server in z${k}`,
        ]),
      ),
  },
  imports: { few: [50, 500], make: importing },
  'an unclosed text': {
    few: [190, 1900],
    make: (n) => `${lines(two)}plan "x\n${lines(seq(n, (k) => `allow a -> b : tcp ${k + 1} "reason`))}`,
  },
  'unclosed brackets': { few: [190, 1900], make: (n) => lines(seq(n, (k) => `zone z${k} { subnet 10.0.0.0/24`)) },
  'statements that break off': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, () => 'allow a ->'),
      ),
  },
  'broken statements': { few: [190, 1900], make: (n) => lines(seq(n, () => 'allow @ -> b : tcp')) },
  'sites with deployments': { many: [50, 500], make: sites },
  'zones without rules': {
    many: [100, 1000],
    make: (n) => lines('use veeam 13', vendorZones(n)),
  },
  'a line of words that break off': { many: [6000, 60000], make: (n) => 'use '.repeat(n) },
  'a line of zones that break off': { many: [2000, 20000], make: (n) => 'zone { '.repeat(n) },
  'a line of comments that nothing ends': { many: [20000, 200000], make: (n) => '/* '.repeat(n) },
  'a line of halves of characters': { many: [20000, 200000], make: (n) => '\ud800'.repeat(n) },
  'zones with a rule for all': {
    many: [100, 1000],
    make: (n) => lines('use veeam 13', vendorZones(n), 'allow any -> any : required'),
  },
  'zones with a firewall of three': {
    many: [100, 1000],
    make: (n) => lines('use veeam 13', vendorZones(n), 'firewall f { zones z0, z1, z2 }'),
  },
  'zones with a rule for all, and assertions': {
    many: [100, 1000],
    make: (n) =>
      lines(
        'use veeam 13',
        vendorZones(n),
        'allow any -> any : required',
        seq(20, (k) => `assert z${k} never reaches z${k + 30} on tcp 3389`),
        'assert any never reaches z5 on tcp 3389',
      ),
  },
  'assertions about ways over relays': {
    few: [20, 200],
    make: (n) =>
      lines(
        'use veeam 13',
        seq(
          40,
          (z) =>
            `zone z${z} { subnet 10.${z}.0.0/16 ${seq(n / 20, (k) => `component c${z}-${k} : veeam.${ROLES[(z + k) % 10]} at 10.${z}.0.${k + 1}`).join(' ')} }`,
        ),
        'zone q { subnet 10.99.0.0/16 component qq at 10.99.0.1 }',
        seq(40, (z) => `allow z${z} -> z${(z + 1) % 40}, z${(z * 7 + 3) % 40} : required`),
        seq(n / 10, (k) => `assert z${k} never reaches q through relays`),
      ),
  },
  'ways over relays between few zones': {
    few: [30, 300],
    make: (n) =>
      lines(
        components(40, 5),
        seq(n, (k) => `allow z${k % 5} -> z${(k * 7 + 1) % 5} : required, tcp ${4000 + k}`),
        seq(n, (k) => `assert z${k % 5} never reaches z${(k * 3 + 1) % 5} on tcp ${4000 + k} through relays`),
      ),
  },
  rules: {
    many: [1000, 10000],
    make: (n) =>
      lines(
        components(1000, 50),
        seq(n, (k) => `allow c${k % 50}-${(k * 7) % 20} -> c${(k + 1) % 50}-${(k * 3) % 20} : tcp ${1024 + k}`),
      ),
  },
  denies: {
    many: [1000, 10000],
    make: (n) =>
      lines(
        components(500, 50),
        seq(n, (k) => `deny ${at(k % 50, k >> 1)} -> z${(k + 1) % 50} : tcp ${(k % 6000) + 1}`),
      ),
  },
  components: {
    many: [1000, 10000],
    make: (n) =>
      lines(
        components(n, 50),
        seq(50, (a) => seq(50, (b) => (a === b ? [] : `allow z${a} -> z${b} : required`))),
      ),
  },
};
