// Small files that are made of few names, so that nearly each name means something, and nearly each edit changes what another file means by one.
import type { Pick } from '../../support/changed-lines.ts';

export const SMALL: readonly string[] = ['one', 'two', 'three', 'four'].map((name) => `${name}.segplan`);

/** Which files a file imports, in their order, and what it says. */
export interface Small {
  readonly imports: readonly string[];
  readonly statements: readonly string[];
}

export function textOf({ imports, statements }: Small): string {
  return [...imports.map((name) => `import "./${name}"`), ...statements, ''].join('\n');
}

const one = <T>(pick: Pick, ...all: readonly T[]): T => all[pick(all.length)]!;

/** A vendor's name: two of the plans' own, and one that a built-in catalog has as well. */
const vendor = (pick: Pick): string => one(pick, 'v', 'v', 'w', 'network');
const role = (pick: Pick): string => one(pick, 'a', 'b', 'b', 'c');
const anyRole = (pick: Pick): string => (pick(3) ? role(pick) : `${vendor(pick)}.${role(pick)}`);
const farRole = (pick: Pick): string => `${vendor(pick)}.${role(pick)}`;
const plain = (pick: Pick): string => one(pick, 'web', 'ssh', 'more');
const service = (pick: Pick): string => one(pick, plain(pick), plain(pick), `${vendor(pick)}.s`, `tcp ${80 + pick(4)}`, 'udp 53');
const own = (pick: Pick): string =>
  one(pick, service(pick), service(pick), 's', 'tcp set by a.p', 'tcp 90+ (1 for each b)', `tcp 90+ (2 for each a.n)`);
const zone = (pick: Pick): string => one(pick, 'x', 'y', 'z');
const component = (pick: Pick): string => one(pick, 'k', 'l', 'm', `${zone(pick)}.k`);
const end = (pick: Pick): string =>
  one(
    pick,
    zone(pick),
    component(pick),
    component(pick),
    farRole(pick),
    'g',
    'h',
    'any',
    'north',
    `${farRole(pick)} in ${zone(pick)}`,
  );
const except = (pick: Pick): string => (pick(4) ? '' : ` except ${end(pick)}`);
const address = (pick: Pick): string => `10.0.${pick(3)}.${1 + pick(4)}`;

const ROLES: readonly ((pick: Pick) => string)[] = [
  (pick) => (pick(3) ? '' : ` : ${anyRole(pick)}`),
  (pick) =>
    one(pick, '', '', ' { property p = port }', ' { property n = number }', ' { property p = number property n = slow | fast }'),
];

function member(pick: Pick): string {
  switch (pick(9)) {
    case 0:
    case 1:
      return `role ${role(pick)}${ROLES.map((part) => part(pick)).join('')}`;
    case 2:
      return `service s = ${own(pick)}`;
    case 3:
      return `feature ${one(pick, 'f', 'g')}`;
    case 4:
      return `source ${one(pick, 'guide', 'paper')} "${one(pick, 'a', 'b')}.pdf"`;
    case 5:
      return one(
        pick,
        'versions 1, 2, 3',
        'incomplete "Not all."',
        `advice keep-apart for ${anyRole(pick)} : ${service(pick)} "Apart."`,
      );
    default: {
      const clauses = [
        one(pick, '', '', ' for f', ` for ${vendor(pick)}.f`),
        one(
          pick,
          '',
          '',
          '',
          ' when same site',
          ' when p = 2',
          ' when version >= 2',
          ` when initiator is ${anyRole(pick)}`,
          ` when no ${anyRole(pick)}`,
        ),
        one(pick, '', '', ' from guide'),
      ];
      return `flow ${anyRole(pick)} -> ${anyRole(pick)} : ${own(pick)}${clauses.join('')} "why"`;
    }
  }
}

function block(pick: Pick): string {
  // Most have the roles that everybody names, and something that joins them.
  const usual = pick(4) ? ['role a', 'role b', `flow a -> b : ${own(pick)} "why"`] : [];
  const members = [...usual, ...Array.from({ length: 1 + pick(4) }, () => member(pick))];
  const version = one(pick, '', '', ' version 2');
  return `${pick(3) ? '' : 'extend '}vendor ${vendor(pick)}${version} { ${members.join(' ')} }`;
}

function componentText(pick: Pick): string {
  const roles = pick(5) ? ` : ${farRole(pick)}${pick(4) ? '' : `, ${farRole(pick)}`}` : '';
  const leg = pick(6) ? '' : ` also at 10.0.${pick(3)}.${5 + pick(3)} in ${zone(pick)}`;
  const properties = one(pick, '', '', ' { p = 81 }', ' { n = 2 }', ' { version = 1 }', ' { instances = 2 }');
  return `component ${one(pick, 'k', 'l', 'm')}${roles} at ${address(pick)}${leg}${one(pick, '', '', ' runs windows')}${properties}`;
}

function zoneText(pick: Pick): string {
  const parts = Array.from({ length: 1 + pick(3) }, () => componentText(pick));
  return `zone ${zone(pick)}${one(pick, '', '', ' external')} { subnet 10.0.${pick(3)}.0/24 ${parts.join(' ')} }`;
}

/** A statement of chance. */
export function statementOf(pick: Pick): string {
  switch (pick(24)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return block(pick);
    case 4:
    case 5:
    case 6:
      return zoneText(pick);
    case 7:
      return `site ${one(pick, 'north', 'south')} { ${zoneText(pick)} }`;
    case 8:
    case 9:
      return `service ${plain(pick)} = ${service(pick)}${pick(3) ? '' : `, ${service(pick)}`}`;
    case 10:
    case 11:
      return `use ${vendor(pick)}${one(pick, '', '', ' 1', ' 2', ' 3')}`;
    case 12:
      return `group ${one(pick, 'g', 'h')} = ${end(pick)}${except(pick)}`;
    case 13:
      return `deployment ${one(pick, 'd', 'e')}${one(pick, '', ' of d')} = ${zone(pick)}, ${component(pick)}`;
    case 14:
      return `bind ${end(pick)} with ${end(pick)}${one(pick, '', ' by site', ` without ${component(pick)}`)}`;
    case 15:
      return one(pick, 'pair north, south', `vpn ${zone(pick)}, ${zone(pick)}`, `nat ${component(pick)} -> ${zone(pick)}`);
    case 16:
      return `firewall ${one(pick, 'fw', 'edge')} : asa { zones ${zone(pick)}, ${zone(pick)} nat 198.51.100.${pick(3)} -> ${component(pick)} }`;
    case 17:
      return one(
        pick,
        `enable ${vendor(pick)}.f`,
        `trust ${vendor(pick)}.guide`,
        `direction ${farRole(pick)} -> ${farRole(pick)}`,
        'phase late',
      );
    case 18:
      return `assert ${end(pick)} never reaches ${end(pick)} on ${service(pick)}`;
    case 19:
      return one(pick, 'check vendor-not-used warning', 'check unused-import off', 'check missing-flow error');
    default: {
      const services = one(pick, 'required', 'required', 'any', service(pick), `${service(pick)}, required`);
      return `${pick(4) ? 'allow' : 'deny'} ${end(pick)}${except(pick)} -> ${end(pick)}${except(pick)} : ${services}`;
    }
  }
}

/** What has a meaning together, wherever it stands: most of what stands beside it is about the same few names. */
function together(pick: Pick): string[] {
  return [
    'use v',
    `vendor v { role a { property p = port default 80 property n = number } role b role c : a service s = ${own(pick)} flow a -> b : ${own(pick)}, s "why" flow b -> ${anyRole(pick)} : ${own(pick)} "why" }`,
    `vendor w { role a role c : ${anyRole(pick)} service s = ${service(pick)} flow v.a -> c : ${own(pick)} "why" feature f }`,
    `extend vendor v { role d : ${anyRole(pick)} flow d -> b : ${own(pick)} "why" }`,
    `service web = ${service(pick)}`,
    `service more = ${service(pick)}, tcp 85`,
    'zone x { subnet 10.0.0.0/24 component k : v.a at 10.0.0.1 component m : w.c at 10.0.0.2 }',
    `zone y { subnet 10.0.1.0/24 component l : v.b at 10.0.1.1 component n : ${farRole(pick)} at 10.0.1.2 }`,
    `group g = ${end(pick)}, k`,
    `allow ${end(pick)} -> ${end(pick)} : ${service(pick)}`,
    `allow x -> y : ${own(pick)}`,
  ];
}

/** Several files that import one another, as they are at first. */
export function smallFilesOf(pick: Pick): Map<string, Small> {
  const files = new Map(SMALL.map((name) => [name, { imports: SMALL.filter(() => pick(5) < 3), statements: [] as string[] }]));
  for (const statement of [...together(pick), ...Array.from({ length: pick(8) }, () => statementOf(pick))])
    if (pick(12)) files.get(one(pick, ...SMALL))!.statements.push(statement);
  return files;
}

/** A file after somebody did one thing in it: a statement, or an import, comes, goes, or becomes another one. */
export function editedSmall({ imports, statements }: Small, pick: Pick): Small {
  const at = pick(statements.length || 1);
  const put = (gone: number, ...come: string[]): Small => ({
    imports,
    statements: [...statements.slice(0, at), ...come, ...statements.slice(at + gone)],
  });
  switch (pick(8)) {
    case 0:
      return put(1);
    case 1:
    case 2:
      return put(0, statementOf(pick));
    case 3:
      return put(1, statementOf(pick));
    case 4:
    case 5: {
      // One word of it is another one of the same file.
      const words = statements[pick(statements.length || 1)]?.match(/[\w.]+/g) ?? [];
      const own = [...(statements[at] ?? '').matchAll(/[\w.]+/g)].slice(1);
      const old = own[pick(own.length || 1)];
      if (!old || !words.length) return put(0, '// why');
      const text = statements[at]!;
      return put(1, text.slice(0, old.index) + one(pick, ...words) + text.slice(old.index + old[0].length));
    }
    case 6: {
      const place = pick(imports.length + 1);
      return {
        statements,
        imports: [...imports.slice(0, place), one(pick, ...SMALL, 'missing.segplan'), ...imports.slice(place)],
      };
    }
    default: {
      const gone = pick(imports.length || 1);
      return { statements, imports: imports.filter((_, n) => n !== gone) };
    }
  }
}
