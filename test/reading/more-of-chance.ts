// What a plan of chance holds besides what decides a packet: titles, reasons, sources, checks, and lists of several where one was.
import { Chance } from './chance.ts';

/** Titles and reasons, which no rule set may take for more than that. */
const WORDS = ['"why"', '"A \\"quoted\\" word"', "'one'", '"ticket 4711 ${x} %s"', '"ends with \\\\"', '"größe 🔥"', '""'];

const CHECKS = ['unneeded-port', 'any-service', 'idle-exception', 'missing-flow', 'redundant-rule', 'unused-name'];

/** What a vendor of chance says of itself, which no rule follows from. */
export function factsOfChance(seed: number, name: string, roles: readonly string[]): string {
  const chance = new Chance(seed + 101);
  const role = (): string => chance.pick(roles).split('.')[1]!;
  const day = (): string => chance.pick(['2026-11-20', '2026', '2026-11']);
  const lines = [
    `source paper "paper.pdf" "A paper" version ${chance.pick(['2', '2.5', '1.2.3.4'])} dated ${day()}`,
    `source page "https://example.com/page"${chance.percent(50) ? ' dated 2026-11-20' : ''}`,
    'versions 1, 2, 2 update 1, 2.5',
    'incomplete "Not everything is here."',
    `role measured "Measured" { property size = number "how large" property cores = number }`,
    `sizing measured by size "By size" { ${chance.between(10, 99)} : cores 2, size 3 200 : cores 4 } from paper "1", "2"`,
    `advice keep-apart for ${role()}, ${role()} : tcp 3389 "Keep it apart." from paper "3"`,
    `advice look-here "Look here."`,
    `service facts "Facts" = tcp dynamic 49152-65535 from paper "4", "5"`,
    `role known "Known" : ${role()}, ${role()} also known as one-more, "two words" at "one.facts.example", "two.facts.example"`,
    `flow known -> measured : facts exposed carries backup protected by tls note "A note." "facts" from paper "6", "7"`,
    `flow measured -> known : tcp 9999 "more" from page "1" contested by paper "8", "9"`,
  ];
  return `extend vendor ${name} "More" version 2.5 {\n${chance
    .shuffled(lines)
    .map((line) => `  ${line}\n`)
    .join('')}}`;
}

/** What a plan of chance is made of, as far as more can be said of it. */
export interface Things {
  readonly zones: readonly string[];
  readonly components: readonly string[];
  readonly roles: readonly string[];
}

/** Statements that change nothing of what passes. */
export function asideOfChance(seed: number, { zones }: Things): string[] {
  const chance = new Chance(seed + 102);
  const reason = (): string => (chance.percent(50) ? ` ${chance.pick(WORDS)}` : '');
  return [
    `plan ${chance.pick(WORDS)}`,
    `check ${chance.pick(CHECKS)} ${chance.pick(['error', 'warning', 'info', 'hint', 'off'])}${reason()}`,
    ...(zones.length > 1 ? [`vpn ${chance.shuffled(zones).slice(0, 2).join(', ')}${reason()}`] : []),
    `nat ${chance.some(zones, 2).join(', ')} -> ${chance.some([...zones, 'any'], 2).join(', ')}${reason()}`,
  ].filter(() => chance.percent(40));
}

/** One to three firewalls between zones, with whatever can be said of them. */
export function firewallsOfChance(seed: number, { zones, components }: Things): string[] {
  const chance = new Chance(seed + 103);
  if (zones.length < 2) return [];
  return chance.times(0, 3, (n) => {
    const between = chance.shuffled(zones).slice(0, chance.between(2, 4));
    const port = (): number => chance.pick([443, 8443, 25]);
    const outer = `198.51.100.${200 + n}`;
    const parts = [
      `${chance.percent(85) ? 'zones' : 'at'} ${between.join(', ')}`,
      ...(chance.percent(30) ? [`interface ${chance.pick(['inside', '"port 1/1"'])} = ${between[0]}`] : []),
      ...(components.length && chance.percent(30)
        ? [
            `nat ${outer}${chance.percent(50) ? ` tcp ${port()}${chance.percent(50) ? `, 9000-9010` : ''}` : ''}${
              chance.percent(60) ? ` from ${chance.some(between, 2).join(', ')}` : ''
            } -> ${chance.pick(components)}${chance.percent(30) ? ` port ${port()}` : ''}`,
          ]
        : []),
      ...(chance.percent(15) ? ['running "one.cfg", "two.cfg"'] : []),
    ];
    const title = chance.percent(30) ? ` ${chance.pick(WORDS)}` : '';
    const form = chance.percent(60) ? ` : ${chance.pick(['asa', 'nftables', 'iptables', 'fortios'])}` : '';
    return `firewall fw${n}${title}${form} { ${chance.shuffled(parts).join(' ')} }`;
  });
}

/** The same statements with titles and reasons, with lists of several where there was one, and with ends that assertions leave out. */
export function adorned(seed: number, text: string, { zones, components, roles }: Things): string {
  const chance = new Chance(seed + 104);
  // Of its own, so that everything else is as it is without.
  const times = new Chance(seed + 211);
  const phases = [...new Set([...text.matchAll(/ during (\w+)/g)].map(([, phase]) => phase!))];
  const when = (): string =>
    phases.length && times.percent(30) ? `${times.percent(40) ? ' not' : ''} during ${times.pick(phases)}` : '';
  const word = (): string => (chance.percent(20) ? ` ${chance.pick(WORDS)}` : '');
  const more = (share: number, list: readonly string[]): string => (chance.percent(share) ? `, ${chance.pick(list)}` : '');
  const ends = [...zones, ...components];
  // What is left of a host name without where it may be, two readers may see in two ways.
  const out = (list: string): string =>
    !list.includes('"') && chance.percent(25) ? ` except ${chance.pick(ends)}${more(30, ends)}` : '';
  return text
    .replace(
      /^( *)(zone|site|component|group|deployment|feature|service|role) [\w-]+\b(?![\w-]| ")/gm,
      (all) => `${all}${word()}`,
    )
    .replace(/ without [\w.]+(?: in [\w.]+)?/g, (all) => `${all}${more(30, zones)}`)
    .replace(
      /^direction (.*?) -> ([\w.]+)/gm,
      (_, from: string, to: string) => `direction ${from}${more(20, roles)} -> ${to}${more(20, roles)}`,
    )
    .replace(
      /^assert (.*?)( never)? reaches (.*?)(?= on | through | during | not during |$)/gm,
      (_, from: string, never: string | undefined, to: string) => {
        return `assert ${from}${out(from)}${never ?? ''} reaches ${to}${out(to)}`;
      },
    )
    .replace(
      /^((?:allow|deny) .* : .* except [^:]*?)(?= during | until |$)/gm,
      (all) => `${all}${more(30, ['tcp 25', 'udp 53'])}`,
    )
    .replace(/^assert .*$/gm, (all) => `${all}${when()}`)
    .replace(/^(?:allow|deny|bind) .*$/gm, (all) => `${all}${word()}`)
    .replace(/^( *subnet \S+)\n *subnet (\S+)$/gm, (all, one: string, other: string) =>
      chance.percent(40) ? `${one}, ${other}` : all,
    )
    .replace(/( except (10\.\d+\.64\.)8\/29)$/gm, (all, _, net: string) => (chance.percent(40) ? `${all}, ${net}200/30` : all))
    .replace(/^( *subnet 192\.168\.0\.0\/28) as (10\.(\d+)\.\S+)$/gm, (all, own: string, seen: string, zone: string) =>
      chance.percent(40) ? `${own}, fd99::/64 as ${seen}, fd${zone.slice(-2)}:99::/64` : all,
    );
}
