import assert from 'node:assert/strict';
import { audit } from '../../language/running/audit.ts';
import { boxText, closedText } from '../../language/running/describe-audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { analysisOf } from '../support/language.ts';

// "For TCP, UDP, and SCTP connections […] you do not need an access rule to allow returning traffic […]. For connectionless protocols such as ICMP, however, the ASA establishes
// unidirectional sessions, so you either need access rules to allow ICMP in both directions […], or you need to enable the ICMP inspection engine."
// (Cisco ASA Series Firewall CLI Configuration Guide 9.6, "Access Rules", https://www.cisco.com/c/en/us/td/docs/security/asa/asa96/configuration/firewall/asa-96-firewall-config/access-rules.html)
const PLAN = `plan "Shop"
zone office { subnet 10.1.0.0/24 component till at 10.1.0.5 component desk at 10.1.0.6 }
zone servers { subnet 10.2.0.0/24 component db at 10.2.0.7 }
`;
const INTERFACES = `interface GigabitEthernet0/1
 nameif office
 security-level 50
 ip address 10.1.0.1 255.255.255.0
!
interface GigabitEthernet0/2
 nameif servers
 security-level 50
 ip address 10.2.0.1 255.255.255.0
!
same-security-traffic permit inter-interface
access-group office_in in interface office
access-group servers_in in interface servers
access-list servers_in extended deny tcp any any
`;
/** What every ASA begins with; it does not inspect icmp. */
const DEFAULT = ['class-map inspection_default', ' match default-inspection-traffic'];
const GLOBAL = 'service-policy global_policy global';
const policy = (...lines: readonly string[]): string => ['policy-map global_policy', ...lines, GLOBAL].join('\n');

async function told(
  rules: string,
  opens: readonly string[],
  rest: string,
  { version = 'ASA Version 9.12(4)\n', level = 50 } = {},
): Promise<string[]> {
  const analysis = await analysisOf(`${PLAN}${rules}\n`);
  const lists = opens.map((each) => `access-list office_in extended permit ${each}\n`).join('');
  const { inStep, devices } = audit(
    analysis,
    readRunning(
      `${version}${INTERFACES.replace('security-level 50', `security-level ${level}`)}${lists}${rest}\n`,
      'edge.txt',
      'asa',
    ),
  );
  const found = devices.flatMap(({ cutOff, unknown }) => {
    assert.deepEqual(unknown, []);
    return cutOff.map((cut) => `${closedText(cut)}: ${cut.region.map((box) => boxText(box, analysis.plan)).join('; ')}`);
  });
  assert.equal(inStep, !found.length && devices.every(({ open }) => !open.length));
  // Whoever reads that something doesn't get back reads what to do about it.
  for (const { notes } of devices)
    assert.equal(
      notes.some((each) => each.includes('has inspect icmp')),
      found.length > 0,
    );
  return found;
}

describe('what answers through an ASA', () => {
  const ping = 'allow till -> db : icmp echo-request';
  const opens = ['icmp host 10.1.0.5 host 10.2.0.7 echo'];
  const cut = ['cut off, once it is open: till -> db: icmp 8'];
  const tell = (rest: string, version?: string): Promise<string[]> =>
    told(ping, opens, rest, version === undefined ? {} : { version });

  it('gets back where icmp is inspected, and not where other things are', async () => {
    assert.deepEqual(
      await tell([...DEFAULT, policy(' class inspection_default', '  inspect dns', '  inspect icmp')].join('\n')),
      [],
    );
    for (const rest of [
      '',
      [...DEFAULT, policy(' class inspection_default', '  inspect dns')].join('\n'),
      // The errors of other connections have an engine of their own.
      [...DEFAULT, policy(' class inspection_default', '  inspect icmp error')].join('\n'),
      // A policy that is bound nowhere inspects nothing.
      [...DEFAULT, policy(' class inspection_default', '  inspect icmp').replace(GLOBAL, '')].join('\n'),
      [...DEFAULT, policy(' class inspection_default', '  inspect icmp'), `no ${GLOBAL}`].join('\n'),
      ['class-map web', ' match port tcp eq www', policy(' class web', '  inspect icmp')].join('\n'),
    ])
      assert.deepEqual(await tell(rest), cut, rest);
  });

  it('gets back where a class takes it: every one, that of all that is left, and that of a list for what the list says', async () => {
    const listed = (...lines: readonly string[]): Promise<string[]> =>
      tell(
        [
          ...lines.map((each) => `access-list pings extended ${each}`),
          'class-map c',
          ' match access-list pings',
          policy(' class c', '  inspect icmp'),
        ].join('\n'),
      );
    assert.deepEqual(await tell(policy(' class class-default', '  inspect icmp')), []);
    assert.deepEqual(await tell(['class-map c', ' match any', policy(' class c', '  inspect icmp')].join('\n')), []);
    assert.deepEqual(await listed('permit icmp any any'), []);
    assert.deepEqual(await listed('permit icmp host 10.1.0.5 any echo'), []);
    assert.deepEqual(await listed('deny icmp host 10.1.0.5 any', 'permit icmp any any'), cut);
    assert.deepEqual(await listed('permit icmp host 10.1.0.6 any'), cut);
    assert.deepEqual(await listed('permit tcp any any'), cut);
    const doubtful = ['perhaps cut off, once it is open: till -> db: icmp 8'];
    assert.deepEqual(await tell(['class-map c', ' match dscp ef', policy(' class c', '  inspect icmp')].join('\n')), doubtful);
    assert.deepEqual(await tell(policy(' class c', '  inspect icmp')), doubtful);
  });

  it('gets back by the policy of an interface that the connection comes in at, or goes out at', async () => {
    const at = (name: string): Promise<string[]> =>
      tell(
        [
          ...DEFAULT,
          policy(' class inspection_default', '  inspect icmp').replace(
            'global_policy global',
            `global_policy interface ${name}`,
          ),
        ].join('\n'),
      );
    assert.deepEqual(await at('office'), []);
    assert.deepEqual(await at('servers'), []);
    assert.deepEqual(await at('outside'), cut);
  });

  it('gets back by a rule for it, or from an interface that has no list to one whose level is not higher', async () => {
    assert.deepEqual(await tell('access-list servers_in extended permit icmp any any echo-reply'), []);
    assert.deepEqual(await tell('access-list servers_in extended permit icmp any any echo'), cut);
    const free = 'no access-group servers_in in interface servers';
    assert.deepEqual(await tell(free), []);
    assert.deepEqual(await told(ping, opens, free, { level: 60 }), cut);
  });

  it('is not certain where a file holds lists alone, and of which release it is', async () => {
    assert.deepEqual(await tell('', ''), ['perhaps cut off, once it is open: till -> db: icmp 8']);
    const sctp = 'allow till -> db : protocol sctp';
    const lists = ['sctp host 10.1.0.5 host 10.2.0.7'];
    const cutSctp = 'cut off, once it is open: till -> db: protocol sctp';
    assert.deepEqual(await told(sctp, lists, ''), []);
    assert.deepEqual(await told(sctp, lists, '', { version: 'ASA Version 9.5(2)\n' }), []);
    for (const version of ['9.5(1)', '8.4(7)'])
      assert.deepEqual(await told(sctp, lists, '', { version: `ASA Version ${version}\n` }), [cutSctp]);
    assert.deepEqual(await told(sctp, lists, '', { version: '' }), [`perhaps ${cutSctp}`]);
  });

  it('is asked of other protocols by their names, and needs a rule of its own', async () => {
    const rules = 'allow till -> db : protocol gre, tcp 443, udp 53';
    const lists = ['gre', 'tcp', 'udp'].map(
      (what) => `${what} host 10.1.0.5 host 10.2.0.7${{ gre: '', tcp: ' eq 443', udp: ' eq 53' }[what]}`,
    );
    const inspected = [...DEFAULT, policy(' class inspection_default', '  inspect icmp')].join('\n');
    assert.deepEqual(await told(rules, lists, inspected), ['cut off, once it is open: till -> db: protocol gre (gre)']);
    assert.deepEqual(
      await told(
        rules,
        lists,
        `${inspected}\naccess-list servers_in extended permit gre host 10.2.0.7 host 10.1.0.5`.replace('servers_in', 'x'),
      ),
      ['cut off, once it is open: till -> db: protocol gre (gre)'],
    );
    const both = `${rules}\nallow db -> till : protocol gre`;
    assert.deepEqual(
      await told(both, lists, `${inspected}\naccess-list servers_in extended permit gre host 10.2.0.7 host 10.1.0.5`),
      [],
    );
    // PPTP opens GRE for the connections that it speaks of, and only for these.
    const pptp = inspected.replace('inspect icmp', 'inspect pptp');
    assert.deepEqual(await told(rules, lists, pptp), ['perhaps cut off, once it is open: till -> db: protocol gre (gre)']);
    assert.deepEqual(await told('allow till -> db : any', ['ip host 10.1.0.5 host 10.2.0.7'], inspected), []);
  });
});
