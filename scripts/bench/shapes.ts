// Plans that once took a time out of all proportion to their size. Each is made at any size, in statements that matter to it.

const seq = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const lines = (...parts: unknown[]): string => `${parts.flat(2).join('\n')}\n`;
const two = ['zone a { subnet 10.0.0.0/16 }', 'zone b { subnet 10.1.0.0/16 }'];
const at = (net: number, n: number): string => `10.${net}.${n >> 8}.${n & 255}`;
const net = (n: number): string => `10.${n >> 8}.${n & 255}`;
const ROLES = [
  ...['backup-server', 'vmware-proxy', 'linux-repository', 'windows-repository', 'mount-server', 'console'],
  ...['windows-agent', 'linux-agent', 'one-server', 'browser'],
];

/** Components of ten roles, spread over zones. */
function components(count: number, zones: number): string[] {
  const each = Math.ceil(count / zones);
  return [
    'use veeam 13',
    ...seq(zones, (z) => [
      `zone z${z} {`,
      `  subnet 10.${z}.0.0/16`,
      ...seq(each, (c) => `  component c${z}-${c} : veeam.${ROLES[(z + c) % ROLES.length]} at ${at(z, c)}`),
      '}',
    ]),
  ].flat();
}

function chainOf(
  count: number,
  statement: (n: number, before: number) => string,
  first: string,
  last: (count: number) => string,
): string {
  return lines(
    two,
    first,
    seq(count, (n) => statement(n + 1, n)),
    last(count),
  );
}

function sites(count: number): string {
  return lines(
    ['use veeam 13', 'use vmware'],
    seq(count, (s) => {
      const own = (zone: number): string => net(s * 4 + zone);
      return [
        `site s${s} {`,
        `  zone m${s} { subnet ${own(0)}.0/24 component v${s} : veeam.backup-server at ${own(0)}.10 component vc${s} : vmware.vcenter at ${own(0)}.11 }`,
        `  zone b${s} { subnet ${own(1)}.0/24 component p${s} : veeam.vmware-proxy at ${own(1)}.10 component r${s} : veeam.linux-repository at ${own(1)}.11 }`,
        '}',
        `deployment d${s} = s${s}`,
        `allow m${s} -> b${s} : required`,
        `allow b${s} -> m${s} : required`,
      ];
    }),
  );
}

function importing(count: number): Record<string, string> {
  const parts = seq(count, (n): [string, string] => [
    `part${n}.segplan`,
    `zone z${n} { subnet ${at(10, n)}/32 component c${n} at ${at(10, n)} }\n`,
  ]);
  return {
    'plan.segplan': lines(
      parts.map(([name]) => `import "${name}"`),
      two,
      'allow c1 -> a : tcp 22',
    ),
    ...Object.fromEntries(parts),
  };
}

const rolesOf = (count: number, level: (n: number) => string): string =>
  `vendor v "V" {\nrole r0a\nrole r0b\n${seq(count, level).join('\n')}\nflow r0a -> r0b : tcp 80 "x"\n}\nuse v\n`;
const inTwo = (a: string, b: string): string =>
  `zone a { subnet 10.0.0.0/16 component c : v.${a} at 10.0.0.1 }\nzone b { subnet 10.1.0.0/16 component d : v.${b} at 10.1.0.1 }\n`;

interface Shape {
  readonly few?: readonly [number, number];
  readonly many?: readonly [number, number];
  /** A plan, or files of which the first one is. */
  make(size: number): string | Record<string, string>;
}

/**
 * By name: how the text of a size is made, and two sizes. Those of `few` lines have less than 2,000, and shall take no more than a third of a
 * second; of the others it is how they grow that counts.
 */
export const shapes: Readonly<Record<string, Shape>> = {
  'groups of groups, each twice': {
    few: [90, 900],
    make: (n) =>
      chainOf(
        n,
        (k, j) => `group g${k} = g${j}, g${j}`,
        'group g0 = a',
        (k) => `allow g${k} -> b : tcp 1`,
      ),
  },
  'a chain of groups': {
    few: [190, 1900],
    make: (n) =>
      chainOf(
        n,
        (k, j) => `group g${k} = g${j}`,
        'group g0 = a',
        (k) => `allow g${k} -> b : tcp 1`,
      ),
  },
  'groups in a circle': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `group g${k} = g${(k + 1) % n}, a`),
        'allow g5 -> b : tcp 1',
      ),
  },
  'groups with exceptions, each twice': {
    few: [90, 900],
    make: (n) =>
      lines(
        'zone a { subnet 10.0.0.0/16 component c at 10.0.0.1 component d at 10.0.0.2 }',
        two[1],
        ['group a0 = c, d', 'group b0 = c, d'],
        seq(n, (k) => [`group a${k + 1} = a${k}, b${k}`, `group b${k + 1} = b${k}, a${k} except d`]),
        [`allow a${n}, b${n} except d -> b : tcp 1`, `allow any -> b${n} : tcp 22`],
      ),
  },
  'rules of groups of groups': {
    few: [90, 900],
    make: (n) =>
      lines(
        two,
        'group g0 = a',
        seq(n, (k) => `group g${k + 1} = g${k}, g${k}`),
        seq(n, (k) => `allow g${n} -> b : tcp ${k + 1}`),
      ),
  },
  'services of services, each twice': {
    few: [90, 900],
    make: (n) =>
      chainOf(
        n,
        (k, j) => `service s${k} = s${j}, s${j}`,
        'service s0 = tcp 80',
        (k) => `allow a -> b : s${k}`,
      ),
  },
  'a chain of services': {
    few: [190, 1900],
    make: (n) =>
      chainOf(
        n,
        (k, j) => `service s${k} = s${j}`,
        'service s0 = tcp 80',
        (k) => `allow a -> b : s${k}`,
      ),
  },
  'services built on each other, a rule each': {
    few: [90, 900],
    make: (n) =>
      lines(
        two,
        'service s0 = tcp 80',
        seq(n, (k) => `service s${k + 1} = s${k}, tcp ${k + 1000}`),
        seq(n, (k) => `allow ${at(0, k)} -> b : s${k + 1}`),
      ),
  },
  'rules of services of services': {
    few: [90, 900],
    make: (n) =>
      lines(
        two,
        'service s0 = tcp 80',
        seq(n, (k) => `service s${k + 1} = s${k}, s${k}`),
        seq(n, (k) => `allow ${at(0, k)} -> b : s${n}, tcp ${k + 1}`),
      ),
  },
  'alternatives in alternatives': {
    few: [90, 900],
    make: (n) =>
      chainOf(
        n,
        (k, j) => `service s${k} = one of (s${j}, s${j}, tcp ${k})`,
        'service s0 = one of (tcp 80, tcp 81)',
        (k) => `allow a -> b : s${k}`,
      ),
  },
  'diamonds of roles': {
    few: [60, 600],
    make: (n) =>
      rolesOf(n, (k) => `role r${k + 1}a : r${k}a, r${k}b\nrole r${k + 1}b : r${k}a, r${k}b`) + inTwo(`r${n}a`, `r${n}b`),
  },
  'a chain of roles': {
    few: [190, 1900],
    make: (n) => rolesOf(n, (k) => `role r${k + 1}a : r${k}a`) + inTwo(`r${n}a`, 'r0b'),
  },
  'any -> any by port': {
    few: [150, 1500],
    make: (n) =>
      lines(
        components(50, 5),
        seq(n, (k) => `allow any -> any : tcp ${2000 + k}`),
      ),
  },
  'any -> any : required': {
    few: [150, 1500],
    make: (n) =>
      lines(
        components(50, 5),
        seq(n, () => 'allow any -> any : required'),
      ),
  },
  'staggered ports': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `allow a -> b : tcp ${1000 + k * 10}-${1025 + k * 10}`),
      ),
  },
  'staggered addresses and ports': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(
          n,
          (k) =>
            `allow ${at(0, k)}-${at(0, k + 20)} -> ${at(1, (k * 7) % 5000)}-${at(1, ((k * 7) % 5000) + 20)} : tcp ${1000 + k * 10}-${3000 + k * 10}`,
        ),
      ),
  },
  'staggered corners': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `allow ${at(0, k)}-10.0.255.255 -> 10.1.0.0-${at(1, 4000 - k)} : tcp ${1000 + k}-${2000 + k}`),
      ),
  },
  'staggered denies': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(
          n,
          (k) =>
            `${k % 2 ? 'deny' : 'allow'} ${at(0, k)}-${at(0, k + 20)} -> ${at(1, (k * 7) % 5000)}-${at(1, ((k * 7) % 5000) + 20)} : tcp ${1000 + k * 10}-${3000 + k * 10}`,
        ),
      ),
  },
  'every port from one port each': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `allow ${at(0, k)} -> b : tcp 1-65535 source port ${k + 1000}`),
      ),
  },
  'every port from one port each, between the same': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `allow a -> b : tcp 1-65535 source port ${2 * k + 1}`),
      ),
  },
  'ports from staggered ports': {
    few: [190, 1900],
    make: (n) =>
      lines(
        two,
        seq(n, (k) => `allow a -> b : tcp ${k * 10 + 1}-${k * 10 + 500} source port ${k * 7 + 1}-${k * 7 + 900}`),
      ),
  },
  'components without rules': { few: [100, 1000], make: (n) => lines(components(n, 50)) },
  'components of two zones without rules': { few: [100, 1000], make: (n) => lines(components(n, 2)) },
  'zones in the same place': { few: [190, 1900], make: (n) => lines(seq(n, (k) => `zone z${k} { subnet 10.0.0.0/8 }`)) },
  'components at one address': {
    few: [190, 1900],
    make: (n) =>
      lines(
        'zone z { subnet 10.0.0.0/8',
        seq(n, (k) => `component c${k} at 10.0.0.1`),
        '}',
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
    make: (n) =>
      lines(
        'use veeam 13',
        seq(n, (k) => `zone z${k} { subnet ${net(k)}.0/24 component c${k} : veeam.${ROLES[k % 10]} at ${net(k)}.1 }`),
      ),
  },
  'a line of zones that break off': { many: [2000, 20000], make: (n) => 'zone { '.repeat(n) },
  'a line of comments that nothing ends': { many: [20000, 200000], make: (n) => '/* '.repeat(n) },
  'a line of halves of characters': { many: [20000, 200000], make: (n) => '\ud800'.repeat(n) },
  'zones with a rule for all': {
    many: [100, 1000],
    make: (n) =>
      lines(
        'use veeam 13',
        seq(n, (k) => `zone z${k} { subnet ${net(k)}.0/24 component c${k} : veeam.${ROLES[k % 10]} at ${net(k)}.1 }`),
        'allow any -> any : required',
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
