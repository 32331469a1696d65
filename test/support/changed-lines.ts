// What somebody does to a plan line by line, whatever it means: most of it is worth a finding, and some of it is no plan at all.

/** A pseudorandom number below another one, and the same ones for the same seed. */
export type Pick = (below: number) => number;

export function picker(seed: number): Pick {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const NAME = /[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*/g;
const NAMED = /^\s*(?:site|zone|component|group|deployment) ([\w-]+)/gm;

/** Lines that say something of names, addresses and roles that a plan has. */
const LINES: readonly ((name: () => string, address: () => string, role: () => string) => string)[] = [
  // What is judged by zones that lie in others or over them, by names of hosts, and by rules between networks.
  (_, address) => `zone inner { subnet ${networkOf(address(), 25)} }`,
  (_, address, role) => `zone over { subnet ${networkOf(address(), 16)} component on : ${role()} at ${address()} }`,
  (_, address, role) =>
    `zone partner external { subnet ${networkOf(address(), 24)} component guest : ${role()} at ${address()} }`,
  (_, __, role) => `zone named { subnet 10.9.0.0/24 component host : ${role()} at "h.example.com" }`,
  (_, __, role) => `zone world external { component far : ${role()} at "far.example.com" }`,
  (name) => `allow "h.example.com" -> ${name()} : tcp 443`,
  (name) => `deny ${name()} -> "*.example.com"`,
  (name, address) => `allow ${networkOf(address(), 24)} -> ${name()} : required, tcp 443`,
  (name, address) => `allow ${address()} -> ${name()}, ${networkOf(address(), 16)} : tcp 443, 6160-6170`,
  (name) => `allow ${name()} -> ${name()} : tcp 1-65535 until 2027-01-31`,
  (name) => `allow ${name()}, ${name()} -> ${name()} except ${name()} : required`,
  (name) => `deny any except ${name()} -> ${name()} : tcp 443`,
  (name) => `group across = ${name()}, ${name()}, ${name()}`,
  (name) => `allow across -> ${name()} : tcp 1-7000`,
  (name) => `bind ${name()} with ${name()}`,
  (name) => `bind ${name()} with ${name()} by site`,
  (name) => `bind ${name()}, ${name()} with ${name()} without ${name()}`,
  (name) => `deployment d1 = ${name()}, ${name()}`,
  (name) => `deployment d2 of d1 = ${name()}`,
  (name) => `pair ${name()}, ${name()}`,
  (name) => `group extra = ${name()}, ${name()} except ${name()}`,
  (name) => `group more = extra, ${name()}`,
  () => `service web = tcp 443, tcp 8443`,
  (name) => `nat ${name()} -> ${name()}`,
  (name) => `vpn ${name()}, ${name()} "tunnel"`,
  (name) => `allow ${name()} -> ${name()} : required`,
  (name) => `allow extra -> ${name()} : web`,
  (name) => `deny more -> ${name()}`,
  (name) => `allow ${name()} -> any except ${name()} : tcp 443`,
  (name) => `assert ${name()} never reaches ${name()}`,
  () => 'phase restore',
  () => 'zone outside external',
  () => 'use network',
  () => 'use microsoft',
];

type Change = (lines: string[], at: number, pick: Pick) => string[];

function withLine(lines: readonly string[], at: number, ...now: string[]): string[] {
  return [...lines.slice(0, at), ...now, ...lines.slice(at + 1)];
}

/** Puts one of several things of a line in the place of one of them. */
function swapped(lines: string[], at: number, pick: Pick, what: RegExp, others: (old: string) => readonly string[]): string[] {
  const found = [...lines[at]!.matchAll(what)];
  if (!found.length) return lines;
  const old = found[pick(found.length)]!;
  const choice = others(old[0]);
  if (!choice.length) return lines;
  const line = lines[at]!;
  return withLine(lines, at, line.slice(0, old.index) + choice[pick(choice.length)] + line.slice(old.index + old[0].length));
}

const address: Change = (lines, at, pick) =>
  swapped(lines, at, pick, /\b\d+\.\d+\.\d+\.\d+\b/g, (old) => {
    const other = old.replace(/\d+$/, `${pick(256)}`);
    return [other, other, old.replace(/^(\d+)\.\d+/, `$1.${pick(4)}`)];
  });

const CHANGES: readonly Change[] = [
  address,
  address,
  address,
  // A name, a role or a word for another one of the plan.
  (lines, at, pick) => swapped(lines, at, pick, NAME, () => lines[pick(lines.length)]!.match(NAME) ?? []),
  (lines, at, pick) => swapped(lines, at, pick, NAME, (old) => [`${old}x`, old.slice(0, -1)]),
  (lines, at, pick) => swapped(lines, at, pick, /\b[a-z]+\.[a-z-]+/g, () => lines.join('\n').match(/\b[a-z]+\.[a-z-]+/g) ?? []),
  (lines, at, pick) => swapped(lines, at, pick, /(?<![.\d])\d+(?![.\d])/g, (old) => [`${Number(old) + 1}`, `${pick(70000)}`]),
  (lines, at, pick) => swapped(lines, at, pick, /"[^"]*"/g, () => ['"Another title"', '']),
  // A property, an operating system, a title.
  (lines, at, pick) => swapped(lines, at, pick, / \{ \w+ = [\w-]+ \}/g, (old) => ['', old.replace(/= .*/, `= ${pick(9)} }`)]),
  (lines, at, pick) =>
    /^\s*component /.test(lines[at]!) ? withLine(lines, at, `${lines[at]} { instances = ${pick(4)} }`) : lines,
  (lines, at, pick) =>
    / at [\d.]+$/.test(lines[at]!) ? withLine(lines, at, `${lines[at]} runs ${['windows', 'linux'][pick(2)]}`) : lines,
  // An address in another network, or another network for it.
  (lines, at, pick) => {
    const zones = [...lines.join('\n').matchAll(/^\s*zone ([\w-]+)/gm)].map((m) => m[1]!);
    if (!zones.length || !/^\s*component .* at [\d.]+/.test(lines[at]!)) return lines;
    const leg = ` also at 10.${pick(4)}.${pick(3)}.${pick(256)} in ${zones[pick(zones.length)]}`;
    const rest = lines[at]!.replace(/ also at [\d.]+ in [\w-]+/, '');
    return withLine(lines, at, rest.replace(/( at [\d.]+)(?=\s|$)/, `$1${leg}`));
  },
  (lines, at) => withLine(lines, at, lines[at]!.replace(/ at [^{]*/, ' ')),
  (lines, at) => withLine(lines, at, lines[at]!.replace(/^(\s*zone [\w-]+)( "[^"]*")?(?! external)/, '$1$2 external')),
  (lines, at) => withLine(lines, at, lines[at]!.replace(/^(\s*zone [\w-]+ (?:"[^"]*" )?)(external|isolated) /, '$1')),
  // A line comes, goes, comes twice, or changes places.
  (lines, at) => withLine(lines, at),
  (lines, at) => withLine(lines, at, lines[at]!, lines[at]!),
  (lines, at) => (at + 1 < lines.length ? withLine(withLine(lines, at, lines[at + 1]!), at + 1, lines[at]!) : lines),
  (lines, at) => withLine(lines, at, '// why', lines[at]!),
  (lines, at, pick) => withLine(lines, at, lines[at]!, newLine(lines, pick)),
  (lines, _, pick) => [...lines, newLine(lines, pick)],
  (lines, _, pick) => [...lines, newLine(lines, pick)],
  (lines, _, pick) => [...lines, newLine(lines, pick), newLine(lines, pick)],
];

/** The network of an address, of so many bits. */
function networkOf(address: string, bits: 16 | 24 | 25): string {
  const [a, b, c] = address.split('.');
  return bits === 16 ? `${a}.${b}.0.0/16` : `${a}.${b}.${c}.0/${bits}`;
}

function newLine(lines: readonly string[], pick: Pick): string {
  const text = lines.join('\n');
  const names = [...text.matchAll(NAMED)].map((m) => m[1]!);
  const roles = text.match(/: ([a-z]+\.[a-z-]+)/g)?.map((role) => role.slice(2)) ?? [];
  const all = [...names, ...names, ...roles, 'any'];
  const addresses = [...(text.match(/\b\d+\.\d+\.\d+\.\d+\b/g) ?? []), '10.0.0.1'];
  const one = <T>(list: readonly T[]) => list[pick(list.length)]!;
  return one(LINES)(
    () => one(all),
    () => one(addresses),
    () => one([...roles, 'network.dns-server']),
  );
}

/** A text with one thing changed, which most often is a word of one line. */
export function changed(text: string, pick: Pick): string {
  const lines = text.split('\n');
  for (let tries = 0; tries < 20; tries++) {
    const now = CHANGES[pick(CHANGES.length)]!(lines, pick(lines.length), pick).join('\n');
    if (now !== text) return now;
  }
  return text;
}
