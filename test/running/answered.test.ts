import assert from 'node:assert/strict';
import { type AuditOptions, audit } from '../../language/running/audit.ts';
import { boxText, closedText } from '../../language/running/describe-audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { analysisOf } from '../support/language.ts';

// Expected is what the manuals say of ESTABLISHED (iptables-extensions(8), "conntrack"; nft(8), "CONNTRACK EXPRESSIONS"): a packet of a connection that has seen packets
// in both directions. A list that drops what no rule matches lets no such packet pass but by a rule that says it.
const PLAN = `plan "Shop"
zone office { subnet 10.1.0.0/24 component till at 10.1.0.5 }
zone servers { subnet 10.2.0.0/24 component db at 10.2.0.7 }
allow till -> db : tcp 5432, udp 53
`;
const LANES: AuditOptions = {
  places: new Map([
    ['eth0', ['office']],
    ['eth1', ['servers']],
  ]),
};
const OPENS = [
  '-A FORWARD -s 10.1.0.5 -d 10.2.0.7 -p tcp --dport 5432 -j ACCEPT',
  '-A FORWARD -s 10.1.0.5 -d 10.2.0.7 -p udp --dport 53 -j ACCEPT',
];

/** What is cut off by a file, and whether it is in step. */
async function told(text: string, options: AuditOptions = LANES, plan = PLAN): Promise<[boolean, string[]]> {
  const analysis = await analysisOf(plan);
  const { inStep, devices } = audit(analysis, readRunning(text, 'fw.rules'), options);
  const found = devices.flatMap(({ cutOff }) => cutOff);
  return [inStep, found.map((cut) => `${closedText(cut)}: ${cut.region.map((box) => boxText(box, analysis.plan)).join('; ')}`)];
}

const iptables = (...rules: readonly string[]): string => `*filter\n:FORWARD DROP [0:0]\n${rules.join('\n')}\nCOMMIT\n`;
const nft = (...rules: readonly string[]): string =>
  `table inet fw {\n chain forward {\n  type filter hook forward priority 0; policy drop;\n${rules.join('\n')}\n }\n}\n`;
const NFT_OPENS =
  'ip saddr 10.1.0.5 ip daddr 10.2.0.7 tcp dport 5432 accept\nip saddr 10.1.0.5 ip daddr 10.2.0.7 udp dport 53 accept';
const IN_STEP = [true, []];
const NOTHING_BACK = [false, ['cut off, once it is open: till -> db: tcp 5432, udp 53']];

describe('what belongs to a connection that is open', () => {
  it('gets back through iptables by rules for what is established, and by nothing else', async () => {
    for (const rule of [
      '-m conntrack --ctstate RELATED,ESTABLISHED',
      '-m state --state ESTABLISHED',
      '-m conntrack ! --ctstate INVALID,NEW',
      '-i eth1 -o eth0 -m conntrack --ctstate ESTABLISHED',
    ])
      assert.deepEqual(await told(iptables(`-A FORWARD ${rule} -j ACCEPT`, ...OPENS)), IN_STEP, rule);
    for (const rule of [
      '-m conntrack --ctstate RELATED',
      '-m conntrack --ctstate INVALID',
      '-i eth0 -o eth1 -m conntrack --ctstate ESTABLISHED',
    ])
      assert.deepEqual(await told(iptables(`-A FORWARD ${rule} -j ACCEPT`, ...OPENS)), NOTHING_BACK, rule);
    assert.deepEqual(await told(iptables(...OPENS)), NOTHING_BACK);
  });

  it('gets back by rules without state, for the ports that it comes from and not for the first packet', async () => {
    const back = ['-p tcp --sport 5432 ! --syn', '-p udp --sport 53 -m conntrack --ctstate ESTABLISHED'];
    const rules = back.map((each) => `-A FORWARD -s 10.2.0.7 -d 10.1.0.5 ${each} -j ACCEPT`);
    assert.deepEqual(await told(iptables(...OPENS, ...rules)), IN_STEP);
    assert.deepEqual(await told(iptables(...OPENS, rules[0]!)), [false, ['cut off, once it is open: till -> db: udp 53']]);
    const masked = rules[0]!.replace('! --syn', '--tcp-flags ACK ACK');
    assert.deepEqual(await told(iptables(...OPENS, masked, rules[1]!)), IN_STEP);
    const other = rules[0]!.replace('5432', '5433');
    assert.deepEqual(await told(iptables(...OPENS, other, rules[1]!)), [
      false,
      ['cut off, once it is open: till -> db: tcp 5432 (postgresql)'],
    ]);
  });

  it('is dropped by what is dropped before, and is told where only some of it may be', async () => {
    const established = '-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT';
    const drop = '-A FORWARD -s 10.2.0.7 -p udp -j DROP';
    assert.deepEqual(await told(iptables(drop, established, ...OPENS)), [
      false,
      ['cut off, once it is open: till -> db: udp 53'],
    ]);
    assert.deepEqual(await told(iptables(drop.replace('-p udp', '-m recent --name x --rcheck'), established, ...OPENS)), [
      false,
      ['perhaps cut off, once it is open: till -> db: tcp 5432, udp 53'],
    ]);
    assert.deepEqual(await told(iptables(established, drop, ...OPENS)), IN_STEP);
    // Of 65,535 ports that a client may have, nobody misses one; of the one that it has to have, somebody does.
    const port = '-A FORWARD -d 10.1.0.5 -p udp --dport 68 -j DROP';
    assert.deepEqual(await told(iptables(port, established, ...OPENS)), IN_STEP);
    const plan = PLAN.replace('udp 53', 'udp 67 source port 68');
    const opens = OPENS.map((rule) => rule.replace('--dport 53', '--sport 68 --dport 67'));
    assert.deepEqual(await told(iptables(established, ...opens), LANES, plan), IN_STEP);
    assert.deepEqual(await told(iptables(port, established, ...opens), LANES, plan), [
      false,
      ['cut off, once it is open: till -> db: udp 67 source port 68 (dhcp)'],
    ]);
  });

  it('is of no use where what is sent behind the first packet is dropped', async () => {
    // The third packet of a connection of tcp goes the way of the first one, and is no longer new.
    const opens = OPENS.map((rule) => rule.replace('-j', '-m state --state NEW -j'));
    const back = '-A FORWARD -i eth1 -o eth0 -m state --state ESTABLISHED -j ACCEPT';
    assert.deepEqual(await told(iptables(back, ...OPENS)), IN_STEP);
    assert.deepEqual(await told(iptables(back, ...opens)), NOTHING_BACK);
    assert.deepEqual(await told(iptables('-A FORWARD -m state --state ESTABLISHED -j ACCEPT', ...opens)), IN_STEP);
    const both = [back, back.replace('eth1', 'x').replace('eth0', 'eth1').replace('-i x', '-i eth0')];
    assert.deepEqual(await told(iptables(...both, ...opens)), IN_STEP);
    const fresh = NFT_OPENS.replaceAll(' accept', ' ct state new accept');
    assert.deepEqual(await told(nft('ct direction reply accept', fresh)), NOTHING_BACK);
    assert.deepEqual(
      await told(nft('ct direction reply accept', 'ct direction original ct state established accept', fresh)),
      IN_STEP,
    );
  });

  it('gets back through nftables by state, by direction and by what a map says of states', async () => {
    for (const rule of [
      'ct state established,related accept',
      'ct state vmap { established : accept, related : accept, invalid : drop }',
      'ct state != { new, invalid } accept',
      'ct direction reply accept',
      'ct state 0x2,0x4 accept',
      'ip daddr 10.1.0.5 ct state { established, related } accept',
    ])
      assert.deepEqual(await told(nft(rule, NFT_OPENS)), IN_STEP, rule);
    for (const rule of [
      'ct state invalid drop',
      'ct state related accept',
      'ct state 0x4 accept',
      'ct direction original ct state established accept',
      '',
    ])
      assert.deepEqual(await told(nft(rule, NFT_OPENS)), NOTHING_BACK, rule);
    const flags =
      'ip saddr 10.2.0.7 tcp sport 5432 tcp flags & (syn|ack) != syn accept\nip saddr 10.2.0.7 udp sport 53 ct state established accept';
    assert.deepEqual(await told(nft(flags, NFT_OPENS)), IN_STEP);
  });

  it('is not certain where some of its packets are dropped, as a kernel loses connections by it', async () => {
    const lost = [false, ['perhaps cut off, once it is open: till -> db: tcp 5432 (postgresql)']];
    const established = 'ct state established accept';
    for (const rule of [
      'tcp flags & (syn | ack) == syn | ack ip saddr 10.2.0.7 drop',
      'iifname "eth1" tcp flags syn ct state established drop',
    ])
      assert.deepEqual(await told(nft(rule, established, NFT_OPENS)), lost, rule);
    assert.deepEqual(await told(nft('tcp flags & (fin | syn) == fin | syn drop', established, NFT_OPENS)), IN_STEP);
    assert.deepEqual(
      await told(nft('tcp flags & (fin | syn | rst | ack) != syn ct state new drop', established, NFT_OPENS)),
      IN_STEP,
    );
    const tracked = '-A FORWARD -m state --state ESTABLISHED -j ACCEPT';
    const flags = '-A FORWARD -s 10.2.0.7 -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -j DROP';
    assert.deepEqual(await told(iptables(flags, tracked, ...OPENS)), lost);
    assert.deepEqual(await told(iptables(tracked, flags, ...OPENS)), IN_STEP);
    assert.deepEqual(await told(iptables(flags.replace('SYN,ACK SYN,ACK', 'SYN,FIN SYN,FIN'), tracked, ...OPENS)), IN_STEP);
  });

  it('is held for protocols without ports as well, and for what icmp asks and answers', async () => {
    const plan = PLAN.replace('tcp 5432, udp 53', 'icmp echo-request, icmp 3, protocol gre, protocol esp');
    const opens = ['icmp --icmp-type 8', 'icmp --icmp-type 3', 'gre', 'esp'].map(
      (what) => `-A FORWARD -s 10.1.0.5 -d 10.2.0.7 -p ${what} -j ACCEPT`,
    );
    const established = '-A FORWARD -m conntrack --ctstate ESTABLISHED';
    assert.deepEqual(await told(iptables(`${established} -j ACCEPT`, ...opens), LANES, plan), IN_STEP);
    // Nobody answers an error (RFC 1122, 3.2.2); what answers an echo is of another type, and an answer of GRE or ESP is no other than what it answers.
    const cut = (what: string): [boolean, string[]] => [false, [`cut off, once it is open: till -> db: ${what}`]];
    assert.deepEqual(await told(iptables(...opens), LANES, plan), cut('icmp 8, protocol gre, protocol esp'));
    for (const transport of ['tcp', 'udp'])
      assert.deepEqual(
        await told(iptables(`${established} -p ${transport} -j ACCEPT`, ...opens), LANES, plan),
        cut('icmp 8, protocol gre, protocol esp'),
      );
    const back = (what: string): string => `-A FORWARD -s 10.2.0.7 -d 10.1.0.5 -p ${what} -j ACCEPT`;
    assert.deepEqual(await told(iptables(back('icmp --icmp-type 0'), ...opens), LANES, plan), cut('protocol gre, protocol esp'));
    assert.deepEqual(
      await told(iptables(back('icmp --icmp-type 8'), back('esp'), back('gre'), ...opens), LANES, plan),
      cut('icmp 8'),
    );
    const fresh = opens.map((rule) => rule.replace('-j', '-m conntrack --ctstate NEW -j'));
    const backward = '-A FORWARD -i eth1 -o eth0 -m conntrack --ctstate ESTABLISHED -j ACCEPT';
    // Behind the answer such packets belong to what is open; an error never does.
    assert.deepEqual(await told(iptables(backward, ...fresh), LANES, plan), cut('icmp 8, protocol gre, protocol esp'));
    const nftOpens =
      'ip saddr 10.1.0.5 ip daddr 10.2.0.7 icmp type { echo-request, destination-unreachable } accept\nip saddr 10.1.0.5 ip daddr 10.2.0.7 ip protocol { gre, esp } accept';
    assert.deepEqual(await told(nft('ct state established accept', nftOpens), LANES, plan), IN_STEP);
    assert.deepEqual(
      await told(nft('ct state established tcp dport 1-65535 accept', nftOpens), LANES, plan),
      cut('icmp 8, protocol gre, protocol esp'),
    );
  });

  it('has to come in to a host that connects to others itself', async () => {
    const plan = `${PLAN}allow till -> db : tcp 22\n`.replace('allow till -> db : tcp 5432, udp 53\n', '');
    const host = (rule: string): string => `*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n${rule}COMMIT\n`;
    const options: AuditOptions = { host: 'till' };
    const [, closed] = await told(host(''), options, plan);
    assert.deepEqual(closed, ['cut off, once it is open: till -> db: tcp 22 (ssh)']);
    assert.deepEqual((await told(host('-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\n'), options, plan))[1], []);
  });

  it('is not looked at where a chain of bridges or of one link drops everything, which is unknown', async () => {
    const established = nft('ct state established accept', NFT_OPENS);
    assert.deepEqual(await told(established), IN_STEP);
    const chain = (family: string, hook: string): string =>
      `table ${family} early {\n chain c {\n  type filter hook ${hook} priority 0; policy drop;\n }\n}\n`;
    for (const early of [
      chain('netdev', 'ingress device eth0'),
      chain('inet', 'ingress device eth0'),
      chain('bridge', 'forward'),
    ])
      assert.deepEqual(await told(`${established}${early}`), [false, []], early);
  });
});
