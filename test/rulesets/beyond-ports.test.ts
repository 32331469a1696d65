// Types of icmp, other protocols and source ports, as the products of each target write them, or refused.
import assert from 'node:assert/strict';
import { targets } from '../../language/generated/targets.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { loadPlan } from '../support/language.ts';

const plan = (rule: string): string => `zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.1, fd00:a::1 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 component y at 10.2.0.1, fd00:b::1 }
${rule}
`;

/** What a target writes, its errors in place of it where it refuses. */
async function written(target: string, rule: string): Promise<string> {
  const { document, services } = await loadPlan(plan(rule));
  const scope = targets.find((t) => t.name === target)!.scopes.includes('network') ? 'network' : 'host';
  const { files, problems } = await generate(document, services, { target, scope });
  const errors = problems.filter((p) => p.level === 'error').map((p) => `error on line ${p.line}: ${p.message}`);
  return errors.length ? errors.join('\n') : files.map(({ text }) => text).join('\n');
}

const PING = 'allow x -> y : icmp echo-request';
const GRE = 'allow x -> y : protocol gre';
const DHCP = 'allow x -> y : udp 67 source port 68';

/** By target, what it writes for each of the three rules; an error where its product has no form. */
const FORMS: Record<string, [ping: readonly RegExp[], gre: readonly RegExp[], dhcp: readonly RegExp[]]> = {
  nftables: [
    [/ icmp type 8 accept/, / icmpv6 type 128 accept/],
    [/ meta l4proto 47 accept/],
    [/ udp sport 68 udp dport 67 accept/],
  ],
  iptables: [
    [/-p icmp -m icmp --icmp-type 8 /, /-p ipv6-icmp -m icmp6 --icmpv6-type 128 /],
    [/-p 47 /],
    [/-p udp --sport 68 --dport 67 /],
  ],
  asa: [
    [/service-object icmp 8$/m, /service-object icmp6 128$/m],
    [/ permit 47 /],
    [/service-object udp source eq 68 destination eq 67$/m],
  ],
  fortios: [
    [/set protocol ICMP$/m, /set icmptype 8$/m, /set protocol ICMP6$/m, /set icmptype 128$/m],
    [/set protocol IP$/m, /set protocol-number 47$/m],
    [/set udp-portrange 67:68$/m],
  ],
  junos: [
    [/application icmp-8 protocol icmp icmp-type 8$/m, /application icmp6-128 protocol icmp6 icmp6-type 128$/m],
    [/application protocol-47 protocol 47$/m],
    [/application udp-67-from-68 protocol udp source-port 68 destination-port 67$/m],
  ],
  panos: [
    [/it has icmp as a whole and no single types/],
    [/ application gre service application-default /],
    [/set service udp-67-from-68 protocol udp port 67 source-port 68 /],
  ],
  'aws-sg': [
    [/ip_protocol += "icmp"\s+from_port += 8\s+to_port += -1/, /ip_protocol += "icmpv6"\s+from_port += 128\s+to_port += -1/],
    [/ip_protocol += "47"/],
    [/can't match the ports that a connection comes from/],
  ],
  'azure-nsg': [
    [/it has icmp as a whole and no single types/],
    [/it has no rules for protocol gre \(47\)/],
    [/sourcePortRange: '68'/, /destinationPortRange: '67'/],
  ],
  gcp: [
    [/it has icmp as a whole and no single types/],
    [/"protocol": "47"/],
    [/can't match the ports that a connection comes from/],
  ],
  kubernetes: [
    [/it has no rules for icmp/],
    [/it has no rules for protocol gre \(47\)/],
    [/can't match the ports that a connection/],
  ],
  'windows-firewall': [
    [/Protocol += 'ICMPv4'\s+IcmpType += '8'/, /Protocol += 'ICMPv6'\s+IcmpType += '128'/],
    [/Protocol += '47'/],
    [/Protocol += 'UDP'\s+LocalPort += '67'\s+RemotePort += '68'/],
  ],
  aerleon: [
    [/it has icmp as a whole and no single types/],
    [/it has no rules for protocol gre \(47\)/],
    [/can't match the ports that a connection comes from/],
  ],
  csv: [[/icmp echo-request/], [/protocol gre/], [/udp 67 source port 68/]],
  html: [[/icmp echo-request/], [/protocol gre/], [/udp 67 source port 68/]],
  markdown: [[/icmp echo-request/], [/protocol gre/], [/udp 67 source port 68/]],
  json: [
    [/"icmpv4Types": \[\s*8\s*\],\s*"icmpv6Types": \[\s*128\s*\]/],
    [/"protocols": \[\s*47\s*\]/],
    [/"sourcePorts": \[\s*\{\s*"protocol": "udp"/],
  ],
};

describe('types of icmp, other protocols and source ports', () => {
  for (const { name, binary } of targets.filter((t) => !t.binary))
    it(`are written by ${name} as its product has them, or refused with the line`, async () => {
      assert.equal(binary, undefined);
      for (const [n, rule] of [PING, GRE, DHCP].entries()) {
        const text = await written(name, rule);
        for (const form of FORMS[name]![n]!) assert.match(text, form);
        if (text.startsWith('error')) assert.match(text, /^error on line 3: /);
      }
    });

  it('are of one address family where only that one is meant', async () => {
    for (const [name, v4, v6] of [
      ['nftables', /l4proto icmp accept/, /l4proto ipv6-icmp accept/],
      ['iptables', /-p icmp /, /-p ipv6-icmp /],
      ['asa', /permit icmp /, /permit icmp6 /],
      ['fortios', /"ALL_ICMP"/, /"ALL_ICMP6"/],
      ['junos', /junos-icmp-all/, /junos-icmp6-all/],
      ['panos', /application [^\n]*\bping\b/, /application [^\n]*ipv6-icmp/],
      ['gcp', /"protocol": "icmp"/, /"protocol": "58"/],
      ['aws-sg', /"icmp"/, /"icmpv6"/],
      ['windows-firewall', /'ICMPv4'/, /Segplan-x-to-y[^\n]*ICMPv6/],
      ['aerleon', /- icmp$/m, /- icmpv6$/m],
    ] as const) {
      const text = await written(name, 'allow x -> y : icmpv6');
      assert.match(text, v6, name);
      assert.doesNotMatch(text.replace(/^\s*#.*$/gm, ''), v4, name);
    }
  });

  it('of the other address family leave nothing out: any except a type of icmp is any for IPv6', async () => {
    const text = await written('nftables', 'allow x -> y : any except icmp timestamp-request');
    assert.match(text, /^ *ip6 saddr \S+ ip6 daddr \S+ accept comment/m);
    assert.match(text, /^ *ip saddr \S+ ip daddr \S+ meta l4proto != icmp accept comment/m);
  });

  it('never become every type for iptables, which takes type 255 for that', async () => {
    assert.match(await written('iptables', 'allow x -> y : icmp except icmp echo-request'), /-p icmp -m icmp ! --icmp-type 8 /);
    const many = await written('iptables', 'allow x -> y : icmp except icmp echo-request, icmp echo-reply');
    assert.match(many, /--icmp-type 254 /);
    assert.doesNotMatch(many, /--icmp-type (?:255|0|8) /);
    assert.match(
      await written('iptables', 'deny x -> y : icmp except icmp echo-request, icmp echo-reply'),
      /^error .*type 255 of icmp .* name the types to close/,
    );
  });

  it('are whole for Kubernetes where they are sctp, and for Azure where they are esp or ah', async () => {
    assert.match(await written('kubernetes', 'allow x -> y : protocol sctp'), /- protocol: SCTP\n(?!\s+port)/);
    assert.match(await written('azure-nsg', 'allow x -> y : protocol esp, protocol ah'), /protocol: 'Esp'[\s\S]*protocol: 'Ah'/);
  });

  it('are refused as protocol 0 by what would take it for every protocol', async () => {
    for (const name of ['iptables', 'asa', 'fortios'])
      assert.match(await written(name, 'allow x -> y : protocol 0'), /it has no rules for protocol hopopt \(0\)/);
  });
});
