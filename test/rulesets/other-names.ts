// Plans whose names are in several scripts, for what is emitted to be held against.

/** Names in several scripts: some are one in plain letters, some have no plain letter at all, and one is written in two ways. */
export const otherNamesPlan = `plan "Größe"
zone größe { subnet 10.0.0.0/24, fd00:a::/64 component ärger at 10.0.0.1 component aerger at 10.0.0.2 component Ärger at 10.0.0.3 component 東 at 10.0.0.4, fd00:a::4 }
zone groesse { subnet 10.0.1.0/24, fd00:b::/64 component 西 at 10.0.1.4 component сервер-sql at 10.0.1.5 component клиент-sql at 10.0.1.6 }
zone 東京 { subnet 10.0.2.0/24 component ζ at 10.0.2.1 }
zone 大阪 { subnet 10.0.3.0/24 }
group группа = ärger, 西, 192.0.2.0/24
service größen-dienst = tcp 4000-4010
allow größe -> groesse : größen-dienst
allow gro\u0308ße -> 東京 : tcp 1, udp 1
allow ärger, 東 -> 東京 : tcp 2
allow aerger -> 大阪 : tcp 3
allow Ärger -> 大阪 : tcp 4 "höher, 高い, выше"
allow группа -> 大阪 : tcp 5
allow сервер-sql -> клиент-sql, ζ : tcp 6
allow клиент-sql -> сервер-sql, 大阪 : tcp 7
allow 東京 -> groesse : tcp 8-9
allow 大阪 -> größe : tcp 10
`;

/** The same for the firewalls of hosts, whose files have names as well. */
export const otherNamesHosts = `plan "Größe"
zone größe { subnet 10.0.0.0/24, fd00:a::/64 component ärger at 10.0.0.1, fd00:a::1 }
zone 東京 { subnet 10.0.1.0/24, fd00:b::/64 component büro at 10.0.1.3, fd00:b::3 }
zone 大阪 { subnet 10.0.2.0/24 }
service größen-dienst = tcp 4000-4010
allow größe, 大阪 -> büro : größen-dienst
allow büro -> ärger : tcp 1 "höher, 高い, выше"
allow 東京 -> gro\u0308ße : udp 2
deny 大阪 -> ärger : tcp 4005
`;
