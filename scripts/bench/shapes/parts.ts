// What plans of any size are made of.

export const seq = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
export const lines = (...parts: unknown[]): string => `${parts.flat(2).join('\n')}\n`;
export const two = ['zone a { subnet 10.0.0.0/16 }', 'zone b { subnet 10.1.0.0/16 }'];
export const at = (net: number, n: number): string => `10.${net}.${n >> 8}.${n & 255}`;
export const net = (n: number): string => `10.${n >> 8}.${n & 255}`;
export const ROLES = [
  ...['backup-server', 'vmware-proxy', 'linux-repository', 'windows-repository', 'mount-server', 'console'],
  ...['windows-agent', 'linux-agent', 'one-server', 'browser'],
];

/** Components of ten roles, spread over zones. */
export function components(count: number, zones: number): string[] {
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

export function chainOf(
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

export function sites(count: number): string {
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

/** A component that a firewall makes known under other addresses. */
export const translated = (count: number, outer: (n: number) => string): string =>
  lines(
    ['zone internet external', 'zone dmz { subnet 10.20.0.0/24 component gateway at 10.20.0.10 }'],
    'firewall edge : asa { zones internet, dmz',
    seq(count, (n) => `nat ${outer(n)} -> gateway`),
    ['}', 'allow internet -> gateway : tcp 1-65535'],
  );

export function importing(count: number): Record<string, string> {
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

export const rolesOf = (count: number, level: (n: number) => string): string =>
  `vendor v "V" {\nrole r0a\nrole r0b\n${seq(count, level).join('\n')}\nflow r0a -> r0b : tcp 80 "x"\n}\nuse v\n`;
export const inTwo = (a: string, b: string): string =>
  `zone a { subnet 10.0.0.0/16 component c : v.${a} at 10.0.0.1 }\nzone b { subnet 10.1.0.0/16 component d : v.${b} at 10.1.0.1 }\n`;

export interface Shape {
  readonly few?: readonly [number, number];
  readonly many?: readonly [number, number];
  /** A plan, or files of which the first one is. */
  make(size: number): string | Record<string, string>;
}
