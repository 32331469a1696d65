// Words that every object of JavaScript has something for, in the places where a reader looks a word up: they mean what any other word means that it does not know.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';

const WORDS = ['constructor', 'toString', 'valueOf', '__proto__'];
const UNKNOWN = 'nonsense';

const nft = (rule: string, hook = 'priority 0') =>
  `table inet t {\n chain c {\n type filter hook forward ${hook}; policy drop;\n ${rule}\n }\n}\n`;
const gcp = (p: string) =>
  JSON.stringify([
    {
      name: 'r',
      direction: 'INGRESS',
      network: 'n',
      priority: 1,
      sourceRanges: ['10.0.0.0/8'],
      kind: 'compute#firewall',
      allowed: [{ IPProtocol: p, ports: ['1'] }],
    },
  ]);
const TEXTS: Readonly<Record<string, (word: string) => string>> = {
  'nft proto': (w) => nft(`meta l4proto ${w} accept`),
  'nft state': (w) => nft(`ct state ${w} accept`),
  'nft flags': (w) => nft(`tcp flags ${w} accept`),
  'nft icmp': (w) => nft(`icmp type ${w} accept`),
  'nft if': (w) => nft(`${w} eth0 accept`),
  'nft sign': (w) => nft(`tcp dport ${w} 22 accept`),
  'nft prio': (w) => nft('accept', `priority ${w}`),
  'nft verdict': (w) => nft(w),
  'nft meta': (w) => nft(`meta ${w} eth0 accept`),
  'nft direction': (w) => nft(`ct direction ${w} accept`),
  csv: (w) => `Action,Source,Destination,Protocol,Ports\nallow,10.0.0.0/24,10.1.0.0/24,${w},443\n`,
  'nft json': (w) =>
    JSON.stringify({
      nftables: [
        { table: { family: 'inet', name: 't' } },
        { chain: { family: 'inet', table: 't', name: 'c', type: 'filter', hook: 'forward', prio: 0, policy: 'drop' } },
        {
          rule: {
            family: 'inet',
            table: 't',
            chain: 'c',
            expr: [{ [w]: null }, { match: { op: '==', left: { payload: { protocol: w, field: w } }, right: w } }],
          },
        },
      ],
    }),
  'ipt icmp': (w) => `*filter\n:FORWARD DROP [0:0]\n-A FORWARD -p icmp -m icmp --icmp-type ${w} -j ACCEPT\nCOMMIT\n`,
  'ipt proto': (w) => `*filter\n:FORWARD DROP [0:0]\n-A FORWARD -p ${w} -j ACCEPT\nCOMMIT\n`,
  'ipt jump': (w) => `*filter\n:FORWARD DROP [0:0]\n-A FORWARD -j ${w}\nCOMMIT\n`,
  'ipt flags': (w) => `*filter\n:FORWARD DROP [0:0]\n-A FORWARD -p tcp --tcp-flags ${w} SYN -j ACCEPT\nCOMMIT\n`,
  gcp,
  aws: (w) =>
    JSON.stringify({
      SecurityGroups: [
        {
          GroupId: 'sg-1',
          GroupName: 'g',
          VpcId: 'v',
          IpPermissions: [{ IpProtocol: w, FromPort: 1, ToPort: 2, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
          IpPermissionsEgress: [],
        },
      ],
    }),
  azure: (w) =>
    JSON.stringify([
      {
        name: 'g',
        type: 'Microsoft.Network/networkSecurityGroups',
        defaultSecurityRules: [],
        securityRules: [
          {
            name: 'r',
            priority: 100,
            direction: 'Inbound',
            access: 'Allow',
            protocol: w,
            sourceAddressPrefix: '*',
            destinationAddressPrefix: '*',
            sourcePortRange: '*',
            destinationPortRange: '1',
          },
        ],
      },
    ]),
  win: (w) =>
    JSON.stringify([
      {
        Name: 'r',
        DisplayName: 'r',
        Enabled: 1,
        Direction: 1,
        Action: w,
        Profile: w,
        Protocol: w,
        LocalPort: w,
        RemotePort: 'Any',
        LocalAddress: 'Any',
        RemoteAddress: w,
      },
    ]),
  win2: (w) =>
    JSON.stringify([
      {
        Name: 'r',
        DisplayName: 'r',
        Enabled: 'True',
        Direction: 'Inbound',
        Action: 'Allow',
        Profile: 'Any',
        Protocol: 'TCP',
        LocalPort: w,
        RemotePort: 'Any',
        LocalAddress: 'Any',
        RemoteAddress: 'Any',
      },
    ]),
};

/** What decides in a file: what each rule does with which traffic, and whether that is certain; and how much of it nobody understands. */
function decided(text: string): unknown {
  const whole = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);
  return readRunning(text, 'file').map(({ lists, stages, unknown }) => ({
    stages,
    unknown: unknown.length,
    rules: [...lists.values()].flatMap(({ rules }) =>
      rules.map(({ action, perhaps, traffic }) => [typeof action, perhaps === undefined, JSON.stringify(traffic, whole)]),
    ),
  }));
}

describe('words of objects', () => {
  for (const [place, textOf] of Object.entries(TEXTS))
    it(`mean nothing else than words that nobody knows: ${place}`, () => {
      for (const word of WORDS) assert.deepEqual(decided(textOf(word)), decided(textOf(UNKNOWN)), word);
    });
});
