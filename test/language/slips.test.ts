import assert from 'node:assert/strict';
import { actions } from '../support/editor.ts';

const around = (line: string): string => `zone a { subnet 10.0.0.0/24 component web at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component db at 10.0.1.1 }
${line}
allow b -> a : tcp 9 "the line behind it"
`;

/** What people write who come from other languages, what they are told, and the lines that fixes make of it, the first one first. */
const SLIPS: [line: string, says: RegExp, ...mended: string[]][] = [
  ['allow web -> db : 443', /'tcp 443' or 'udp 443'/, 'allow web -> db : tcp 443', 'allow web -> db : udp 443'],
  [
    'allow web -> db : 443, 8000-8010',
    /behind their protocol/,
    'allow web -> db : tcp 443, 8000-8010',
    'allow web -> db : udp 443, 8000-8010',
  ],
  ['allow web -> db : 443/tcp', /'tcp 443'/, 'allow web -> db : tcp 443'],
  ['allow web -> db : 443/TCP, 53/udp', /'tcp 443, udp 53'/, 'allow web -> db : tcp 443, udp 53'],
  ['allow web -> db : 80, 443/tcp, 53/udp', /'tcp 80, 443, udp 53'/, 'allow web -> db : tcp 80, 443, udp 53'],
  ['allow web -> db : tcp 22, 443/tcp', /'tcp 443'/, 'allow web -> db : tcp 22, 443'],
  ['allow web -> db : tcp 22, 53/udp', /'udp 53'/, 'allow web -> db : tcp 22, udp 53'],
  ['allow web -> db : tcp/443', /'tcp 443'/, 'allow web -> db : tcp 443'],
  ['allow web -> db : tcp:443', /'tcp 443'/, 'allow web -> db : tcp 443'],
  ['allow web -> db : TCP 443', /small letters: 'tcp 443'/, 'allow web -> db : tcp 443'],
  ['allow web -> db tcp 443', /colon/, 'allow web -> db : tcp 443'],
  ['allow web => db : tcp 443', /arrow '->', and not by '=>'/, 'allow web -> db : tcp 443'],
  ['allow web → db : tcp 443', /arrow '->', and not by '→'/, 'allow web -> db : tcp 443'],
  ['allow web > db : tcp 443', /arrow '->'/, 'allow web -> db : tcp 443'],
  ['allow web --> db : tcp 443', /arrow '->'/, 'allow web -> db : tcp 443'],
  ['allow web to db : tcp 443', /arrow '->', and not by 'to'/, 'allow web -> db : tcp 443'],
  ['allow * -> db : tcp 443', /'any'/, 'allow any -> db : tcp 443'],
  ['allow web -> * : tcp 443', /'any'/, 'allow web -> any : tcp 443'],
  ['service most = tcp 1-1000 except ssh', /^A named service leaves nothing out: 'except' stands in the rules that name it\.$/],
  [
    'allow any except a except web -> b : tcp 443',
    /^'except' stands once in a list, .* 'group … = a except web', and leave the group out\.$/,
  ],
  ['group rest = any except b, a except web', /'group … = a except web'/],
  [
    'allow web -> b : any except tcp 80-90 except tcp 81',
    /^'except' stands once in a list, and commas stand between what it leaves out\.$/,
  ],
  ['allow web -> db : tcp 443;', /semicolon/, 'allow web -> db : tcp 443'],
  ['# allow web -> db', /begin with '\/\/'/, '// allow web -> db'],
  ['## why', /begin with '\/\/'/, '// why'],
  ['allow web -> db : tcp 443 # why', /begin with '\/\/'/, 'allow web -> db : tcp 443 // why'],
  ['Zone c { subnet 10.0.2.0/24 }', /Did you mean 'zone'\?$/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c { Subnet 10.0.2.0/24 }', /Did you mean 'subnet'\?$/, 'zone c { subnet 10.0.2.0/24 }'],
  ['allow web -> db : tcp 443 During setup', /Did you mean 'during'\?$/, 'allow web -> db : tcp 443 during setup'],
  ['ALLOW web -> db : tcp 443', /Did you mean 'allow'\?$/, 'allow web -> db : tcp 443'],
  ['alow web -> db : tcp 443', /Did you mean 'allow'\?$/, 'allow web -> db : tcp 443'],
  ['permit web -> db : tcp 443', /Did you mean 'allow'\?$/, 'allow web -> db : tcp 443'],
  ['drop web -> db', /Did you mean 'deny'\?$/, 'deny web -> db'],
  // What every object of JavaScript has is no word of another product.
  ['constructor web -> db : tcp 443', /but here stands 'constructor'\.$/],
  [
    'zone my zone { subnet 10.0.2.0/24 }',
    /no blanks: 'my-zone'/,
    'zone my-zone "my zone" { subnet 10.0.2.0/24 }',
    'zone my-zone { subnet 10.0.2.0/24 }',
  ],
  ['zone Main office', /no blanks: 'main-office'/, 'zone main-office "Main office"', 'zone main-office'],
  ['zone my big zone "Zone" isolated', /no blanks: 'my-big-zone'/, 'zone my-big-zone "Zone" isolated'],
  ['zone "My zone" { subnet 10.0.2.0/24 }', /zone my-zone "My zone"/, 'zone my-zone "My zone" { subnet 10.0.2.0/24 }'],
  [
    'zone c { component my server at 10.0.2.1 }',
    /no blanks/,
    'zone c { component my-server "my server" at 10.0.2.1 }',
    'zone c { component my-server at 10.0.2.1 }',
  ],
  ['group my group = web, db', /no blanks/, 'group my-group "my group" = web, db', 'group my-group = web, db'],
  ['zone my größe "x"', /no blanks: 'my-größe'/, 'zone my-größe "x"'],
  ['zone pay\u200bments { subnet 10.0.2.0/24 }', /can't be seen \(U\+200B\)/, 'zone payments { subnet 10.0.2.0/24 }'],
  ['zone c\u202e { subnet 10.0.2.0/24 }', /can't be seen \(U\+202E\)/, 'zone c { subnet 10.0.2.0/24 }'],
  ['allow web -> \u3164db : tcp 443', /can't be seen \(U\+3164\)/, 'allow web -> db : tcp 443'],
  ['zone c { subnet 10.0.2.0 255.255.255.128 }', /'10\.0\.2\.0\/25'/, 'zone c { subnet 10.0.2.0/25 }'],
  ['zone c { component x : veeam.proxy 10.0.2.1 }', /behind 'at'/, 'zone c { component x : veeam.proxy at 10.0.2.1 }'],
  ['component x at 10.0.2.1', /'component', which belongs in the braces of a zone: zone name \{ component … \}\.$/],
  ['running "fw.conf"', /'running', which belongs in the braces of a firewall/],
  ['role agent "Agent"', /'role', which belongs in the braces of a vendor/],
  ['zone c { component x = veeam.proxy }', /colon/, 'zone c { component x : veeam.proxy }'],
  // Networks and machines.
  ['zone c { 10.0.2.0/24 }', /behind 'subnet'/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c { 10.0.2.0/24, fd00::/64 }', /behind 'subnet'/, 'zone c { subnet 10.0.2.0/24, fd00::/64 }'],
  ['zone c { cidr 10.0.2.0/24 }', /behind 'subnet'/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c { network = 10.0.2.0/24 }', /behind 'subnet'/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c 10.0.2.0/24', /in braces: \{ subnet 10\.0\.2\.0\/24 \}/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c "Third" = 10.0.2.0/24', /in braces/, 'zone c "Third" { subnet 10.0.2.0/24 }'],
  ['zone c: 10.0.2.0/24, 10.0.3.0/24 // two', /in braces/, 'zone c { subnet 10.0.2.0/24, 10.0.3.0/24 } // two'],
  ['zone c (subnet 10.0.2.0/24)', /in braces/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c [subnet 10.0.2.0/24]', /in braces/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c { subnet: 10.0.2.0/24 }', /^No ':' stands behind 'subnet'\.$/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c { subnet = 10.0.2.0/24 }', /^No '=' stands behind 'subnet'\.$/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c { subnet "10.0.2.0/24", "fd00::/64" }', /no quotes/, 'zone c { subnet 10.0.2.0/24, fd00::/64 }'],
  ['zone c { subnet 10.0.2.0/24 10.0.3.0/24 }', /Commas/, 'zone c { subnet 10.0.2.0/24, 10.0.3.0/24 }'],
  ['zone c { component x veeam.proxy }', /colon/, 'zone c { component x : veeam.proxy }'],
  ['zone c { component x "X" veeam.proxy at 10.0.2.1 }', /colon/, 'zone c { component x "X" : veeam.proxy at 10.0.2.1 }'],
  ['zone c { component x : veeam.proxy ip 10.0.2.1 }', /behind 'at'/, 'zone c { component x : veeam.proxy at 10.0.2.1 }'],
  ['zone c { component x : veeam.proxy @ 10.0.2.1 }', /behind 'at'/, 'zone c { component x : veeam.proxy at 10.0.2.1 }'],
  ['zone c { component x : veeam.proxy = fd00::1 }', /behind 'at'/, 'zone c { component x : veeam.proxy at fd00::1 }'],
  ['zone c { component x at 10.0.2.1 10.0.2.2 }', /Commas/, 'zone c { component x at 10.0.2.1, 10.0.2.2 }'],
  ['zone c { component x : veeam.proxy { at 10.0.2.1 } }', /in front/, 'zone c { component x : veeam.proxy at 10.0.2.1 }'],
  [
    'zone c { component x : veeam.proxy { ip = 10.0.2.1 version = 13 } }',
    /in front/,
    'zone c { component x : veeam.proxy at 10.0.2.1 { version = 13 } }',
  ],
  [
    'zone c { component x : veeam.proxy { version: 13 } }',
    /equals sign/,
    'zone c { component x : veeam.proxy { version = 13 } }',
  ],
  ['zone c { veeam.proxy x at 10.0.2.1 }', /'component x : veeam\.proxy'/, 'zone c { component x : veeam.proxy at 10.0.2.1 }'],
  ['zone c { host x at 10.0.2.1 }', /begins with 'component'/, 'zone c { component x at 10.0.2.1 }'],
  ['zone c { component x : veeam/proxy at 10.0.2.1 }', /dot/, 'zone c { component x : veeam.proxy at 10.0.2.1 }'],
  ['zone c { component x : veeam::proxy }', /dot/, 'zone c { component x : veeam.proxy }'],
  ['allow veeam/proxy -> db : tcp 443', /dot/, 'allow veeam.proxy -> db : tcp 443'],
  // Who connects to whom.
  ['allow from web to db : tcp 443', /arrow/, 'allow web -> db : tcp 443'],
  ['deny from web -> db', /arrow/, 'deny web -> db'],
  ['allow db <- web : tcp 443 "why"', /'web -> db'/, 'allow web -> db : tcp 443 "why"'],
  [
    'allow web <-> db : tcp 443',
    /two rules/,
    'allow web -> db : tcp 443',
    'allow web -> db : tcp 443\nallow db -> web : tcp 443',
  ],
  ['allow web ↔ db', /two rules/, 'allow web -> db', 'allow web -> db\nallow db -> web'],
  ['deny any any', /arrow/, 'deny any -> any'],
  ['allow web db : tcp 443', /arrow/, 'allow web -> db : tcp 443'],
  ['allow web and db -> b : tcp 443', /Commas/, 'allow web, db -> b : tcp 443'],
  ['allow web -> db & b : tcp 443', /Commas/, 'allow web -> db, b : tcp 443'],
  ['allow (web, db) -> b : tcp 443', /brackets/, 'allow web, db -> b : tcp 443'],
  ['allow [web, db] -> b : tcp 443', /brackets/, 'allow web, db -> b : tcp 443'],
  ['allow web, -> db : tcp 443', /comma/, 'allow web -> db : tcp 443'],
  ['allow web -> db, : tcp 443', /comma/, 'allow web -> db : tcp 443'],
  ['allow: web -> db : tcp 443', /^No ':' stands behind 'allow'\.$/, 'allow web -> db : tcp 443'],
  ['- allow web -> db : tcp 443', /begins with its word/, 'allow web -> db : tcp 443'],
  ['rule allow web -> db : tcp 443', /begins with its word/, 'allow web -> db : tcp 443'],
  ['10. allow web -> db : tcp 443', /begins with its word/, 'allow web -> db : tcp 443'],
  // Services.
  ['allow web -> db : port 443', /'tcp 443' or 'udp 443'/, 'allow web -> db : tcp 443', 'allow web -> db : udp 443'],
  ['allow web -> db port 443', /'tcp 443' or 'udp 443'/, 'allow web -> db : tcp 443', 'allow web -> db : udp 443'],
  ['allow web -> db : tcp port 443', /right behind/, 'allow web -> db : tcp 443'],
  ['allow web -> db : tcp eq 443', /right behind/, 'allow web -> db : tcp 443'],
  ['allow web -> db on tcp 443', /colon/, 'allow web -> db : tcp 443'],
  ['allow web -> db via any', /colon/, 'allow web -> db : any'],
  ['allow web -> db : tcp 22 and tcp 443', /Commas/, 'allow web -> db : tcp 22, tcp 443'],
  ['allow web -> db : tcp 22 udp 53', /Commas/, 'allow web -> db : tcp 22, udp 53'],
  ['allow web -> db : tcp 22 443', /Commas/, 'allow web -> db : tcp 22, 443'],
  ['allow web -> db : [tcp 22, tcp 443]', /brackets/, 'allow web -> db : tcp 22, tcp 443'],
  ['allow web -> db : tcp (22, 443)', /brackets/, 'allow web -> db : tcp 22, 443'],
  ['allow web -> db : tcp 2500:3300', /'2500-3300'/, 'allow web -> db : tcp 2500-3300'],
  ['allow web -> db : tcp 22, 2500..3300', /'2500-3300'/, 'allow web -> db : tcp 22, 2500-3300'],
  ['allow web -> db : tcp 2500–3300', /'2500-3300'/, 'allow web -> db : tcp 2500-3300'],
  ['allow web -> db : tcp 2500 to 3300', /'2500-3300'/, 'allow web -> db : tcp 2500-3300'],
  ['allow web -> db : tcp any', /'tcp 1-65535', and all services as 'any'/, 'allow web -> db : tcp 1-65535'],
  ['allow web -> db : udp *', /'udp 1-65535'/, 'allow web -> db : udp 1-65535'],
  ['allow tcp 443 web -> db', /at the end, behind a colon/, 'allow web -> db : tcp 443'],
  ['allow tcp 22, 443 from web to db "why"', /at the end/, 'allow web -> db : tcp 22, 443 "why"'],
  ['allow web -> db : tcp 443 comment "why"', /in quotes, without anything/, 'allow web -> db : tcp 443 "why"'],
  ['allow web -> db : tcp 443 until 31.12.2027', /'2027-12-31'/, 'allow web -> db : tcp 443 until 2027-12-31'],
  ['allow web -> db : tcp 443 until 2027/1/2', /'2027-01-02'/, 'allow web -> db : tcp 443 until 2027-01-02'],
  // Whatever else a plan begins with.
  ['group g : web, db', /equals sign/, 'group g = web, db'],
  ['group g { web, db }', /equals sign/, 'group g = web, db'],
  ['group g = [web, db]', /brackets/, 'group g = web, db'],
  ['group g = web db', /Commas/, 'group g = web, db'],
  ['group g = web and db', /Commas/, 'group g = web, db'],
  ['service site-api : tcp 443', /equals sign/, 'service site-api = tcp 443'],
  ['service site-api { tcp 443 }', /equals sign/, 'service site-api = tcp 443'],
  ['service site-api = tcp 443 udp 53', /Commas/, 'service site-api = tcp 443, udp 53'],
  ['use veeam v13', /'veeam 13'/, 'use veeam 13'],
  ['use veeam version 13', /'veeam 13'/, 'use veeam 13'],
  ['use veeam@13', /'veeam 13'/, 'use veeam 13'],
  ['use "veeam" 13', /no quotes: 'veeam'/, 'use veeam 13'],
  ['using veeam 13', /Did you mean 'use'\?$/, 'use veeam 13'],
  ['use veeam 13, zerto', /a line of its own/, 'use veeam 13\nuse zerto'],
  ['plan Our plan // of today', /plan "Our plan"\.$/, 'plan "Our plan" // of today'],
  ['plan = "Our plan"', /^No '=' stands behind 'plan'\.$/, 'plan "Our plan"'],
  ['import veeam', /'use veeam'/, 'use veeam', 'import "veeam.segplan"'],
  ['import shared.segplan', /in quotes/, 'import "shared.segplan"'],
  [
    'zone c { subnet 10.0.2.0/24 component x at 10.0.2.1 also at 10.0.0.9 in a, 10.0.1.9 in b }',
    /said by itself: also at 10\.0\.1\.9 in b\.$/,
    'zone c { subnet 10.0.2.0/24 component x at 10.0.2.1 also at 10.0.0.9 in a also at 10.0.1.9 in b }',
  ],
  ['never web -> db : tcp 443', /'assert web never reaches db on tcp 443'/, 'assert web never reaches db on tcp 443'],
  ['assert never web -> db', /asserted so/, 'assert web never reaches db'],
  ['assert web not reaches db', /asserted so/, 'assert web never reaches db'],
  ['default deny', /closed by itself/, ''],
  ['deny all', /closed by itself/, ''],
  [
    'firewall edge asa { zones a, b }',
    /': asa'/,
    'firewall edge : asa { zones a, b }',
    'firewall edge-asa "edge asa" { zones a, b }',
  ],
  ['allow tcp web -> db 443', /at the end/, 'allow web -> db : tcp 443'],
  ['allow icmp from web to db', /at the end/, 'allow web -> db : icmp'],
  ['allow web -> db : tcp 443 (why not)', /in quotes/, 'allow web -> db : tcp 443 "why not"'],
  ['/* why', /no end/, '// why'],
  // More of networks and zones.
  ['zone c { subnet 10.0.2.* }', /'10\.0\.2\.0\/24'/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c { subnet 10.0.2/24 }', /'10\.0\.2\.0\/24'/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c { subnet 10.0.2.0/255.255.255.0 }', /'10\.0\.2\.0\/24'/, 'zone c { subnet 10.0.2.0/24 }'],
  ['zone c { subnet any }', /zone that is 'external'/, 'zone c { subnet 0.0.0.0/0, ::/0 }'],
  ['zone c : external', /'zone c external'/, 'zone c external'],
  ['zone c { external }', /'zone c external'/, 'zone c external'],
  [
    'isolated zone c "Vault" { subnet 10.0.2.0/24 }',
    /'zone c "Vault" isolated'/,
    'zone c "Vault" isolated { subnet 10.0.2.0/24 }',
  ],
  ['zone 10-office { subnet 10.0.2.0/24 }', /begins with a letter/, 'zone n-10-office "10-office" { subnet 10.0.2.0/24 }'],
  [
    'zone office.main "Office" { subnet 10.0.2.0/24 }',
    /begins with a letter/,
    'zone office-main "Office" { subnet 10.0.2.0/24 }',
  ],
  ['zone c { vlan 20 }', /^A zone has subnets and components\./],
  ['zone c { zone d { subnet 10.0.2.0/24 } }', /^A zone has no zones in it\. .* is a site/],
  ['zone c { allow web -> db : tcp 443 }', /^Rules stand by themselves/],
  ['site s { subnet 10.0.2.0/24 }', /^In a site stand zones/],
  // More of rules.
  ['web -> db : tcp 443', /begins with 'allow' or 'deny'/, 'allow web -> db : tcp 443', 'deny web -> db : tcp 443'],
  ['access-list inside extended permit tcp any any eq 443', /'segplan import FILE'/],
  ['iptables -A INPUT -p tcp --dport 22 -j ACCEPT', /'segplan import FILE'/],
  ['allow zone a -> b : tcp 443', /by itself: 'a'/, 'allow a -> b : tcp 443'],
  ['allow a -> zone b : tcp 443', /by itself: 'b'/, 'allow a -> b : tcp 443'],
  ['allow host 10.0.0.1 -> db : tcp 443', /by itself: '10\.0\.0\.1'/, 'allow 10.0.0.1 -> db : tcp 443'],
  ['allow role veeam.proxy -> db : tcp 443', /by itself: 'veeam\.proxy'/, 'allow veeam.proxy -> db : tcp 443'],
  ['allow !web -> db : tcp 443', /'any except web'/, 'allow any except web -> db : tcp 443'],
  ['allow not web -> db : tcp 443', /'any except web'/, 'allow any except web -> db : tcp 443'],
  ['allow a but web -> db : tcp 443', /behind 'except'/, 'allow a except web -> db : tcp 443'],
  ['allow web -> db except tcp 22', /left out of services/, 'allow web -> db : any except tcp 22'],
  ['allow web@a -> db : tcp 443', /'a\.web'/, 'allow a.web -> db : tcp 443'],
  // Not what somebody means by a phase, and no version that somebody has.
  ['allow web -> db : tcp 443 for backups', /^Expected a statement/],
  ['use veeam <13', /./],
  ['use veeam 13 P1', /^A version is as exact as a catalog speaks of it/, 'use veeam 13'],
  ['use veeam 13.0.1 (GA)', /^A version is as exact as a catalog speaks of it/, 'use veeam 13.0.1'],
  ['use acronis-scs 12.5 U2', /'update 2'/, 'use acronis-scs 12.5 update 2'],
  ['allow a/web -> db : tcp 443', /'a\.web'/, 'allow a.web -> db : tcp 443'],
  ['allow web -> db { tcp 443 }', /and not in braces/, 'allow web -> db : tcp 443'],
  ['allow during setup web -> db : tcp 443 "why"', /behind its services/, 'allow web -> db : tcp 443 during setup "why"'],
  ['allow web -> db : tcp 443 when setup', /behind 'during'/, 'allow web -> db : tcp 443 during setup'],
  ['allow web -> db : tcp 443 during "setup"', /no quotes: 'setup'/, 'allow web -> db : tcp 443 during setup'],
  ['allow web -> db : tcp 443 expires 2027-01-31', /behind 'until'/, 'allow web -> db : tcp 443 until 2027-01-31'],
  ['allow web -> db : tcp 443 valid until 2027-01-31', /behind 'until'/, 'allow web -> db : tcp 443 until 2027-01-31'],
  // More of services.
  ['allow web -> db : tcp/udp 53', /'tcp\+udp'/, 'allow web -> db : tcp+udp 53'],
  ['allow web -> db : tcp, udp 53', /'tcp\+udp'/, 'allow web -> db : tcp+udp 53'],
  ['allow web -> db : tcp and udp 53', /'tcp\+udp'/, 'allow web -> db : tcp+udp 53'],
  ['allow web -> db : tcpudp 53', /'tcp\+udp'/, 'allow web -> db : tcp+udp 53'],
  ['allow web -> db : 22 TCP', /'tcp 22'/, 'allow web -> db : tcp 22'],
  ['allow web -> db : port tcp 22', /by itself/, 'allow web -> db : tcp 22'],
  ['allow web -> db : "https"', /no quotes: 'https'/, 'allow web -> db : https'],
  ['allow web -> db : icmp type 8', /'icmp 8'/, 'allow web -> db : icmp 8'],
  ['allow web -> db : icmp/8', /'icmp 8'/, 'allow web -> db : icmp 8'],
  ['allow web -> db : tcp 22, icmp type 3, tcp 44', /'icmp 3'/, 'allow web -> db : tcp 22, icmp 3, tcp 44'],
  ['allow web -> db : icmp type = 3 during setup', /'icmp 3'/, 'allow web -> db : icmp 3 during setup'],
  [
    'allow web -> db : tcp 22, icmp echo request "ping"',
    /'icmp echo-request'/,
    'allow web -> db : tcp 22, icmp echo-request "ping"',
  ],
  ['allow web -> db : icmpv6 type packet too big', /'icmpv6 packet-too-big'/, 'allow web -> db : icmpv6 packet-too-big'],
  ['allow web -> db : sctp 2905', /'protocol sctp'/, 'allow web -> db : protocol sctp'],
  ['allow web -> db : protocol 6in4', /^'6in4' carries IPv6 in IPv4, .* Write 'protocol 41'\.$/, 'allow web -> db : protocol 41'],
  ['allow web -> db : tcp 22, protocol 6to4, icmp "why"', /'protocol 41'/, 'allow web -> db : tcp 22, protocol 41, icmp "why"'],
  ['allow web -> db : 6in4', /'protocol 41'/, 'allow web -> db : protocol 41'],
  ['allow web -> db : tcp 22, 4in6', /'protocol 4'/, 'allow web -> db : tcp 22, protocol 4'],
  ['service tunnel = protocol 6rd', /'protocol 41'/, 'service tunnel = protocol 41'],
  ['allow web -> db : protocol TP++', /'protocol 39'/, 'allow web -> db : protocol 39'],
  ['allow web -> db : protocol a/n', /'protocol 107'/, 'allow web -> db : protocol 107'],
  ['allow web -> db : protocol 3pc', /'protocol 34'/, 'allow web -> db : protocol 34'],
  ['allow web -> db : protocol 47/gre', /'protocol 47'/, 'allow web -> db : protocol 47'],
  ['allow web -> db : protocol 41-47', /by itself: 'protocol 41, protocol 47'/],
  ['allow web -> db : protocol 802.1q', /'802\.1q' is no IP protocol that has this name\. A number does as well/],
  // More of what else a plan has.
  ['servers = 10.0.0.1, 10.0.0.2', /'group'/, 'group servers = 10.0.0.1, 10.0.0.2'],
  ['let api = tcp 8443', /'service'/, 'service api = tcp 8443'],
  ['pair main branch', /Commas/, 'pair main, branch'],
  ['vpn main and branch', /Commas/, 'vpn main, branch'],
  ['deployment one = web db', /Commas/, 'deployment one = web, db'],
  ['bind web to db', /'with'/, 'bind web with db'],
  ['bind web -> db', /'with'/, 'bind web with db'],
  ['check missing-flow: off', /'check missing-flow off'/, 'check missing-flow off'],
  ['check off missing-flow "why"', /'check missing-flow off'/, 'check missing-flow off "why"'],
  ['check missing-flow none', /'check missing-flow off'/, 'check missing-flow off'],
  ['ignore missing-flow', /'check missing-flow off'/, 'check missing-flow off'],
  ['phase setup on', /switched on by itself/, 'phase setup'],
  ['enable veeam.encryption = true', /switched on by itself/, 'enable veeam.encryption'],
  ['trust "veeam.segmentation"', /no quotes/, 'trust veeam.segmentation'],
  ['firewall edge { a, b }', /behind 'zones'/, 'firewall edge { zones a, b }'],
  ['firewall edge { zones a b }', /Commas/, 'firewall edge { zones a, b }'],
  ['firewall edge { zones a, b inside = a }', /begins with 'interface'/, 'firewall edge { zones a, b interface inside = a }'],
  ['firewall edge { interface inside a }', /equals sign/, 'firewall edge { interface inside = a }'],
  ['firewall edge { running edge.txt }', /in quotes/, 'firewall edge { running "edge.txt" }'],
  ['firewall edge type asa { zones a, b }', /': asa'/, 'firewall edge : asa { zones a, b }'],
  ['firewall edge : "asa" { zones a, b }', /no quotes/, 'firewall edge : asa { zones a, b }'],
];

describe('slips of people who are new to the language', () => {
  for (const [line, says, ...mended] of SLIPS)
    it(line, async () => {
      const marked = around(`<|${line}|>`);
      const offered = await actions(marked, ['quickfix'], (d) => d.code === 'syntax-error');
      const [error, ...others] = offered.diagnostics;
      assert.match(`${error?.message}`, says);
      assert.deepEqual(
        others.map((d) => d.message),
        [],
        'one slip is one error',
      );
      const lines = offered.list.map((each) => offered.apply(each).split('\n').slice(2, -2).join('\n'));
      assert.deepEqual(lines, mended);
      // Where there is one way to mend it, it is taken without asking.
      assert.deepEqual(
        offered.list.map((each) => each.isPreferred === true),
        mended.map(() => mended.length === 1),
      );
      for (const each of mended) {
        const after = await actions(around(`<|${each}|>`), ['quickfix'], (d) => d.code === 'syntax-error');
        assert.deepEqual(after.diagnostics, [], each);
      }
    });

  it('a code of a type of ICMP is taken away by nobody but who asks for it, since that opens the other codes', async () => {
    const marked = around('<|allow web -> db : icmp type 3 code 4|>');
    const { diagnostics, list, apply } = await actions(marked, ['quickfix'], (d) => d.code === 'syntax-error');
    assert.match(`${diagnostics[0]?.message}`, /its codes are not told apart: 'icmp 3' is all of them\.$/);
    assert.deepEqual([diagnostics.length, list.length, list[0]?.isPreferred === true], [1, 1, false]);
    assert.match(apply(list[0]!), /^allow web -> db : icmp 3$/m);
  });

  it('a mask that is none is no slip', async () => {
    const { diagnostics, list } = await actions(around('<|zone c { subnet 10.0.2.0 255.0.255.0 }|>'), ['quickfix']);
    assert.ok(diagnostics.length);
    assert.deepEqual(
      list.filter(({ title }) => /Write/.test(title)),
      [],
    );
  });
});
