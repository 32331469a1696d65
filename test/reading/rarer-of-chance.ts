// What plans of chance have seldom, each by itself so that others stay what they are: rarer services and exceptions, what extends a vendor that
// is in use, what a vendor says for all plans, networks behind one address, and files behind files.
import { Chance } from './chance.ts';
import type { Things } from './more-of-chance.ts';
import type { Features } from './plans.ts';
import type { VendorOfChance } from './vendor-of-chance.ts';

/** What there is in a plan of chance. */
export interface Whole extends Things {
  readonly vendor: VendorOfChance;
  readonly sites: readonly string[];
  readonly addresses: readonly string[];
}

/** Where a role is that one component alone has, since nobody can say in whose zone an address is that several have. */
const PLACE = '198.51.100.77';

const plain = (chance: Chance): string =>
  `${chance.pick(['tcp', 'udp', 'tcp+udp'])} ${chance.pick([22, 25, 80, 443, 1000, 1001, 4000, 8000])}`;

/** Types and protocols that no other part of a plan has are in it only where it has some already: few targets hold them. */
function services(chance: Chance, { vendor: { beyond } }: Whole): string[] {
  return [plain(chance), plain(chance), ...(beyond.any ? [beyond.item(() => plain(chance))] : []), 'icmp'];
}

/** A choice with whatever may be one of several. */
function choice(chance: Chance, whole: Whole, depth = 0): string {
  const { fixed } = whole.vendor;
  // A type that one family alone has is no choice between addresses of the other.
  const one = (): string => {
    const roll = chance.below(8);
    if (roll < 3 && depth < 2) return choice(chance, whole, depth + 1);
    if (roll < 4) return chance.pick(['any', 'icmp', 'icmp echo-request', 'icmp time-exceeded']);
    if (roll < 5) return chance.pick(['protocol gre', 'protocol 50']);
    return fixed.length && roll < 6 ? chance.pick(fixed) : plain(chance);
  };
  return `${chance.pick(['one', 'first'])} of (${chance.times(2, 3, one).join(', ')})`;
}

function ends(chance: Chance, { zones, components, roles, sites, addresses }: Whole): string {
  const all = [...zones, ...zones, ...components, ...components, ...roles, ...sites, ...addresses, 'any'];
  return chance.some(all, 2).join(', ');
}

/** Rules, assertions and names of services with what is rare in them. */
function rarerStatements(seed: number, whole: Whole, on: Features): string[] {
  const chance = new Chance(seed + 301);
  const one = (): string => chance.pick(services(chance, whole));
  const some = (): string => {
    const roll = chance.below(6);
    if (roll < 2 && on.alternatives) return choice(chance, whole);
    if (roll < 4) return chance.pick(['any', 'required', 'required, tcp 22', 'tcp 1-4000']);
    return `${one()}, ${one()}`;
  };
  const left = (): string =>
    chance.pick([
      'required',
      'required',
      one(),
      `${one()}, ${one()}`,
      chance.percent(20) ? 'any' : plain(chance),
      ...(on.alternatives ? [choice(chance, whole)] : []),
      ...whole.vendor.services,
    ]);
  const out = (share: number): string => (on.except && chance.percent(share) ? ` except ${left()}` : '');
  const lines: string[] = [];
  if (chance.percent(60))
    lines.push(
      ...chance.times(1, 2, () => {
        const action = on.denies && chance.percent(45) ? 'deny' : 'allow';
        return `${action} ${ends(chance, whole)} -> ${ends(chance, whole)} : ${some()}${out(60)}`;
      }),
    );
  if (on.assertions && chance.percent(40)) {
    // What is left of a host name without where it may be, two readers may see in two ways.
    const isWithout = on.except && chance.percent(40);
    const end = (): string => {
      const all = [...whole.addresses, 'any'];
      return isWithout ? `${chance.pick(all)} except ${chance.some(all, 2).join(', ')}` : ends(chance, whole);
    };
    lines.push(`assert ${end()}${chance.pick([' never', ''])} reaches ${end()} on ${some()}${out(60)}`);
  }
  if (chance.percent(25)) {
    lines.push(
      `service rare = ${chance.pick(['required', 'any', 'required, tcp 8000', on.alternatives ? choice(chance, whole) : one()])}`,
    );
    lines.push(`allow ${ends(chance, whole)} -> ${ends(chance, whole)} : rare${out(40)}`);
  }
  if (on.directions)
    for (const [from, to] of whole.vendor.between.slice(0, chance.percent(30) ? 1 : 0))
      lines.push(
        `direction ${from} -> ${to} : ${chance.pick(['icmp', 'any', 'protocol gre', 'one of (tcp 22, tcp 443)', one()])}`,
      );
  return lines;
}

/** What another block says of the vendor of a plan: roles that its components may have, and flows between them. */
function extension(seed: number, { vendor }: Whole, on: Features): string | undefined {
  const chance = new Chance(seed + 302);
  if (!chance.percent(35)) return undefined;
  const own = vendor.roles.filter((each) => each.startsWith('v.')).map((each) => each.slice(2));
  const parents = chance.some(own, 2);
  const property = (kind: string): string | undefined =>
    parents
      .flatMap((each) => vendor.properties[`v.${each}`]!)
      .find((each) => each.includes(kind))
      ?.split('.')[1];
  const places = on.names ? ['at tag "Storage"', `at "late.v.example", ${PLACE}`, ''] : [''];
  const place = chance.pick(on.externals ? [`at ${PLACE}`, ...places] : places);
  const [port, load, mode] = ['.port-', '.load-', '.mode-'].map(property);
  const conditions = [
    'not version < 2 and not nearest responder',
    '(same site or paired sites) and not (initiator is not late)',
    ...(port ? [`initiator ${port} = 443`, `not initiator ${port} = 443 | 4000`] : []),
    ...(load ? [`initiator ${load} = 1 | 2`, `not (initiator ${load} > 2 or initiator runs other)`] : []),
    ...(mode ? [`not initiator ${mode} = slow | fast and initiator version >= 2`] : []),
  ];
  const when = (): string => (on.conditions && chance.percent(60) ? ` when ${chance.pick(conditions)}` : '');
  const system = on.systems ? chance.pick(['', ' runs linux']) : '';
  return [
    'extend vendor v {',
    `  role late : ${parents.join(', ')}${system} ${place}`,
    `  service late-one = ${plain(chance)}, ${plain(chance)}`,
    `  flow late -> ${chance.pick(own)} : late-one${when()} "late"`,
    `  flow ${chance.pick(own)}, late -> ${chance.pick(own)}, late : ${chance.pick(['any', plain(chance), 'icmp', 'late-one, tcp 9'])}${when()} "later"`,
    '}',
  ].join('\n');
}

/** The texts of a plan, by their files. */
interface Texts {
  readonly text: string;
  readonly others: Readonly<Record<string, string>>;
}

/** A plan with all of this, each by a chance of its own. */
export function withRarer(seed: number, { text, others }: Texts, whole: Whole, on: Features): Texts {
  const chance = new Chance(seed + 304);
  const more = extension(seed, whole, on);
  const shared = others['shared.segplan'];
  const isShared = shared?.includes('vendor v ') && chance.percent(60);
  const common = commonServices(seed, whole);
  const changed = (each: string, isExtended: boolean): string =>
    `${changedLines(seed, each, isExtended, whole, on)}${isExtended ? `${more}\n` : ''}`;
  const [own, imported] = [changed(text, !!more && !isShared), shared && changed(shared, !!more && !!isShared)];
  const withCommon = (each: string): string =>
    common ? each.replace(/^( *component [^:\n]* : )(?=v\.)/m, '$1network.smtp-server, ').concat(common.vendor) : each;
  const rules = [...rarerStatements(seed, whole, on), ...(common ? [`use network`, common.rule] : [])];
  return {
    text: `${imported === undefined ? withCommon(own) : own}${rules.map((each) => `${each}\n`).join('')}`,
    others: imported === undefined ? {} : filesOf(withCommon(imported), chance.below(3)),
  };
}

/** A vendor of the name of a built-in one, which it hides or extends, and what a plan says with its names. */
function commonServices(seed: number, whole: Whole): { readonly vendor: string; readonly rule: string } | undefined {
  const chance = new Chance(seed + 305);
  const role = chance.pick(whole.roles);
  const flows = `flow smtp-server -> ${role} : smtp, ssh  flow ${role} -> smtp-server : tcp 1000`;
  const rule = `allow ${ends(chance, whole)} -> ${ends(chance, whole)} : ${chance.pick(['smtp', 'network.ssh, tcp 25', 'network.smtp'])}`;
  if (chance.percent(8))
    return {
      rule,
      vendor: `vendor network { role smtp-server service smtp = tcp 8000, tcp 22 service ssh = udp 443 ${flows} }\n`,
    };
  return chance.percent(8) ? { rule, vendor: `extend vendor network { ${flows} }\n` } : undefined;
}

/** What a plan imports: one file, one behind the other, or two that import each other. */
function filesOf(shared: string, how: number): Record<string, string> {
  if (how === 0) return { 'shared.segplan': shared };
  return {
    'shared.segplan': 'import "./behind.segplan"\n',
    'behind.segplan': `${how === 1 ? 'import "./shared.segplan"\n' : ''}${shared}`,
  };
}

/** A text with a vendor that has a version of its own, with components in the role that an extension adds, and with networks behind one address. */
function changedLines(seed: number, text: string, isExtended: boolean, whole: Whole, on: Features): string {
  const chance = new Chance(seed + 303);
  let found = text;
  if (on.conditions && chance.percent(25))
    found = found.replace(
      /^vendor v "Vendor v"( "[^"]*")? \{/m,
      (all) => `${all.slice(0, -1)}version ${chance.pick(['1', '2', '2 update 1'])} {`,
    );
  let left = found.includes(PLACE) || !isExtended ? 1 : 9;
  if (isExtended)
    found = found.replace(/^zone .*\{\n(?: .*\n)*\}/gm, (zone) =>
      zone.replace(/^ *component [^:\n]* : v\.r\d+(?=[^\n]*( at )?)/gm, (all, place?: string) =>
        (place || isFree(zone)) && chance.percent(40) && left-- > 0 ? all.replace(' : v.', ' : v.late, v.') : all,
      ),
    );
  if (on.translated)
    found = found
      .replace(/^( *)subnet 192\.168\.0\.0\/28 as (10\.\d+\.0\.)0\/28$/gm, (all, indent: string, to: string) =>
        chance.percent(30) ? `${indent}subnet 192.168.0.0/28 except 192.168.0.15 as ${to}0/28` : all,
      )
      .replace(/^( *)subnet 192\.168\.0\.0\/28 as (10\.\d+\.0\.1)$/gm, (all, indent: string, to: string) =>
        chance.percent(50) ? `${indent}subnet 192.168.0.0/28, 192.168.1.0/29 as ${to}` : all,
      );
  // One of which nobody says the subnets, in which no leg is, and what stands in it has its own addresses.
  found = found.replace(/^zone (\w+).*\{\n(?: .*\n)*\}/gm, (zone, name: string) =>
    !/ (as|except) /.test(zone) && !found.includes(` in ${name}`) && chance.percent(8)
      ? zone.replace(/^ *subnet .*\n/gm, '')
      : zone,
  );
  found = found.replace(/^(firewall .*)\}$/gm, (all, head: string) =>
    chance.percent(40) ? `${head}${moreOfFirewall(chance, whole)} }` : all,
  );
  return found.replace(/^( *zone \w+) external (?!isolated)/gm, (all) => (chance.percent(6) ? `${all}isolated ` : all));
}

/** What else may stand in the braces of a firewall, each a second time. */
function moreOfFirewall(chance: Chance, { zones, components }: Whole): string {
  const parts = [
    `${chance.pick(['zones', 'at'])} ${chance.pick(zones)}`,
    `interface outside = ${chance.pick(zones)} interface "port 2" = ${chance.pick(zones)}`,
    'running "three.cfg" running "four.cfg"',
    ...(components.length
      ? [`nat 198.51.100.190 -> ${chance.pick(components)} nat 198.51.100.191 udp 53 -> ${chance.pick(components)}`]
      : []),
  ];
  return chance.some(parts, 3).join(' ');
}

/** Whether the place of a role may be that of whoever stands in a zone: one with subnets has its components in these. */
function isFree(zone: string): boolean {
  return !/^ *subnet /m.test(zone);
}
