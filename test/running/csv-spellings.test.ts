// What tables of rules say in several ways is one thing, and what they tell apart is not: each row of a table with the packets that it lets pass.
import { readRunning } from '../../language/running/detect.ts';
import { holds } from './words.ts';

/** Headings and one row, what becomes of packets (`!` is closed, `?` nobody knows), all but the last by tcp from 10.9.0.1 to 10.1.0.5 where nothing else is said. */
const ROWS = `
Source;Destination;Service;Action => 10.9.0.0 255.255.0.0;any;tcp 443;allow => tcp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443
Source;Destination;Service;Action => 10.9.0.0 0.0.255.255;any;tcp 443;allow => tcp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443
Source;Destination;Service;Action => 0.0.0.0 0.0.0.0;any;tcp 443;allow => tcp 443, x 8.8.8.8 -> y 10.1.0.5 tcp 443, !x 2001:db8::1 -> y 2001:db8::5 tcp 443
Source;Destination;Service;Action => 10.9.0.1 0.0.0.0;any;tcp 443;allow => tcp 443, !x 10.9.0.2 -> y 10.1.0.5 tcp 443
Source;Destination;Service;Action => 0.0.0.0 255.255.255.255;any;tcp 443;allow => tcp 443, x 8.8.8.8 -> y 10.1.0.5 tcp 443
Source;Destination;Service;Action => 10.9.0.1 255.255.255.255;any;tcp 443;allow => tcp 443, !x 10.9.0.2 -> y 10.1.0.5 tcp 443
Source;Destination;Service;Action => 128.0.0.0 128.0.0.0;any;tcp 443;allow => !tcp 443, x 192.0.2.1 -> y 10.1.0.5 tcp 443
Source;Destination;Service;Action => 10.9.0.1 10.9.0.7;any;tcp 443;allow => tcp 443, x 10.9.0.7 -> y 10.1.0.5 tcp 443, !x 10.9.0.2 -> y 10.1.0.5 tcp 443
Source;Destination;Service;Action => 10.9.0.0 - 10.9.0.7;any;tcp 443;allow => tcp 443, !x 10.9.0.8 -> y 10.1.0.5 tcp 443
Source;Destination;Service;Action => 10.9.0.0-10.9.0.7;any;tcp 443;allow => tcp 443, !x 10.9.0.8 -> y 10.1.0.5 tcp 443
Source;Destination;Service;Action => any4;any;tcp 443;allow => tcp 443, !x 2001:db8::1 -> y 2001:db8::5 tcp 443
Source;Destination;Service;Action => any6;any;tcp 443;allow => !tcp 443, x 2001:db8::1 -> y 2001:db8::5 tcp 443
Source;Destination;Service;Action => 10.9.0.0/24 except 10.9.0.1;any;tcp 443;allow => ?tcp 443
Source;Destination;Service;Action => not 10.9.0.1;any;tcp 443;allow => ?tcp 443, ?x 10.9.0.2 -> y 10.1.0.5 tcp 443
Source;Destination;Service;Action => !10.9.0.1;any;tcp 443;allow => ?tcp 443
Source;Destination;Service;Action => any except 10.9.0.1;any;tcp 443;allow => ?tcp 443
Source;Destination;Service;Action => !web.example.com;any;tcp 443;allow => ?tcp 443
Source;Destination;Service;Action => ;any;tcp 443;allow => tcp 443
Source;Destination;Service;Action => any;any;;allow => tcp 443, icmp 8, other 50
Source;Destination;Protocol;Port;Action => any;any;tcp;443;allow => tcp 443, !udp 443
Source;Destination;Protocol;Port;Action => any;any;6;443;allow => tcp 443, !udp 443
Source;Destination;Protocol;Port;Action => any;any;17;53;allow => udp 53, !tcp 53
Source;Destination;Protocol;Port;Action => any;any;TCP/UDP;53;allow => udp 53, tcp 53, !icmp 8
Source;Destination;Protocol;Port;Action => any;any;tcp, udp;53;allow => udp 53, tcp 53, !icmp 8
Source;Destination;Protocol;Port;Action => any;any;icmp;8;allow => icmp 8, !icmp 0, !tcp 8, !udp 8
Source;Destination;Protocol;Port;Action => any;any;icmp;any;allow => icmp 8, icmp 0, !tcp 8
Source;Destination;Protocol;Port;Action => any;any;1;;allow => icmp 8, !tcp 1
Source;Destination;Protocol;Port;Action => any;any;50;any;allow => other 50, !tcp 50
Source;Destination;Protocol;Port;Action => any;any;gre;0;allow => ?other 47, !tcp 0
Source;Destination;Protocol;Port;Action => any;any;ip;any;allow => tcp 1, icmp 8, other 50
Source;Destination;Protocol;Port;Action => any;any;tcp;443, 8443;allow => tcp 443, tcp 8443, !tcp 80
Source;Destination;Service;Port;Action => any;any;tcp;22;allow => tcp 22, !tcp 23, !udp 22
Source;Destination;Service;Port;Action => any;any;https;443;allow => tcp 443, !udp 443, !tcp 22
Source;Destination;Service;Port;Action => any;any;https;8443;allow => ?tcp 443, ?tcp 8443
From;To;Source;Destination;Service;Action => lan;dmz;10.9.0.1;10.1.0.5;tcp 443;allow => lan 10.9.0.1 -> dmz 10.1.0.5 tcp 443, !lan 10.9.0.2 -> dmz 10.1.0.5 tcp 443, !wan 10.9.0.1 -> dmz 10.1.0.5 tcp 443
From;To;Service;Action => 10.9.0.1;10.1.0.5;tcp 443;allow => tcp 443, !x 10.9.0.2 -> y 10.1.0.5 tcp 443
Source;Src;Destination;Service;Action => any;10.9.0.2;any;tcp 443;allow => ?tcp 443
Source;Destination;Service;Action;Verdict => any;any;tcp 443;allow;deny => ?tcp 443
Source;Destination;Service;Action;Enabled => any;any;tcp 443;allow;yes => tcp 443
Source;Destination;Service;Action;Enabled => any;any;tcp 443;allow;enable => tcp 443
Source;Destination;Service;Action;Enabled => any;any;tcp 443;allow; => tcp 443
Source;Destination;Service;Action;Enabled => any;any;tcp 443;allow;no => !tcp 443
Source;Destination;Service;Action;Status => any;any;tcp 443;allow;expired => ?tcp 443
Source;Destination;Service;Action;Status => any;any;tcp 443;allow;disabled => !tcp 443
Source;Destination;Service;Action;Disabled => any;any;tcp 443;allow;no => tcp 443
Source;Destination;Service;Action;Disabled => any;any;tcp 443;allow;since March => ?tcp 443
Name;Source;Destination;Service;Action => [Disabled] web;any;any;tcp 443;allow => !tcp 443
Name;Source;Destination;Service;Action => web;any;any;tcp 443;[Disabled] Allow => !tcp 443
Name;Source;Destination;Service;Action => web;any;any;tcp 443;Allow => tcp 443
Source;Destination;Service;Source Port;Action => any;any;tcp 443;1000;allow => tcp 443 from 1000, !tcp 443 from 999
Source;Destination;Service;Source Port;Action => any;any;any;1000;allow => tcp 443 from 1000, !tcp 443 from 999, udp 5 from 1000, !icmp 8
Source;Destination;Service => any;any;tcp 443 => tcp 443, !tcp 80
`;

describe('a row of a table of rules', () => {
  it('is one thing however it is said, and what nobody can read counts both ways', () => {
    for (const row of ROWS.trim().split('\n')) {
      const [headings, cells, packets] = row.split(' => ');
      const [device] = readRunning(`${headings}\n${cells}\n`, 'rules.csv', 'csv');
      holds(device!, packets!, row, 'x 10.9.0.1 -> y 10.1.0.5');
    }
  });

  it('may say one thing in two columns, and where these differ, nobody knows which of them counts', () => {
    const COLUMNS: Readonly<Record<string, readonly [one: string, other: string]>> = {
      'Action, Verdict': ['allow', 'deny'],
      'Source, Src': ['10.9.0.1', '10.9.0.2'],
      'Source Addresses, SrcIPs': ['10.9.0.1', '10.9.0.2'],
      'Destination, Dst': ['10.1.0.5', '10.1.0.6'],
      'Destination Addresses, DstIPs': ['10.1.0.5', '10.1.0.6'],
      'Protocol, Proto': ['tcp', 'udp'],
      'Source Port, sport': ['1024-65535', '1-65535'],
      'Source Zone, In Interface': ['x', 'z'],
      'Destination Zone, Out Interface': ['y', 'z'],
      'Disabled, Inactive': ['no', 'yes'],
      'Enabled, Active': ['yes', 'no'],
    };
    const BASE = { Source: 'any', Destination: 'any', Port: '443', Action: 'allow' };
    for (const [headings, [one, other]] of Object.entries(COLUMNS)) {
      const [first, second] = headings.split(', ') as [string, string];
      const packets = (a: string, b: string, expected: string): void => {
        const row = Object.entries({ ...BASE, ...(first === 'Protocol' ? {} : { Protocol: 'tcp' }), [first]: a, [second]: b });
        const text = [0, 1].map((n) => row.map((pair) => pair[n]).join(';')).join('\n');
        const [device] = readRunning(`${text}\n`, 'rules.csv', 'csv');
        holds(device!, expected, text, 'x 10.9.0.1 -> y 10.1.0.5');
      };
      packets(one, one, 'tcp 443 from 5000');
      packets(one, '', 'tcp 443 from 5000');
      packets('', one, 'tcp 443 from 5000');
      packets(one, other, '?tcp 443 from 5000');
      packets(other, one, '?tcp 443 from 5000');
    }
  });
});
