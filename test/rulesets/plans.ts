/** Plans whose rule sets are proved: wide and narrow addresses, both families, servers of several roles, rules between zones, denies. */
export const plans: Record<string, string> = {
  'zones, groups and denies': `plan "Zones"
check isolation-breach off "what is proved here is how it is decided"
use veeam 12
zone a { subnet 10.1.0.0/16, fd00:a::/48 }
zone b { subnet 10.2.0.0/24, 10.2.8.0/21, fd00:b::/64 }
zone c isolated { subnet 192.0.2.0/25 }
zone outside external
group pair = b, 192.0.2.7
allow a -> b : tcp 80, 8000-8100, udp 53
allow a -> pair : tcp+udp 5000-5002
allow any -> c : tcp 22
allow 10.1.2.0-10.1.2.9 -> 10.2.0.0/25 : udp 123
allow outside -> b : tcp 443
allow b -> any : tcp 25
deny 10.1.128.0/17 -> b : tcp 8050-8060
deny fd00:a:1::/64 -> any
deny outside -> 10.2.0.77 : tcp 443
`,
  'several roles and required': `plan "Roles"
use veeam 13
use vmware
enable surebackup
zone mgmt { subnet 10.0.0.0/24, fd00:0:0:1::/64
  component all-in-one : veeam.backup-server, veeam.mount-server, veeam.console at 10.0.0.5, fd00:0:0:1::5
}
zone prod { subnet 10.0.1.0/24
  component vc : vmware.vcenter at 10.0.1.2
  component hosts : vmware.esxi at 10.0.1.16/28
  component win : veeam.windows-guest at 10.0.1.128/25
}
zone data { subnet 10.0.2.0/24, fd00:0:0:2::/64
  component p : veeam.vmware-proxy, veeam.linux-server at 10.0.2.4-10.0.2.6 { transport = hot-add }
  component r : veeam.hardened-repository at 10.0.2.9, fd00:0:0:2::9
}
phase deployment
allow mgmt -> prod : required
allow mgmt -> data : required
allow data -> prod : required
allow prod, data -> mgmt : required
allow veeam.proxy in data -> win : tcp 135 until 2026-01-01 "long over"
allow r -> mgmt : tcp 9 during upgrade
deny data -> win : tcp 445
`,
  'stated ports beside one of several, for allow and deny': `plan "Alternatives"
use network
zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.5, fd00:a::5 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 component y at 10.2.0.6, fd00:b::6 }
zone c { subnet 10.3.0.0/24 }
zone outside external
allow a -> b : tcp 443, one of (tcp 25, tcp 465), udp 514
allow x -> outside : tcp 1-1024
allow b -> c : one of (tcp+udp 53, tcp 853), tcp 80-90, smtp
allow c -> a : tcp 1-6000, udp 1-6000
deny x -> outside : smtp
deny c -> x : tcp 22, one of (tcp 5985-5986, udp 3389, tcp 443), icmp
deny 10.2.0.128/25 -> c : tcp 80, one of (tcp 84, tcp 86)
`,
  'required alternatives, opened and closed': `plan "Required alternatives"
check blocked-flow off "what is proved here is how it is decided"
use acme
zone a { subnet 10.1.0.0/24 component s : acme.sender at 10.1.0.5 component t : acme.sender at 10.1.0.7 }
zone b { subnet 10.2.0.0/24 component m : acme.relay at 10.2.0.6 }
zone c { subnet 10.3.0.0/24 component n : acme.relay at 10.3.0.6 }
allow a -> b : required
allow a -> c : tcp 1-1024
deny t -> n : required
vendor acme "Acme" {
  role sender
  role relay
  flow sender -> relay : tcp 80, one of (tcp 25, tcp 465, tcp 587), one of (udp 53, tcp 53)
}
`,
  'what is left out, and other addresses': `plan "Left out"
check isolation-breach off "what is proved here is how it is decided"
check missing-flow off "the same"
use veeam 13
site north {
  zone campus { subnet 10.0.0.0/16, fd00:a::/48 except 10.0.5.0/24, fd00:a:0:5::/64 component desk at 10.0.1.1, fd00:a::1 }
  zone cameras { subnet 10.0.5.0/24, fd00:a:0:5::/64 }
}
site south {
  zone shop { subnet 10.0.0.0/24 as 10.101.0.0/24 component till : veeam.windows-agent at 10.0.0.7 }
  zone depot { subnet 10.0.0.0/24 as 203.0.113.7
    component store : veeam.hardened-repository at 10.0.0.9
    component vbr : veeam.backup-server at 10.0.0.8
  }
}
zone outside external
group strangers = outside, cameras except 198.51.100.0/24
allow campus except 10.0.128.0/17 -> shop except 10.101.0.128/25 : tcp 1-1000 except tcp 22, 80-90
allow strangers -> campus except desk : any except tcp 443, icmp
allow any except outside -> till : tcp 3389
allow depot -> any except cameras, 10.101.0.9 : udp 53
deny cameras -> any except outside, 10.0.1.0/24
deny campus -> shop : any except tcp 100-200, 3389
deny desk, cameras except fd00:a:0:5::/72 -> 203.0.113.7 : any except required
allow desk -> store : tcp 5000
allow till -> depot : required
`,
};
