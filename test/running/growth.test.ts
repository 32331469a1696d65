import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { someOf } from '../support/chance.ts';

const many = (n: number, line: (n: number) => string): string => Array.from({ length: n }, (_, at) => line(at)).join('');
const address = (n: number): string => `10.${(n >> 14) & 127}.${(n >> 7) & 127}.${2 * (n & 63)}`;

/** Files of each form that get long in one way, by how long. */
const LONG: Readonly<Record<string, Readonly<Record<string, (n: number) => string>>>> = {
  asa: {
    'entries of one list': (n) =>
      `${many(n, (k) => `access-list a extended permit tcp any host ${address(k)} eq ${k}\n`)}access-group a in interface x\n`,
    'groups, each in the next one': (n) =>
      `${many(n, (k) => `object-group network g${k}\n network-object host ${address(k)}\n group-object g${k + 1}\n`)}${many(n, (k) => `access-list a extended permit ip any object-group g${k}\n`)}access-group a in interface x\n`,
    'groups that all take in a long one': (n) =>
      `object-group network long\n${many(n, (k) => ` network-object host ${address(k)}\n`)}${many(n, (k) => `object-group network g${k}\n network-object host 192.0.2.1\n group-object long\naccess-list a extended permit ip any object-group g${k}\n`)}access-group a in interface x\n`,
    'entries with a long group of ports': (n) =>
      `object-group service ports tcp\n${many(n, (k) => ` port-object eq ${2 * k}\n`)}${many(n, () => 'access-list a extended permit tcp any any object-group ports\n')}access-group a in interface x\n`,
    'interfaces without lists': (n) =>
      many(n, (k) => `interface g${k}\n nameif i${k}\n security-level ${k % 101}\n ip address ${address(k)} 255.255.255.254\n`),
    contexts: (n) => many(n, (k) => `ASA Version 9.1(2) <c${k}>\nhostname c${k}\n`),
    'lists with one interface each': (n) =>
      many(n, (k) => `access-list a${k} extended permit ip any any\naccess-group a${k} in interface i${k}\n`),
    translations: (n) => many(n, (k) => `object network o${k}\n host ${address(k)}\n nat (a,b) static 192.0.2.1\n`),
    tunnels: (n) => many(n, (k) => `crypto map m ${k} match address a\ncrypto map m interface outside\n`),
    'words without an end': (n) => `access-list a extended permit ${'any '.repeat(n)}`,
  },
  panos: {
    rules: (n) =>
      many(
        n,
        (k) =>
          `set rulebase security rules r${k} from a to b source ${address(k)} destination any application any service service-http action allow\n`,
      ),
    'rules, each in parts': (n) => many(n, (k) => `set rulebase security rules r${k >> 3} source ${address(k)}\n`),
    'names that rules list': (n) =>
      `set rulebase security rules r source [ ${many(n, (k) => `${address(k)} `)}]\n${many(n, (k) => `set rulebase security rules r${k} source [ g h ]\n`)}set address-group g static [ ${many(n, (k) => `${address(k)} `)}]\n`,
    'a long group that rules leave out': (n) =>
      `set address-group g static [ ${many(n, (k) => `${address(k)} `)}]\n${many(n, (k) => `set rulebase security rules r${k} source g negate-source yes\n`)}`,
    'groups that all take in a long one': (n) =>
      `set address-group long static [ ${many(n, (k) => `${address(k)} `)}]\n${many(n, (k) => `set address-group g${k} static [ 192.0.2.1 long ]\nset rulebase security rules r${k} source g${k}\n`)}`,
    'rules that were moved': (n) =>
      many(n, (k) => `set rulebase security rules r${k} from a\nmove rulebase security rules r${k} top\n`),
    zones: (n) =>
      many(n, (k) => `set zone z${k} network layer3 e${k}\nset network interface ethernet e${k} layer3 ip ${address(k)}/31\n`),
    'routes by what lies next': (n) =>
      many(
        n,
        (k) =>
          `set network interface ethernet e${k} layer3 ip ${address(k)}/31\nset network virtual-router v routing-table ip static-route r${k} destination 198.51.100.0/24\nset network virtual-router v routing-table ip static-route r${k} nexthop ip-address ${address(k)}\n`,
      ),
    'virtual systems': (n) => many(n, (k) => `set vsys v${k} rulebase security rules r from a\n`),
    'groups of devices': (n) => many(n, (k) => `set device-group d${k} pre-rulebase security rules r from a\n`),
    'quotes that nothing closes': (n) => many(n, () => 'set address a description "\nset b c\n\n'),
    XML: (n) =>
      `<config>${many(n, (k) => `<rulebase><security><rules><entry name="r${k}">\n<from><member>a</member></from></entry></rules></security></rulebase>\n`)}</config>`,
    'XML, each element in the next one': (n) => many(n, () => '<config>\n'),
    'braces, each in the next one': (n) => many(n, () => 'rulebase {\n'),
  },
  'aws-sg': {
    'permissions of one group': (n) =>
      `{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissionsEgress": [], "IpPermissions": [\n${many(n, (k) => `{"IpProtocol": "tcp", "FromPort": ${k}, "ToPort": ${k}, "IpRanges": [{"CidrIp": "${address(k)}/32"}]},\n`)}]}]}`,
    'groups that name one with many interfaces': (n) =>
      `{"SecurityGroups": [\n${many(n, (k) => `{"GroupId": "sg-${k}", "IpPermissionsEgress": [], "IpPermissions": [{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "sg-0"}]}]},\n`)}]}\n{"NetworkInterfaces": [\n${many(n, (k) => `{"PrivateIpAddress": "${address(k)}", "Groups": [{"GroupId": "sg-0"}, {"GroupId": "sg-${k}"}]},\n`)}]}`,
    'interfaces, each with other groups': (n) =>
      `{"SecurityGroups": [${many(n, (k) => `{"GroupId": "sg-${k}", "IpPermissionsEgress": [], "IpPermissions": []},\n`)}]}\n{"NetworkInterfaces": [\n${many(n, (k) => `{"PrivateIpAddress": "${address(k)}", "Groups": [${many(8, (j) => `{"GroupId": "sg-${k + j}"},`)}]},\n`)}]}`,
    'entries of network ACLs': (n) =>
      `{"NetworkAcls": [{"Entries": [\n${many(n, (k) => `{"RuleNumber": ${n - k}, "Egress": false, "Protocol": "-1", "RuleAction": "allow", "CidrBlock": "${address(k)}/32"},\n`)}]}]}`,
    'interfaces, each with another group, behind a network ACL': (n) =>
      `{"SecurityGroups": [${many(n, (k) => `{"GroupId": "sg-${k}", "IpPermissionsEgress": [], "IpPermissions": []},\n`)}]}\n{"NetworkInterfaces": [\n${many(n, (k) => `{"PrivateIpAddress": "${address(k)}", "SubnetId": "s", "Groups": [{"GroupId": "sg-${k}"}]},\n`)}]}\n{"NetworkAcls": [{"Associations": [{"SubnetId": "s"}], "Entries": [\n${many(n, (k) => `{"RuleNumber": ${k + 1}, "Egress": false, "Protocol": "-1", "RuleAction": "deny", "CidrBlock": "${address(k)}/32"},\n`)}]}]}`,
    'lists, each in the next one': (n) => '[\n'.repeat(n),
    'a long text': (n) => `{"SecurityGroups": "${'ab\\n'.repeat(n)}`,
  },
  'azure-nsg': {
    'interfaces, each with a group, in a subnet with one of many rules': (n) =>
      `[{"name": "s", "id": "/s", "addressPrefix": "10.0.0.0/8", "networkSecurityGroup": {"id": "/g"}}]\n[{"name": "g", "id": "/g", "securityRules": [\n${many(n, (k) => `{"name": "r${k}", "priority": ${100 + k}, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": "${address(k)}", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "${k}"},\n`)}]},\n${many(n, (k) => `{"name": "g${k}", "id": "/g${k}", "securityRules": []},\n`)}]\n[${many(n, (k) => `{"name": "n${k}", "id": "/n${k}", "networkSecurityGroup": {"id": "/g${k}"}, "ipConfigurations": [{"privateIPAddress": "${address(k)}", "subnet": {"id": "/s"}}]},\n`)}]`,
    'rules of one group': (n) =>
      `[{"name": "g", "securityRules": [\n${many(n, (k) => `{"name": "r${k}", "priority": ${n - k}, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": "${address(k)}", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "${k}"},\n`)}]}]`,
    'a rule with many tags and networks on both sides': (n) =>
      `[{"name": "g", "securityRules": [{"name": "r", "priority": 1, "direction": "Inbound", "access": "Allow", "protocol": "*", ${['source', 'destination'].map((end) => `"${end}PortRange": "*", "${end}ApplicationSecurityGroups": [${many(n, (k) => `{"id": "g${k}"},`)}], "${end}AddressPrefixes": [\n${many(n, (k) => `"T${k}", "${address(k)}",\n`)}]`).join()}}]}]`,
    'groups on subnets': (n) =>
      `[${many(n, (k) => `{"name": "g${k}", "id": "/g${k}", "securityRules": [], "subnets": [{"id": "s${k}"}]},\n`)}]\n[{"addressSpace": {}, "subnets": [${many(n, (k) => `{"id": "s${k}", "addressPrefix": "${address(k)}/31", "networkSecurityGroup": {"id": "/g${k}"}},\n`)}]}]`,
    'rules that name a long application security group': (n) =>
      `[{"name": "g", "securityRules": [\n${many(n, (k) => `{"name": "r${k}", "priority": ${k}, "direction": "Inbound", "access": "Allow", "protocol": "*", "sourceApplicationSecurityGroups": [{"id": "a"}], "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*"},\n`)}]}]\n[${many(n, (k) => `{"ipConfigurations": [{"privateIPAddress": "${address(k)}", "applicationSecurityGroups": [{"id": "a"}]}]},\n`)}]`,
    'rules of templates beside their groups': (n) =>
      `{"resources": [${many(n, (k) => `{"type": "Microsoft.Network/networkSecurityGroups", "name": "g${k}"}, {"type": "Microsoft.Network/networkSecurityGroups/securityRules", "name": "g${k}/r"},\n`)}]}`,
    'resources, each in the next one': (n) => '{"resources": [\n'.repeat(n),
  },
  gcp: {
    rules: (n) =>
      `[${many(n, (k) => `{"name": "r${k}", "network": "n", "priority": ${n - k}, "direction": "INGRESS", "sourceRanges": ["${address(k)}"], "allowed": [{"IPProtocol": "tcp", "ports": ["${k}"]}]},\n`)}]`,
    'a rule with many ranges, tags and ports': (n) =>
      `[{"name": "r", "network": "n", "priority": 1, "direction": "INGRESS", ${['source', 'target'].map((end) => `"${end}Tags": [${many(n, (k) => `"t${k}",`)}], `).join('')}"sourceRanges": [\n${many(n, (k) => `"${address(k)}",\n`)}], "allowed": [${many(n, (k) => `{"IPProtocol": "tcp", "ports": ["${2 * k}"]},\n`)}]}]`,
    'rules that name a tag of many machines': (n) =>
      `[${many(n, (k) => `{"name": "r${k}", "network": "n", "priority": ${k}, "direction": "INGRESS", "sourceTags": ["t"], "allowed": [{"IPProtocol": "all"}]}, {"tags": {"items": ["t"]}, "networkInterfaces": [{"network": "n", "networkIP": "${address(k)}"}]},\n`)}]`,
    'networks with a rule and a subnet each': (n) =>
      `[${many(n, (k) => `{"name": "r", "network": "n${k}", "priority": 1, "direction": "EGRESS", "allowed": [{"IPProtocol": "all"}]}, {"ipCidrRange": "${address(k)}/31", "network": "n${k}"},\n`)}]`,
  },
  fortios: {
    policies: (n) =>
      `config firewall policy\n${many(n, (k) => `edit ${k}\nset srcaddr a${k} all\nset dstaddr all\nset service HTTP\nset action accept\nnext\n`)}end\n`,
    'a group that all policies leave out': (n) =>
      `config firewall address\n${many(n, (k) => `edit a${k}\nset subnet ${address(k)}/32\nnext\n`)}end\nconfig firewall addrgrp\nedit g\nset member ${many(n, (k) => `a${k} `)}\nnext\nend\nconfig firewall policy\n${many(n, (k) => `edit ${k}\nset srcaddr g\nset srcaddr-negate enable\nset dstaddr all\nnext\n`)}end\n`,
    'groups of services, each in the next one': (n) =>
      `config firewall service group\n${many(n, (k) => `edit g${k}\nset member HTTP g${k + 1}\nnext\n`)}end\nconfig firewall policy\n${many(n, (k) => `edit ${k}\nset srcaddr all\nset dstaddr all\nset service g${k}\nnext\n`)}end\n`,
    'policies that were moved': (n) =>
      `config firewall policy\n${many(n, (k) => `edit ${k}\nset srcaddr all\nnext\nmove ${k} before 0\n`)}end\n`,
    'policies that were cloned': (n) =>
      `config firewall policy\nedit 0\nset srcaddr all\nnext\n${many(n, (k) => `clone ${k} to ${k + 1}\n`)}end\n`,
    'a policy of many settings that is cloned': (n) =>
      `config firewall policy\nedit 0\n${many(n, (k) => `set comments${k} x\n`)}next\n${many(n, (k) => `clone 0 to ${k + 1}\n`)}end\n`,
    'zones and interfaces': (n) =>
      `config system interface\n${many(n, (k) => `edit i${k}\nset ip ${address(k)} 255.255.255.254\nnext\n`)}end\nconfig system zone\n${many(n, (k) => `edit z${k}\nset interface i${k}\nnext\n`)}end\n`,
    'virtual domains': (n) =>
      many(n, (k) => `config vdom\nedit v${k}\nconfig firewall policy\nedit 1\nset srcaddr all\nnext\nend\nend\n`),
    'virtual domains with an interface each': (n) =>
      `config global\nconfig system interface\n${many(n, (k) => `edit i${k}\nset vdom v${k}\nnext\n`)}end\nend\n${many(n, (k) => `config vdom\nedit v${k}\nconfig firewall policy\nedit 1\nset srcaddr all\nnext\nend\nend\n`)}`,
    'tables, each in the next one': (n) => many(n, (k) => `config t${k}\nedit e\n`),
    'texts that nothing ends': (n) => many(n, () => 'set a "\nset b c\n'),
  },
  junos: {
    policies: (n) =>
      many(
        n,
        (k) =>
          `set security policies from-zone a to-zone b policy p${k} match source-address a${k} destination-address any application junos-http\nset security policies from-zone a to-zone b policy p${k} then permit\n`,
      ),
    'pairs of zones': (n) => many(n, (k) => `set security policies from-zone a${k} to-zone b policy p then permit\n`),
    'a set that all policies leave out': (n) =>
      `${many(n, (k) => `set security address-book global address a${k} ${address(k)}/32\nset security address-book global address-set s address a${k}\n`)}${many(n, (k) => `set security policies global policy p${k} match source-address s\nset security policies global policy p${k} match source-address-excluded\n`)}`,
    'zones with a book each': (n) =>
      many(
        n,
        (k) =>
          `set security zones security-zone z${k} address-book address a ${address(k)}/32\nset security policies from-zone z${k} to-zone b policy p match source-address a\n`,
      ),
    'policies that were inserted': (n) =>
      many(
        n,
        (k) =>
          `set security policies global policy p${k} then permit\ninsert security policies global policy p${k} before policy p0\n`,
      ),
    'policies that were renamed': (n) =>
      many(
        n,
        (k) =>
          `set security policies global policy p${k} then permit\nrename security policies global policy p${k} to policy q${k}\n`,
      ),
    'interfaces, routes and filters': (n) =>
      many(
        n,
        (k) =>
          `set interfaces ge-0/0/${k} unit 0 family inet address ${address(k)}/31\nset interfaces ge-0/0/${k} unit 0 family inet filter input f\nset routing-options static route 198.51.100.${k & 255}/32 next-hop ${address(k)}\nset security zones security-zone z${k} interfaces ge-0/0/${k}.0\n`,
      ),
    'logical systems': (n) => many(n, (k) => `set logical-systems l${k} security policies global policy p then permit\n`),
    'groups that are taken in': (n) => many(n, (k) => `set groups g${k} system x\nset interfaces i${k} apply-groups g${k}\n`),
    'braces, each in the next one': (n) => many(n, () => 'security {\n'),
    'words of one line': (n) => `set ${many(n, (k) => `w${k} `)}\n`,
  },
  'windows-firewall': {
    rules: (n) =>
      `{"rules":[${many(n, (k) => `{"Direction":"Inbound","Action":"Allow","Protocol":"TCP","LocalPort":"${k}","RemoteAddress":"${address(k)}"},\n`)}]}`,
    'rules with a long list each': (n) =>
      `{"rules":[${many(n >> 4, () => `{"Direction":"Inbound","Protocol":"TCP","LocalPort":[${many(16, (k) => `"${2 * k}",`)}],"RemoteAddress":[${many(16, (k) => `"${address(k)}",`)}]},`)}]}`,
    'ports from ports of one rule': (n) =>
      `[{"Direction":"Inbound","Action":"Allow","Protocol":"UDP","LocalPort":"${many(n, (k) => `${2 * k},`)}","RemotePort":"${many(n, (k) => `${2 * k},`)}"}]`,
    'members that nobody knows': (n) => `[{"Direction":"Inbound",${many(n, (k) => `"x${k}":1,\n`)}}]`,
    hosts: (n) => `[${many(n, (k) => `{"computer":"h${k}","rules":[]},`)}]`,
    'addresses of the host': (n) => `{"rules":[],"addresses":[${many(n, (k) => `"${address(k)}/31",`)}]}`,
    'lists, each in the next one': (n) => `{"rules":[{"Direction":${'['.repeat(n)}`,
  },
  kubernetes: {
    policies: (n) =>
      many(
        n,
        (k) =>
          `---\nkind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: {name: p${k}, namespace: n${k}}\nspec:\n  podSelector: {matchLabels: {a: b${k}}}\n  ingress:\n  - from:\n    - ipBlock: {cidr: ${address(k)}/32}\n`,
      ),
    'pods that every policy asks about': (n) =>
      `{"items":[${many(n, (k) => `{"kind":"Pod","metadata":{"namespace":"a","labels":{"l${k}":"x"}},"status":{"podIP":"${address(k)}"}},`)}${many(n, (k) => `{"kind":"NetworkPolicy","apiVersion":"networking.k8s.io/v1","metadata":{"namespace":"a","name":"p${k}"},"spec":{"podSelector":{"matchExpressions":[{"key":"l${k}","operator":"Exists"}]}}},`)}]}`,
    'namespaces that every policy asks about': (n) =>
      `{"items":[${many(n, (k) => `{"kind":"Namespace","metadata":{"name":"a${k}","labels":{"l${k}":"x"}}},{"kind":"NetworkPolicy","apiVersion":"networking.k8s.io/v1","metadata":{"namespace":"a${k}","name":"p"},"spec":{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"l${k}":"x"}}}]}]}},`)}]}`,
    'keys of one map': (n) => many(n, (k) => `k${k}: x\n`),
    'lists, each in the next one': (n) => '- '.repeat(n),
  },
  nftables: {
    'rules that name a long set': (n) =>
      `table ip t {\nset s {\ntype ipv4_addr\nelements = { ${many(n, (k) => `${address(k)}, `)} }\n}\nchain f {\ntype filter hook forward priority 0; policy drop;\n${many(n, (k) => `ip saddr @s tcp dport ${k + 1} accept\n`)}}\n}\n`,
    'rules that name a long set of addresses with ports': (n) =>
      `table ip t {\nset s {\ntype ipv4_addr . inet_service\nelements = { ${many(n, (k) => `${address(k)} . ${k + 1}, `)} }\n}\nchain f {\ntype filter hook forward priority 0; policy drop;\n${many(4 * n, () => 'ip saddr . tcp dport @s accept\n')}}\n}\n`,
    'rules that ask a long map': (n) =>
      `table ip t {\nmap m {\ntype ipv4_addr : verdict\nelements = { ${many(n, (k) => `${address(k)} : accept, `)} }\n}\nchain f {\ntype filter hook forward priority 0; policy drop;\n${many(4 * n, () => 'ip saddr vmap @m\n')}}\n}\n`,
  },
  checkpoint: {
    rules: (n) =>
      `{"uid":"l","name":"l","rulebase":[${many(n, (k) => `{"type":"access-rule","rule-number":${k + 1},"uid":"r${k}","source":["o${k}"],"destination":["g"],"service":["Any"],"action":"Accept"},\n`)}],"objects-dictionary":[{"uid":"g","type":"group","members":[${many(n, (k) => `"o${k}",`)}]},${many(n, (k) => `{"uid":"o${k}","name":"n${k}","type":"host","ipv4-address":"${address(k)}"},\n`)}]}`,
    'groups, each in the next one': (n) =>
      `{"uid":"l","name":"l","rulebase":[${many(n, (k) => `{"type":"access-rule","uid":"r${k}","source":["g${k}"],"source-negate":true,"destination":["Any"],"service":["Any"],"action":"Drop"},\n`)}],"objects-dictionary":[${many(n, (k) => `{"uid":"g${k}","type":"group","members":["g${k + 1}",{"uid":"o${k}","type":"host","ipv4-address":"${address(k)}"}]},\n`)}]}`,
    'layers, each in the next one': (n) =>
      many(
        n,
        (k) =>
          `{"uid":"l${k}","name":"l${k}","rulebase":[{"type":"access-rule","uid":"r${k}","rule-number":1,"source":["Any"],"destination":["Any"],"service":["Any"],"action":"Inner Layer","inline-layer":"l${k + 1}"}]}\n`,
      ),
    'packages of the same layers': (n) =>
      `${many(n, (k) => `{"uid":"l${k}","name":"l${k}","rulebase":[]}\n`)}${many(n, (k) => `{"uid":"p${k}","name":"p${k}","access-layers":[${many(4, (m) => `"l${m * k}",`)}]}\n`)}`,
    'pages of one layer': (n) =>
      many(
        n,
        (k) =>
          `{"uid":"l","name":"l","total":${n},"rulebase":[{"type":"access-rule","rule-number":${k + 2},"uid":"r${k}","source":["Any"],"destination":["Any"],"service":["Any"],"action":"Accept"}]}\n`,
      ),
    'objects of one name': (n) =>
      `{"objects":[${many(n, (k) => `{"uid":"o${k}","name":"x","type":"host"},{"uid":"o${k}","name":"x","type":"host","color":"red"},`)}]}`,
  },
  csv: {
    rows: (n) => `source,destination,service,action\n${many(n, (k) => `${address(k)},any,tcp ${k},allow\n`)}`,
    'names of one cell': (n) => `source,destination,service,action\n"${many(n, (k) => `n${k},`)}",any,tcp 22,allow\n`,
    'services of one cell': (n) =>
      `source,destination,service,action\nany,any,"${many(n, (k) => `tcp ${2 * k}, word${k},`)}",allow\n`,
    'hosts of their own': (n) => `host,source,destination,action\n${many(n, (k) => `h${k},any,any,allow\n`)}`,
    'quotes that nothing closes': (n) => `source,destination,action\n${many(n, () => '"a\n')}`,
    'columns of one row': (n) => `source,destination,${many(n, (k) => `c${k},`)}\n${many(n, () => 'x,')}\n`,
  },
};

// Counted in blocks of code that ran, since seconds show how busy a machine is.
describe('reading a running file four times as long', () => {
  const cases = someOf(
    Object.entries(LONG).flatMap(([form, files]) => Object.entries(files).map(([title, file]) => ({ form, title, file }))),
  );
  let counts: number[] = [];

  before(async () => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('../support/count-reading.ts'))], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    // The first reading of each form makes what is made once.
    const texts = cases.flatMap(({ form, file }) => [2, 250, 1000].map((n) => [form, file(n)]));
    child.stdin.end(JSON.stringify(texts));
    counts = JSON.parse(await text(child.stdout)) as number[];
  });

  for (const [n, { form, title }] of cases.entries())
    it(`takes about four times the work: ${form}, ${title}`, () => {
      const [, short, long] = counts.slice(3 * n, 3 * n + 3);
      assert.ok(long! < 6 * short!, `${short} blocks, then ${long}`);
    });
});
