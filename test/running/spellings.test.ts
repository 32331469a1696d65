// What the makers' documents let say in several ways is one thing, however it is said; and what they tell apart is not.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import { decisionOf } from './packets.ts';
import { ROWS } from './spelling-rows.ts';

type File = (rule: string) => string;

const FILES: Readonly<Record<string, File>> = {
  nftables: (rule) => `table inet t {
	set hosts {
		type ipv4_addr
		elements = { 10.1.0.5, 10.1.0.6 }
	}
	chain f {
		type filter hook forward priority filter; policy drop;
		${rule.replaceAll('|', '\n')}
	}
	chain inner {
		accept
	}
}
`,
  iptables: (rule) => `*filter\n:FORWARD DROP [0:0]\n:INNER - [0:0]\n${rule.replaceAll('|', '\n')}\nCOMMIT\n`,
  asa: (rule) => `ASA Version 9.16(1)
interface GigabitEthernet0/0
 nameif inside
 security-level 100
 ip address 10.1.0.1 255.255.255.0
object network web
 host 10.1.0.5
object network range
 range 10.1.0.4 10.1.0.7
object network net
 subnet 10.1.0.0 255.255.255.0
object service ssh
 service tcp destination eq 22
object-group network webs
 network-object object web
object-group service web-ports tcp
 port-object eq 80
 port-object eq 443
object-group service mixed
 service-object tcp destination eq 22
 service-object udp destination eq 53
object-group protocol tcp-udp
 protocol-object tcp
 protocol-object udp
${rule.replaceAll('|', '\n')}
access-group l in interface inside
`,
  fortios: (rule) => `config firewall address
    edit "web"
        ${/A\{(.*?)\}/.exec(rule)?.[1]?.replaceAll('|', '\n        ') ?? 'set subnet 10.1.0.5 255.255.255.255'}
    next
end
config firewall service custom
    edit "svc"
        ${(/S\{(.*?)\}/.exec(rule)?.[1] ?? 'set tcp-portrange 22').replaceAll('|', '\n        ')}
    next
end
config firewall policy
    edit 1
        set srcintf "a"
        set dstintf "b"
        set srcaddr "all"
        set dstaddr "web"
        set service "svc"
        set schedule "always"
        set action accept
        ${/P\{(.*?)\}/.exec(rule)?.[1]?.replaceAll('|', '\n        ') ?? ''}
    next
end
`,
  junos: (rule) => `set security zones security-zone a interfaces ge-0/0/0.0
set security zones security-zone b interfaces ge-0/0/1.0
set security address-book global address web 10.1.0.5/32
set security address-book global address-set webs address web
set applications application s protocol tcp
set applications application s destination-port 22
set applications application-set set application s
set security policies from-zone a to-zone b policy p then permit
${rule
  .split('|')
  .map((each) => (each.startsWith('!') ? each.slice(1) : `set security policies from-zone a to-zone b policy p match ${each}`))
  .join('\n')}
`,
  panos: (rule) => `set deviceconfig system hostname fw
set zone a network layer3 ethernet1/1
set zone b network layer3 ethernet1/2
set address web ip-netmask 10.1.0.5/32
set address-group webs static web
set service s protocol tcp port 22
set service-group sg members s
${rule
  .split('|')
  .map((each) => (each.startsWith('!') ? each.slice(1) : `set rulebase security rules r ${each}`))
  .join('\n')}
`,
};

const ENDS = ['10.1.0.5 10.2.0.1', '10.1.0.6 10.1.0.5', '10.9.0.1 10.1.0.6', '10.1.0.1 10.1.0.4', '2001:db8::5 2001:db8:2::1'];
const SERVICES =
  'tcp 22, tcp 23, tcp 80, tcp 443, tcp 1023, tcp 1024, tcp 65535, udp 53, udp 161, icmp 0, icmp 8, icmp 128, icmp 135, other 47, other 50, other 132, tcp 22 22, tcp 9 22';

/** What packets come to, each by a sign; and what nobody knows. */
function meaning(form: string, rule: string): { decisions: string; unknown: string[] } {
  const [device] = readRunning(FILES[form]!(rule), `file.${form}`, form);
  const inside = form === 'asa' ? 'inside' : 'a';
  const decisions = [inside, 'b'].flatMap((from) =>
    ENDS.flatMap((ends) =>
      SERVICES.split(', ').map((service) => {
        const [[source, destination], [protocol, port, sourcePort]] = [ends.split(' '), service.split(' ')];
        return decisionOf(device!, {
          from,
          to: from === 'b' ? inside : 'b',
          source: source!,
          destination: destination!,
          protocol: protocol as 'tcp',
          port: Number(port),
          ...(sourcePort === undefined ? {} : { sourcePort: Number(sourcePort) }),
        });
      }),
    ),
  );
  return { decisions: decisions.join(' '), unknown: device!.unknown.map(({ what }) => what) };
}

describe('what can be said in several ways', () => {
  for (const [form, rows] of Object.entries(ROWS))
    it(`${form}: is one thing, however it is said`, () => {
      for (const row of rows.trim().split('\n')) {
        const [, one, sign, other] = /^(.*?) ([=#]) (?!=)(.*)$/.exec(row)!;
        const [a, b] = [meaning(form, one!), meaning(form, other!)];
        assert.deepEqual([...a.unknown, ...b.unknown], [], row);
        assert.doesNotMatch(a.decisions + b.decisions, /unknown/, row);
        if (sign === '=') assert.equal(b.decisions, a.decisions, row);
        else assert.notEqual(b.decisions, a.decisions, row);
        assert.match(a.decisions + b.decisions, /permit/, row);
      }
    });
});
