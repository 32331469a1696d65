import fc from 'fast-check';

const ROLES = [
  'veeam.backup-server',
  'veeam.vmware-proxy',
  'veeam.linux-repository',
  'veeam.windows-repository, veeam.mount-server',
  'veeam.console, veeam.browser',
  'veeam.windows-agent',
  'veeam.windows-guest',
  'vmware.esxi',
  'veeam.one-server',
];
const SERVICES = [
  'tcp 6160, 6162',
  'tcp 2500-3000',
  'tcp 443, 9419',
  'required',
  'tcp+udp 135, 445',
  'veeam.data-mover',
  'udp 137',
  'tcp 443, one of (tcp 6160, tcp 135, udp 137), udp 135',
  'one of (tcp 9419, tcp 445)',
];

const component = fc.record({ role: fc.constantFrom(...ROLES), v6: fc.boolean() });
/** One rule in five closes, where denies are wanted. */
const ruleOf = (denies: boolean, services: readonly string[]) =>
  fc.record({
    from: fc.nat(8),
    to: fc.nat(8),
    services: fc.constantFrom(...services),
    zones: fc.boolean(),
    list: fc.boolean(),
    deny: denies ? fc.nat(4).map((n) => n === 0) : fc.constant(false),
  });

/** Plans of three zones with up to three components each, and rules that cover a part of what they need. */
const plansOf = (denies: boolean, services: readonly string[] = SERVICES) =>
  fc
    .record({
      zones: fc.tuple(...[0, 1, 2].map(() => fc.array(component, { minLength: 1, maxLength: 3 }))),
      rules: fc.array(ruleOf(denies, services), { maxLength: 8 }),
    })
    .map(({ zones, rules }) => {
      const names = zones.flatMap((list, z) => list.map((_, c) => ({ name: `c${z}${c}`, zone: `z${z}` })));
      const at = (n: number): { name: string; zone: string } => names[n % names.length]!;
      const lines = ['plan "random" // title', '', 'use veeam 13', 'enable surebackup', ''];
      zones.forEach((list, z) => {
        lines.push(`zone z${z} {`, `  subnet 10.${z}.0.0/24, fd00:${z}::/64`);
        for (const [c, { role, v6 }] of list.entries())
          lines.push(`  component c${z}${c} : ${role} at 10.${z}.0.${c + 1}${v6 ? `, fd00:${z}::${c + 1}` : ''}`);
        lines.push('}', '');
      });
      for (const r of rules) {
        const [from, to] = [at(r.from), at(r.to)];
        const ends = r.zones ? [from.zone, to.zone] : [from.name, r.list ? `${to.name}, ${at(r.to + 1).name}` : to.name];
        lines.push(`${r.deny ? 'deny' : 'allow'} ${ends[0]} -> ${ends[1]} : ${r.services} // kept`);
      }
      return `${lines.join('\n')}\n`;
    });

export const randomPlan = plansOf(false);
export const randomPlanWithDenies = plansOf(true);

const BEYOND_PORTS = [
  ['icmp', 'icmp echo-request', 'icmp 8', 'icmpv6 128, icmpv6 3', 'icmpv6', 'icmp time-exceeded, tcp 443'],
  ['protocol gre', 'protocol 50, tcp 443', 'protocol 132, protocol esp'],
  ['udp 137 source port 137', 'tcp 443 source port 512-1023, tcp 445', 'tcp 1-1023 except tcp 443 source port 600'],
  ['any', 'any except icmp echo-request', 'any except protocol gre', 'any except tcp 443 source port 1-1023'],
];

/** Plans with types of icmp, other protocols, source ports or what `any` has beside ports: some of these, since few targets hold all. */
export const randomBeyondPorts = fc
  .subarray(BEYOND_PORTS, { minLength: 1, maxLength: 2 })
  .chain((lists) => plansOf(true, [...lists.flat(), 'required', 'tcp 443, 445']));

/** What random plans of a vendor are made of. */
interface Kit {
  /** The lines at the head of a plan: one of them. */
  readonly heads: readonly string[];
  /** Roles with what a component of them may set; each setting is taken or left. */
  readonly roles: readonly (readonly [roles: string, ...settings: string[]])[];
  readonly services: readonly string[];
  /** Roles that rules name. */
  readonly ends: readonly string[];
  readonly directions: readonly string[];
}

const ZERTO: Kit = {
  heads: [
    'use zerto 8.5\nuse vmware',
    'use zerto\nuse vmware 5.5',
    'use zerto 7.5\nuse vmware 4.1\nphase deployment',
    'use zerto 8.0\nuse microsoft\nphase deployment',
  ],
  roles: [
    ['zerto.zvm', 'gui-port = 19669', 'peer-port = 19071', 'legacy-peer-port = 9082', 'version = 7.5'],
    ['zerto.zvm, zerto.vba', 'vba-port = 9669', 'api-port = 80', 'version = 8.0', 'legacy-peer-port = 19081'],
    ['zerto.vra', 'instances = 5'],
    ['zerto.vra'],
    ['zerto.azure-zca', 'gui-port = 443', 'vba-port = 19180'],
    ['zerto.provider-zvm', 'peer-port = 9081', 'version = 9.0'],
    ['zerto.customer-zvm', 'legacy-peer-port = 19081', 'version = 5.0'],
    ['zerto.provider-vra', 'instances = 3'],
    ['zerto.customer-vra'],
    ['zerto.cloud-connector'],
    ['zerto.cloud-manager', 'version = 5.0'],
    ['zerto.user-interface, zerto.powershell-client'],
    ['vmware.vcenter', 'version = 4.1'],
    ['vmware.esxi', 'version = 6.7'],
    ['microsoft.scvmm'],
    ['microsoft.hyper-v-host'],
    ['zerto.nfs-repository'],
  ],
  services: [
    'required',
    'required',
    'zerto.gui',
    'zerto.gui, zerto.api, zerto.ssh',
    'zerto.peer, zerto.legacy-peer',
    'zerto.to-provider, tcp 4007-4008',
    'zerto.to-customer',
    'zerto.vba, required',
    'tcp 4005-4009',
    'zerto.log-collection, zerto.checkpoints',
    'tcp 9669, 9081',
  ],
  ends: ['zerto.zvm', 'zerto.vra', 'zerto.provider-vra', 'zerto.cloud-connector', 'vmware.esxi'],
  directions: [
    'zerto.zvm -> zerto.vra',
    'zerto.vra -> zerto.zvm : tcp 4009',
    'zerto.zvm -> zerto.vra : zerto.log-collection, zerto.vra-control',
    'zerto.vra -> zerto.vba',
    'zerto.vba -> zerto.zvm : zerto.vba',
    'zerto.cloud-connector -> zerto.customer-zvm',
    'zerto.zca -> zerto.vra',
  ],
};

const VEEAM: Kit = {
  heads: [
    'use veeam 13\nenable surebackup',
    'use veeam 12.3\nphase deployment',
    'use veeam',
    'use veeam 13\nuse acronis-scs 12.5 update 1\nphase deployment\nenable email-reports',
  ],
  roles: [
    ['veeam.backup-server', 'version = 12.3'],
    ['veeam.backup-server, veeam.tenant-backup-server', 'version = 13.0.1'],
    ['veeam.vmware-proxy, veeam.linux-server', 'transport = nbd'],
    ['veeam.vmware-proxy, veeam.windows-server', 'transport = hot-add'],
    ['veeam.hardened-repository'],
    ['veeam.windows-repository, veeam.mount-server'],
    ['veeam.console, veeam.browser'],
    ['veeam.windows-agent'],
    ['veeam.windows-guest', 'rpc-rules = present'],
    ['veeam.cloud-gateway'],
    ['veeam.tenant-agent'],
    ['veeam.enterprise-manager'],
    ['veeam.one-server'],
    ['vmware.esxi', 'version = 7.0'],
    ['acronis-scs.management-server', 'console-port = 19877', 'version = 12.5 update 4'],
    ['acronis-scs.agent', 'version = 12.5'],
    ['network.smtp-server'],
    ['acronis-scs.sftp-archive', 'sftp-port = 2222'],
  ],
  services: [
    'required',
    'veeam.data-mover, veeam.data-channels',
    'veeam.cloud-gateway',
    'smtp',
    'acronis-scs.web-console',
    'acronis-scs.sftp, required',
    'tcp+udp 135-139, tcp 2500-2600',
  ],
  ends: ['veeam.backup-server', 'veeam.proxy', 'veeam.managed-server', 'acronis-scs.agent', 'acronis-scs.sftp-archive'],
  directions: [],
};

/** A vendor whose catalog has the forms that the built-in ones have seldom. */
const ACME: Kit = {
  heads: ['use acme 2', 'use acme 2.1 update 1', 'use acme', 'use acme 3\nphase deployment'].map(
    (head) => `${head}
vendor acme version 2.1 {
  role host { property tasks = number property mode = lan | wan }
  role server : host { property control = port }
  role windows-server : server runs windows
  role proxy : host { property slots = number }
  role linux-proxy : proxy runs linux
  flow server -> proxy : tcp 100 when responder runs windows or initiator runs linux "a"
  flow server -> proxy : tcp 101 when not (initiator tasks > 4 or responder mode = wan) "b"
  flow proxy -> server : tcp 102 when (same site and initiator is linux-proxy) or (not same site and responder version < 2.1 update 2) "c"
  flow between server and proxy : tcp 103 when initiator tasks <= 4 and (responder mode = lan or version >= 2.1.3) "d"
  flow server -> proxy : tcp 200-210 step 2, tcp 9081+ (2 for each windows-server step 2) "f"
  flow proxy -> server : tcp 2500+ (1 for each proxy.slots) "g"
  flow server -> linux-proxy : tcp 3500+ (2 for each host.tasks), first of (tcp 300, tcp 301-310 step 3) "h"
  flow host -> server : udp 104 when not (nearest initiator and not (no shared proxy)) or tasks = 8 "e"
}`,
  ),
  roles: [
    ['acme.server', 'tasks = 4', 'mode = wan', 'version = 2.0'],
    ['acme.server', 'tasks = 8', 'version = 2.1 update 1', 'mode = lan'],
    ['acme.windows-server', 'tasks = 8', 'version = 2.1.4'],
    ['acme.proxy', 'tasks = 2', 'mode = wan', 'version = 3', 'slots = 3'],
    ['acme.proxy', 'tasks = 8', 'mode = lan'],
    ['acme.linux-proxy', 'mode = wan', 'tasks = 4'],
    ['acme.linux-proxy, acme.windows-server', 'tasks = 5'],
  ],
  services: ['required', 'required', 'tcp 100-102', 'udp 104'],
  ends: ['acme.host', 'acme.server', 'acme.proxy'],
  directions: ['acme.server -> acme.proxy', 'acme.linux-proxy -> acme.server : tcp 103'],
};

const placed = (kit: Kit) =>
  fc.record({
    role: fc.nat(kit.roles.length - 1),
    settings: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    place: fc.nat(5),
  });

/** Where component `c` of zone `z` is. One without address is left to the plans that want nothing generated. */
function placeOf(place: number, z: number, c: number, nowhere: boolean): string {
  const v4 = `10.${z}.${c}`;
  const v6 = `fd00:${z}:0:${c}`;
  const places = [`${v4}.9`, `${v4}.9, ${v6}::9`, `${v4}.16-${v4}.18`, `${v4}.8/30, ${v4}.64`, `${v6}::8-${v6}::9, ${v4}.1`];
  return ` at ${places[place] ?? (nowhere ? '' : `${v4}.77`)}`.replace(/ at $/, '');
}

/** How a zone says which addresses it has. */
type Subnets = 'plain' | 'carved' | 'translated' | 'behind one';

/** The `subnet` lines of zone `z`; one that is carved leaves to another zone a part of its network. */
function subnetsOf(subnets: Subnets, z: number): string {
  const [v4, v6] = [`10.${z}.0.0/16`, `fd00:${z}::/32`];
  if (subnets === 'carved') return `subnet ${v4} except 10.${z}.200.0/24\n  subnet ${v6}`;
  if (subnets === 'translated') return `subnet ${v4}, ${v6} as 10.${100 + z}.0.0/16, fd00:${100 + z}::/32`;
  return subnets === 'behind one' ? `subnet ${v4} as 203.0.113.${z + 1}\n  subnet ${v6}` : `subnet ${v4}, ${v6}`;
}

/** Something that one rule in four has. */
const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { freq: 1, nil: undefined }).chain((v) => fc.boolean().map((b) => (b ? v : undefined)));

/** An end of a rule: a component, a zone, a site, a role, a role in a zone or a site, a group, any, an address. */
const end = (kit: Kit) => fc.record({ kind: fc.nat(9), n: fc.nat(20), role: fc.constantFrom(...kit.ends) });

/** What a binding names: a component, a zone, a site, a role, a role in a zone or a site. */
interface Party {
  readonly n: number;
  readonly role: string | undefined;
  readonly inPlace: boolean;
}

const party = (kit: Kit): fc.Arbitrary<Party> =>
  fc.record({ n: fc.nat(40), role: fc.option(fc.constantFrom(...kit.ends), { nil: undefined, freq: 1 }), inPlace: fc.boolean() });

const binding = (kit: Kit) =>
  fc.record({
    members: fc.array(party(kit), { minLength: 1, maxLength: 2 }),
    partners: fc.array(party(kit), { minLength: 1, maxLength: 2 }),
    by: fc.constantFrom(undefined, undefined, 'site', 'zone'),
    without: rarely(party(kit)),
  });

const sitesOf = (kit: Kit, withRules: boolean) =>
  fc
    .record({
      head: fc.constantFrom(...kit.heads),
      zones: fc.array(
        fc.record({
          site: fc.nat(3),
          subnets: fc.constantFrom<Subnets>('plain', 'plain', 'carved', 'translated', 'behind one'),
          components: fc.array(placed(kit), { minLength: 1, maxLength: 3 }),
        }),
        { minLength: 3, maxLength: 6 },
      ),
      outside: fc.option(placed(kit)),
      pairs: fc.constantFrom('', '', 'pair s0, s1\n', 'pair s0, s1, s2\n', 'pair s1\n', 'pair s0, s2\npair s0\n'),
      deployments: fc.array(
        fc.record({ members: fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }), provider: fc.option(fc.nat(2)) }),
        { maxLength: 3 },
      ),
      bindings: fc.array(binding(kit), { maxLength: 2 }),
      directions: kit.directions.length
        ? fc.array(fc.constantFrom(...kit.directions), { maxLength: 3 })
        : fc.constant<string[]>([]),
      group: fc.array(fc.nat(40), { minLength: 1, maxLength: 3 }),
      outOfGroup: fc.option(fc.nat(40), { freq: 1 }),
      rules: fc.array(
        fc.record({
          from: end(kit),
          to: fc.array(end(kit), { minLength: 1, maxLength: 2 }),
          fromOut: rarely(end(kit)),
          toOut: rarely(end(kit)),
          services: fc.constantFrom(...kit.services, 'any'),
          servicesOut: rarely(fc.constantFrom(...kit.services)),
          deny: fc.nat(5).map((n) => n === 0),
        }),
        withRules ? { minLength: 3, maxLength: 10 } : { maxLength: 0 },
      ),
    })
    .map(({ head, zones, outside, pairs, deployments, bindings, directions, group, outOfGroup, rules }) => {
      const component = (name: string, { role, settings }: { role: number; settings: boolean[] }, at: string): string => {
        const [roles, ...all] = kit.roles[role]!;
        const taken = all.filter((_, n) => settings[n]);
        return `component ${name} : ${roles}${at}${taken.length ? ` { ${taken.join(' ')} }` : ''}`;
      };
      // The first components of the zones with an even number have one name, so that each is named with its zone.
      const nameOf = (z: number, n: number): string => (n === 0 && z % 2 === 0 ? 'twin' : `c${z}${n}`);
      const zone = (z: number): string =>
        `zone z${z} {\n  ${subnetsOf(zones[z]!.subnets, z)}\n${zones[z]!.components.map(
          (c, n) => `  ${component(nameOf(z, n), c, placeOf(c.place, z, n, !withRules))}\n`,
        ).join('')}}\n`;
      const numbers = zones.map((_, z) => z);
      const sites = [0, 1, 2].map(
        (s) =>
          `site s${s} {\n${numbers
            .filter((z) => zones[z]!.site === s)
            .map(zone)
            .join('')}}\n`,
      );
      const names = zones.flatMap((each, z) =>
        each.components.map((_, c) => (nameOf(z, c) === 'twin' ? `z${z}.twin` : `c${z}${c}`)),
      );
      const pick = (list: readonly string[], n: number): string => list[n % list.length]!;
      const places = [...names, ...numbers.map((z) => `z${z}`), 's0', 's1', 's2'];
      const addresses = numbers.flatMap((z) => {
        const n = zones[z]!.subnets === 'translated' ? 100 + z : z;
        return [
          `10.${n}.0.8/29`,
          `10.${n}.0.0-10.${n}.1.16`,
          `fd00:${n}::/64`,
          `10.${n}.199.0-10.${n}.200.9`,
          `203.0.113.${z + 1}`,
        ];
      });
      const endOf = ({ kind, n, role }: { kind: number; n: number; role: string }): string => {
        const zoneName = `z${n % zones.length}`;
        const kinds = [pick(names, n), pick(names, n), pick(names, n), zoneName, `s${n % 3}`, role, `${role} in ${zoneName}`];
        return kinds[kind] ?? ['group-of-some', 'any', pick(addresses, n)][kind - kinds.length]!;
      };
      return [
        `plan "random sites"\n${head}\n`,
        ...sites,
        ...numbers.filter((z) => zones[z]!.site === 3).map(zone),
        outside ? `zone outside external {\n  ${component('far', { ...outside, settings: [] }, '')}\n}\n` : '',
        pairs,
        ...deployments.map(
          (d, n) =>
            `deployment d${n}${d.provider !== null && d.provider < n ? ` of d${d.provider}` : ''} = ${[
              ...new Set(d.members.map((m) => pick(places, m))),
            ].join(', ')}\n`,
        ),
        ...bindings.map((b) => {
          const party = ({ n, role, inPlace }: Party): string =>
            role === undefined ? pick(places, n) : `${role}${inPlace ? ` in ${pick(places.slice(names.length), n)}` : ''}`;
          const by = b.by === undefined ? '' : ` by ${b.by}`;
          const without = b.without ? ` without ${party(b.without)}` : '';
          return `bind ${b.members.map(party).join(', ')} with ${b.partners.map(party).join(', ')}${by}${without}\n`;
        }),
        ...directions.map((d) => `direction ${d}\n`),
        numbers.some((z) => zones[z]!.subnets === 'carved')
          ? `zone carved { subnet ${numbers
              .filter((z) => zones[z]!.subnets === 'carved')
              .map((z) => `10.${z}.200.0/24`)
              .join(', ')} }\n`
          : '',
        `group group-of-some = ${[...new Set(group.map((g) => pick([...places, ...addresses], g)))].join(', ')}${
          outOfGroup === null ? '' : ` except ${pick([...places, ...addresses], outOfGroup)}`
        }\n`,
        ...rules.map((r) => {
          const out = (text: string | undefined): string => (text === undefined ? '' : ` except ${text}`);
          const from = `${endOf(r.from)}${out(r.fromOut && endOf(r.fromOut))}`;
          const to = `${[...new Set(r.to.map(endOf))].join(', ')}${out(r.toOut && endOf(r.toOut))}`;
          return `${r.deny ? 'deny' : 'allow'} ${from} -> ${to} : ${r.services}${out(r.servicesOut)}\n`;
        }),
      ].join('');
    });

/** Plans of several sites with pairs, deployments, versions, moved and counted ports: without rules, and with some that fit. */
export const randomZertoSites = sitesOf(ZERTO, false);
export const randomVeeamSites = sitesOf(VEEAM, false);
export const randomAcmeSites = sitesOf(ACME, false);
export const randomAcmeRules = sitesOf(ACME, true);
export const randomZertoRules = sitesOf(ZERTO, true);
export const randomVeeamRules = sitesOf(VEEAM, true);
