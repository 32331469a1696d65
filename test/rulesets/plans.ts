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
allow veeam.proxy in data -> win : tcp 135 until 2026-01-01 "long over"
allow r -> mgmt : tcp 9 during upgrade
deny data -> win : tcp 445
`,
};
