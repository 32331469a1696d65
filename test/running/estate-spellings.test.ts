// What makers of clouds, clusters and hosts let say in several ways is one thing, and what they leave out has the value that they document: an attribute at a time, with the
// packets that pass.

import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { holds, outward } from './words.ts';

type File = (text: string) => string;

const rule =
  (defaults: Readonly<Record<string, unknown>>) =>
  (text: string): Record<string, unknown> => {
    const all = { ...defaults, ...(JSON.parse(`{${text}}`) as Record<string, unknown>) };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '-'));
  };

const azure = rule({
  ...{ name: 'r', priority: 100, direction: 'Inbound', access: 'Allow', protocol: 'Tcp' },
  ...{ sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '443' },
});
const closed = {
  name: 'no',
  priority: 4096,
  direction: 'Inbound',
  access: 'Deny',
  protocol: '*',
  sourceAddressPrefix: '*',
  sourcePortRange: '*',
  destinationAddressPrefix: '*',
  destinationPortRange: '*',
};
const gcp = rule({
  ...{ kind: 'compute#firewall', name: 'r', network: 'n', direction: 'INGRESS', priority: 1000, disabled: false },
  ...{ sourceRanges: ['10.9.0.0/16'], allowed: [{ IPProtocol: 'tcp', ports: ['443'] }] },
});
const windows = rule({
  ...{
    Name: 'r',
    DisplayName: 'r',
    Enabled: 'True',
    Direction: 'Inbound',
    Action: 'Allow',
    Profile: 'Any',
    PolicyStoreSourceType: 'Local',
  },
  ...{
    Protocol: 'TCP',
    LocalPort: '443',
    RemotePort: 'Any',
    IcmpType: 'Any',
    LocalAddress: 'Any',
    RemoteAddress: 'Any',
    Program: 'Any',
  },
  ...{ Service: 'Any', InterfaceAlias: 'Any', InterfaceType: 'Any', Authentication: 'NotRequired', Encryption: 'NotRequired' },
});
const PROFILES = ['Domain', 'Private', 'Public'].map((Name) => ({
  ...{
    Name,
    Enabled: 'True',
    DefaultInboundAction: 'Block',
    DefaultOutboundAction: 'Allow',
    AllowInboundRules: 'True',
    AllowLocalFirewallRules: 'True',
  },
}));
const indented = (text: string, blanks: number): string =>
  text
    .split('|')
    .map((line) => ' '.repeat(blanks) + line)
    .join('\n');

const FILES: Readonly<Record<string, File>> = {
  'aws-sg': (text) =>
    `{"SecurityGroups":[{"GroupId":"sg-1","GroupName":"g","IpPermissions":[{${text}}],"IpPermissionsEgress":[]}]}`,
  'aws-sg of networks': (text) => `{"NetworkAcls":[{"NetworkAclId":"acl-1","Entries":[${text.replaceAll('|', ',')}]}]}`,
  'azure-nsg': (text) =>
    JSON.stringify(
      [{ name: 'g', type: 'Microsoft.Network/networkSecurityGroups', securityRules: [...text.split('|').map(azure), closed] }],
      undefined,
      1,
    ),
  gcp: (text) => JSON.stringify(text.split('|').map(gcp), undefined, 1),
  'windows-firewall': (text) =>
    JSON.stringify(
      { segplan: 'windows-firewall', version: 1, computer: 'h', profiles: PROFILES, rules: text.split('|').map(windows) },
      undefined,
      1,
    ),
  kubernetes: (text) =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: default }\nspec:\n${indented(text, 2)}\n`,
};

const ENDS = 'x 10.9.0.1 -> y 10.1.0.5';
const SIX = 'x fd00:9::1 -> y fd00:1::5';

const ROWS: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
  'aws-sg': `
"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"0.0.0.0/0"}] => tcp 443, !tcp 444, !udp 443, !6 tcp 443
"IpProtocol":"6","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"0.0.0.0/0"}] => tcp 443, !tcp 444, !udp 443
"IpProtocol":"udp","FromPort":53,"ToPort":60,"IpRanges":[{"CidrIp":"10.9.0.0/16"}] => udp 53, udp 60, !udp 61, !tcp 53
"IpProtocol":"tcp","FromPort":0,"ToPort":65535,"Ipv6Ranges":[{"CidrIpv6":"::/0"}] => 6 tcp 443, !tcp 443
"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}] => tcp 443, udp 1, icmp 8, other 50, !6 tcp 443
"IpProtocol":"-1","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"0.0.0.0/0"}] => tcp 443, tcp 1, icmp 8, other 50
"IpProtocol":"icmp","FromPort":8,"ToPort":-1,"IpRanges":[{"CidrIp":"0.0.0.0/0"}] => icmp 8, !icmp 0, !tcp 8
"IpProtocol":"icmp","FromPort":-1,"ToPort":-1,"IpRanges":[{"CidrIp":"0.0.0.0/0"}] => icmp 8, icmp 0, !tcp 8
"IpProtocol":"icmp","FromPort":3,"ToPort":4,"IpRanges":[{"CidrIp":"0.0.0.0/0"}] => ?icmp 3, !icmp 4, !icmp 8
"IpProtocol":"icmpv6","Ipv6Ranges":[{"CidrIpv6":"::/0"}] => 6 icmp 128, 6 icmp 135, !icmp 8
"IpProtocol":"58","FromPort":128,"ToPort":-1,"Ipv6Ranges":[{"CidrIpv6":"::/0"}] => 6 icmp 128, !6 icmp 129
"IpProtocol":"50","IpRanges":[{"CidrIp":"0.0.0.0/0"}] => other 50, !other 51, !tcp 50
"IpProtocol":"50","FromPort":1,"ToPort":2,"IpRanges":[{"CidrIp":"0.0.0.0/0"}] => other 50, !tcp 1
"IpProtocol":"tcp","IpRanges":[{"CidrIp":"0.0.0.0/0"}] => ?tcp 443
"IpProtocol":"tcp","FromPort":-1,"ToPort":-1,"IpRanges":[{"CidrIp":"0.0.0.0/0"}] => ?tcp 443
"IpProtocol":"tcp","FromPort":443,"ToPort":443,"PrefixListIds":[{"PrefixListId":"pl-1"}] => ?tcp 443, !tcp 444
"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[],"UserIdGroupPairs":[] => !tcp 443
"IpProtocol":"tcp","FromPort":443,"ToPort":443,"UserIdGroupPairs":[{"GroupId":"sg-2"}] => !tcp 443, sg-2 10.9.0.1 -> y 10.1.0.5 tcp 443
`,
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAclEntry.html
  'aws-sg of networks': `
{"RuleNumber":100,"Protocol":"6","RuleAction":"allow","Egress":false,"CidrBlock":"0.0.0.0/0","PortRange":{"From":443,"To":443}} => tcp 443, !tcp 444, !udp 443, !6 tcp 443
{"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":false,"CidrBlock":"10.9.0.0/16"} => tcp 443, udp 1, icmp 8, other 50, !x 10.8.0.1 -> y 10.1.0.5 tcp 443
{"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":false,"Ipv6CidrBlock":"::/0"} => !tcp 443, 6 tcp 443
{"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":true,"CidrBlock":"0.0.0.0/0"} => !tcp 443
{"RuleNumber":100,"Protocol":"1","RuleAction":"allow","Egress":false,"CidrBlock":"0.0.0.0/0","IcmpTypeCode":{"Type":8,"Code":-1}} => icmp 8, !icmp 0
{"RuleNumber":100,"Protocol":"1","RuleAction":"allow","Egress":false,"CidrBlock":"0.0.0.0/0","IcmpTypeCode":{"Type":-1,"Code":-1}} => icmp 8, icmp 0, !tcp 8
{"RuleNumber":100,"Protocol":"50","RuleAction":"allow","Egress":false,"CidrBlock":"0.0.0.0/0"} => other 50, !other 51
{"RuleNumber":200,"Protocol":"-1","RuleAction":"allow","Egress":false,"CidrBlock":"0.0.0.0/0"}|{"RuleNumber":100,"Protocol":"6","RuleAction":"deny","Egress":false,"CidrBlock":"0.0.0.0/0","PortRange":{"From":443,"To":443}} => !tcp 443, tcp 444
{"RuleNumber":32767,"Protocol":"-1","RuleAction":"deny","Egress":false,"CidrBlock":"0.0.0.0/0"}|{"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":false,"CidrBlock":"0.0.0.0/0"} => tcp 443
`,
  // https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview and the reference of security rules
  'azure-nsg': `
"access":"Allow" => tcp 443, !tcp 444, !udp 443
"access":"Deny" => !tcp 443
"protocol":"*" => tcp 443, udp 443, !tcp 444
"protocol":"*","destinationPortRange":"*" => tcp 443, icmp 8, other 50
"protocol":"Icmp","destinationPortRange":"*" => icmp 8, !tcp 443, !udp 443
"protocol":"Udp" => udp 443, !tcp 443
"protocol":"Esp","destinationPortRange":"*" => other 50, !other 51, !tcp 443
"protocol":"Ah","destinationPortRange":"*" => other 51, !other 50
"destinationPortRange":"440-450" => tcp 440, tcp 450, !tcp 451
"destinationPortRange":"-","destinationPortRanges":["22","440-450"] => tcp 22, tcp 443, !tcp 23
"destinationPortRange":"","destinationPortRanges":["22"] => tcp 22, !tcp 443
"sourcePortRange":"1000" => tcp 443 from 1000, !tcp 443 from 1001
"sourceAddressPrefix":"10.9.0.0/16" => tcp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443
"sourceAddressPrefix":"-","sourceAddressPrefixes":["10.8.0.0/16","10.9.0.1"] => tcp 443, x 10.8.0.1 -> y 10.1.0.5 tcp 443, !x 10.9.0.2 -> y 10.1.0.5 tcp 443
"sourceAddressPrefix":"0.0.0.0/0" => tcp 443, !6 tcp 443
"sourceAddressPrefix":"Internet" => Internet 8.8.8.8 -> y 10.1.0.5 tcp 443, !tcp 443
"destinationAddressPrefix":"VirtualNetwork" => x 10.9.0.1 -> VirtualNetwork 10.1.0.5 tcp 443, !tcp 443
"sourceAddressPrefix":"AzureLoadBalancer" => !tcp 443
"direction":"Outbound" => !tcp 443
"priority":200|"name":"d","access":"Deny","priority":100 => !tcp 443
"priority":100|"name":"d","access":"Deny","priority":200 => tcp 443
`,
  // https://cloud.google.com/firewall/docs/firewalls
  gcp: `
"priority":1000 => tcp 443, !tcp 444, !udp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443
"sourceRanges":"-" => tcp 443, x 8.8.8.8 -> y 10.1.0.5 tcp 443, !6 tcp 443
"sourceRanges":["::/0"] => !tcp 443, 6 tcp 443
"sourceRanges":[] => tcp 443, !6 tcp 443
"allowed":[{"IPProtocol":"tcp"}] => tcp 443, tcp 1, !udp 1
"allowed":[{"IPProtocol":"tcp","ports":[]}] => tcp 443, tcp 1, !udp 1
"allowed":[{"IPProtocol":"6","ports":["443"]}] => tcp 443, !tcp 1
"allowed":[{"IPProtocol":"tcp","ports":["22","440-450"]},{"IPProtocol":"udp","ports":["53"]}] => tcp 22, tcp 443, udp 53, !tcp 23, !udp 443
"allowed":[{"IPProtocol":"all"}] => tcp 1, udp 1, icmp 8, other 50
"allowed":[{"IPProtocol":"icmp"}] => icmp 8, !tcp 443
"allowed":[{"IPProtocol":"esp"}] => other 50, !other 51
"allowed":[{"IPProtocol":"58"}],"sourceRanges":["::/0"] => 6 icmp 128, !6 tcp 443
"disabled":true => !tcp 443
"disabled":"-" => tcp 443
"sourceTags":["web"] => tcp 443, web 10.8.0.1 -> y 10.1.0.5 tcp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443
"sourceRanges":"-","sourceTags":["web"] => !tcp 443, web 10.8.0.1 -> y 10.1.0.5 tcp 443
"targetTags":["web"] => !tcp 443, x 10.9.0.1 -> web 10.1.0.5 tcp 443
"targetServiceAccounts":["web@p.iam"] => !tcp 443, x 10.9.0.1 -> web 10.1.0.5 tcp 443
"destinationRanges":["10.1.0.0/24"] => tcp 443, !x 10.9.0.1 -> y 10.2.0.5 tcp 443
"direction":"EGRESS" => !tcp 443
"priority":1000|"name":"d","allowed":"-","denied":[{"IPProtocol":"tcp"}],"priority":1000 => !tcp 443
"priority":999|"name":"d","allowed":"-","denied":[{"IPProtocol":"tcp"}],"priority":1000 => tcp 443
`,
  // https://learn.microsoft.com/powershell/module/netsecurity/new-netfirewallrule
  'windows-firewall': `
"Action":"Allow" => tcp 443, !tcp 444, !udp 443, 6 tcp 443
"Action":2 => tcp 443
"Action":4 => !tcp 443
"Enabled":"False" => !tcp 443
"Enabled":1 => tcp 443
"Enabled":2 => !tcp 443
"Direction":"Outbound" => !tcp 443
"Direction":1 => tcp 443
"Protocol":"6" => tcp 443, !udp 443
"Protocol":"UDP" => udp 443, !tcp 443
"Protocol":"Any","LocalPort":"Any" => tcp 1, udp 1, icmp 8, other 50
"Protocol":"ICMPv4","LocalPort":"Any" => icmp 8, !tcp 443, !6 icmp 128
"Protocol":"ICMPv4","LocalPort":"Any","IcmpType":"8" => icmp 8, !icmp 0
"Protocol":"ICMPv4","LocalPort":"Any","IcmpType":["8:0"] => ?icmp 8, !icmp 0
"Protocol":"47","LocalPort":"Any" => other 47, !tcp 443
"LocalPort":["22","440-450"] => tcp 22, tcp 443, !tcp 23
"LocalPort":"22,443" => tcp 22, tcp 443, !tcp 23
"LocalPort":"Any" => tcp 1
"LocalPort":"RPC" => ?tcp 5000, !tcp 443
"LocalPort":"IPHTTPSIn" => ?tcp 443
"RemotePort":"1000" => tcp 443 from 1000, !tcp 443 from 1001
"RemoteAddress":"10.9.0.0/16" => tcp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443
"RemoteAddress":"10.9.0.0/255.255.0.0" => tcp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443
"RemoteAddress":["10.9.0.1-10.9.0.9","10.8.0.1"] => tcp 443, x 10.8.0.1 -> y 10.1.0.5 tcp 443, !x 10.9.0.10 -> y 10.1.0.5 tcp 443
"RemoteAddress":"LocalSubnet" => ?tcp 443
"RemoteAddress":"Internet" => ?tcp 443
"LocalAddress":"10.1.0.5" => tcp 443, !x 10.9.0.1 -> y 10.1.0.6 tcp 443
"Program":"C:\\\\x.exe" => ?tcp 443, !tcp 444
"Service":"x" => ?tcp 443
"InterfaceAlias":"Ethernet" => ?tcp 443
"InterfaceType":"Wired" => ?tcp 443
"Authentication":"Required" => ?tcp 443
"Encryption":"Required" => ?tcp 443
"LocalUser":"D:(A;;CC;;;S-1-5-18)" => ?tcp 443
"RemoteMachine":"D:(A;;CC;;;S-1-5-18)" => ?tcp 443
"Package":"S-1-15-2-1" => ?tcp 443
"Owner":"S-1-5-18" => ?tcp 443
"Action":"Allow","OverrideBlockRules":"True","Authentication":"Required" => ?tcp 443
"EdgeTraversalPolicy":"Allow" => tcp 443
"Profile":"Domain" => ?tcp 443
"Profile":"Domain, Private, Public" => tcp 443
"Profile":7 => tcp 443
"Profile":0 => tcp 443
"Action":"Allow"|"Action":"Block","RemoteAddress":"10.9.0.1" => !tcp 443, x 10.9.0.2 -> y 10.1.0.5 tcp 443
"Action":"Block","RemoteAddress":"10.9.0.1"|"Action":"Allow" => !tcp 443, x 10.9.0.2 -> y 10.1.0.5 tcp 443
"Action":"Allow"|"Action":"Block","Program":"x" => ?tcp 443
`,
  // https://kubernetes.io/docs/concepts/services-networking/network-policies/ and the reference of NetworkPolicySpec
  kubernetes: `
podSelector: {}|ingress:|- ports: [{ port: 443 }] => tcp 443, !udp 443, !tcp 444
podSelector: {}|ingress:|- ports: [{ port: 443, protocol: UDP }] => udp 443, !tcp 443
podSelector: {}|ingress:|- ports: [{ protocol: UDP }] => udp 443, udp 1, !tcp 443
podSelector: {}|ingress:|- ports: [{ protocol: SCTP }] => other 132, !tcp 443
podSelector: {}|ingress:|- ports: [{ port: 440, endPort: 450 }] => tcp 440, tcp 443, tcp 450, !tcp 451
podSelector: {}|ingress:|- ports: [{ port: https }] => ?tcp 443, !udp 443
podSelector: {}|ingress:|- ports: [] => tcp 443, icmp 8
podSelector: {}|ingress:|- {} => tcp 443, udp 1, icmp 8, other 50
podSelector: {}|ingress: [] => !tcp 443, !icmp 8
podSelector: {} => !tcp 443
podSelector: {}|policyTypes: [] => !tcp 443
podSelector: {}|policyTypes: [Ingress] => !tcp 443
podSelector: {}|policyTypes: [Egress] => tcp 443
podSelector: {}|policyTypes: [Egress]|ingress: [] => tcp 443
podSelector: {}|egress:|- {} => !tcp 443
podSelector: {}|ingress:|- from: [] => tcp 443
podSelector: {}|ingress:|- from:|  - ipBlock: { cidr: 10.9.0.0/16 } => tcp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443
podSelector: {}|ingress:|- from:|  - ipBlock: { cidr: 10.9.0.0/16, except: [10.9.0.0/24] } => !tcp 443, x 10.9.1.1 -> y 10.1.0.5 tcp 443
podSelector: {}|ingress:|- from:|  - ipBlock: { cidr: 0.0.0.0/0 } => tcp 443, !6 tcp 443
podSelector: {}|ingress:|- from:|  - podSelector: {} => !tcp 443, default 10.9.0.1 -> y 10.1.0.5 tcp 443
podSelector: {}|ingress:|- from:|  - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: b } } => !tcp 443, b 10.9.0.1 -> y 10.1.0.5 tcp 443
podSelector: {}|ingress:|- from:|  - ipBlock: { cidr: 10.9.0.0/16 }|  ports: [{ port: 443 }]|- from:|  - ipBlock: { cidr: 10.8.0.0/16 }|  ports: [{ port: 80 }] => tcp 443, !tcp 80, x 10.8.0.1 -> y 10.1.0.5 tcp 80, !x 10.8.0.1 -> y 10.1.0.5 tcp 443
podSelector: { matchLabels: { app: web } }|ingress: [] => ?tcp 443
`,
};

/** What goes out: an attribute that is about that way, or what holds where none is. */
const OUTWARD: Readonly<Record<string, string>> = {
  gcp: `
"direction":"EGRESS","sourceRanges":"-","destinationRanges":"-","allowed":"-","denied":[{"IPProtocol":"all"}] => !tcp 443, 6 tcp 443
"direction":"EGRESS","sourceRanges":"-","destinationRanges":["10.1.0.0/16"],"allowed":"-","denied":[{"IPProtocol":"tcp"}] => !tcp 443, udp 443, x 10.9.0.1 -> y 10.2.0.5 tcp 443
`,
  kubernetes: `
podSelector: {}|policyTypes: [Egress] => !tcp 443
podSelector: {}|egress:|- ports: [{ port: 443 }] => tcp 443, !tcp 80
podSelector: {}|policyTypes: [Ingress, Egress]|egress:|- to:|  - ipBlock: { cidr: 10.1.0.0/16 } => tcp 443, !x 10.9.0.1 -> y 10.2.0.5 tcp 443
`,
};

function each(rows: string, form: string, seen: (device: RunningDevice) => RunningDevice): void {
  for (const row of rows.trim().split('\n')) {
    const [text, packets] = row.split(' => ');
    const [device] = readRunning(FILES[form]!(text!), `file.${form}`, form.split(' ')[0]);
    holds(seen(device!), packets!, row, ENDS, SIX);
  }
}

describe('an attribute of a rule of a cloud, a cluster or a host', () => {
  for (const [form, rows] of Object.entries(ROWS))
    it(`${form}: is read as its maker documents it, and so is one that is missing`, () => {
      each(rows, form, (device) => device);
    });

  for (const [form, rows] of Object.entries(OUTWARD))
    it(`${form}: is read so for what goes out as well`, () => {
      each(rows, form, outward);
    });
});
