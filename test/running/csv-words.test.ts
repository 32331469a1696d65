// The words that people write above and into the columns of tables of rules, each with what a row that has it decides.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { holds, told } from './words.ts';

/** A table of one row, by its headings. */
const read = (cells: Readonly<Record<string, string>>): RunningDevice => {
  const all = { source: '10.9.0.0/16', destination: '10.1.0.0/16', service: 'tcp 443', action: 'allow', ...cells };
  const own = Object.entries(all).filter(([, cell]) => cell !== '-');
  return readRunning(
    `${own.map(([heading]) => heading).join(',')}\n${own.map(([, cell]) => `"${cell}"`).join(',')}\n`,
    'rules.csv',
    'csv',
  )[0]!;
};

describe('words of csv', () => {
  it('columns are known by whatever people and consoles call them', () => {
    const rows: readonly (readonly [headings: string, without: string, cell: string, packets: string])[] = [
      [
        'Source, Src, From, Sources, Source Address, Source IP, Source_IPs, srcaddr, Src IP, Source Network, Source Host, Source Object, Quelle, Source Addresses, SrcIPs',
        'source',
        '10.9.0.1',
        'tcp 443, !x 10.9.0.2 -> y 10.1.0.5 tcp 443',
      ],
      [
        'Destination, Dst, Dest, To, Target, Destinations, Destination Address, Destination IP, dstaddr, Dst IP, Destination Network, Destination Host, Destination Object, Ziel, Destination Addresses, DstIPs',
        'destination',
        '10.1.0.5',
        'tcp 443, !x 10.9.0.1 -> y 10.1.0.6 tcp 443',
      ],
      [
        'Service, Services, Application, Port, Ports, Dst Port, Destination Port, Destination Ports, dport, Dest Port, Service Port, Dienst',
        'service',
        'tcp 80',
        'tcp 80, !tcp 443',
      ],
      ['Action, Verdict, Decision, Permission, Access, Aktion', 'action', 'deny', '!tcp 443'],
      ['Protocol, Proto, IP Protocol, Protokoll', 'service', 'udp', 'udp 443, !tcp 443'],
      ['Source Port, Source Ports, Src Port, sport', '', '1000-2000', 'tcp 443 from 1000, !tcp 443 from 999'],
      [
        'Source Zone, Src Zone, From Zone, srcintf, Source Interface, In Interface, Ingress Interface',
        '',
        'lan',
        '!tcp 443, lan 10.9.0.1 -> y 10.1.0.5 tcp 443',
      ],
      [
        'Destination Zone, Dst Zone, To Zone, dstintf, Destination Interface, Out Interface, Egress Interface',
        '',
        'lan',
        '!tcp 443, x 10.9.0.1 -> lan 10.1.0.5 tcp 443',
      ],
      ['Disabled, Inactive', '', 'yes', '!tcp 443'],
      ['Disabled, Inactive', '', 'no', 'tcp 443'],
      ['Enabled, Active, Status, State', '', 'no', '!tcp 443'],
      ['Enabled, Active, Status, State', '', 'yes', 'tcp 443'],
      ['Until, Expiry, Expires, Expiry Date, Valid Until, End Date, Expiration', '', '2031-01-31', '?tcp 443'],
      [
        'Schedule, Time, User, Users, Source User, App, URL, URL Category, Negate Source, Negate Destination, VPN',
        '',
        'x',
        '?tcp 443',
      ],
      [
        'Rule, ID, Name, Rule ID, Rule Name, No, Number, Nr, Policy, Policy ID, Comment, Comments, Description, Purpose, Remark, Remarks, Note, Notes, Bemerkung, Kommentar, Hits, Hit Count, Reason, Reference, Ticket, Owner, Requestor, Requester, Date, Created, Modified, Last Modified, Created By, Log, Logging, Tag, Tags, Zone, System, Last Hit, UUID, Section, Risk, Approver, Department, Order',
        '',
        '5',
        'tcp 443',
      ],
    ];
    for (const [headings, without, cell, packets] of rows)
      for (const heading of headings.split(', ')) {
        const device = read({ ...(without && { [without]: '-' }), [heading]: cell });
        assert.deepEqual(told(device), [], heading);
        holds(device, packets, heading);
      }
    assert.deepEqual(told(read({ Frobnicate: 'x' })), ['column Frobnicate']);
    for (const odd of ['=cmd(x)', '=x y', 'x y!'])
      assert.deepEqual(told(read({ [odd]: 'x' })), ['column without a plain name'], odd);
    const rule = (cells: Readonly<Record<string, string>>) => read(cells).lists.get('rules')!.rules[0]!;
    assert.deepEqual(
      [rule({ Remark: 'why' }).comment, rule({ 'Hit Count': '7' }).hits, rule({ 'Rule Name': 'web' }).name],
      ['why', 7, 'web'],
    );
  });

  it('services by their names, and protocols and types in every way of writing', () => {
    const names =
      'http tcp 80, https tcp 443, ssh tcp 22, ftp tcp 21, telnet tcp 23, smtp tcp 25, smtps tcp 465, pop3 tcp 110, imap tcp 143, imaps tcp 993, ldap tcp 389, ldaps tcp 636, rdp tcp 3389, smb tcp 445, nfs tcp 2049, mysql tcp 3306, dns tcp 53, dns udp 53, ntp udp 123, snmp udp 161, snmp-trap udp 162, syslog udp 514, tftp udp 69';
    for (const row of names.split(', ')) {
      const [name, ...packet] = row.split(' ');
      holds(read({ service: name! }), `${packet.join(' ')}, !${packet[0]} 9`, row);
    }
    for (const [service, packets] of [
      ['tcp/443', 'tcp 443, !udp 443'],
      ['tcp:443', 'tcp 443'],
      ['tcp port 443', 'tcp 443'],
      ['tcp ports 443', 'tcp 443'],
      ['443/tcp', 'tcp 443, !udp 443'],
      ['443:udp', 'udp 443, !tcp 443'],
      ['53/tcp+udp', 'tcp 53, udp 53'],
      ['udp+tcp 53', 'tcp 53, udp 53'],
      ['tcp/udp 53', 'tcp 53, udp 53'],
      ['udp-tcp 53', 'tcp 53, udp 53'],
      ['tcp 440 - 450', 'tcp 450, !tcp 451'],
      ['tcp', 'tcp 1, !udp 1'],
      ['443', '?tcp 443, ?udp 443, !tcp 80'],
      ['tcp 70000', '?tcp 1'],
      ['frobnicate-x', '?tcp 1'],
      ['ip', 'tcp 1, icmp 8, other 99'],
      ['other protocols', 'other 99, !tcp 1, !icmp 8'],
      ['protocol 47', 'other 47, !tcp 1'],
      ['ip esp', 'other 50'],
      ['gre', 'other 47'],
      ['icmp', 'icmp 8, !tcp 1'],
      ['icmpv4', 'icmp 8'],
      ['icmp 8', 'icmp 8, !icmp 0'],
      ['icmp/8', 'icmp 8, !icmp 0'],
      ['icmp: echo-reply', 'icmp 0, !icmp 8'],
      ['icmpv6', '!icmp 8'],
      ['ipv6-icmp', '!icmp 8'],
      ['icmp frob', '?icmp 8'],
      ['tcp 1-500 except tcp 443', 'tcp 442, !tcp 443, tcp 444'],
      ['any except tcp 443', '!tcp 443, udp 443, icmp 8'],
    ] as const)
      holds(read({ service }), packets, service);
    holds(read({ service: '443', protocol: 'tcp' }), 'tcp 443, !udp 443', 'a column of protocols');
    holds(read({ service: 'any', protocol: 'tcp' }), 'tcp 1, !udp 1', 'any of a protocol');
    holds(read({ service: 'any', protocol: 'ip' }), 'tcp 1, udp 1, icmp 8', 'any of ip');
    holds(
      read({ service: 'any', 'source port': '68' }),
      'udp 67 from 68, tcp 1 from 68, !udp 67 from 67, !icmp 8',
      'from a port',
    );
    holds(read({ service: 'tcp 443', 'source port': 'frob' }), '?tcp 443', 'from what is no port');
    holds(read({ service: 'tcp 443', 'source port': 'any' }), 'tcp 443 from 5', 'from any port');
  });

  it('ends are addresses, networks, ranges and names, parted as people part them', () => {
    const from = (source: string, packets: string): void =>
      holds(read({ source }), packets.replaceAll('@', ' -> y 10.1.0.5 tcp 443').replace(/(^|, |!)(?=10)/g, '$1x '), source);
    for (const any of ['any', 'ALL', '*', 'anywhere', 'any4', 'alle', '']) from(any, '10.7.0.1@');
    for (const [source, packets] of [
      ['10.7.0.1', '10.7.0.1@, !10.7.0.2@'],
      ['10.7.0.0/24', '10.7.0.9@, !10.7.1.9@'],
      ['10.7.0.0 255.255.255.0', '10.7.0.9@, !10.7.1.9@'],
      ['10.7.0.1-10.7.0.9', '10.7.0.9@, !10.7.0.10@'],
      ['10.7.0.1 - 10.7.0.9', '10.7.0.9@, !10.7.0.10@'],
      ['10.7.0.1, 10.8.0.1', '10.7.0.1@, 10.8.0.1@, !10.9.0.1@'],
      ['10.7.0.1; 10.8.0.1', '10.7.0.1@, 10.8.0.1@, !10.9.0.1@'],
      ['10.7.0.1|10.8.0.1', '10.7.0.1@, 10.8.0.1@, !10.9.0.1@'],
      ['10.7.0.1 10.8.0.1', '10.7.0.1@, 10.8.0.1@, !10.9.0.1@'],
      ['10.7.0.1 (own 192.168.0.1)', '10.7.0.1@, !10.9.0.1@'],
    ] as const)
      from(source, packets);
    holds(read({ source: 'lan' }), 'lan 10.9.0.1 -> y 10.1.0.5 tcp 443, !tcp 443', 'a name');
    holds(read({ source: 'web.example.com' }), '!tcp 443', 'a host name');
  });

  it('actions in the words of consoles', () => {
    for (const [words, packets] of [
      ['allow, allowed, permit, permitted, accept, accepted, pass', 'tcp 443'],
      ['deny, denied, drop, dropped, reject, rejected, block, blocked', '!tcp 443'],
      ['frob', '?tcp 443'],
    ] as const)
      for (const action of words.split(', '))
        for (const word of [action, action.toUpperCase()]) holds(read({ action: word }), packets, word);
  });
});
