import type { PageRow, ReferencePage } from './page.ts';

/** Keyword, number and what it is. */
const assigned: readonly (readonly [string, number, string])[] = [
  ['ICMP', 1, 'control messages (RFC 792)'],
  ['GRE', 47, 'generic routing encapsulation (RFC 2784)'],
  ['ESP', 50, 'encrypted payload of IPsec (RFC 4303)'],
  ['AH', 51, 'authentication header of IPsec (RFC 4302)'],
  ['VRRP', 112, 'virtual router redundancy (RFC 9568)'],
];

const rows: readonly PageRow[] = assigned.map(([keyword, number, about]) => ({
  section: keyword,
  from: ['any'],
  to: ['any'],
  service: `protocol ${number}`,
  about,
}));

/** The registry names no ends. Of its rows these are the protocols that the catalog has services for. */
export const ianaProtocolNumbers: ReferencePage = {
  title: 'Assigned Internet Protocol Numbers',
  url: 'https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml',
  date: '2025-02-22',
  rows,
};
