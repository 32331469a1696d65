import type { Case } from '../case.ts';

// A vendor of which a port moves, of which alternatives serve, and which uses both transports.
const plan = (rules: string, more = ''): string => `use acme
vendor acme {
  role server { property gui-port = port }
  role desk
  role relay
  service gui = tcp 9669 (set by server.gui-port)
  flow desk -> server : gui
  flow server -> relay : one of (tcp 25, tcp 465, tcp 587)
  flow server -> desk : tcp 6160, udp 137
  flow server -> relay : tcp 22 during install
}
zone z { subnet 10.0.0.0/24 component srv : acme.server at 10.0.0.1 { gui-port = 19669 } component idle : acme.server at 10.0.0.2 }
zone d { subnet 10.0.1.0/24 component desk : acme.desk at 10.0.1.1 component printer at 10.0.1.2 }
zone m { subnet 10.0.2.0/24 component mail : acme.relay at 10.0.2.1 }
${more}${rules}`;

export const cases: readonly Case[] = [
  {
    code: 'temporary-flow-open',
    title: 'a temporary port among alternatives, of which the first alone is open',
    text: plan('allow srv -> mail : tcp 25, one of (tcp 22, tcp 2222)'),
    finds: ['tcp 25, one of (tcp 22, tcp 2222)'],
    fixed: /allow srv -> mail : tcp 25\nallow srv -> mail : one of \(tcp 22, tcp 2222\) during install$/,
  },
  {
    code: 'unneeded-port',
    title: 'an alternative of which only the second port is needed',
    text: plan('allow srv -> mail : tcp 25, one of (tcp 80, tcp 465)'),
    finds: ['one of (tcp 80, tcp 465)'],
    says: /needs tcp 80 from/,
    fixed: /allow srv -> mail : tcp 25$/,
  },
  {
    code: 'unneeded-port',
    title: 'ports around one that the rule leaves out, which it does not open',
    text: plan('allow srv -> mail : tcp 20-30 except tcp 26'),
    finds: ['tcp 20-30'],
    says: /needs tcp 20-21, 23-24, 27-30 from/,
    fixed: /allow srv -> mail : tcp 22, 25$/,
  },
  {
    code: 'unneeded-port',
    title: 'the second of two ports that serve, where the rule leaves out the first and what nothing needs',
    text: plan('allow srv -> mail : one of (tcp 24, tcp 465), tcp 25-26 except tcp 24, 26'),
    finds: [],
  },
  {
    code: 'unneeded-port',
    title: 'ports around one that the rule leaves out, beside what is required, which no list of ports says',
    text: plan('allow srv -> mail : required, tcp 99-101 except tcp 100'),
    finds: ['tcp 99-101'],
    fixed: false,
  },
  {
    code: 'unneeded-port',
    title: 'ports around one that the rule leaves out, beside a service that two components have on two ports',
    text: plan('allow desk -> srv, idle : acme.gui, tcp 99-101 except tcp 100'),
    finds: ['tcp 99-101'],
    fixed: false,
  },
  {
    code: 'unneeded-port',
    title: 'a rule that leaves out all that is needed',
    text: plan('allow srv -> mail : tcp 465-466 except tcp 465', 'allow srv -> mail : tcp 25\n'),
    finds: ['tcp 465-466'],
    says: /needs tcp 466 from/,
    fixed: /allow srv -> mail : tcp 25\n$/,
  },
  {
    code: 'unneeded-port',
    title: 'a port beside a flow of which nobody says the port, and one of the other protocol',
    text: `use shop
vendor shop { role till role ledger { property book-port = port } flow till -> ledger : tcp 443, tcp set by ledger.book-port }
zone a { subnet 10.0.0.0/24 component t : shop.till at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component l : shop.ledger at 10.0.1.1 }
allow t -> l : tcp 443, 5671, udp 99`,
    finds: ['udp 99'],
    says: /needs udp 99 from t to l/,
    fixed: /allow t -> l : tcp 443, 5671$/,
  },
  {
    code: 'unneeded-port',
    title: 'a port beside a flow of which the plan says the port',
    text: `use shop
vendor shop { role till role ledger { property book-port = port } flow till -> ledger : tcp 443, tcp set by ledger.book-port }
zone a { subnet 10.0.0.0/24 component t : shop.till at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component l : shop.ledger at 10.0.1.1 { book-port = 5671 } }
allow t -> l : tcp 443, 5671-5672`,
    finds: ['5671-5672'],
    says: /needs tcp 5672 from t to l/,
  },
  {
    code: 'unneeded-port',
    title: 'a port that one of two components may need, since no catalog knows it',
    text: plan('allow srv -> desk, printer : tcp 6160, 9100 until 2027-01-31'),
    finds: ['9100'],
    says: /^Nothing needs tcp 9100 from srv to desk, in any phase or with any feature: give printer, of which .* a rule of its own/,
    fixed: /allow srv -> printer : tcp 6160, 9100 until 2027-01-31\nallow srv -> desk : tcp 6160 until 2027-01-31$/,
  },
  {
    code: 'unneeded-port',
    title: 'a rule of which only a component that no catalog knows may need anything',
    text: plan('allow srv, printer -> desk : tcp 9100'),
    finds: ['tcp 9100'],
    says: /from srv to desk/,
    fixed: /allow printer -> desk : tcp 9100$/,
  },
  {
    code: 'unneeded-port',
    title: 'components that no catalog knows on both sides, which no list of ends tells from the others',
    text: plan('allow srv, camera -> desk, printer : tcp 9100', 'zone c { subnet 10.0.3.0/24 component camera at 10.0.3.1 }\n'),
    finds: ['tcp 9100'],
    says: /give camera, printer, of which .* rules of their own/,
  },
  {
    code: 'unneeded-port',
    title: 'a port that a network may need beside a component',
    text: plan('allow srv, 10.0.3.0/24 -> desk : tcp 6160, 9100', 'zone c { subnet 10.0.3.0/24 }\n'),
    finds: ['9100'],
    says: /from srv to desk.* give 10\.0\.3\.0\/24/,
    fixed: /allow 10\.0\.3\.0\/24 -> desk : tcp 6160, 9100\nallow srv -> desk : tcp 6160$/,
  },
  {
    code: 'unneeded-port',
    title: 'a port for a zone of which no catalog knows each component',
    text: plan('allow srv -> d : tcp 6160, 9100'),
    finds: [],
  },
  {
    code: 'unneeded-port',
    title: 'a port behind a comment, of which no blank is left',
    text: plan('allow srv -> mail : tcp 25 /* mail */, 99\n'),
    finds: ['99'],
    fixed: /allow srv -> mail : tcp 25 \/\* mail \*\/\n$/,
  },
  {
    code: 'unneeded-port',
    title: 'a port in a line of its own, of which no line is left',
    text: plan('allow srv -> mail : tcp 25, // mail\n  udp 99\n'),
    finds: ['udp 99'],
    fixed: /allow srv -> mail : tcp 25 \/\/ mail\n$/,
  },
  {
    code: 'any-endpoint',
    title: 'a moved port, for which all that have the role are named',
    text: plan('allow desk -> any : acme.gui'),
    finds: ['any'],
    fixed: /allow desk -> srv, idle : acme\.gui$/,
  },
  {
    code: 'any-endpoint',
    title: 'one of several ports that serve',
    text: plan('allow srv -> any : one of (tcp 465, tcp 25)'),
    finds: ['any'],
    fixed: /allow srv -> mail : one of \(tcp 465, tcp 25\)$/,
  },
  {
    code: 'any-endpoint',
    title: 'all IPv4 addresses, for a port that one component has',
    text: plan('allow srv -> 0.0.0.0/0 : tcp 25'),
    finds: ['0.0.0.0/0'],
    fixed: /allow srv -> mail : tcp 25$/,
  },
  {
    code: 'any-endpoint',
    title: 'both halves of all IPv4 addresses, with a component between them',
    text: plan('allow srv -> 0.0.0.0/1, printer, 128.0.0.0/1 : tcp 25'),
    finds: ['0.0.0.0/1'],
    fixed: /allow srv -> mail, printer : tcp 25$/,
  },
  {
    code: 'any-endpoint',
    title: 'any in a group in a group, as the source',
    text: plan('allow <|everybody|>, idle -> mail : tcp 25', 'group inner = printer, any\ngroup everybody = inner, 10.0.1.7\n'),
    fixed: /allow printer, 10\.0\.1\.7, srv, idle -> mail : tcp 25$/,
  },
  {
    code: 'any-endpoint',
    title: 'what is needed during a phase is needed',
    text: plan('allow any -> mail : tcp 22 during install'),
    finds: ['any'],
    fixed: /allow srv, idle -> mail : tcp 22 during install$/,
  },
  {
    code: 'any-endpoint',
    title: 'any beside a component, on a port that nothing needs',
    text: plan('allow any, printer -> mail : tcp 80\nallow desk -> srv : tcp 19669'),
    finds: ['any'],
    fixed: /allow printer -> mail : tcp 80\nallow/,
  },
  {
    code: 'any-service',
    title: 'all TCP ports where TCP and UDP are needed',
    text: plan('allow srv -> d : tcp 1-65535'),
    finds: ['tcp 1-65535'],
    fixed: /allow srv -> d : tcp 6160$/,
  },
  {
    code: 'any-service',
    title: 'every service where TCP and UDP are needed',
    text: plan('allow srv -> d : any'),
    finds: ['any'],
    fixed: /allow srv -> d : required$/,
  },
  {
    code: 'any-service',
    title: 'every service where a deny closes the first of several ports that serve',
    text: plan('allow srv, idle -> m : any\ndeny z -> m : tcp 25, 22'),
    finds: ['any'],
    fixed: /allow srv, idle -> m : tcp 22, 25, 465, 587\ndeny/,
  },
  {
    code: 'any-endpoint',
    title: 'a zone that is left out of any goes with it',
    text: plan('allow srv -> any except d : tcp 25, 6160'),
    finds: ['any'],
    fixed: /allow srv -> mail : tcp 25, 6160$/,
  },
  {
    code: 'any-endpoint',
    title: 'any without the internet, which leaves other zones outside',
    text: 'zone a { subnet 10.0.0.0/24 }\nzone part external { subnet 203.0.113.0/28 }\nzone inet external\nallow a -> <|any|> except inet : tcp 9',
    says: /^This rule is open to everywhere, part included: /,
  },
  {
    code: 'any-endpoint',
    title: 'any without one zone outside, which leaves the internet',
    text: 'zone a { subnet 10.0.0.0/24 }\nzone part external { subnet 203.0.113.0/28 }\nzone inet external\nallow a -> <|any|> except part : tcp 9',
    says: /^This rule is open to everywhere, the internet included: /,
  },
  {
    code: 'any-endpoint',
    title: 'what is left out of another end as well stays left out',
    text: plan('allow <|any|>, z except idle -> mail : tcp 25'),
    fixed: /allow srv, z except idle -> mail : tcp 25$/,
  },
  {
    code: 'any-service',
    title: 'every service with a reason: what is open says no reason of all of it',
    text: plan('allow srv -> d : <|any|> "agreed"'),
    says: /^This opens every service between its ends\. /,
    fixed: /allow srv -> d : required "agreed"$/,
  },
  {
    code: 'any-service',
    title: 'every service but one, with a reason, as without the exception',
    text: plan('allow srv -> d : any except udp 53 "agreed"'),
    finds: ['any except udp 53'],
    says: /^This opens every service between its ends but udp 53\. /,
  },
  {
    code: 'any-service',
    title: 'every service but what each component counts for itself, or is required: as the rule says it',
    text: `vendor v "V" {
  service cnt "Counted" = tcp 9082+ (2 for each node)
  role server "Server"
  role node "Node"
  flow node -> server : cnt "Counts"
}
use v
zone s { subnet 10.0.0.0/24 component srv : v.server at 10.0.0.5 }
zone c { subnet 10.1.0.0/24 component nodes : v.node at 10.1.0.8-10.1.0.10 }
allow nodes -> srv : <|any except v.cnt, required|>
allow nodes -> srv : v.cnt`,
    says: /^This opens every service between its ends but v\.cnt, required\. /,
  },
  {
    code: 'any-service',
    title: 'a port that is left out of every service stays closed',
    text: plan('allow srv -> d : any except tcp 6160'),
    finds: ['any except tcp 6160'],
    fixed: /allow srv -> d : udp 137$/,
  },
];
