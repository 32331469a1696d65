// Statements of running files, and what becomes of them.

/**
 * What becomes of each line of a row, in any order: `m` says what passes or where networks lie, `-` has no bearing on it, `?` is told. Then the lines, parted by `|`,
 * with `_` for blanks that they begin with, and what is told.
 */
export const ROWS: Readonly<Record<string, string>> = {
  nftables: `
- comment "between networks"
m define web = 10.1.0.5
mm define web = 10.1.0.5|undefine web
mmm? chain other {|iifname $gone accept|tcp dport $gone accept|} => a name that nothing defines
mmmm? define web = 10.1.0.5|undefine web|chain other {|ip saddr $web accept|} => a name that nothing defines
m--- flowtable fast {|hook ingress priority filter|devices = { eth0, eth1 }|}
m flowtable fast { hook ingress priority filter; devices = { eth0, eth1 }; }
m-- counter passed {|packets 0 bytes 0|}
m counter passed { packets 0 bytes 0 }
m-- quota most {|over 100 mbytes|}
m-- limit few {|rate 400/minute|}
m--- ct helper ftp {|type "ftp" protocol tcp|l3proto ip|}
m--- ct timeout short {|protocol tcp|policy = { established: 100 }|}
m-- secmark ssh {|"system_u:object_r:ssh_server_packet_t:s0"|}
m---- synproxy s {|mss 1460|wscale 7|timestamp sack-perm|}
m-? frobnicator x {|y|} => frobnicator
m quota most { over 100 mbytes }
m limit few { rate 400/minute }
m ct helper ftp { type "ftp" protocol tcp; }
m secmark ssh { "x" }
m synproxy s { mss 1460; wscale 7; }
? frobnicator x { y } => frobnicator
mmmmmmm set s {|type ipv4_addr|flags interval|auto-merge|comment "x"|elements = { 10.1.0.0/24, 10.2.0.1 }|}
m set s { type ipv4_addr; flags interval; elements = { 10.1.0.0/24 }; }
mmmm set s {|type ipv4_addr|elements = { 10.1.0.5 comment "as of { 2", 10.1.0.6 comment "}" }|}
mmmmmmmm set s {|typeof ip saddr|policy memory|gc-interval 10s|size 65535|counter|elements = { 10.2.0.1 }|}
mmmmmmmm set s {|type ipv4_addr|flags dynamic,timeout|timeout 5m|last|quota over 1 mbytes|limit rate 1/second|}
mmm? set s {|type ipv4_addr|frob|} => a line of a set
mmmm map m {|type inet_service : verdict|elements = { 22 : accept }|}
mmm- chain other {|comment "x"|tcp dport 22 accept|}
mmm- chain other {|type nat hook postrouting priority srcnat; policy accept;|masquerade|}
mmm chain other {|type filter hook forward priority filter + 10; policy accept;|}
mmm chain other {|type filter hook forward priority filter - 10; policy accept;|}
mmm chain other {|type filter hook forward priority -5; policy accept;|}
mm? chain other {|type filter hook forward priority filter + 10 more; policy accept;|} => type … hook
mm? chain other {|type filter hook forward priority raw; policy perhaps;|} => policy
m? chain other more {|} => chain
? frob => frob
`,
  junos: `
- set version 21.4R3
- set system host-name srx
- set chassis cluster reth-count 2
- set snmp community x
- set protocols ospf area 0 interface ge-0/0/0
- set policy-options prefix-list l 10.0.0.0/8
- set class-of-service interfaces ge-0/0/0
- set firewall family inet filter f term t then accept
- set forwarding-options sampling input rate 1
- set vlans v vlan-id 5
? set vlans v forwarding-options dhcp-security ip-source-guard => vlans … ip-source-guard
? set vlans v forwarding-options dhcp-security ipv6-source-guard => vlans … ipv6-source-guard
? set vlans v forwarding-options dhcp-security arp-inspection => vlans … arp-inspection
- set vlans v forwarding-options dhcp-security no-option82
? set bridge-domains d forwarding-options dhcp-security arp-inspection => bridge-domains … arp-inspection
? set vlans v forwarding-options filter input f => vlans … filter
- set access profile p
m set interfaces ge-0/0/0 unit 0 family inet address 10.1.0.1/24
? set interfaces ge-0/0/0 unit 0 family inet6 address 2001:db8::1/64 => IPv6 without a mode
m set routing-options static route 10.9.0.0/16 next-hop 10.1.0.2
m set routing-options rib inet6.0 static route 2001:db8:9::/48 next-hop 2001:db8::2
- set routing-options router-id 10.1.0.1
- set routing-options autonomous-system 65000
- set routing-instances v instance-type virtual-router
m set routing-instances v routing-options static route 10.9.0.0/16 next-hop 10.1.0.2
m set routing-instances v routing-options rib v.inet6.0 static route 2001:db8:9::/48 next-hop 2001:db8::2
- set routing-instances v protocols bgp group g
m set applications application t protocol tcp
m set applications application-set s application t
? set applications frob t => applications frob
m set schedulers scheduler s daily start-time 08:00:00 stop-time 17:00:00
m set security policies default-policy deny-all
m set security policies default-policy permit-all
m set security policies default-policy reject-all
? set security policies default-policy frob => default-policy frob
m set security policies policy-rematch
m set security policies policy-stats system-wide
? set security policies frob => security policies frob
? set security policies from-zone a frob => from-zone … frob
? set security policies from-zone a to-zone b frob => policies frob
? set security policies from-zone a to-zone b policy p frob => policy … frob
? set security policies from-zone a to-zone b policy p then frob => policy … then frob
m set security policies from-zone a to-zone b policy p then log session-init
m set security policies from-zone a to-zone b policy p then count
m set security policies from-zone a to-zone b policy p description x
mm set security policies global policy g match source-address any destination-address any application any|set security policies global policy g then deny
m set security address-book global address x 10.1.0.5/32
m set security address-book global address-set y address x
m set security address-book global description x
m set security address-book b attach zone b
? set security address-book global frob x => address-book … frob
m set security zones security-zone a host-inbound-traffic system-services all
? set security zones security-zone a screen s => screen
- set security screen ids-option s icmp ping-death
m set security nat source rule-set r from zone a
- set security ike proposal p
- set security ipsec policy p
- set security flow tcp-mss all-tcp mss 1350
- set security alg dns disable
- set security log mode stream
- set security idp active-policy p
- set security utm feature-profile x
- set security pki ca-profile c
- set security ssh-known-hosts host h
? set security advance-policy-based-routing profile p => advance-policy-based-routing
? set security frob => security frob
- set security forwarding-options family inet6 mode flow-based
? set security forwarding-options family inet6 mode packet-based => forwarding-options … packet-based
? set security forwarding-options family mpls mode packet-based => forwarding-options … packet-based
- set services flow-monitoring version9
? set services stateful-firewall rule r => services stateful-firewall
? set services service-set s => services service-set
? set services nat rule r => services nat
- set groups g system host-name x
-? set groups g security zones security-zone q|set apply-groups g => apply-groups
-- set groups g system host-name x|set apply-groups g
-? set groups g routing-options static route 10.8.0.0/16 next-hop 10.1.0.2|set apply-groups g => apply-groups
-? set groups g interfaces ge-0/0/3 unit 0 family inet address 10.8.0.1/24|set apply-groups g => apply-groups
-- set groups g interfaces fxp0 unit 0 family inet address 10.8.0.1/24|set apply-groups g
-- set groups g interfaces lo0 unit 0 family inet address 10.8.0.1/32|set apply-groups g
? set apply-groups-except g => set
- set logical-systems l system host-name x
? set frob x => frob
- deactivate system host-name
`,
  fortios: `
--- config system global|set hostname x|end
mmmmm config system interface|edit "a"|set ip 10.1.0.1 255.255.255.0|next|end
mmmmm config system zone|edit "z"|set interface "a"|next|end
--- config system settings|set opmode nat|end
--? config system settings|set opmode transparent|end => set opmode transparent
--? config system settings|set ngfw-mode policy-based|end => set ngfw-mode policy-based
--- config system settings|set ngfw-mode profile-based|end
--? config system settings|set asymroute enable|end => set asymroute enable
--? config system settings|set asymroute6 enable|end => set asymroute6 enable
--- config system settings|set asymroute disable|end
--? config system settings|set asymroute-icmp enable|end => set asymroute-icmp enable
--? config system settings|set asymroute6-icmp enable|end => set asymroute6-icmp enable
--? config system settings|set multicast-skip-policy enable|end => set multicast-skip-policy enable
--- config system settings|set multicast-skip-policy disable|end
--? config system settings|set implicit-allow-dns enable|end => set implicit-allow-dns enable
--- config system settings|set implicit-allow-dns disable|end
--? config system settings|set status disable|end => set status disable
--- config system settings|set status enable|end
--? config system settings|set vdom-type admin|end => set vdom-type admin
--? config system settings|set vdom-type lan-extension|end => set vdom-type lan-extension
--- config system settings|set vdom-type traffic|end
--? config system nat64|set status enable|end => set status enable
--- config system nat64|set status disable|end
--? config web-proxy explicit|set status enable|end => set status enable
----- config web-proxy explicit|set status disable|set ipv6-status enable|set pac-file-server-status enable|end
--? config ftp-proxy explicit|set status enable|end => set status enable
--- config ftp-proxy explicit|set status disable|end
--? config firewall ipv6-eh-filter|set auth enable|end => set auth enable
--? config firewall ipv6-eh-filter|set dest-opt enable|end => set dest-opt enable
--? config firewall ipv6-eh-filter|set fragment enable|end => set fragment enable
--? config firewall ipv6-eh-filter|set hop-opt enable|end => set hop-opt enable
--? config firewall ipv6-eh-filter|set no-next enable|end => set no-next enable
---- config firewall ipv6-eh-filter|set auth disable|set routing disable|end
----? config firewall ippool|edit "v"|set permit-any-host enable|next|end => set permit-any-host enable
----- config firewall ippool|edit "v"|set permit-any-host disable|next|end
mmmm? config system interface|edit "w"|set security-mode captive-portal|next|end => set security-mode captive-portal
mmmmm config system interface|edit "w"|set security-mode none|next|end
mmmm? config system interface|edit "w"|set proxy-captive-portal enable|next|end => set proxy-captive-portal enable
mmmmm config system interface|edit "w"|set proxy-captive-portal disable|next|end
mmmm? config system interface|edit "w"|set dedicated-to management|next|end => set dedicated-to management
mmmmm config system interface|edit "w"|set dedicated-to none|next|end
mmmm? config system interface|edit "w"|set ips-sniffer-mode enable|next|end => set ips-sniffer-mode enable
mmmmm config system interface|edit "w"|set ips-sniffer-mode disable|next|end
mmmm? config system interface|edit "w"|set drop-fragment enable|next|end => set drop-fragment enable
mmmmm config system interface|edit "w"|set drop-fragment disable|next|end
mmmm? config system interface|edit "w"|set scan-botnet-connections block|next|end => set scan-botnet-connections block
mmmmm config system interface|edit "w"|set scan-botnet-connections monitor|next|end
mmmm? config system interface|edit "w"|set explicit-web-proxy enable|next|end => set explicit-web-proxy enable
mmmm? config system interface|edit "w"|set explicit-ftp-proxy enable|next|end => set explicit-ftp-proxy enable
mmmmmm config system interface|edit "w"|set explicit-web-proxy disable|set explicit-ftp-proxy disable|next|end
mmmmmm config router static|edit 1|set dst 10.9.0.0 255.255.0.0|set device "b"|next|end
mmmmmm config router static6|edit 1|set dst 2001:db8:9::/48|set device "b"|next|end
--- config router ospf|set router-id 1.1.1.1|end
----? config router policy|edit 1|set input-device "a"|next|end => router policy
-- config router policy|end
----? config router policy6|edit 1|set input-device "a"|next|end => router policy6
mmmmm config firewall address|edit "x"|set subnet 10.1.0.5 255.255.255.255|next|end
mmmm? config firewall address|edit "x"|set frob y|next|end => firewall address … frob
mmmmm config firewall address6|edit "x"|set ip6 2001:db8::/32|next|end
mmmmm config firewall addrgrp|edit "g"|set member "all"|next|end
mmmmm config firewall service custom|edit "s"|set tcp-portrange 22|next|end
mmmm? config firewall service custom|edit "s"|set frob 22|next|end => firewall service custom … frob
mmmmm config firewall service group|edit "s"|set member "ALL"|next|end
---- config firewall service category|edit "s"|next|end
mmmmm config firewall schedule recurring|edit "s"|set day monday|next|end
mmmmm config firewall schedule onetime|edit "s"|set end 18:00 2027/01/01|next|end
mmmmmm config firewall vip|edit "v"|set extip 203.0.113.5|set mappedip "10.1.0.5"|next|end
----- config firewall ippool|edit "v"|set startip 203.0.113.5|next|end
---- config firewall central-snat-map|edit 1|next|end
---- config firewall local-in-policy|edit 1|next|end
---? config firewall security-policy|edit 1|next|end => firewall security-policy
---? config firewall proxy-policy|edit 1|next|end => firewall proxy-policy
---- config firewall DoS-policy|edit 1|next|end
--------- config firewall DoS-policy|edit 1|config anomaly|edit frob|set action block|next|end|next|end
---------? config firewall DoS-policy|edit 1|config anomaly|edit frob|set status enable|set action block|next|end|next|end => firewall DoS-policy … frob
m--- config firewall interface-policy|edit 1|next|end
---? config firewall acl|edit 1|next|end => firewall acl
---? config firewall acl6|edit 1|next|end => firewall acl6
---? config firewall ttl-policy|edit 1|next|end => firewall ttl-policy
---? config firewall policy46|edit 1|next|end => firewall policy46
---? config firewall policy64|edit 1|next|end => firewall policy64
---? config firewall explicit-proxy-policy|edit 1|next|end => firewall explicit-proxy-policy
---? config firewall multicast-policy|edit 1|next|end => firewall multicast-policy
---- config firewall shaper traffic-shaper|edit "s"|next|end
---- config firewall shaping-policy|edit 1|next|end
---- config firewall profile-protocol-options|edit "s"|next|end
---- config firewall ssl-ssh-profile|edit "s"|next|end
--? config firewall ipmacbinding setting|set bindthroughfw enable|end => set bindthroughfw enable
--- config firewall ipmacbinding setting|set bindthroughfw disable|end
---- config firewall ipmacbinding table|edit 1|next|end
---? config firewall frob|edit 1|next|end => firewall frob
---- config vpn ipsec phase1-interface|edit "v"|next|end
---- config user local|edit "v"|next|end
---- config antivirus profile|edit "v"|next|end
---- config ips sensor|edit "v"|next|end
---- config webfilter profile|edit "v"|next|end
---- config application list|edit "v"|next|end
---- config dnsfilter profile|edit "v"|next|end
--- config log syslogd setting|set status enable|end
-- config switch-controller global|end
---- config wireless-controller vap|edit "v"|next|end
--? config frob|set a b|end => frob
`,
  asa: `
- hostname fw
- domain-name example.com
- enable password HUNTER2 encrypted
- names
- clock timezone CET 1
-- dns server-group DefaultDNS|_name-server 10.1.0.2
m same-security-traffic permit inter-interface
m same-security-traffic permit intra-interface
-- object network h|_host 10.1.0.5
mm- object network h|_host 10.1.0.5|_nat (inside,outside) static 203.0.113.5
mm- object network h|_subnet 10.1.0.0 255.255.255.0|_nat (inside,outside) dynamic interface
-- object service s|_service tcp destination eq 443
-- object-group network g|_network-object host 10.1.0.5
--- object-group network g|_description x|_group-object g2
-- object-group service g tcp|_port-object eq 443
-- object-group protocol g|_protocol-object tcp
-- object-group icmp-type g|_icmp-object echo
-- object-group frob g|_frob
m access-list l remark x
- access-list m standard permit 10.0.0.0 255.0.0.0
- access-list m webtype permit url any
- access-list m ethertype permit bpdu
m route outside 0.0.0.0 0.0.0.0 203.0.113.1 1
m ipv6 route outside ::/0 2001:db8::1
mm time-range t|_absolute end 18:00 01 January 2027
- pager lines 24
- logging enable
- mtu inside 1500
- icmp unreachable rate-limit 1 burst-size 1
- arp timeout 14400
m nat (inside,outside) source dynamic any interface
m nat (inside,outside) source static h h destination static h h
- timeout xlate 3:00:00
- aaa authentication ssh console LOCAL
- http server enable
- snmp-server location x
- crypto ipsec ikev2 ipsec-proposal p
- telnet timeout 5
- ssh 10.1.0.0 255.255.255.0 inside
- dhcpd address 10.1.0.5-10.1.0.9 inside
- threat-detection basic-threat
- webvpn
- username a password HUNTER2
-- class-map inspection_default|_match default-inspection-traffic
--- policy-map global_policy|_class inspection_default|__inspect dns
--? policy-map global_policy|_class inspection_default|__sfr fail-open => sfr
--? policy-map global_policy|_class inspection_default|__ips inline fail-open => ips
- service-policy global_policy global
? established tcp 1 permitto tcp 2 => established
? filter url http 0 0 0 0 => filter
? url-server (inside) host 10.1.0.9 => url-server
? dynamic-filter enable => dynamic-filter
? zone z => zone
? scansafe general-options => scansafe
- failover
- prompt hostname context
m sysopt connection permit-vpn
m no sysopt connection permit-vpn
-- router ospf 1|_network 10.0.0.0 255.0.0.0 area 0
m--- interface GigabitEthernet0/1|_description x|_speed 100|_duplex full
mmmm interface GigabitEthernet0/1|_nameif outside|_security-level 0|_ip address dhcp setroute
mmmm interface GigabitEthernet0/1|_nameif outside|_security-level 0|_ip address 203.0.113.2 255.255.255.0 standby 203.0.113.3
m? interface GigabitEthernet0/1|_frob x => interface … frob
m access-group l out interface inside
m access-group l global
? frob x => frob
`,
  iptables: `
- # a comment
m :MINE - [0:0]
m -N MINE
m -P FORWARD DROP
? -P FORWARD FROB => -P
- -A FORWARD -j LOG
? -A FORWARD -j FROB => a chain or target that the file doesn’t hold
? -A FORWARD -m frob -j ACCEPT => -m frob
m -F FORWARD
m -X
- -Z
? -D FORWARD 1 => -D in FORWARD
mm -A FORWARD -j DROP|-D FORWARD 1
mm -A FORWARD -j DROP|-D FORWARD -j DROP
m? -A FORWARD -j DROP|-D FORWARD -j ACCEPT => -D in FORWARD
m? -A FORWARD -j DROP|-D FORWARD 2 => -D in FORWARD
m -I FORWARD -j DROP
m -I FORWARD 1 -j DROP
? -R FORWARD 1 -j DROP => -R in FORWARD
mm -A FORWARD -j DROP|-R FORWARD 1 -j ACCEPT
? -I FORWARD 2 -j DROP => -I in FORWARD
mm -N MINE|-X MINE
mm? -N MINE|-A MINE -j DROP|-X MINE => -X
mm? -N MINE|-A FORWARD -j MINE|-X MINE => -X
m [12:34] -A FORWARD -j DROP
? -E MINE OTHER => -E
? frob => frob
`,
};
