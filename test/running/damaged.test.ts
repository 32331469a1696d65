// Files that are damaged: what of them nobody can read is told, and never left out in silence.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { targets } from '../../language/generated/targets.ts';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { readRunning, UnknownForm } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import type { Packet } from '../rulesets/evaluator.ts';
import { withTopology } from '../rulesets/readers/topology.ts';
import type { Verdict } from '../rulesets/readers.ts';
import { ofChance } from '../support/chance.ts';
import { numbers } from '../support/numbers.ts';
import { decides } from './asking.ts';
import { running } from './drift-proof.ts';
import { agrees, auditOf, drift } from './mutants.ts';
import { READINGS, type Reading } from './strict-readings.ts';

/** Whether a reader says that something is not known for certain, or that a text is none of its forms. */
function isTold(text: string, file = 'damaged'): boolean {
  let devices: readonly RunningDevice[];
  try {
    devices = readRunning(text, file);
  } catch (error) {
    assert.ok(error instanceof UnknownForm, String(error));
    return true;
  }
  return !devices.length || devices.some(saysMore);
}

function saysMore({ unknown, lists }: RunningDevice): boolean {
  return (
    unknown.length > 0 || [...lists.values()].some(({ rules }) => rules.some((rule) => rule.perhaps || rule.action === 'unknown'))
  );
}

const NFT = `table ip t {
  set s {
    type ipv4_addr
    elements = { 10.1.0.5 }
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ip saddr @s tcp dport 22 accept comment "in"
  }
}
`;
const IPTABLES = `*filter
:FORWARD DROP [0:0]
:MINE - [0:0]
-A FORWARD -s 10.1.0.5/32 -p tcp -m tcp --dport 22 -j ACCEPT
-A FORWARD -j MINE
COMMIT
`;
const FORTIOS = `config firewall address
    edit "a"
        set subnet 10.1.0.0 255.255.255.0
    next
end
config firewall service custom
    edit "s"
        set tcp-portrange 22
    next
end
config firewall policy
    edit 1
        set srcintf "inside"
        set dstintf "outside"
        set srcaddr "a"
        set dstaddr "all"
        set service "s"
        set schedule "always"
        set action accept
    next
    edit 2
        set srcintf "inside"
        set dstintf "outside"
        set srcaddr "a"
        set dstaddr "all"
        set service "ALL"
        set schedule "always"
        set action deny
    next
    move 2 before 1
end
`;
const JUNOS = `security {
    policies {
        from-zone a to-zone b {
            policy p {
                match {
                    source-address any;
                    destination-address any;
                    application any;
                }
                then {
                    permit;
                }
            }
        }
    }
}
`;
const SET = 'set security policies from-zone a to-zone b policy p ';
const JUNOS_SET = `${['match source-address any', 'match destination-address any', 'match application any', 'then permit'].map((each) => `${SET}${each}\n`).join('')}set applications application t protocol tcp
`;
const POLICY = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'a' },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 22 }] }] },
};
const KUBERNETES = `${JSON.stringify(POLICY, undefined, 2)}\n`;
const AZURE = `${JSON.stringify(
  [
    {
      name: 'g',
      id: '/g',
      securityRules: [
        {
          name: 'r',
          priority: 100,
          direction: 'Inbound',
          access: 'Deny',
          protocol: 'Tcp',
          sourceAddressPrefix: '*',
          sourcePortRange: '*',
          destinationAddressPrefix: '*',
          destinationPortRange: '22',
        },
      ],
      defaultSecurityRules: [],
    },
  ],
  undefined,
  2,
)}\n`;
// Without the profile of a rule, which is unknown in whole files as well.
const PANOS = readFileSync(join(import.meta.dirname, 'files/panos.xml'), 'utf8').replace(
  /<profile-setting>[\s\S]*?<\/profile-setting>/,
  '',
);

const WHOLE: Readonly<Record<string, string>> = { NFT, IPTABLES, FORTIOS, JUNOS, JUNOS_SET, KUBERNETES, PANOS };

/** What slips in, which form it is, and by what. */
const SLIPS: readonly (readonly [form: string, was: string | RegExp, is: string])[] = [
  ['NFT', 'elements = {', 'some elements = {'],
  ['NFT', 'set s {', 'set s of mine {'],
  ['NFT', 'policy drop;', 'policy dorp;'],
  ['NFT', 'priority filter;', 'priority filter late;'],
  ['NFT', 'accept comment "in"', 'accept priority "in"'],
  ['NFT', 'accept comment "in"', 'accept comment'],
  ['NFT', '  chain forward', '  chian forward'],
  ['NFT', /\}\n\}\n$/, '}\n}\n}\n'],
  ['IPTABLES', '-j ACCEPT', 'ACCEPT'],
  ['IPTABLES', '-j ACCEPT', '-j ACCEPT MINE'],
  ['IPTABLES', '-A FORWARD -j MINE', '-A'],
  ['IPTABLES', 'FORWARD DROP', 'FORWARD DORP'],
  ['IPTABLES', '-A FORWARD -j MINE', '-A OTHER -j ACCEPT'],
  ['IPTABLES', '-A FORWARD -j MINE', '-F FORWARD MINE'],
  ['FORTIOS', 'set srcintf "inside"', 'set srcintf'],
  ['FORTIOS', '        set dstaddr "all"\n', ''],
  ['FORTIOS', '        set dstintf "outside"\n', ''],
  ['FORTIOS', '    edit 1\n', ''],
  ['FORTIOS', 'edit 1\n', 'edit\n'],
  ['FORTIOS', 'move 2 before 1', 'move 2 before 3'],
  ['FORTIOS', 'move 2 before 1', 'move 2 ahead 1'],
  ['FORTIOS', 'set tcp-portrange 22', 'set tcp-portrnage 22'],
  ['FORTIOS', 'set subnet 10', 'set subent 10'],
  ['JUNOS', 'permit;', 'premit;'],
  ['JUNOS', 'match {', 'macth {'],
  ['JUNOS', 'policy p', 'polciy p'],
  ['JUNOS_SET', 'then permit', 'then premit'],
  ['JUNOS_SET', 'policy p match application', 'policies p match application'],
  ['JUNOS_SET', 'applications application t', 'applications t'],
  ['KUBERNETES', '"namespaceSelector": {}', '"namespaceSelecter": {}'],
  ['KUBERNETES', '"namespaceSelector": {}', ''],
  ['KUBERNETES', '"port": 22', '"port": {}'],
  ['KUBERNETES', '"port": 22', '"port": 22, "port": 23'],
  ['KUBERNETES', /"ingress": \[[\s\S]*\]/, '"ingress": "all"'],
  ['AZURE', /"securityRules": \[[\s\S]*?\],/, '"securityRules": "none",'],
  ['AZURE', '"priority": 100', '"priority": "first"'],
  ['AZURE', '"access": "Deny"', '"access": "Deny", "access": "Allow"'],
  ['PANOS', '</config>', ''],
  ['PANOS', '</rules>', '</rule>'],
];

describe('a running file', () => {
  it('has nothing unknown where it is whole', () => {
    for (const [form, text] of Object.entries(WHOLE)) assert.ok(form === 'KUBERNETES' || !isTold(text), form);
  });

  it('is told to be cut off, on whichever line that is', () => {
    for (const form of ['NFT', 'IPTABLES', 'FORTIOS', 'JUNOS', 'KUBERNETES', 'PANOS']) {
      const lines = WHOLE[form]!.trimEnd().split('\n');
      const step = Math.ceil(lines.length / 40);
      for (let n = 1; n < lines.length; n += step) {
        const text = `${lines.slice(0, n).join('\n')}\n`;
        // Tables that are whole may be all that somebody gave out.
        if (form === 'FORTIOS' && /^end\n$/m.test(text.slice(-4))) continue;
        assert.ok(isTold(text), `${form} up to line ${n}: ${lines[n - 1]}`);
      }
    }
  });

  it('is told to be cut off where an ASA began to save it, and did not end', () => {
    const [start, access] = [
      ': Saved\nASA Version 9.16(4)\n',
      'access-list a extended permit tcp any any eq 22\naccess-group a global\n',
    ];
    assert.ok(!isTold(`${start}${access}: end\n`));
    assert.ok(isTold(`${start}${access}`));
    // Lines that somebody has picked out promise no end.
    assert.ok(!isTold(access));
  });

  for (const [form, was, is] of SLIPS)
    it(`tells what nobody can read: ${form.toLowerCase()}, ${is.trim().slice(0, 40) || `without ${String(was).trim().slice(0, 40)}`}`, () => {
      const whole = { ...WHOLE, AZURE }[form]!;
      const text = whole.replace(was, is);
      assert.notEqual(text, whole);
      const before = readRunning(whole, 'whole').flatMap(({ unknown }) => unknown).length;
      assert.ok(isTold(text), text);
      if (before) assert.ok(readRunning(text, 'damaged').flatMap(({ unknown }) => unknown).length > before, 'more is unknown');
    });

  it('of JSON may hold values parted as documents of YAML are', () => {
    const two = [POLICY, { ...POLICY, metadata: { name: 'q', namespace: 'b' } }].map((each) =>
      JSON.stringify(each, undefined, 2),
    );
    const devices = readRunning(`${two.join('\n---\n')}\n`, 'two.json');
    assert.deepEqual(
      devices.map(({ name }) => name),
      ['a', 'b'],
    );
    assert.ok(!devices.some(({ unknown }) => unknown.some(({ what }) => /JSON/.test(what))));
  });

  it('of iptables may say what a rule matches behind what it does, and of nftables behind what is logged or limited', () => {
    const [iptables] = readRunning(
      IPTABLES.replace('-s 10.1.0.5/32 -p tcp -m tcp --dport 22 -j ACCEPT', '-j ACCEPT -p tcp --dport 22'),
      'x',
    );
    const [nft] = readRunning(NFT.replace('ip saddr @s tcp', 'log prefix "x" level info tcp'), 'x');
    for (const device of [iptables!, nft!])
      decides(device, {
        'a 10.2.0.1 -> b 10.3.0.1 tcp 22': 'permit',
        'a 10.2.0.1 -> b 10.3.0.1 tcp 23': 'deny',
      });
  });
});

const PLAN = `zone a { subnet 10.1.0.0/24, fd00:1::/64 component p at 10.1.0.5 }
zone b { subnet 10.2.0.0/24, fd00:2::/64 component q at 10.2.0.5 }
zone c external
allow a -> b : tcp 20-30, udp 53
deny a -> q : tcp 23
allow c -> q : tcp 443
deny b -> a : udp 1-100
allow q -> a : udp 50-60, tcp 80
`;

/** What no rule of these forms has where it is put, or that changes what it says. */
const ODD = [
  '!',
  '0',
  '22',
  '10.9.0.0/16',
  'any',
  'drop',
  'DROP',
  'deny',
  'accept',
  'permit',
  '-j',
  'not',
  'x',
  '{',
  '}',
  '"',
  'inactive',
  'tcp',
  'set',
];

/** A file with a word or a line that is another one, or gone. */
function withSlip(text: string, seed: number): string {
  const number = numbers(seed);
  const lines = text.split('\n');
  const at = number(lines.length);
  const words = lines[at]!.split(/(\s+|,)/);
  const all = [...ODD, ...text.split(/\s+/)];
  const put = all[number(all.length)]!;
  const w = number(words.length);
  const made = [
    () => lines.toSpliced(at, 1),
    () => lines.with(at, words.toSpliced(w, 1).join('')),
    () => lines.with(at, words.with(w, put).join('')),
    () => lines.with(at, words.toSpliced(w, 0, ' ', put, ' ').join('')),
    () =>
      lines.with(
        at,
        lines[at]!.replace(/\d+/g, (digits) => (number(3) ? digits : String(number(70_000)))),
      ),
  ];
  return made[number(made.length)]!().join('\n');
}

describe('an audit of a file with a slip', () => {
  for (const [name, read] of Object.entries<Reading>(READINGS))
    it(`says what packets find, or that something is not known for certain: ${name}`, async () => {
      const { target, zoneOf } = withTopology(targets.find((each) => each.name === name)!);
      const right = await running(PLAN, target);
      if (!right) return;
      const home = zoneOf();
      let compared = 0;
      for (let seed = 1; seed <= ofChance(60); seed++) {
        const text = withSlip(right.files[0]!.text, seed);
        const files: OutputFile[] = right.files.with(0, { ...right.files[0]!, text });
        if (isTold(text, files[0]!.name) || drift(auditOf({ ...right, files })).unsure.length) continue;
        let decidesPacket: (packet: Packet) => Verdict;
        try {
          decidesPacket = read(files, home);
          decidesPacket({ source: '10.1.0.5', destination: '10.2.0.5', protocol: 'tcp', port: 22 });
        } catch {
          // What a strict reading takes for no text of its form says nothing of this one.
          continue;
        }
        compared++;
        agrees({ ...right, files }, decidesPacket, seed, 8);
      }
      assert.ok(compared > 0 || name === 'csv', `${compared}`);
    });
});
