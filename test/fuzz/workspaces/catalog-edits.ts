// What somebody does to catalogs of their own, and to what plans say of them: in which file a vendor begins and which ones add to it decides what names mean
// in all files that see it.
import type { Pick } from '../../support/changed-lines.ts';

const NAMED = { vendor: /^(?:extend )?vendor ([\w-]+)/gm, service: /\bservice ([\w-]+)/g, role: /\brole ([\w-]+)/g };

function namesIn(text: string, kind: keyof typeof NAMED): string[] {
  return [...text.matchAll(NAMED[kind])].map((m) => m[1]!);
}

/** Puts a text in the place of one of the matches of another one. */
function swapOne(text: string, what: RegExp, pick: Pick, other: (old: RegExpMatchArray) => string): string {
  const found = [...text.matchAll(what)];
  if (!found.length) return text;
  const old = found[pick(found.length)]!;
  return text.slice(0, old.index) + other(old) + text.slice(old.index + old[0].length);
}

function withLine(text: string, line: string, pick: Pick): string {
  const lines = text.split('\n');
  const at = pick(lines.length + 1);
  return [...lines.slice(0, at), line, ...lines.slice(at)].join('\n');
}

type Edit = (text: string, name: (kind: keyof typeof NAMED, otherwise: string) => string, pick: Pick) => string;

const EDITS: readonly Edit[] = [
  // A flow or a service is made of services, those of plans among them.
  (text, name, pick) => swapOne(text, /(\bflow [^\n:]*: )[^\n"]*/g, pick, (old) => `${old[1]}${name('service', 'web')} `),
  (text, name, pick) =>
    swapOne(text, /(\bservice [\w-]+(?: "[^"\n]*")? = )[^\n"]*/g, pick, (old) => `${old[1]}${name('service', 'web')} `),
  (text, _, pick) =>
    swapOne(text, /(\bservice [\w-]+(?: "[^"\n]*")? = )[^\n"]*/g, pick, (old) => `${old[1]}tcp ${80 + pick(9)} `),
  (text, _, pick) => withLine(text, `service ${['web', 'rare', 'own0', 's0'][pick(4)]} = tcp ${80 + pick(3)}`, pick),
  (text, name, pick) => withLine(text, `use ${name('vendor', 'v')}${['', ' 1', ' 2', ' 2 update 1', ' 2.5'][pick(5)]}`, pick),
  (text, _, pick) => swapOne(text, /^use [^\n]*\n/gm, pick, () => ''),
  (text, _, pick) => swapOne(text, /^use ([\w-]+)[^\n]*/gm, pick, (old) => `use ${old[1]} ${1 + pick(3)}`),
  // Two files add to one vendor, or begin one of one name.
  (text, name, pick) => {
    const [role, service] = [name('role', 'r0'), name('service', 'web')];
    const members = `role more : ${role} service more = ${service} flow more -> ${name('role', 'r0')} : more, ${service}`;
    return withLine(text, `extend vendor ${name('vendor', 'v')} { ${members} }`, pick);
  },
  (text, name, pick) => {
    const members = 'role r0 role r1 { property mode-1 = number } service s0 = tcp 7 flow r0 -> r1 : s0';
    return withLine(text, `vendor ${pick(2) ? name('vendor', 'v') : 'w'} { ${members} }`, pick);
  },
  (text, _, pick) => swapOne(text, /^(extend )?vendor /gm, pick, (old) => (old[1] ? 'vendor ' : 'extend vendor ')),
  (text, name, pick) =>
    swapOne(text, /^((?:extend )?vendor )[\w-]+/gm, pick, (old) => `${old[1]}${pick(2) ? name('vendor', 'v') : 'w'}`),
  // A vendor of another one's roles.
  (text, name, pick) => swapOne(text, /(\bflow )[\w-]+/g, pick, (old) => `${old[1]}${name('vendor', 'v')}.${name('role', 'r0')}`),
  (text, name, pick) =>
    swapOne(text, /(\brole [\w-]+) : [\w-]+/g, pick, (old) => `${old[1]} : ${name('vendor', 'v')}.${name('role', 'r0')}`),
  (text, name, pick) =>
    swapOne(text, /(\brole )([\w-]+)/g, pick, (old) => `${old[1]}${pick(2) ? name('role', 'r0') : `${old[2]}x`}`),
  (text, _, pick) =>
    swapOne(
      text,
      /\bproperty ([\w-]+) = (\w+)/g,
      pick,
      (old) => `property ${old[1]} = ${['port', 'number', 'slow | fast'][pick(3)]}`,
    ),
  (text, name, pick) => {
    const vendor = name('vendor', 'v');
    const lines = [`enable ${vendor}.f0`, `trust ${vendor}.guide`, `direction ${vendor}.r0 -> ${vendor}.r1`, 'phase building'];
    return withLine(text, lines[pick(lines.length)]!, pick);
  },
  // A file is imported twice, or once less.
  (text, _, pick) => swapOne(text, /^import [^\n]*\n/gm, pick, ([line]) => line + line),
  (text, _, pick) => swapOne(text, /^import [^\n]*\n/gm, pick, () => ''),
];

/** @param all the texts of all files, whose names are meant as well */
export function editedCatalog(text: string, all: string, pick: Pick): string {
  const name: Parameters<Edit>[1] = (kind, otherwise) => {
    const names = namesIn(all, kind);
    return names[pick(names.length || 1)] ?? otherwise;
  };
  // Of what a text has nothing, nothing is changed.
  for (let tries = 0; tries < 10; tries++) {
    const now = EDITS[pick(EDITS.length)]!(text, name, pick);
    if (now !== text) return now;
  }
  return text;
}
