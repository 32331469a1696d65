// What is told of files that are cut off, odd or misshapen, and what then becomes of their packets: what is not known counts both ways.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { collected, collectedRule as rule } from './as-told.ts';
import { decided } from './asking.ts';
import { outward, toldAt } from './words.ts';

const TCP = 'a 10.1.0.5 -> b 10.2.0.5 tcp 443';
const devices = (text: string, form: string): RunningDevice[] => readRunning(text, 'file', form);
const all = (text: string, form: string): string =>
  toldAt(devices(text, form)[0]!)
    .map(([line, what]) => `${line} ${what}`)
    .join('; ');

describe('tables of iptables', () => {
  // "TABLES" of iptables(8), and which of them have which chains; in the order in which the kernel asks them: raw, mangle, (nat,) filter, security.
  const HAVE: Readonly<Record<string, readonly string[]>> = {
    raw: ['PREROUTING', 'OUTPUT'],
    mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
    filter: ['INPUT', 'FORWARD', 'OUTPUT'],
    security: ['INPUT', 'FORWARD', 'OUTPUT'],
  };
  const WAYS: Readonly<Record<string, readonly string[]>> = {
    passing: ['PREROUTING', 'FORWARD', 'POSTROUTING'],
    inward: ['PREROUTING', 'INPUT'],
    outward: ['OUTPUT', 'POSTROUTING'],
  };
  const asIs = (device: RunningDevice): RunningDevice => device;
  const sees: Readonly<Record<string, (all: RunningDevice[]) => RunningDevice>> = {
    passing: (read) => asIs(read[0]!),
    inward: (read) => asIs(read[1]!),
    outward: (read) => outward(read[1]!),
  };

  it('each may drop what comes through its chains, and no other', () => {
    const tables = (table: string, chain: string): string =>
      Object.entries(HAVE)
        .map(([name, chains]) => {
          const rules = chains.flatMap((each) => [
            ...(name === table && each === chain ? [`-A ${each} -p tcp -m tcp --dport 443 -j DROP`] : []),
            // Something of each way is filtered, so that the file is one of a host as well.
            ...(name === 'filter' ? [`-A ${each} -p udp -j DROP`] : []),
          ]);
          return `*${name}\n${chains.map((each) => `:${each} ACCEPT [0:0]\n`).join('')}${rules.map((rule) => `${rule}\n`).join('')}COMMIT\n`;
        })
        .join('');
    for (const [table, chains] of Object.entries(HAVE))
      for (const chain of chains) {
        const read = devices(tables(table, chain), 'iptables');
        assert.equal(read.length, 2);
        for (const [way, passed] of Object.entries(WAYS)) {
          const device = sees[way]!(read);
          assert.equal(decided(device, TCP), passed.includes(chain) ? 'deny' : 'permit', `${way}: ${table} ${chain}`);
          assert.equal(decided(device, TCP.replace('tcp', 'udp')), 'deny', way);
        }
      }
  });

  it('a chain that one of them permits in is asked by the next one all the same', () => {
    const read = devices(
      '*mangle\n:FORWARD DROP [0:0]\n-A FORWARD -p tcp -j ACCEPT\nCOMMIT\n*filter\n:FORWARD DROP [0:0]\n-A FORWARD -p udp -j ACCEPT\nCOMMIT\n',
      'iptables',
    );
    assert.deepEqual(
      [TCP, TCP.replace('tcp', 'udp')].map((packet) => decided(read[0]!, packet)),
      ['deny', 'deny'],
    );
  });
});

describe('what readers tell of odd files', () => {
  const saved = (...lines: readonly string[]): string =>
    `*filter\n:FORWARD DROP [0:0]\n${lines.map((line) => `${line}\n`).join('')}COMMIT\n`;
  const nft = (...lines: readonly string[]): string =>
    `table inet f {\n  chain c {\n    type filter hook forward priority 0; policy drop;\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`;
  const around = (...lines: readonly string[]): string => `${lines.map((line) => `${line}\n`).join('')}${nft()}`;
  const inTable = (...lines: readonly string[]): string =>
    nft().replace(/}\n$/, `${lines.map((line) => `  ${line}\n`).join('')}}\n`);

  const policy = (spec: unknown): string =>
    JSON.stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: 'shop' },
      spec,
    });
  const srx = (line: string): string =>
    `set security zones security-zone a interfaces ge-0/0/0.0\nset security zones security-zone b interfaces ge-0/0/1.0\n${line}\n`;
  /** More ports than anybody pairs with as many others. */
  const MANY = Array.from({ length: 300 }, (_, n) => `${2 * n + 1}`);

  const ROWS: readonly (readonly [form: string, text: string, told: string])[] = [
    ['iptables', '# nothing\n', '1 no table'],
    ['iptables', '*nat\nCOMMIT\n', '1 no table'],
    ['iptables', saved().replace('COMMIT\n', ''), '1 *filter'],
    ['iptables', saved(':INPUT FROB [0:0]'), '3 :INPUT'],
    ['iptables', saved(':own - [0:0]'), ''],
    ['iptables', saved('-P INPUT FROB'), '3 -P'],
    ['iptables', saved('-F FORWARD frob'), '3 -F'],
    ['iptables', saved('-X frob extra'), '3 -X'],
    ['iptables', saved('-D FORWARD 1'), '3 -D in FORWARD'],
    ['iptables', saved('--replace FORWARD 1 -j ACCEPT'), '3 --replace in FORWARD'],
    ['iptables', saved('-A own -j ACCEPT'), '3 a rule of a chain that the file does not begin'],
    ['iptables', saved('-A FORWARD -j own'), '3 a chain or target that the file doesn’t hold'],
    ['iptables', saved('-A'), '3 a rule without a chain'],
    ['iptables', saved('-A FORWARD frob -j ACCEPT'), '3 a word that belongs to no option'],
    [
      'iptables',
      '*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp -j DNAT --to-destination 10.0.0.1\nCOMMIT\n',
      '3 DNAT in the table nat',
    ],
    [
      'iptables',
      '*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p tcp -j REDIRECT --to-ports 80\nCOMMIT\n',
      '3 REDIRECT in the table nat',
    ],
    [
      'iptables',
      '*nat\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -j MASQUERADE\n-A POSTROUTING -j SNAT --to-source 10.0.0.1\nCOMMIT\n',
      '',
    ],
    ['iptables', saved('hello'), '3 hello'],
    ['nftables', around('}'), '1 }'],
    ['nftables', nft().replace(/}\n$/, ''), '4 the end of the file'],
    ['nftables', around('add table inet f'), ''],
    ['nftables', around('add rule inet f c accept'), '1 add'],
    ['nftables', around('include "x"'), '1 include'],
    ['nftables', around('flush ruleset'), ''],
    ['nftables', inTable('frob x {', '}'), '5 frob'],
    ['nftables', inTable('frob x'), '5 frob'],
    ['nftables', inTable('comment "x"'), ''],
    ['nftables', inTable('chain d extra {', '}'), '5 chain'],
    ['nftables', inTable('flowtable ft {', 'hook ingress priority 0', '}'), ''],
    ['nftables', inTable('counter n {', 'packets 5 bytes 6', '}'), ''],
    ['nftables', inTable('set s {', 'type ipv4_addr', 'size 5', 'frob 5', '}'), '8 a line of a set'],
    ['nftables', inTable('set s {', 'type ipv4_addr', 'elements = { 10.0.0.1 } frob', '}'), '7 elements'],
    ['nftables', nft().replace('priority 0', 'priority 0 + '), '3 type … hook'],
    ['nftables', nft().replace('priority 0', 'frob'), '3 type … hook'],
    ['nftables', nft().replace('priority 0', 'priority filter + 10'), ''],
    ['nftables', nft().replace('policy drop', 'policy frob'), '3 policy'],
    ['nftables', `table bridge f {\n  chain c {\n    accept\n  }\n}\n${nft()}`, '3 a rule of the family bridge'],
    ['nftables', `table arp f {\n  chain c {\n    accept\n  }\n}\n${nft()}`, ''],
    ['nftables', '{"nftables": "frob"', '1 JSON'],
    ['kubernetes', policy(undefined), '1 a policy without a spec'],
    ['kubernetes', policy({ podSelector: { frob: 5 } }), '1 a selector'],
    ['kubernetes', policy({ ingress: [{ from: [{}] }] }), '1 a peer'],
    ['kubernetes', policy({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] }] }), '1 a peer'],
    ['kubernetes', policy({ ingress: [{ from: [{ podSelector: { frob: 5 } }] }] }), '1 a selector'],
    ['kubernetes', policy({ ingress: [{ from: [{ namespaceSelector: { frob: 5 } }] }] }), '1 a selector'],
    ['kubernetes', policy({ ingress: [{ from: [{ ipBlock: { cidr: 'frob' } }] }] }), '1 ipBlock'],
    ['kubernetes', policy({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['frob'] } }] }] }), '1 ipBlock'],
    [
      'windows-firewall',
      collected([], { profiles: [{ Enabled: true }] }),
      '1 the defaults of a profile; 20 a profile without a name',
    ],
    ['windows-firewall', collected([rule({ Enabled: 'frob' })]), '62 a rule'],
    ['windows-firewall', collected([rule({ Direction: undefined })]), '62 a rule without direction or action'],
    ['windows-firewall', collected([rule({ RemoteAddress: 'frob' })]), ''],
    ['windows-firewall', collected([rule({ Protocol: 'TCP', LocalPort: MANY, RemotePort: MANY })]), ''],
    ['windows-firewall', '{}', '1 no rules; 1 the defaults of a profile; 1 an object where something else belongs'],
    ['junos', srx('set security policies from-zone a to-zone b policy p then frob'), '3 policy … then frob'],
    ['junos', srx('set security policies from-zone a frob'), '3 from-zone … frob'],
    ['junos', srx('frob x'), '3 a line that is no command'],
    [
      'fortios',
      'config firewall policy\nedit 1\nset srcaddr "all"\nset dstaddr "all"\nset action accept\nnext\nend\n',
      '2 policy without srcintf; 2 policy without dstintf',
    ],
    ['gcp', '[5]', '1 a value that is no resource; 1 no firewall rule'],
    [
      'gcp',
      '[{"name":"r","network":"n","direction":"INGRESS","priority":1,"allowed":[{"IPProtocol":"tcp"}]',
      '1 a text that is no JSON or is cut off',
    ],
    [
      'gcp',
      JSON.stringify([
        {
          kind: 'compute#firewall',
          name: 'r',
          network: 'n',
          direction: 'INGRESS',
          priority: 1,
          sourceRanges: ['0.0.0.0/0'],
          allowed: [{ IPProtocol: 'tcp' }],
          '': 5,
        },
      ]),
      '1 firewall rule …',
    ],
  ];

  it('each line that may matter is told by its words', () => {
    for (const [form, text, told] of ROWS) assert.equal(all(text, form), told, text);
  });
});
