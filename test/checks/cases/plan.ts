import type { Case } from '../case.ts';

const zones = `zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24, fd00::/64 component y at 10.0.1.1 }
`;

/** A catalog with one condition. */
const acme = (condition: string): string =>
  `vendor acme { role a { property tasks = number property mode = lan | wan property control = port } role b flow a -> b : tcp 1 when ${condition} }`;

/** A catalog with ports that a plan has to say, that are counted, or that are every second of a range. */
const listening = (services: string, s: string, more = ''): string => `use acme
vendor acme {
  role proxy { property tasks = number }
  role server { property control = port property mode = lan | wan property slots = number }
  flow proxy -> server : ${services} "Controls it"
}
zone a { subnet 10.0.0.0/24 component p : acme.proxy at 10.0.0.1 { tasks = 2 } component q : acme.proxy at 10.0.0.2 }
zone b { subnet 10.0.1.0/24 component ${s} }
${more}`;

const portCases: readonly Case[] = [
  {
    code: 'unset-port',
    title: 'a port that only the plan can say',
    text: listening('tcp set by server.control', '<|s|> : acme.server at 10.0.1.1'),
    says: /on which port s listens, which is needed for: Controls it\. Write \{ control = … \} with the port\.$/,
    fixed: /component s : acme\.server at 10\.0\.1\.1 \{ control = 0 \} \}/,
  },
  {
    code: 'unset-port',
    title: 'a catalog that takes the port from a role that the component is not',
    text: listening('tcp set by proxy.slot', '<|s|> : acme.server at 10.0.1.1').replace('tasks = number', 'slot = port'),
    says: /on which port s listens, which is needed for: Controls it\. The catalog takes it from slot of acme\.proxy, which s is not: give s that role, or the flow a port in the catalog\.$/,
  },
  {
    code: 'unset-port',
    title: 'beside what a component says already',
    text: listening('tcp 80, udp set by server.control', '<|s|> : acme.server at 10.0.1.1 { mode = lan }'),
    fixed: /\{ mode = lan control = 0 \}/,
  },
  {
    code: 'unset-port',
    title: 'a rule that names the service, and an optional flow',
    text: listening('tcp set by server.control optional', '<|s|> : acme.server at 10.0.1.1')
      .replace('flow', 'service control = tcp set by server.control\n  flow')
      .concat('allow p -> s : acme.control'),
  },
  {
    code: 'unset-port',
    title: 'a port that the plan says',
    text: listening('tcp set by server.control', 's : acme.server at 10.0.1.1 { control = 7443 }'),
    finds: [],
  },
  {
    code: 'unset-port',
    title: 'a port that nothing requires',
    text: listening('tcp set by server.control optional', 's : acme.server at 10.0.1.1'),
    finds: [],
  },
  {
    code: 'unset-port',
    title: 'a port that has a default',
    text: listening('tcp 7443 (set by server.control)', 's : acme.server at 10.0.1.1'),
    finds: [],
  },
  {
    code: 'missing-flow',
    title: 'a port that the plan says is required as any other',
    text: listening('tcp set by server.control', 's : acme.server at 10.0.1.1 { control = 7443 }', 'allow q -> s : tcp 7443'),
    finds: ['p'],
    says: /p -> s on tcp 7443\./,
  },
  {
    code: 'missing-flow',
    title: 'every second port of a range',
    text: listening(
      'tcp 9401-9406 step 2',
      's : acme.server at 10.0.1.1',
      'allow q -> s : required\nallow p -> s : tcp 9401, 9402',
    ),
    finds: ['tcp 9401, 9402'],
    says: /p -> s on tcp 9403, 9405\./,
  },
  {
    code: 'missing-flow',
    title: 'counted ports in steps: two proxies, every second port',
    text: listening('tcp 2500+ (1 for each proxy step 2)', 's : acme.server at 10.0.1.1', 'allow q -> s : required'),
    finds: ['p'],
    says: /p -> s on tcp 2500, 2502\./,
  },
  {
    code: 'missing-flow',
    title: 'ports counted by numbers: those of both proxies, one of which does not say it',
    text: listening('tcp 2500+ (2 for each proxy.tasks)', 's : acme.server at 10.0.1.1', 'allow q -> s : required'),
    finds: ['p'],
    says: /p -> s on tcp 2500-2505\./,
  },
  {
    code: 'missing-flow',
    title: "ports counted by the listener's own number, whatever others say",
    text: listening(
      'tcp 2500+ (1 for each server.slots)',
      's : acme.server at 10.0.1.1 { slots = 3 } component r : acme.server at 10.0.1.2 { slots = 7 }',
      'allow q -> s, r : required\nallow p -> r : required',
    ).replace('component p', 'component <|p|>'),
    says: /p -> s on tcp 2500-2502\./,
  },
  {
    code: 'uncounted-port',
    title: 'a number that is not said, which counts as 1',
    text: listening('tcp 2500+ (1 for each proxy.tasks)', 's : acme.server at 10.0.1.1').replace(
      'component q',
      'component <|q|>',
    ),
    says: /^q doesn't say its tasks, by which the ports are counted that s listens on: it counts as 1\./,
    fixed: /component q : acme\.proxy at 10\.0\.0\.2 \{ tasks = 1 \} \}/,
  },
  {
    code: 'exhausted-ports',
    title: 'a number that counts one port more than there are, beside one that counts all there are',
    text: listening('tcp 2500+ (1 for each proxy.tasks)', 's : acme.server at 10.0.1.1').replace(
      '0.0.2 }',
      '0.0.2 { tasks = <|63035|> } }',
    ),
    says: /^s would listen on 63,037 ports from 2500 on, and there is room for 63,036: 65535 is the last port there is\.$/,
    fixed: /tasks = 63034 /,
  },
  {
    code: 'exhausted-ports',
    title: 'a number that counts as many ports as there are',
    text: listening('tcp 2500+ (1 for each proxy.tasks)', 's : acme.server at 10.0.1.1').replace(
      '0.0.2 }',
      '0.0.2 { tasks = 63034 } }',
    ),
    finds: [],
  },
  {
    code: 'exhausted-ports',
    title: 'two ports for each machine, of which there are more than ports',
    text: listening('tcp 65530+ (2 for each proxy)', '<|s|> : acme.server at 10.0.1.1').replace(
      'at 10.0.0.2 }',
      'at 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5 }',
    ),
    says: /^s would listen on 10 ports from 65530 on, and there is room for 6: /,
    fixed: false,
  },
  {
    code: 'uncounted-port',
    title: 'a service of a flow that is on another port besides, toward a zone',
    text: listening('tcp 22, acme.work', 's : acme.server at 10.0.1.1')
      .replace('  role proxy', '  service work = tcp 2500+ (1 for each proxy.tasks)\n  role proxy')
      .replace('0.0.2 }', '0.0.2 { tasks = 1 } }')
      .concat('allow p, q -> <|b|> : acme.work'),
    says: /name the component that listens, s\.$/,
  },
  {
    code: 'invalid-port',
    title: 'a range by step with more ports than a firewall would hold one by one',
    text: listening('tcp <|1000-3000 step 2|>', 's : acme.server at 10.0.1.1'),
    says: /1001 single ports/,
  },
  {
    code: 'invalid-port',
    title: 'a range by step with as many ports as a firewall holds one by one, and with one more',
    text: listening('tcp 1-1023 step 2, tcp <|1-1025 step 2|>', 's : acme.server at 10.0.1.1'),
    says: /513 single ports, and more than 512/,
  },
  {
    code: 'invalid-port',
    title: 'a step of nothing',
    text: listening('tcp <|1000-1003 step 0|>', 's : acme.server at 10.0.1.1'),
    says: /1 or more/,
  },
  {
    code: 'invalid-port',
    title: 'no port for each of what ports are counted by, and more of them than there are',
    text: listening(
      'tcp <|9000+ (0 for each proxy.tasks)|>, tcp <|9000+ (65536 for each proxy.tasks)|>, tcp 9000+ (65535 for each proxy.tasks)',
      's : acme.server at 10.0.1.1',
    ),
    says: /^(0|65536) for each is no number of ports; write one from 1 to 65535\.$/,
  },
  {
    code: 'invalid-port',
    title: 'a port set by what holds no port, and one counted by what holds no number',
    text: listening('tcp set by <|server.mode|>, tcp 25+ (1 for each <|server.control|>)', 's : acme.server at 10.0.1.1'),
  },
  {
    code: 'invalid-port',
    title: 'a port without a default in a rule of a plan',
    text: listening('tcp 80', 's : acme.server at 10.0.1.1', 'allow p -> s : tcp <|set by acme.server.control|>'),
    says: /Only a catalog/,
  },
  {
    code: 'invalid-port',
    title: 'what is required among several, by itself and behind a name',
    text: listening(
      'tcp 80',
      's : acme.server at 10.0.1.1',
      'service all = tcp 9, required\nallow p -> s : required, one of (tcp 22, <|required|>), first of (tcp 23, one of (tcp 24, <|all|>))',
    ),
    says: /What is required is none of several: write 'required' outside of 'one of', or the ports in its place\./,
  },
];

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
    title: 'a phase with a typing error in an assertion',
    text: `${zones}assert x never reaches y not during deploymnt`,
    finds: ['deploymnt'],
    fixed: /not during deployment$/,
  },
  {
    code: 'unknown-phase',
    title: 'a phase of the plan that resembles no other',
    text: `${zones}allow x -> y : tcp 1 during upgrade`,
    finds: [],
  },
  {
    code: 'unknown-phase',
    title: 'an assertion about a phase that the rules have by another name',
    text: `${zones}allow x -> y : tcp 1 during failover\nassert x reaches y on tcp 1 during <|failver|>`,
    fixed: /on tcp 1 during failover$/,
  },
  {
    code: 'unknown-phase',
    title: 'a phase switched on that the rules have by another name',
    text: `phase <|failovr|>\n${zones}allow x -> y : tcp 1 during failover`,
    fixed: /^phase failover\n/,
  },
  {
    code: 'unknown-phase',
    title: 'a phase of the plan that its rules, an assertion and a switch have',
    text: `phase failover\n${zones}allow x -> y : tcp 1 during failover\nassert x reaches y on tcp 1 during failover`,
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
    title: 'a name with half a character, beside what is sound',
    text: 'import "./no\ud800where.segplan"\nimport "./x.segplan"',
    finds: ['"./no\ud800where.segplan"', '"./x.segplan"'],
  },
  {
    code: 'unknown-import',
    title: 'a name that is empty',
    text: 'import ""',
    finds: ['""'],
    says: /Only \.segplan files can be imported, not ''/,
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
    title: 'a role of a vendor whose name in its use line is misspelled, which is said there',
    text: 'use Veeam 13\nzone z { component c : veeam.console at 10.0.0.1 }\nzone y { component d : zerto.zvm at 10.0.1.1 component e : zerto.vra at 10.0.1.2 }',
    finds: ['zerto.zvm', 'zerto.vra'],
  },
  {
    code: 'vendor-not-used',
    title: 'a partner of a product in use, without another component of its own catalog',
    text: `use veeam 13
zone m { component vbr : veeam.software-appliance at 10.0.0.1 }
zone d { component dc : microsoft.domain-controller at 10.0.1.1 }`,
    finds: [],
  },
  {
    code: 'vendor-not-used',
    title: 'a partner of a product in use, with another component of its own catalog',
    text: `use veeam 13
zone m { component vbr : veeam.software-appliance at 10.0.0.1 }
zone h { component hv : microsoft.hyper-v-host at 10.0.1.1 }
zone s { component vmm : microsoft.scvmm at 10.0.2.1 }`,
    finds: ['microsoft.hyper-v-host', 'microsoft.scvmm'],
    fixed: /^use veeam 13\nuse microsoft\n/,
  },
  {
    code: 'vendor-not-used',
    title: 'two roles, of which one is of a vendor that is in use',
    text: 'use veeam 13\nzone z { component c : veeam.vmware-proxy, <|acronis-scs.agent|> at 10.0.0.1 }\nzone m { component vbr : veeam.backup-server at 10.0.1.1 }',
    says: /add 'use acronis-scs'/,
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
    title: 'several words that a condition puts into an order',
    text: acme('mode > <|lan|> | wan'),
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
  ...portCases,
  {
    code: 'circular-name',
    title: 'groups in a circle, and a service of itself',
    text: 'group <|g|> = h\ngroup <|h|> = g, 10.0.0.1\nservice <|s|> = s',
    says: /^g is defined by itself: h in its definition leads back to it\. Take it out, or what leads back\.$/,
  },
  {
    code: 'circular-name',
    title: 'a service that is one of itself and another, which a rule opens',
    text: `${zones}service <|s|> = one of (s, tcp 1)\nallow a -> b : s`,
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
