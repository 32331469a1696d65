// The words of iptables(8) and iptables-extensions(8) 1.8.9, "Match extensions" and "Target extensions", each with what a rule that has it decides. Besides those
// of the manual there are words of xtables-addons (geoip, condition, TARPIT, ACCOUNT) and of earlier versions.
import assert from 'node:assert/strict';
import { detect, readRunning, UnknownForm } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { decided, decides } from './asking.ts';
import type { Decision } from './packets.ts';
import { listOf, told } from './words.ts';

const saved = (lines: readonly string[], before: readonly string[] = []): RunningDevice =>
  readRunning(['*filter', ':FORWARD DROP [0:0]', ...before, ...lines, 'COMMIT', ''].join('\n'), 'fw.rules')[0]!;
const HTTPS = 'x 10.1.0.5 -> y 10.2.0.1 tcp 443';
const DNS = 'x 10.1.0.5 -> y 10.2.0.1 udp 53';
const PING = 'x 10.1.0.5 -> y 10.2.0.1 icmp 8';

/** Matches of iptables-extensions(8) that hold by what no plan tells, each with an option of its own. */
const OPEN = `limit --limit 5/min; hashlimit --hashlimit-above 5/sec --hashlimit-name a; connlimit --connlimit-above 3; recent --rcheck --seconds 60; time --timestart 08:00;
  set --match-set a src; mark --mark 0x1; connmark --mark 0x1; owner --uid-owner 0; mac --mac-source 02:00:00:00:00:01; string --string "x" --algo bm; u32 --u32 "0&0xFF=1";
  bpf --bytecode "1,6 0 0 0"; addrtype --dst-type LOCAL; physdev --physdev-in eth1; policy --dir in --pol ipsec; statistic --mode random --probability 0.5; length --length 100;
  ttl --ttl-lt 5; hl --hl-lt 5; dscp --dscp 10; tos --tos 0x10; geoip --source-country DE; quota --quota 1000; rpfilter --loose; helper --helper ftp; nfacct --nfacct-name a;
  realm --realm 5; devgroup --src-group 5; cgroup --cgroup 5; connbytes --connbytes 5:6; connlabel --label a; cluster --cluster-total-nodes 2; cpu --cpu 0; socket --transparent;
  frag --fragfirst; rt --rt-type 0; ipv6header --header frag; ah --ahspi 5; esp --espspi 5; pkttype --pkt-type unicast; tcpmss --mss 5; eui64; condition --condition a;
  ecn --ecn-tcp-cwr; dst --dst-len 8; hbh --hbh-len 8; mh --mh-type cn; ipvs --ipvs; osf --genre Linux; rateest --rateest a --rateest-lt --rateest-bps 1mbit; sctp --chunk-types all INIT; dccp --dccp-types REQUEST`;

describe('words of iptables', () => {
  it('commands are known by their names, with or without where they lie and who runs them', () => {
    for (const command of [
      'iptables',
      'ip6tables',
      '/sbin/iptables',
      '/usr/sbin/ip6tables',
      'sudo iptables',
      '  sudo /usr/sbin/iptables',
    ])
      assert.equal(detect(`#!/bin/sh\n${command} -A FORWARD -j DROP\n`, 'firewall').name, 'iptables', command);
    for (const text of ['myiptables -A FORWARD -j DROP', 'iptables', 'echo iptables -A', 'iptables FORWARD'])
      assert.throws(() => detect(`#!/bin/sh\n${text}\n`, 'firewall'), UnknownForm, text);
  });

  it('a match by what no plan tells may hold or not, and is no word that nobody knows', () => {
    for (const match of listOf(OPEN)) {
      const device = saved([`-A FORWARD -p tcp --dport 443 -m ${match} -j ACCEPT`]);
      decides(device, { [HTTPS]: 'unknown', [DNS]: 'deny' });
      assert.deepEqual(device.unknown, [], match);
      assert.doesNotMatch(device.lists.get('FORWARD')!.rules[0]!.perhaps!, /which nobody knows here/, match);
    }
    // What drops whatever doesn't come from where its source is looks for attacks, and closes nothing that a plan is about.
    const [forged, all] = ['-A FORWARD -m rpfilter --loose --invert', '-A FORWARD -j ACCEPT'];
    const device = saved([`${forged} -j DROP`, all]);
    decides(device, { [HTTPS]: 'permit' });
    assert.deepEqual([device.unknown, device.inspecting?.map(({ what }) => what)], [[], ['a rule against forged packets']]);
    decides(saved([`${forged} -j ACCEPT`]), { [HTTPS]: 'unknown' });
    decides(saved(['-A FORWARD -m rpfilter -j DROP', all]), { [HTTPS]: 'unknown' });
    assert.deepEqual(told(saved(['-A FORWARD --invert -j DROP'])), ['--invert']);
    const strange = saved(['-A FORWARD -p tcp --dport 443 --frobnicate 5 -j ACCEPT']);
    assert.deepEqual(told(strange), ['--frobnicate']);
  });

  it('options, short and long, say what a rule matches', () => {
    const rows: readonly (readonly [words: string, https: Decision, dns: Decision])[] = [
      ['-s 10.1.0.5 -j ACCEPT', 'permit', 'permit'],
      ['--source 10.1.0.5/32 --jump ACCEPT', 'permit', 'permit'],
      ['--src 10.1.0.6 -j ACCEPT', 'deny', 'deny'],
      ['! -s 10.1.0.5 -j ACCEPT', 'deny', 'deny'],
      ['-s ! 10.1.0.6 -j ACCEPT', 'permit', 'permit'],
      ['-d 10.2.0.0/16 -j ACCEPT', 'permit', 'permit'],
      ['--destination 10.3.0.0/16 -j ACCEPT', 'deny', 'deny'],
      ['--dst 10.2.0.1,10.2.0.2 -j ACCEPT', 'permit', 'permit'],
      ['-m iprange --src-range 10.1.0.4-10.1.0.6 -j ACCEPT', 'permit', 'permit'],
      ['-m iprange ! --dst-range 10.2.0.0-10.2.0.9 -j ACCEPT', 'deny', 'deny'],
      ['-i x -o y -j ACCEPT', 'permit', 'permit'],
      ['--in-interface y -j ACCEPT', 'deny', 'deny'],
      ['--out-interface x -j ACCEPT', 'deny', 'deny'],
      ['-i + -j ACCEPT', 'permit', 'permit'],
      ['! -o y -j ACCEPT', 'deny', 'deny'],
      ['-i lo -j ACCEPT', 'deny', 'deny'],
      ['--protocol TCP -j ACCEPT', 'permit', 'deny'],
      ['! -p tcp -j ACCEPT', 'deny', 'permit'],
      ['-p all -j ACCEPT', 'permit', 'permit'],
      ['-p 0 -j ACCEPT', 'permit', 'permit'],
      ['-p 17 -j ACCEPT', 'deny', 'permit'],
      ['-p tcp --destination-port 443 -j ACCEPT', 'permit', 'deny'],
      ['-p tcp --match multiport --dports 80,440:450 -j ACCEPT', 'permit', 'deny'],
      ['-p tcp -m multiport --destination-ports 80 -j ACCEPT', 'deny', 'deny'],
      ['-p tcp -m multiport ! --dports 443 -j ACCEPT', 'deny', 'deny'],
      ['-p tcp --dport https -j ACCEPT', 'permit', 'deny'],
      ['-p udp --dport domain -j ACCEPT', 'deny', 'permit'],
      ['-p tcp -m multiport --dports ssh,https -j ACCEPT', 'permit', 'deny'],
      ['-p tcp --dport frob -j ACCEPT', 'unknown', 'deny'],
      ['-p tcp --dport constructor -j ACCEPT', 'unknown', 'deny'],
      ['-p tcp --dport :443 -j ACCEPT', 'permit', 'deny'],
      ['-p tcp --dport 444: -j ACCEPT', 'deny', 'deny'],
      ['-p tcp --sport 1024:65535 --dport 443 -j ACCEPT', 'permit', 'deny'],
      ['-p tcp --source-port 1 -j ACCEPT', 'deny', 'deny'],
      ['-p tcp -m multiport --sports 1,2 -j ACCEPT', 'deny', 'deny'],
      ['-p tcp -m multiport --source-ports 1024:65535 -j ACCEPT', 'permit', 'deny'],
      ['-p tcp -m multiport --ports 443 -j ACCEPT', 'permit', 'deny'],
      ['-p udplite --dport 53 -j ACCEPT', 'deny', 'deny'],
      ['-m state --state NEW -j ACCEPT', 'permit', 'permit'],
      ['-m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT', 'permit', 'permit'],
      ['-m conntrack ! --ctstate NEW -j ACCEPT', 'deny', 'deny'],
      ['-m conntrack ! --ctstate INVALID -j ACCEPT', 'permit', 'permit'],
      ['-m conntrack --ctstate UNTRACKED -j ACCEPT', 'unknown', 'unknown'],
      ['-p tcp --syn -j ACCEPT', 'permit', 'deny'],
      ['-p tcp ! --syn -j ACCEPT', 'deny', 'deny'],
      ['-p tcp --tcp-flags FIN,SYN,RST,ACK SYN -j ACCEPT', 'permit', 'deny'],
      ['-p tcp ! --tcp-flags ALL SYN -j ACCEPT', 'deny', 'deny'],
      ['-p tcp --tcp-flags ALL NONE -j ACCEPT', 'deny', 'deny'],
      ['-p tcp --tcp-flags SYN,RST SYN,RST -j ACCEPT', 'deny', 'deny'],
      ['-p tcp --tcp-flags PSH,URG NONE -j ACCEPT', 'permit', 'deny'],
      ['-f -j ACCEPT', 'deny', 'deny'],
      ['! --fragment -j ACCEPT', 'permit', 'permit'],
      ['-m comment --comment "two words" -j ACCEPT', 'permit', 'permit'],
      ['-c 10 600 -j ACCEPT', 'permit', 'permit'],
      ['--set-counters 10 600 -p tcp -j ACCEPT', 'permit', 'deny'],
      ['-p tcp -j TARPIT; -A FORWARD -j ACCEPT', 'deny', 'permit'],
      ['-p tcp -j REJECT --reject-with tcp-reset; -A FORWARD -j ACCEPT', 'deny', 'permit'],
      ['-p tcp -j RETURN; -A FORWARD -j ACCEPT', 'deny', 'permit'],
      ['-p tcp -j QUEUE; -A FORWARD -j ACCEPT', 'unknown', 'permit'],
      ['-p tcp -j SYNPROXY --mss 1460; -A FORWARD -j ACCEPT', 'unknown', 'permit'],
      ['-j ACCOUNT --addr 0.0.0.0/0 --tname a; -A FORWARD -j ACCEPT', 'permit', 'permit'],
      ['-j OWN; -A FORWARD -j ACCEPT; -A OWN -p tcp -j DROP', 'deny', 'permit'],
      ['--goto OWN; -A FORWARD -j ACCEPT; -A OWN -p tcp -j ACCEPT', 'permit', 'deny'],
      ['-j ACCEPT; -F FORWARD', 'deny', 'deny'],
      ['-j ACCEPT; --flush', 'deny', 'deny'],
      ['-j ACCEPT; --flush OTHER', 'permit', 'permit'],
      ['-j ACCEPT; -I FORWARD -p tcp -j DROP', 'deny', 'permit'],
      ['-j ACCEPT; --insert FORWARD 2 -p tcp -j DROP', 'permit', 'permit'],
      ['-p udp -j DROP; -A FORWARD -p tcp -j ACCEPT; -I FORWARD 2 -p tcp -j DROP', 'deny', 'deny'],
      ['-p udp -j DROP; -P FORWARD ACCEPT', 'permit', 'deny'],
      ['-p udp -j DROP; --policy FORWARD ACCEPT', 'permit', 'deny'],
    ];
    for (const [words, https, dns] of rows) {
      const device = saved(`-A FORWARD ${words}`.split('; '), [':OWN - [0:0]', ':OTHER - [0:0]']);
      assert.deepEqual(
        [HTTPS, DNS].map((packet) => decided(device, packet)),
        [https, dns],
        words,
      );
    }
  });

  it('ports by names of another machine may be any, with the way to their numbers', () => {
    for (const match of ['--dport backup-agent', '--sport backup-agent', '-m multiport --dports ssh,backup-agent']) {
      const device = saved([`-A FORWARD -p tcp ${match} -j ACCEPT`]);
      assert.deepEqual(
        [HTTPS, DNS].map((packet) => decided(device, packet)),
        ['unknown', 'deny'],
        match,
      );
      const why = [...device.lists.values()].flatMap(({ rules }) => rules.map(({ perhaps }) => perhaps));
      assert.deepEqual(why, ['which port that machine calls backup-agent in /etc/services; write its number'], match);
    }
  });

  it('types of ICMP have their names, and a code is a part of one', () => {
    const six = (words: string): RunningDevice =>
      readRunning(
        `# Generated by ip6tables-save v1.8.9\n*filter\n:FORWARD DROP [0:0]\n-A FORWARD -p ipv6-icmp ${words} -j ACCEPT\nCOMMIT\n`,
        'fw.rules',
      )[0]!;
    for (const [words, types] of [
      ['--icmp-type any', '0 8 13'],
      ['--icmp-type 255', '0 8 13'],
      ['--icmp-type 8', '8'],
      ['--icmp-type echo-request', '8'],
      ['--icmp-type ping', '8'],
      ['--icmp-type pong', '0'],
      ['--icmp-type ttl-exceeded', '11'],
      ['! --icmp-type 8', '0 13'],
      ['! --icmp-type 8/0', '0? 8? 13?'],
      ['--icmp-type 8/0', '8?'],
    ] as const)
      for (const type of ['0', '8', '11', '13']) {
        const expected = types.split(' ').includes(type) || (type === '11' && /any|255|! /.test(words) && !types.includes('?'));
        const perhaps = types.split(' ').includes(`${type}?`) || (type === '11' && types.startsWith('0?'));
        const decision = expected ? 'permit' : perhaps ? 'unknown' : 'deny';
        assert.equal(
          decided(saved([`-A FORWARD -p icmp ${words} -j ACCEPT`]), PING.replace(/8$/, type)),
          decision,
          `${words}: ${type}`,
        );
      }
    // What `iptables -p icmp -h` and `ip6tables -p icmpv6 -h` of 1.8.9 list below a type is one code of it.
    for (const [type, names] of [
      [
        3,
        `network-unreachable host-unreachable protocol-unreachable port-unreachable fragmentation-needed source-route-failed network-unknown host-unknown
        network-prohibited host-prohibited TOS-network-unreachable TOS-host-unreachable communication-prohibited host-precedence-violation precedence-cutoff`,
      ],
      [5, 'network-redirect host-redirect TOS-network-redirect TOS-host-redirect'],
      [11, 'ttl-zero-during-transit ttl-zero-during-reassembly'],
      [12, 'ip-header-bad required-option-missing'],
    ] as const)
      for (const name of names.split(/\s+/)) {
        const device = saved([`-A FORWARD -p icmp --icmp-type ${name} -j ACCEPT`]);
        decides(device, { [PING.replace(/8$/, `${type}`)]: 'unknown', [PING]: 'deny' });
        assert.deepEqual(device.unknown, [], name);
      }
    for (const [type, names] of [
      [1, 'no-route communication-prohibited beyond-scope address-unreachable port-unreachable failed-policy reject-route'],
      [3, 'ttl-zero-during-transit ttl-zero-during-reassembly'],
      [4, 'bad-header unknown-header-type unknown-option'],
    ] as const)
      for (const name of names.split(' '))
        decides(six(`--icmpv6-type ${name}`), {
          [`x fd00:1::5 -> y fd00:2::1 icmp ${type}`]: 'unknown',
          'x fd00:1::5 -> y fd00:2::1 icmp 128': 'deny',
        });
    for (const [name, type] of [
      ['neighbour', 135],
      ['neighbour-solicitation', 135],
      ['neighbour-advertisement', 136],
      ['neighbor-solicitation', 135],
      ['packet-too-big', 2],
    ] as const)
      decides(six(`--icmpv6-type ${name}`), {
        [`x fd00:1::5 -> y fd00:2::1 icmp ${type}`]: 'permit',
        'x fd00:1::5 -> y fd00:2::1 icmp 1': 'deny',
      });
  });

  it('targets that send packets elsewhere, and commands that take rules away, are told', () => {
    for (const target of 'CT NOTRACK TPROXY DNAT SNAT REDIRECT NETMAP MASQUERADE DNPT SNPT CLUSTERIP FLOWOFFLOAD'.split(' '))
      assert.deepEqual(told(saved([`-A FORWARD -j ${target}`])), [`the target ${target}`]);
    for (const command of ['-D', '--delete', '-R', '--replace'])
      assert.deepEqual(told(saved([`${command} FORWARD 1`])), [`${command} in FORWARD`]);
  });

  it('lines of scripts are read as those that are saved', () => {
    const script = (...lines: readonly string[]): RunningDevice => readRunning(`${lines.join('\n')}\n`, 'fw.sh', 'iptables')[0]!;
    for (const program of [
      'iptables',
      'sudo iptables',
      '/usr/sbin/iptables',
      'iptables -w',
      'iptables -w 5',
      'iptables --wait',
      'iptables -t filter',
      'iptables -tfilter',
      'iptables-nft',
      'iptables-legacy',
    ]) {
      const device = script(
        'iptables -P FORWARD DROP',
        `${program} -N OWN`,
        `${program} -A OWN -p tcp -j ACCEPT`,
        `${program} --append FORWARD -j OWN`,
        `${program} -Z`,
        `${program} --zero FORWARD`,
      );
      decides(device, { [HTTPS]: 'permit', [DNS]: 'deny' });
      assert.deepEqual(device.unknown, [], program);
    }
    // What belongs to another table filters nothing of this one.
    decides(script('iptables -P FORWARD DROP', 'iptables -t mangle -A FORWARD -j ACCEPT'), { [HTTPS]: 'deny' });
    decides(script('iptables -P FORWARD DROP', 'iptables -A FORWARD -j ACCEPT', 'iptables -t nat -F', 'iptables -X OWN'), {
      [HTTPS]: 'permit',
    });
    assert.deepEqual(told(script('iptables -P FORWARD DROP', 'modprobe x')), ['modprobe']);
  });
});
