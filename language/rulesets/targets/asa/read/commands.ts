/**
 * First words of commands that have no bearing on which connections pass from interface to interface: what the device itself does and lets in,
 * routing, logging, clocks, accounts, the contents of connections, and the parts of VPNs, of which the command that opens one is told apart.
 */
export const WITHOUT_BEARING: ReadonlySet<string> = new Set(
  `aaa-server aaa access-list anyconnect anyconnect-essentials app-agent arp as-path asdm asp auth-prompt auto-update banner
  bfd bfd-template blocks boot call-home cache-time certificate checkheaps class class-map clock cluster coredump community-list compression config
  configure conn console crashinfo cts ddns default-domain default-information default-metric dhcp-client dhcpd dhcprelay digest disk distance dns
  dns-group dns-group-map dns-guard domain domain-name dynamic-access-policy-record dynamic-map enable end exit extended-community-list failover
  file flow flow-export flow-offload fragment ftp ftp-map gdb group-policy hostname hpm http http-map icmp igmp imap4s
  internal-password ip ipv6 isakmp jumbo-frame key keypair l2tp lacp ldap license lisp lldp logging logout mac-address
  mac-address-table mac-learn management-access management mdm-proxy memory mfib migrate mobike monitor-interface media-termination ctl-file ctl-provider phone-proxy mount mroute mtu multicast multicast-routing names
  neighbor netconf no ntp nve object-group-search ocsp pager page parameters passwd password password-encryption password-policy pim policy-list
  policy-map pop3s power-supply prefix-list priority-queue privilege process prompt quit quota regex remote-access rest-api
  route-map router rtp sctp-map segment-routing service service-interface service-module service-policy setup sla smart-tunnel smtps
  smtp-server snmp snmp-map snmp-server software-version ssh ssl sunrpc-server sw-reset switch sysopt tcp-map tcp-options telnet template
  terminal test tftp-server threat-detection timeout tls-proxy track trustpoint tunnel-group tunnel-group-map tx-ring-limit
  unified-communications upgrade url-block url-cache user-identity username user-statistics uc-ime uauth virtual vpdn vpn vpn-addr-assign
  vpn-sessiondb vpnclient vpnsetup wccp xlate zonelabs-integrity ASA Cryptochecksum: Written hardware changeto
  terminal-width cmd device-id event scp show more Result: Current`.split(/\s+/),
);

/** What stands below an interface and says nothing of which packets it takes. */
export const INTERFACE_WORDS: ReadonlySet<string> = new Set(
  `allow-ssc-mgmt arp authentication bandwidth bfd carrier-delay channel-group cluster cts dampening ddns delay dead-interval description
  destination dhcp dhcprelay duplex eigrp encapsulation fec fips flow flowcontrol forward hardware hello hello-interval hold-time igmp ipv6
  ip isis join lacp lacp-group lisp lldp load-interval logging mac-address mcast-group media-type member-interface mfib monitor-interface mtu
  multicast negotiate nve ospf peer peer-group pim poll port-channel port-object power pppoe priority-queue rate-limit redundant
  rip segment-id service-module sp speed split-horizon standby summary-address switchport transmit-delay trunk tunnel vlan vtep-nve
  source-interface default-mcast-group keepalive snmp power-inline`.split(/\s+/),
);

/** What may keep connections from passing, or let others pass, in a way that lists don't show; each with why. */
export const BEYOND_LISTS: Readonly<Record<string, string>> = {
  alias: 'it translates addresses',
  established: 'it lets in connections that belong to others',
  filter: 'it asks a server whether a connection may pass',
  'url-server': 'it asks a server whether a connection may pass',
  'dynamic-filter': 'it drops connections by a list that is fetched',
  zone: 'interfaces of one traffic zone are one way',
  'mac-exempt': 'it lets machines pass without a log-in',
  scansafe: 'it sends connections elsewhere',
  csc: 'a module decides as well',
  cxsc: 'a module decides as well',
  ips: 'a module decides as well',
  sfr: 'a module decides as well',
};
