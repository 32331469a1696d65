import type { Case } from '../case.ts';

const zones = `zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.1 }
`;
const plan = (...lines: readonly string[]): string => `${zones}${lines.join('\n')}\n`;

const nameCases: readonly Case[] = [
  {
    code: 'unused-name',
    title: 'a group and a service that nothing says',
    text: plan('group <|old|> = x, y', 'service <|reporting|> = tcp 8443', 'allow x -> y : tcp 443'),
    says: /^Nothing in this plan uses the group old\.$/,
  },
  {
    code: 'unused-name',
    title: 'what only an unused one names, which goes with it',
    text: plan('group <|inner|> = x', 'group <|outer|> = inner, y', 'allow x -> y : tcp 443'),
    fixed: /at 10\.0\.1\.1 \}\nallow x/,
  },
  {
    code: 'unused-name',
    title: 'a catalog that the plan brings and does not use',
    text: plan('vendor <|acme|> { role s role t flow s -> t : tcp 1 }', 'allow x -> y : tcp 443'),
    fixed: /at 10\.0\.1\.1 \}\nallow x/,
  },
  {
    code: 'unused-name',
    title: 'names that an assertion, a group in use, a role of a component and a rule say',
    text: `zone a { subnet 10.0.0.0/24 component x : acme.s at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.1 }
vendor acme { role s role t flow s -> t : tcp 1 }
group inner = x
group outer = inner
group asserted = y
service web = tcp 443
service all-web = web, tcp 80
allow outer -> y : all-web
assert asserted never reaches outer
`,
    finds: [],
  },
  {
    code: 'unused-name',
    title: 'a group that says who belongs together',
    text: plan('group g = x with y', 'allow x -> y : tcp 443'),
    finds: [],
  },
  {
    code: 'unused-name',
    title: 'a file without rules, which may be there for others',
    text: plan('group g = x', 'service web = tcp 443', 'vendor acme { role s }'),
    finds: [],
  },
  {
    code: 'unused-name',
    title: 'a name in a rule that is half written',
    text: plan('group g = x', 'allow x -> y : tcp 443', 'allow 10.0.0.1 2 g -> y'),
    finds: [],
  },
];

const services = 'service web = tcp 443\ngroup nets = 10.0.0.0/16\n';

const importCases: readonly Case[] = [
  {
    code: 'unused-import',
    title: 'a file that only gives names, none of which is said',
    text: `<|import "./names.segplan"|>\n${plan('allow x -> y : tcp 443')}`,
    files: { 'names.segplan': services },
    says: /^Nothing of this file is used/,
    fixed: /^zone a/,
  },
  {
    code: 'unused-import',
    title: 'a file that is imported already',
    text: `import "./names.segplan"\n<|import "./x/../names.segplan"|>\n${plan('allow x -> y : web')}`,
    files: { 'names.segplan': services },
    says: /^This file is imported already\.$/,
    fixed: /^import "\.\/names\.segplan"\nzone a/,
  },
  {
    code: 'unused-import',
    title: 'two ways to a file that is used, of which one is enough',
    text: `<|import "./one.segplan"|>\nimport "./two.segplan"\n${plan('allow x -> y : web')}`,
    files: {
      'one.segplan': 'import "./names.segplan"\n',
      'two.segplan': 'import "./names.segplan"\n',
      'names.segplan': services,
    },
  },
  {
    code: 'unused-import',
    title: 'a service that is said, a vendor in use, a catalog that is added to, and what a file imports in turn',
    text: `import "./names.segplan"
import "./acme.segplan"
import "./more.segplan"
import "./index.segplan"
use acme
use network
${plan('allow x -> y : web', 'allow x -> 10.9.0.0/16 : indirect')}`,
    files: {
      'names.segplan': services,
      'acme.segplan': 'vendor acme { role s role t flow s -> t : tcp 1 }\n',
      'more.segplan': 'extend vendor network { role printer flow printer -> dns-server : dns }\n',
      'index.segplan': 'import "./indirect.segplan"\n',
      'indirect.segplan': 'service indirect = tcp 99\n',
    },
    finds: [],
  },
  ...(
    [
      ['zones', 'zone c { subnet 10.0.2.0/24 }\n'],
      ['firewalls', 'firewall f { zones a, b }\n'],
      ['bindings', 'bind network.dns-server without network.dns-client\n'],
      ['a group that binds', 'group g = 10.0.0.1 with 10.0.0.2\n'],
    ] as const
  ).map(
    ([title, text]): Case => ({
      code: 'unused-import',
      title: `${title}, which count without being named`,
      text: `import "./other.segplan"\n${plan('allow x -> y : tcp 443')}`,
      files: { 'other.segplan': text },
      finds: [],
    }),
  ),
  {
    code: 'unused-import',
    title: 'a file without rules, whose imports are for those that import it',
    text: 'import "./names.segplan"\n',
    files: { 'names.segplan': services },
    finds: [],
  },
];

const veeam = `zone a { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y : veeam.linux-server at 10.0.1.1 }
`;

const settingCases: readonly Case[] = [
  {
    code: 'idle-use',
    title: 'a vendor of which no component has a role',
    text: `use veeam 13\n<|use zerto|>\n${veeam}allow vbr -> y : required\n`,
    says: /^No component of this plan has a role of zerto/,
    fixed: /^use veeam 13\nzone a/,
  },
  {
    code: 'idle-use',
    title: 'a vendor of which a rule names a service',
    text: `use veeam 13\nuse network\n${veeam}allow vbr -> y : https\n`,
    finds: [],
  },
  {
    code: 'idle-use',
    title: 'a plan without components, or without rules',
    text: `use zerto\n${veeam}`,
    finds: [],
  },
  {
    code: 'idle-use',
    title: 'a vendor with a flow between components of other makers',
    text: `use acme
vendor acme { role server flow network.client -> network.dns-server : dns }
vendor network { role dns-server role client service dns = tcp 53 }
zone a { subnet 10.0.0.0/24 component x : network.dns-server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y : network.client at 10.0.1.1 }
allow y -> x : dns
`,
    finds: [],
  },
  {
    code: 'idle-use',
    title: 'a vendor that works with components of another maker, of which the plan has no own one',
    text: `<|use acme|>
use veeam 13
vendor acme { role server flow server -> veeam.backup-server : tcp 1 }
${veeam}allow vbr -> y : required
`,
    fixed: /^use veeam 13\n/,
  },
  {
    code: 'idle-phase',
    title: 'a phase that nothing is of, beside one that a rule is of',
    text: plan('phase cutover, <|move-day|>', 'allow x -> y : tcp 1 during cutover'),
    says: /is of the phase move-day: switching it on changes nothing\.$/,
    fixed: /phase cutover\nallow/,
  },
  {
    code: 'idle-phase',
    title: 'phases of an assertion and of a catalog in use',
    text: `use veeam 13\nphase deployment\nphase cutover\n${veeam}allow vbr -> y : required\nassert y never reaches vbr on tcp 1 during cutover\n`,
    finds: [],
  },
  {
    code: 'idle-phase',
    title: 'a phase that a line before switches on, beside another one',
    text: plan(
      'phase cutover\nphase night, <|cutover|>',
      'allow x -> y : tcp 1 during cutover\nallow x -> y : tcp 2 during night',
    ),
    says: /^cutover is switched on already\.$/,
    fixed: /phase cutover\nphase night\nallow/,
  },
  {
    code: 'idle-phase',
    title: 'a phase of a catalog that is not in use',
    text: plan('phase <|deployment|>', 'allow x -> y : tcp 1'),
    fixed: /at 10\.0\.1\.1 \}\nallow x/,
  },
  {
    code: 'idle-phase',
    title: 'a slip of another phase, which is told as that',
    text: plan('phase cutovr', 'allow x -> y : tcp 1 during cutover'),
    finds: [],
  },
  {
    code: 'idle-feature',
    title: 'features of a vendor that is not in use, that are enabled twice, and that nothing here has to do with',
    text: `use acme
enable acme.reports, <|acme.alarms|>
enable <|acme.reports|>
enable <|other.x|>
vendor acme { feature reports feature alarms role s role t role u flow s -> t : tcp 1 for reports flow s -> u : tcp 2 for alarms }
vendor other { feature x role r flow r -> r : tcp 1 for x }
zone a { subnet 10.0.0.0/24 component p : acme.s at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component q : acme.t at 10.0.1.1 }
allow p -> q : tcp 1
`,
    says: /^No flow of acme\.alarms lies between components of this plan\.$/,
  },
  {
    code: 'idle-feature',
    title: 'a feature that has a flow between two components',
    text: `use acme
enable acme.reports
vendor acme { feature reports role s role t flow s -> t : tcp 1 for reports }
zone a { subnet 10.0.0.0/24 component p : acme.s at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component q : acme.t at 10.0.1.1 }
allow p -> q : tcp 1
`,
    finds: [],
  },
];

export const cases: readonly Case[] = [...nameCases, ...importCases, ...settingCases];
