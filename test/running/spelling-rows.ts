// Rules of running files that are said in several ways.

/** Rows: what is said in two ways with ` = ` between them, or what is not the same with ` # `. */
export const ROWS: Readonly<Record<string, string>> = {
  nftables: `
ip saddr 10.1.0.5 accept = ip saddr 10.1.0.5/32 accept
ip saddr 10.1.0.5 accept = ip saddr { 10.1.0.5 } accept
ip saddr 10.1.0.0/24 accept = ip saddr 10.1.0.0-10.1.0.255 accept
ip saddr @hosts accept = ip saddr { 10.1.0.5-10.1.0.6 } accept
ip saddr != 10.1.0.5 accept # ip saddr 10.1.0.5 accept
ip saddr != 10.1.0.5 drop|ip daddr 10.2.0.1 accept = ip saddr 10.1.0.5 ip daddr 10.2.0.1 accept
ip saddr != @hosts drop|meta nfproto ipv4 accept = ip saddr @hosts accept
tcp dport 22 accept = tcp dport ssh accept
ip saddr 10.1.0.5 accept = define web = 10.1.0.5|ip saddr $web accept
ip saddr { 10.1.0.5, 10.1.0.6 } accept = define webs = { 10.1.0.5, 10.1.0.6 }|ip saddr $webs accept
ip saddr { 10.1.0.5, 10.1.0.6 } accept = define web = 10.1.0.5|define webs = { $web, 10.1.0.6 }|ip saddr $webs accept
ip saddr { 10.1.0.5, 10.1.0.6, 10.1.0.1 } accept = define webs = { 10.1.0.5, 10.1.0.6 }|ip saddr { $webs, 10.1.0.1 } accept
ip saddr 10.1.0.0/24 accept = define net = 10.1.0.0/24|ip saddr $net accept
ip saddr != 10.1.0.5 drop|ip daddr 10.2.0.1 accept = define web = 10.1.0.5|ip saddr != $web drop|ip daddr 10.2.0.1 accept
iifname a accept = define wan = "a"|iifname $wan accept
tcp dport { 22, 80 } accept = define ports = {|22,|80|}|tcp dport $ports accept
tcp dport 22 accept = define port = 23|redefine port = 22|tcp dport $port accept
tcp dport 22 accept # define port = 23|tcp dport $port accept|redefine port = 22
tcp dport 22 accept = tcp dport { 22 } accept
tcp dport 22 accept = tcp dport 22-22 accept
tcp dport 22 accept = meta l4proto tcp tcp dport 22 accept
tcp dport 22 accept = meta l4proto 6 tcp dport 22 accept
tcp dport 22 accept = meta l4proto tcp th dport 22 accept
tcp dport 22 accept = tcp dport 22 counter packets 5 bytes 300 accept
tcp dport 22 accept = tcp dport 22 counter accept comment "ssh"
tcp dport 22 accept = tcp dport 22 log prefix "ssh " accept
tcp dport 22 accept = ct state new tcp dport 22 accept
tcp dport 22 accept = tcp dport 22 ct state { new, established } accept
tcp dport 22 accept = tcp dport 22 ct state new,untracked accept
tcp dport 22 accept = tcp dport 22 goto inner
tcp dport 22 accept = tcp dport 22 jump inner
tcp dport 22 accept = tcp dport vmap { 22 : accept }
tcp dport 22 accept = tcp dport vmap { 22 : jump inner }
tcp dport 22 accept = tcp dport vmap { 22 : accept, 23 : drop }
tcp dport { 22, 23 } accept = tcp dport 22 accept|tcp dport 23 accept
tcp dport { 22, 23 } accept = tcp dport 22-23 accept
tcp dport >= 1024 accept = tcp dport 1024-65535 accept
tcp dport > 1023 accept = tcp dport 1024-65535 accept
tcp dport < 1024 accept = tcp dport 0-1023 accept
tcp dport <= 1023 accept = tcp dport 0-1023 accept
tcp dport ge 1024 accept = tcp dport 1024-65535 accept
tcp dport != 22 accept # tcp dport 22 accept
tcp dport != 22 drop|meta l4proto tcp accept = tcp dport 22 accept
tcp dport != { 22, 80 } drop|meta l4proto tcp accept = tcp dport { 22, 80 } accept
tcp sport 1024-65535 tcp dport 22 accept # tcp dport 22 accept
udp dport 53 accept # tcp dport 53 accept
meta l4proto { tcp, udp } th dport 53 accept = tcp dport 53 accept|udp dport 53 accept
meta l4proto icmp accept = ip protocol icmp meta l4proto icmp accept
icmp type echo-request accept = icmp type 8 accept
icmp type { echo-request, echo-reply } accept = icmp type 8 accept|icmp type 0 accept
icmpv6 type echo-request accept = icmpv6 type 128 accept
icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept = icmpv6 type { 135, 136 } accept
ip protocol tcp accept = meta nfproto ipv4 meta l4proto tcp accept
ip6 nexthdr tcp accept # ip protocol tcp accept
meta nfproto ipv6 tcp dport 22 accept = ip6 saddr ::/0 tcp dport 22 accept
meta nfproto ipv4 tcp dport 22 accept = ip saddr 0.0.0.0/0 tcp dport 22 accept
iifname "a" accept = iifname a accept
iifname { "a", "b" } accept = iifname "a" accept|iifname "b" accept
iifname "a" oifname "b" accept = meta iifname "a" meta oifname "b" accept
iifname . oifname { "a" . "b" } accept = iifname "a" oifname "b" accept
ip saddr . tcp dport { 10.1.0.5 . 22 } accept = ip saddr 10.1.0.5 tcp dport 22 accept
ip saddr . ip daddr . tcp dport { 10.1.0.5 . 10.2.0.1 . 22, 10.1.0.6 . 10.2.0.1 . 23 } accept = ip saddr 10.1.0.5 ip daddr 10.2.0.1 tcp dport 22 accept|ip saddr 10.1.0.6 ip daddr 10.2.0.1 tcp dport 23 accept
ip saddr . ip daddr vmap { 10.1.0.5 . 10.2.0.1 : accept } = ip saddr 10.1.0.5 ip daddr 10.2.0.1 accept
tcp dport 22 reject|accept = tcp dport 22 drop|accept
tcp dport 22 reject with tcp reset|accept = tcp dport 22 drop|accept
tcp dport 22 return|accept # accept
tcp dport 22 accept = tcp dport { 22-22, 22 } accept
meta protocol ip tcp dport 22 accept = meta nfproto ipv4 tcp dport 22 accept
meta protocol ip6 tcp dport 22 accept = meta nfproto ipv6 tcp dport 22 accept
meta l4proto sctp accept = meta l4proto 132 accept
meta l4proto esp accept = ip protocol esp accept|ip6 nexthdr esp accept
`,
  iptables: `
-A FORWARD -s 10.1.0.5 -j ACCEPT = -A FORWARD -s 10.1.0.5/32 -j ACCEPT
-A FORWARD -s 10.1.0.5 -j ACCEPT = -A FORWARD --source 10.1.0.5 --jump ACCEPT
-A FORWARD -s 10.1.0.5 -j ACCEPT = -A FORWARD --src 10.1.0.5 -j ACCEPT
-A FORWARD -s 10.1.0.5 -j ACCEPT = --append FORWARD -s 10.1.0.5 -j ACCEPT
-A FORWARD -s 10.1.0.5 -j ACCEPT = -A FORWARD -s 10.1.0.5/255.255.255.255 -j ACCEPT
-A FORWARD -s 10.1.0.0/24 -j ACCEPT = -A FORWARD -s 10.1.0.0/255.255.255.0 -j ACCEPT
-A FORWARD -s 10.1.0.0/24 -j ACCEPT = -A FORWARD -s 10.1.0.9/24 -j ACCEPT
-A FORWARD -s 10.1.0.0/24 -j ACCEPT = -A FORWARD -m iprange --src-range 10.1.0.0-10.1.0.255 -j ACCEPT
-A FORWARD -d 10.1.0.0/24 -j ACCEPT = -A FORWARD -m iprange --dst-range 10.1.0.0-10.1.0.255 -j ACCEPT
-A FORWARD -d 10.1.0.5 -j ACCEPT = -A FORWARD --destination 10.1.0.5 -j ACCEPT
-A FORWARD -d 10.1.0.5 -j ACCEPT = -A FORWARD --dst 10.1.0.5 -j ACCEPT
-A FORWARD -d 10.1.0.5 -j ACCEPT # -A FORWARD -s 10.1.0.5 -j ACCEPT
-A FORWARD ! -s 10.1.0.5 -j ACCEPT # -A FORWARD -s 10.1.0.5 -j ACCEPT
-A FORWARD ! -s 10.1.0.5 -j DROP|-A FORWARD -j ACCEPT = -A FORWARD -s 10.1.0.5 -j ACCEPT
-A FORWARD -s 10.1.0.5,10.1.0.6 -j ACCEPT = -A FORWARD -s 10.1.0.5 -j ACCEPT|-A FORWARD -s 10.1.0.6 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp --dport 22 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p 6 --dport 22 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD --protocol tcp --destination-port 22 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp --dport ssh -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp -m tcp --dport 22:22 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp -m multiport --dports 22 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp -m multiport --destination-ports 22 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp -m tcp --dport 22 -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp -m tcp --dport 22 -m comment --comment "ssh, for all" -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp -m tcp --dport 22 -j INNER|-A INNER -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp -m tcp --dport 22 -g INNER|-A INNER -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp -m tcp --dport 22 --goto INNER|-A INNER -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = [5:300] -A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp -m tcp --dport 22 -j LOG --log-prefix "ssh "|-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT = -A FORWARD -p tcp -m tcp --dport 22 -c 5 300 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport 1024: -j ACCEPT = -A FORWARD -p tcp -m tcp --dport 1024:65535 -j ACCEPT
-A FORWARD -p tcp -m tcp --dport :1023 -j ACCEPT = -A FORWARD -p tcp -m tcp --dport 0:1023 -j ACCEPT
-A FORWARD -p tcp -m tcp --sport 22 -j ACCEPT = -A FORWARD -p tcp -m tcp --source-port 22 -j ACCEPT
-A FORWARD -p tcp -m tcp --sport 22 -j ACCEPT = -A FORWARD -p tcp -m multiport --sports 22 -j ACCEPT
-A FORWARD -p tcp -m tcp ! --dport 22 -j DROP|-A FORWARD -p tcp -j ACCEPT = -A FORWARD -p tcp -m tcp --dport 22 -j ACCEPT
-A FORWARD -p tcp -m multiport ! --dports 22,80 -j DROP|-A FORWARD -p tcp -j ACCEPT = -A FORWARD -p tcp -m multiport --dports 22,80 -j ACCEPT
-A FORWARD -p tcp -m multiport --dports 22,80:90 -j ACCEPT = -A FORWARD -p tcp --dport 22 -j ACCEPT|-A FORWARD -p tcp --dport 80:90 -j ACCEPT
-A FORWARD ! -p tcp -j DROP|-A FORWARD -j ACCEPT = -A FORWARD -p tcp -j ACCEPT
-A FORWARD -p all -j ACCEPT = -A FORWARD -j ACCEPT
-A FORWARD -p 0 -j ACCEPT = -A FORWARD -j ACCEPT
-A FORWARD -s 0.0.0.0/0 -j ACCEPT = -A FORWARD -j ACCEPT
-A FORWARD -p icmp -m icmp --icmp-type 8 -j ACCEPT = -A FORWARD -p icmp --icmp-type echo-request -j ACCEPT
-A FORWARD -p icmp -m icmp --icmp-type 8 -j ACCEPT = -A FORWARD -p icmp --icmp-type ping -j ACCEPT
-A FORWARD -p icmp -j ACCEPT = -A FORWARD -p icmp -m icmp --icmp-type any -j ACCEPT
-A FORWARD -p icmp -j ACCEPT = -A FORWARD -p 1 -j ACCEPT
-A FORWARD -i a -j ACCEPT = -A FORWARD --in-interface a -j ACCEPT
-A FORWARD -o a -j ACCEPT = -A FORWARD --out-interface a -j ACCEPT
-A FORWARD -i a -j ACCEPT # -A FORWARD -o a -j ACCEPT
-A FORWARD -p tcp --dport 22 -j REJECT --reject-with icmp-port-unreachable|-A FORWARD -j ACCEPT = -A FORWARD -p tcp --dport 22 -j DROP|-A FORWARD -j ACCEPT
-A FORWARD -j ACCEPT|-I FORWARD -p tcp --dport 22 -j DROP = -A FORWARD -p tcp --dport 22 -j DROP|-A FORWARD -j ACCEPT
-A FORWARD -j ACCEPT|-I FORWARD 1 -p tcp --dport 22 -j DROP = -A FORWARD -p tcp --dport 22 -j DROP|-A FORWARD -j ACCEPT
-A FORWARD -p tcp --dport 22 -j RETURN|-A FORWARD -j ACCEPT = -A FORWARD -p tcp --dport 22 -j DROP|-A FORWARD -j ACCEPT
-A FORWARD -p esp -j ACCEPT = -A FORWARD -p 50 -j ACCEPT
-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT|-A FORWARD -p tcp --dport 22 -j ACCEPT|-A FORWARD -p tcp --dport 80 -j ACCEPT|-I FORWARD 2 -p tcp --dport 22 -j DROP = -A FORWARD -p tcp --dport 80 -j ACCEPT
-A FORWARD -j LOG|-A FORWARD -p tcp -j ACCEPT|-I FORWARD 2 -p tcp --dport 22 -j DROP = -A FORWARD -p tcp --dport 22 -j DROP|-A FORWARD -p tcp -j ACCEPT
-A FORWARD -j LOG|-A FORWARD -p tcp -j ACCEPT|-I FORWARD 3 -p tcp --dport 22 -j DROP = -A FORWARD -p tcp -j ACCEPT
-A FORWARD -j LOG|-A FORWARD -j DROP|-A FORWARD -p tcp -j ACCEPT|-D FORWARD 2 = -A FORWARD -p tcp -j ACCEPT
-A FORWARD -j DROP|-A FORWARD -p tcp -j ACCEPT|-D FORWARD -j DROP = -A FORWARD -p tcp -j ACCEPT
-A FORWARD -j DROP|-A FORWARD -j DROP|-A FORWARD -p tcp -j ACCEPT|-D FORWARD -j DROP # -A FORWARD -p tcp -j ACCEPT
-A FORWARD -j LOG|-A FORWARD -j DROP|-A FORWARD -p udp -j ACCEPT|-R FORWARD 2 -p tcp -j ACCEPT = -A FORWARD -p tcp -j ACCEPT|-A FORWARD -p udp -j ACCEPT
-A FORWARD -p tcp -j ACCEPT|-X = -A FORWARD -p tcp -j ACCEPT
-A FORWARD -p tcp -j ACCEPT|-F FORWARD|-A FORWARD -p udp -j ACCEPT = -A FORWARD -p udp -j ACCEPT
-A FORWARD -p tcp --syn -j ACCEPT = -A FORWARD -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j ACCEPT
`,
  asa: `
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l permit tcp any host 10.1.0.5 eq 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit tcp any host 10.1.0.5 eq ssh
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit tcp any 10.1.0.5 255.255.255.255 eq 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit tcp any object web eq 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit tcp any object-group webs eq 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit tcp any host 10.1.0.5 range 22 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit object ssh any host 10.1.0.5
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit 6 any host 10.1.0.5 eq 22
access-list l extended permit tcp any4 host 10.1.0.5 eq 22 = access-list l extended permit tcp 0.0.0.0 0.0.0.0 host 10.1.0.5 eq 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit tcp any4 host 10.1.0.5 eq 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit tcp any host 10.1.0.5 eq 22 log
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit tcp any host 10.1.0.5 eq 22 log warnings interval 600
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit tcp any host 10.1.0.5 eq 22 log disable
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l line 1 extended permit tcp any host 10.1.0.5 eq 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l remark ssh|access-list l extended permit tcp any host 10.1.0.5 eq 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit tcp any host 10.1.0.5 eq 22|access-list l extended permit ip any any inactive
access-list l extended permit tcp any host 10.1.0.5 eq 22 = access-list l extended permit tcp any host 10.1.0.5 eq 22 (hitcnt=5) 0x12345678
access-list l extended permit tcp any object range eq 22 = access-list l extended permit tcp any 10.1.0.4 255.255.255.252 eq 22
access-list l extended permit tcp any object net eq 22 = access-list l extended permit tcp any 10.1.0.0 255.255.255.0 eq 22
access-list l extended permit tcp any any lt 1024 = access-list l extended permit tcp any any range 0 1023
access-list l extended permit tcp any any gt 1023 = access-list l extended permit tcp any any range 1024 65535
access-list l extended deny tcp any any neq 22|access-list l extended permit tcp any any = access-list l extended permit tcp any any eq 22
access-list l extended permit tcp any any object-group web-ports = access-list l extended permit tcp any any eq www|access-list l extended permit tcp any any eq https
access-list l extended permit object-group mixed any any = access-list l extended permit tcp any any eq 22|access-list l extended permit udp any any eq domain
access-list l extended permit object-group tcp-udp any any eq 53 = access-list l extended permit tcp any any eq 53|access-list l extended permit udp any any eq 53
access-list l extended permit tcp any eq 22 any = access-list l extended permit tcp any range 22 22 any
access-list l extended permit tcp any eq 22 any # access-list l extended permit tcp any any eq 22
access-list l extended permit ip any any = access-list l extended permit 0 any any
access-list l extended permit ip any any = access-list l extended permit ip any4 any4|access-list l extended permit ip any6 any6
access-list l extended permit icmp any any echo = access-list l extended permit icmp any any 8
access-list l extended permit icmp any any = access-list l extended permit 1 any any
access-list l extended permit udp any any eq 161 = access-list l extended permit udp any any eq snmp
access-list l extended permit esp any any = access-list l extended permit 50 any any
access-list l extended permit gre any any = access-list l extended permit 47 any any
access-list l extended permit tcp interface inside any eq 22 = access-list l extended permit tcp host 10.1.0.1 any eq 22
access-list l extended permit tcp any4 any6 eq 22 # access-list l extended permit tcp any any eq 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = name 10.1.0.5 websrv|access-list l extended permit tcp any host websrv eq 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = object-group network g| network-object host 10.1.0.5|access-list l extended permit tcp any object-group g eq 22
access-list l extended permit tcp any host 10.1.0.5 eq 22 = object-group network g| group-object webs|access-list l extended permit tcp any object-group g eq 22
access-list l extended permit tcp any 10.1.0.4 255.255.255.254 eq 22 = object-group network g| network-object host 10.1.0.5| network-object 10.1.0.4 255.255.255.255|access-list l extended permit tcp any object-group g eq 22
access-list l extended permit tcp any any eq 22 = object-group service p tcp| port-object eq ssh|access-list l extended permit tcp any any object-group p
access-list l extended permit tcp any any range 80 443 = object-group service p tcp-udp| port-object range 80 443|access-list l extended permit tcp any any object-group p
access-list l extended permit tcp any eq 22 any = object-group service p tcp| port-object eq 22|access-list l extended permit tcp any object-group p any
access-list l extended permit tcp any eq 22 any = object service p| service tcp source eq 22|access-list l extended permit object p any any
access-list l extended permit tcp any eq 22 any eq 22 = object service p| service tcp source eq 22 destination eq 22|access-list l extended permit object p any any
access-list l extended permit tcp any any = object service p| service tcp|access-list l extended permit object p any any
access-list l extended permit icmp any any echo = object service p| service icmp echo|access-list l extended permit object p any any
access-list l extended permit gre any any = object service p| service 47|access-list l extended permit object p any any
access-list l extended permit icmp any any echo = object-group icmp-type t| icmp-object echo|access-list l extended permit icmp any any object-group t
access-list l extended permit icmp any any echo|access-list l extended permit icmp any any echo-reply = object-group icmp-type t| icmp-object 8| icmp-object 0|access-list l extended permit icmp any any object-group t
access-list l extended permit icmp any any echo = object-group service p| service-object icmp echo|access-list l extended permit object-group p any any
access-list l extended permit icmp6 any6 any6 echo = object-group service p| service-object icmp6 128|access-list l extended permit object-group p any any
access-list l extended permit tcp any any eq 53|access-list l extended permit udp any any eq 53 = object-group service p| service-object tcp-udp destination eq 53|access-list l extended permit object-group p any any
access-list l extended permit tcp any any eq 22 = object-group service p| service-object object ssh|access-list l extended permit object-group p any any
access-list l extended permit tcp any any eq 22 = object-group service q| service-object tcp destination eq 22|object-group service p| group-object q|access-list l extended permit object-group p any any
access-list l extended permit tcp any eq 22 any = object-group service p| service-object tcp source eq 22|access-list l extended permit object-group p any any
access-list l extended permit ip any any = object-group service p| service-object ip|access-list l extended permit object-group p any any
access-list l extended permit gre any any = object-group protocol p| protocol-object gre|access-list l extended permit object-group p any any
`,
  fortios: `
A{set subnet 10.1.0.5 255.255.255.255} = A{set subnet 10.1.0.5/32}
A{set subnet 10.1.0.5 255.255.255.255} = A{set type iprange|set start-ip 10.1.0.5|set end-ip 10.1.0.5}
A{set subnet 10.1.0.5 255.255.255.255} = A{set type ipmask|set subnet 10.1.0.5 255.255.255.255}
A{set subnet 10.1.0.5 255.255.255.255} # A{set subnet 10.1.0.6 255.255.255.255}
S{set tcp-portrange 22} = S{set tcp-portrange 22-22}
S{set tcp-portrange 22} = S{set protocol TCP/UDP/SCTP|set tcp-portrange 22}
S{set tcp-portrange 22} = S{set tcp-portrange 22:1-65535}
S{set tcp-portrange 22} = S{set tcp-portrange 22:0-65535}
S{set tcp-portrange 22} # S{set udp-portrange 22}
S{set tcp-portrange 22 80} = S{set tcp-portrange 80 22}
S{set protocol ICMP|set icmptype 8} # S{set protocol ICMP}
S{set protocol IP} = S{set protocol IP|set protocol-number 0}
S{set protocol IP|set protocol-number 50} # S{set protocol IP}
P{set status enable} = P{}
P{set logtraffic all} = P{}
P{set nat enable} = P{}
P{set comments "x"} = P{}
P{set status disable} # P{}
P{set action deny} # P{}
P{set dstaddr-negate enable} # P{}
P{set service-negate disable} = P{}
P{unset srcaddr|set srcaddr "all"} = P{}
P{append dstaddr "web"} = P{}
P{set service "SSH"} = P{set service "svc"}
P{set service "ALL_TCP"} # P{set service "ALL"}
P{set service "HTTP" "HTTPS"} = P{set service "HTTP"|append service "HTTPS"}
S{set protocol ICMP|set icmptype 8} = P{set service "PING"}
S{set protocol ICMP} = P{set service "ALL_ICMP"}
S{set protocol IP|set protocol-number 47} = P{set service "GRE"}
S{set protocol IP|set protocol-number 50} = P{set service "ESP"}
S{set tcp-portrange 1-65535} = P{set service "ALL_TCP"}
S{set protocol IP} = P{set service "ALL"}
S{set protocol ICMP|set icmptype 8|set icmpcode 0|unset icmptype} = S{set protocol ICMP}
S{set protocol ICMP|set icmptype 8|set protocol TCP/UDP/SCTP|set tcp-portrange 22} = S{set tcp-portrange 22}
S{set tcp-portrange 22|set protocol ICMP|set icmptype 8} = S{set protocol ICMP|set icmptype 8}
S{set udp-portrange 53|unset udp-portrange|set tcp-portrange 22} = S{set tcp-portrange 22}
S{set tcp-portrange 22:22} # S{set tcp-portrange 22}
A{set subnet 10.1.0.6 255.255.255.255|next|rename "web" to "old"|edit "web"|set subnet 10.1.0.5 255.255.255.255} = A{set subnet 10.1.0.5 255.255.255.255}
A{set subnet 10.1.0.6 255.255.255.255|next|delete "web"|edit "web"|set subnet 10.1.0.5 255.255.255.255} = A{set subnet 10.1.0.5 255.255.255.255}
P{set service "SSH"|next|edit 2|set srcintf "a"|set dstintf "b"|set srcaddr "all"|set dstaddr "web"|set service "ALL"|set schedule "always"|set action accept|next|delete 2|edit 1} = P{set service "SSH"}
P{set service "SSH"|set action deny|next|edit 2|set srcintf "a"|set dstintf "b"|set srcaddr "all"|set dstaddr "web"|set service "ALL"|set schedule "always"|set action accept|next|move 2 before 1|edit 1} = P{set service "ALL"}
P{set service "SSH"|set action deny|next|edit 2|set srcintf "a"|set dstintf "b"|set srcaddr "all"|set dstaddr "web"|set service "ALL"|set schedule "always"|set action accept|next|move 1 after 2|edit 1} = P{set service "ALL"}
P{set service "SSH"|set action deny|next|edit 2|set srcintf "a"|set dstintf "b"|set srcaddr "all"|set dstaddr "web"|set service "ALL"|set schedule "always"|set action accept} # P{set service "ALL"}
P{set service "SSH"|next|clone 1 to 2|edit 2|set service "HTTP"} = P{set service "SSH" "HTTP"}
P{append service "HTTP"|unselect service "svc"} = P{set service "HTTP"}
P{set service "SSH" "HTTP"|select service "HTTP"} = P{set service "HTTP"}
`,
  junos: `
source-address any destination-address web application s = source-address any destination-address webs application s
source-address any destination-address web application s = source-address any destination-address web application set
source-address any destination-address web application s = source-address any destination-address web application junos-ssh
source-address any destination-address web application s = source-address any|destination-address web|application s
source-address any destination-address web application s = source-address any destination-address web application [ s junos-ssh ]
source-address any destination-address any application any # source-address any destination-address any-ipv4 application any
source-address any destination-address web application s = source-address any destination-address web application s|!deactivate system ntp
source-address any destination-address web application s # source-address any destination-address web application s|!deactivate security policies from-zone a to-zone b policy p
source-address any destination-address web application s # source-address any destination-address-excluded destination-address web application s
source-address any destination-address web application t|!set applications application t term x protocol tcp destination-port 22 = source-address any destination-address web application s
source-address any destination-address web application t|!set applications application t protocol tcp|!set applications application t destination-port ssh = source-address any destination-address web application s
source-address any destination-address web application t|!set applications application t protocol 6|!set applications application t destination-port 22-22 = source-address any destination-address web application s
source-address any destination-address w2 application s|!set security address-book global address w2 range-address 10.1.0.5 to 10.1.0.5 = source-address any destination-address web application s
source-address any destination-address w2 application s|!set security address-book global address w2 10.1.0.5 = source-address any destination-address web application s
source-address any destination-address web application t|!set applications application t protocol 47 = source-address any destination-address web application junos-gre
source-address any destination-address web application t|!set applications application t protocol icmp|!set applications application t icmp-type echo-request = source-address any destination-address web application t|!set applications application t protocol icmp|!set applications application t icmp-type 8
source-address any destination-address web application t|!set applications application t protocol tcp|!set applications application t destination-port 22|!set applications application t source-port 22 # source-address any destination-address web application s
source-address any destination-address web application t|!set applications application t protocol tcp|!set applications application t destination-port 20-23 # source-address any destination-address web application s
source-address any destination-address web application t|!set applications application-set t application-set set = source-address any destination-address web application s
source-address any destination-address web application t|!set applications application t term x protocol tcp destination-port 22|!set applications application t term y protocol udp destination-port 53|!deactivate applications application t term y = source-address any destination-address web application s
source-address any destination-address web application s|!set security policies from-zone a to-zone b policy q match source-address any destination-address any application any|!set security policies from-zone a to-zone b policy q then deny|!insert security policies from-zone a to-zone b policy q before policy p|!delete security policies from-zone a to-zone b policy q = source-address any destination-address web application s
source-address any destination-address web application s|!set security policies from-zone a to-zone b policy q match source-address any destination-address any application any|!set security policies from-zone a to-zone b policy q then permit|!delete security policies from-zone a to-zone b policy q = source-address any destination-address web application s
source-address any destination-address w2 application s|!set security address-book global address-set w2 address-set webs = source-address any destination-address web application s
source-address any destination-address w2 application s|!set security address-book z address w2 10.1.0.5/32|!set security address-book z attach zone b = source-address any destination-address web application s
source-address any destination-address web application s = source-address any destination-address web application s|!set security policies from-zone a to-zone b policy p then log session-close
`,
  panos: `
from a to b source any destination web application any service s action allow = from a to b source any destination webs application any service s action allow
from a to b source any destination web application any service s action allow = from a to b source any destination 10.1.0.5 application any service s action allow
from a to b source any destination web application any service s action allow = from a to b source any destination 10.1.0.5/32 application any service s action allow
from a to b source any destination web application any service s action allow = from a to b source any destination [ web 10.1.0.5 ] application any service s action allow
from a to b source any destination web application any service s action allow = from a to b source any destination web application any service sg action allow
from a to b source any destination web application any service s action allow = from a to b source any destination web application any service t action allow|!set service t protocol tcp port 22-22
from a to b source any destination web application any service s action allow = from a to b source any destination web application any service s action allow|log-end yes
from a to b source any destination web application any service s action allow = from a to b source any destination web application any service s action allow|description "x"|tag t
from a to b source any destination web application any service s action allow = from a to b source any destination web application any service s action allow|disabled no
from a to b source any destination web application any service s action allow = from a to b source any destination web application any service s action allow|negate-destination no
from a to b source any destination web application any service s action allow # from a to b source any destination web application any service s action allow|negate-destination yes
from a to b source any destination web application any service any action allow # from a to b source any destination web application any service s action allow
from a to b source any destination web application any service s action allow # from any to any source any destination web application any service s action allow
from a to b source any destination web application any service s action allow = from a to b source any destination w2 application any service s action allow|!set address w2 ip-range 10.1.0.5-10.1.0.5
from a to b source any destination web application any service s action allow = from a to b source any destination w2 application any service s action allow|!set address w2 ip-netmask 10.1.0.5
from a to b source any destination web application any service service-https action allow = from a to b source any destination web application any service t action allow|!set service t protocol tcp port 443
from a to b source any destination web application any service service-http action allow = from a to b source any destination web application any service t action allow|!set service t protocol tcp port 80,8080
from a to b source any destination web application any service s action allow # from a to b source any destination web application any service t action allow|!set service t protocol tcp port 22 source-port 22
from a to b source any destination web application any service u action allow|!set service u protocol udp port 53 # from a to b source any destination web application any service t action allow|!set service t protocol tcp port 53
from a to b source any destination web application any service s action allow = from a to b source any destination web application any service s action allow|!set rulebase security rules q from a to b source any destination any application any service any action deny|!set rulebase security rules q disabled yes|!move rulebase security rules q top
from a to b source any destination web application any service s action allow = from a to b source any destination web application any service s action allow|!set rulebase security rules q from a to b source any destination any application any service any action allow|!delete rulebase security rules q
`,
};
