/** Plans that firewalls with zones are tried on besides. */
export const zoneFirewallPlans: Record<string, string> = {
  'the world outside beside zones of ours': `plan "Outside"
zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.5, fd00:a::5 component w at 10.1.0.9-10.1.0.13 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 component y at 10.2.0.6 }
zone internet external { component s at 203.0.113.0/28 component free }
group both = internet, y
allow both -> x : tcp 10-20
allow x, internet -> y : tcp 443
allow a -> both : udp 53
allow w -> s : tcp 8443
allow free -> w : tcp 25
deny 198.51.100.128/25 -> a
deny s -> y : tcp 443
`,
  'ends in no zone, and any': `plan "Any"
zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.5, fd00:a::5 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 }
allow x -> any : tcp 25
allow any -> b : tcp 443
allow 198.51.100.200 -> a : tcp 22
allow 2000::/3 -> b : tcp 9
allow a -> b : any
deny b -> any : tcp 1-1023
deny any -> 198.51.100.0/24
`,
  'dates and phases': `plan "Dates"
zone a { subnet 10.1.0.0/24 component x at 10.1.0.5 }
zone b { subnet 10.2.0.0/24 component y at 10.2.0.6 }
allow x -> y : tcp 1 until 2026-11-21
allow x -> y : tcp 2 until 2026-11-20
allow x -> y : tcp 3 until 2030-01-01
allow x -> y : tcp 22 during deployment
allow a -> b : tcp 1-9
deny a -> y : tcp 5 until 2026-12-31
`,
};
