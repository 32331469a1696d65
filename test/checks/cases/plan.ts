import type { Case } from '../case.ts';

const zones = `zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24, fd00::/64 component y at 10.0.1.1 }
`;

/** A catalog with one condition. */
const acme = (condition: string): string =>
  `vendor acme { role a { property tasks = number property mode = lan | wan property control = port } role b flow a -> b : tcp 1 when ${condition} }`;

export const cases: readonly Case[] = [
  {
    code: 'unknown-phase',
    title: 'a phase with a typing error in a rule',
    text: `${zones}allow x -> y : tcp 1 during deploymnt`,
    finds: ['deploymnt'],
    fixed: /during deployment$/,
  },
  {
    code: 'unknown-phase',
    title: 'a phase with a typing error in its declaration',
    text: `phase deployement\n${zones}`,
    finds: ['deployement'],
    fixed: /^phase deployment\n/,
  },
  {
    code: 'unknown-phase',
    title: 'a phase of the plan that resembles no other',
    text: `${zones}allow x -> y : tcp 1 during upgrade`,
    finds: [],
  },
  { code: 'unknown-phase', title: 'a phase of a catalog', text: `${zones}allow x -> y : tcp 1 during deployment`, finds: [] },
  {
    code: 'duplicate-name',
    title: 'one vendor in use twice',
    text: 'use veeam 12\nuse zerto\nuse <|veeam|> 13',
    says: /in use already/,
  },
  {
    code: 'duplicate-name',
    title: 'a zone with the name of a component',
    text: 'zone z { component c at 10.0.0.1 }\nzone <|c|>',
    says: /taken by a component/,
  },
  {
    code: 'duplicate-name',
    title: 'a service with the name of a role',
    text: 'vendor v { role a service a = tcp 1 role b }',
    finds: [],
  },
  { code: 'duplicate-name', title: 'two roles of one vendor', text: 'vendor v { role a role <|a|> }' },
  {
    code: 'unknown-import',
    title: 'a file that is not there',
    text: 'import "./nowhere.segplan"',
    finds: ['"./nowhere.segplan"'],
    says: /no readable file/,
  },
  {
    code: 'unknown-import',
    title: 'a file that imports itself',
    text: 'import "./plan.segplan"',
    finds: ['"./plan.segplan"'],
    says: /itself/,
  },
  {
    code: 'unknown-import',
    title: 'a file of another kind',
    text: 'import "./x.txt"',
    finds: ['"./x.txt"'],
    says: /Only \.segplan/,
  },
  {
    code: 'vendor-not-used',
    title: 'a role of a catalog that states no flows of its own',
    text: 'zone z { component c : vmware.esxi at 10.0.0.1 }',
    finds: [],
  },
  {
    code: 'vendor-not-used',
    title: 'a role of a vendor that is not in use',
    text: 'zone z { component c : veeam.console at 10.0.0.1 }',
    finds: ['veeam.console'],
    fixed: /^use veeam\n/,
  },
  {
    code: 'vendor-not-used',
    title: 'a role of a vendor that is in use',
    text: 'use veeam\nzone z { component c : veeam.console at 10.0.0.1 }',
    finds: [],
  },
  {
    code: 'invalid-value',
    title: 'a value with a typing error',
    text: 'use veeam\nzone z { component c : veeam.vmware-proxy at 10.0.0.1 { transport = nbdd } }',
    finds: ['nbdd'],
    fixed: /transport = nbd \}/,
  },
  {
    code: 'invalid-value',
    title: 'a system that there is none of, on a component and on a role',
    text: 'vendor acme { role a runs <|windos|> role b : a runs linux }\nzone z { component c : acme.b at 10.0.0.1 runs windows }',
    fixed: /role a runs windows role b/,
  },
  {
    code: 'invalid-value',
    title: 'a system with a typing error on a component',
    text: 'zone z { component c at 10.0.0.1 runs <|linnux|> }',
    fixed: /runs linux \}/,
  },
  {
    code: 'invalid-value',
    title: 'a value of the property',
    text: 'use veeam\nzone z { component c : veeam.vmware-proxy at 10.0.0.1 { transport = hot-add } }',
    finds: [],
  },
  {
    code: 'invalid-value',
    title: 'a word where a condition compares a number',
    text: acme('tasks > <|many|>'),
    says: /whole number/,
  },
  {
    code: 'invalid-value',
    title: 'a number where a condition asks for one of some words',
    text: acme('mode = <|4|>'),
    fixed: /mode = (lan|wan) /,
  },
  {
    code: 'invalid-value',
    title: 'words that a condition puts into an order',
    text: acme('mode > <|lan|>'),
    says: /no order/,
  },
  {
    code: 'invalid-value',
    title: 'a condition that compares with two numbers',
    text: acme('tasks > <|4|> | 8'),
    says: /one number/,
  },
  {
    code: 'invalid-value',
    title: 'a condition that puts ports into an order',
    text: acme('control >= <|7000|>'),
    says: /with = alone/,
  },
  {
    code: 'invalid-value',
    title: 'numbers, words and a port as conditions compare them',
    text: acme('tasks = 4 | 8 and tasks <= 12 and mode = lan and not (control = 7000)'),
    finds: [],
  },
  {
    code: 'circular-name',
    title: 'groups in a circle, and a service of itself',
    text: 'group <|g|> = h\ngroup <|h|> = g, 10.0.0.1\nservice <|s|> = s',
  },
  {
    code: 'circular-name',
    title: 'a group of a group, and a service of a service',
    text: 'group g = 10.0.0.1\ngroup h = g\nservice s = tcp 1\nservice t = s',
    finds: [],
  },
  {
    code: 'duplicate-name',
    title: 'two deployments of one name',
    text: 'zone a\ndeployment d = a\ndeployment <|d|> = a',
    says: /deployment/,
  },
  { code: 'duplicate-name', title: 'a deployment with the name of a zone', text: 'zone d\ndeployment d = d', finds: [] },
];
