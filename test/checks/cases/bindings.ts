import type { Case } from '../case.ts';

const VENDOR = `use acme
vendor acme {
  role agent role store role vault : store role board role desk role printer
  flow agent -> store : tcp 1
  flow board -> board : tcp 2
  flow board -> desk : tcp 3 when same site
  flow desk -> store : tcp 4 when paired sites
}
`;

interface Roles {
  readonly one?: string;
  readonly other?: string;
  readonly rest?: string;
}

/** Two sites; each has a zone of its own for each of two components. */
const sites = ({ one = 'acme.agent', other = 'acme.vault', rest = '' }: Roles): string => `${VENDOR}
site hq {
  zone hq-a { subnet 10.1.1.0/24 component h1 : ${one} at 10.1.1.1 }
  zone hq-b { subnet 10.1.2.0/24 component h2 : ${other} at 10.1.2.1 }
}
site dr {
  zone dr-a { subnet 10.2.1.0/24 component d1 : ${one} at 10.2.1.1 }
  zone dr-b { subnet 10.2.2.0/24 component d2 : ${other} at 10.2.2.1 }
}
${rest}`;

/** The same with a mark around the name of a component. */
const marked = (name: string, text: string): string => text.replace(`component ${name}`, `component <|${name}|>`);

const crosswise = (title: string, text: string, ...finds: string[]): Case => ({ code: 'crosswise-flow', title, text, finds });
const idle = (title: string, text: string): Case => ({ code: 'idle-binding', title, text });

const zones = (rest: string): string => `${VENDOR}
zone north { subnet 10.1.0.0/24 component n1 : acme.agent at 10.1.0.1 component n2 : acme.store at 10.1.0.2 }
zone south { subnet 10.2.0.0/24 component s1 : acme.agent at 10.2.0.1 component s2 : acme.store at 10.2.0.2 }
${rest}`;

/** One agent, one store, and a printer that no flow is about. */
const small = (bind: string): string => `${VENDOR}
zone a { subnet 10.1.0.0/24 component x : acme.agent at 10.1.0.1 component p : acme.printer at 10.1.0.9 }
zone b { subnet 10.2.0.0/24 component y : acme.store at 10.2.0.1 }
zone empty { subnet 10.3.0.0/24 }
${bind}`;

const office = (bind: string, rule: string): string => `use acronis-scs 12.5 update 2
zone corporate { subnet 10.0.0.0/24 component desk : acronis-scs.agent at 10.0.0.1 ${bind} }
zone storage { subnet 10.0.1.0/24 component nas : acronis-scs.smb-archive at 10.0.1.5 }
zone vault { subnet 10.1.1.0/24 component archive : acronis-scs.smb-archive at 10.1.1.5 }
${rule}`;

export const cases: readonly Case[] = [
  {
    ...crosswise('two roles of which each of two sites has both', sites({}), 'h1'),
    says: /^Of 4 required pairs of acme\.agent and acme\.store 2 cross from site to site, though hq and dr each have their own\.$/,
    fixed: /\nbind acme\.agent with acme\.store by site\n$/,
  },
  {
    code: 'crosswise-flow',
    title: 'the line stands below what is said of sites',
    text: marked('h1', sites({ rest: 'deployment other = h1 // mine\nallow h1 -> h2 : tcp 1\n' })),
    fixed: /\ndeployment other = h1 \/\/ mine\nbind acme\.agent with acme\.store by site\nallow/,
  },
  {
    code: 'crosswise-flow',
    title: 'told once for two roles of which each connects to the other',
    text: `use acme
vendor acme { role agent role store flow agent -> store : tcp 1 flow store -> agent : tcp 2 }
site hq { zone hq-a { subnet 10.1.1.0/24 component <|h1|> : acme.agent at 10.1.1.1 } zone hq-b { subnet 10.1.2.0/24 component h2 : acme.store at 10.1.2.1 } }
site dr { zone dr-a { subnet 10.2.1.0/24 component d1 : acme.agent at 10.2.1.1 } zone dr-b { subnet 10.2.2.0/24 component d2 : acme.store at 10.2.2.1 } }`,
  },
  crosswise('bound by site', sites({ rest: 'bind acme.agent with acme.store by site' })),
  crosswise('bound the other way round', sites({ rest: 'bind acme.vault with acme.agent by site' })),
  crosswise('each across is named', sites({ rest: 'bind h1 with h2, d2\nbind d1 with d2, h2' })),
  {
    code: 'crosswise-flow',
    title: 'one across is named, and one is not',
    text: marked('h2', sites({ rest: 'bind h1 with h2, d2' })),
  },
  crosswise('the sites are paired', sites({ rest: 'pair hq, dr' })),
  crosswise('both sites are one deployment', sites({ rest: 'deployment all = hq, dr' })),
  crosswise(
    'the stores of both sites are in a deployment, and the agents in none',
    sites({ rest: 'deployment all = h2, d2' }),
    'h1',
  ),
  {
    code: 'crosswise-flow',
    title: 'the agents of both sites are in a deployment, and the stores in none',
    text: marked('h1', sites({ rest: 'deployment all = h1, d1' })),
  },
  crosswise(
    'a third site with one of the roles alone is no reason',
    sites({ rest: 'site branch { zone z { subnet 10.3.0.0/24 component b : acme.agent at 10.3.0.1 } }' }),
    'h1',
  ),
  crosswise(
    'only one site has both',
    sites({ other: 'acme.printer', rest: 'site third { zone z { subnet 10.3.0.0/24 component b : acme.store at 10.3.0.1 } }' }),
  ),
  crosswise('one role, and each site has one', sites({ one: 'acme.board', other: 'acme.printer' })),
  {
    ...crosswise('one role, of which a site has two', sites({ one: 'acme.board', other: 'acme.board' }), 'h1'),
    says: /^Of 6 required pairs of acme\.board 4 cross from site to site/,
    fixed: /\nbind acme\.board with acme\.board by site\n$/,
  },
  crosswise('a flow that stays in a site', sites({ one: 'acme.board', other: 'acme.desk' })),
  crosswise('a flow that joins paired sites', sites({ one: 'acme.desk' })),
  crosswise('external zones belong to nobody', sites({}).replace('zone dr-b {', 'zone dr-b external {')),
  {
    ...crosswise('zones, in a plan without sites', zones(''), 'n1'),
    says: /^Of 2 required pairs of acme\.agent and acme\.store 2 cross from zone to zone, though north and south each have their own\.$/,
    fixed: /\nbind acme\.agent with acme\.store by zone\n$/,
  },
  crosswise('zones that are bound', zones('bind acme.agent with acme.store by zone')),
  {
    ...idle('a partner that stands for no component', small('bind x with <|empty|>\n')),
    says: /its partners are no component of the plan/,
    fixed: /zone empty \{ subnet 10\.3\.0\.0\/24 \}\n$/,
  },
  {
    ...idle('what another line says', zones('bind n1 with n2\n<|bind n1 with n2|>')),
    says: /^This adds nothing: line \d+, 'bind n1 with n2' says so already\.$/,
    fixed: /\nbind n1 with n2\n$/,
  },
  {
    ...idle(
      'what the component says itself, and a group stands for',
      zones('group agents = n1, s1\nbind agents with n2\n<|bind n1 with n2|>\n<|bind s1, n1 with n2|>'),
    ),
    says: /'bind agents with n2' says so already/,
  },
  {
    ...idle('a partner that another line names', zones('bind n1 with n2\nbind n1 with <|n2|>, s2')),
    fixed: /\nbind n1 with s2$/,
  },
  { ...idle('a partner that stands twice', zones('bind n1 with n2, s2, <|n2|>')), fixed: /\nbind n1 with n2, s2$/ },
  idle(
    'what is said of others, by place, the other way round, and as what is left out',
    zones('bind n1 with n2\nbind s1 with n2\nbind n1 with n2 by site\nbind n2 with n1\nbind s1 without s2\nbind n1 with s2'),
  ),
  idle('a role that nobody of the place has', small('bind x with <|acme.store in a|>')),
  idle('the same behind without', small('bind x without <|acme.board|>')),
  {
    ...idle('members that stand for no component', small('<|bind empty with y|>')),
    says: /what it stands for is no component of the plan/,
  },
  {
    ...idle('no flow is between the two', small('').replace('at 10.1.0.9', 'at 10.1.0.9 <|with y|>')),
    says: /^This says nothing: no flow of a product in use is between these components\.$/,
    fixed: /component p : acme\.printer at 10\.1\.0\.9 \}/,
  },
  { ...idle('a zone with such a clause', small('').replace('zone b {', 'zone b <|without p|> {')), fixed: /\nzone b \{ subnet/ },
  { ...idle('a group with such a clause', small('group g = x <|with p|> // both\n')), fixed: /\ngroup g = x \/\/ both\n/ },
  {
    ...idle('one of several partners is no component', small('bind x with y, <|10.3.0.0/24|>\n')),
    says: /^This adds nothing: it is no component of the plan\.$/,
    fixed: /\nbind x with y\n$/,
  },
  {
    ...idle('no flow is between one of several and the others', small('bind <|p|>, x with y\n')),
    says: /^This adds nothing: no flow of a product in use is between it and the others\.$/,
    fixed: /\nbind x with y\n$/,
  },
  {
    ...idle('what is left out adds nothing', small('bind x with y by site without <|p|> // all\n')),
    fixed: /\nbind x with y by site \/\/ all\n$/,
  },
  { ...idle('only what is left out says something', small('bind x with <|p|> without y\n')), fixed: /\nbind x without y\n$/ },
  idle('a flow is between the two', small('bind y without x\nbind acme.agent with acme.store in b, y')),
  idle('a name that leads nowhere is another finding', small('bind x with nobody')),
  idle('a line that breaks off is another finding', small('bind x with')),
  {
    code: 'unneeded-port',
    title: 'a rule for what a binding leaves out',
    text: office('with nas', 'allow desk -> archive : <|tcp 445|>'),
    says: /^Nothing needs tcp 445 from desk to archive, in any phase or with any feature: line 2, 'with nas' leaves it out\.$/,
  },
  {
    code: 'unneeded-port',
    title: 'a rule between zones for what a binding leaves out',
    text: office('without archive', 'allow corporate -> vault : <|tcp 445|>'),
    says: /line 2, 'without archive' leaves it out\.$/,
  },
  { code: 'unneeded-port', title: 'a rule for what no binding leaves out', text: office('', 'allow desk -> archive : tcp 445') },
  {
    code: 'missing-peer',
    title: 'a component that bindings leave without a partner has one in the plan',
    text: small('bind x without y'),
  },
];
