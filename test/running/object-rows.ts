// Objects of running files in JSON, and what becomes of the lines that they stand on.

/**
 * By forms, and by the marks of their files in `bearing/`, what becomes of each line that is put there: `m` says what passes, for whom, or what lies where; `-` has no
 * bearing on that; `?` is told. Then the lines, parted by `|`, and what is told.
 */
export const OBJECT_ROWS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  gcp: {
    more: `
m , { "kind": "compute#subnetwork", "name": "c", "ipCidrRange": "10.3.0.0/24", "network": "n" }
mmmmm , {|"kind": "compute#subnetwork",|"ipCidrRange": "10.3.0.0/24",|"network": "n"|}
m , { "kind": "compute#instance", "name": "x", "networkInterfaces": [{ "network": "n", "networkIP": "10.3.0.9" }] }
mmmmm , {|"kind": "compute#instance",|"description": "x",|"networkInterfaces": [{ "network": "n", "networkIP": "10.3.0.9" }]|}
m , { "kind": "compute#firewall", "name": "r", "network": "n", "direction": "INGRESS", "priority": 1000, "disabled": false, "allowed": [{ "IPProtocol": "tcp" }] }
mmmm , {|"name": "r", "network": "n", "direction": "INGRESS", "priority": 1000, "disabled": true,|"denied": [{ "IPProtocol": "tcp" }]|}
- , { "kind": "compute#network", "name": "n", "autoCreateSubnetworks": false }
? , { "kind": "compute#network", "name": "n", "firewallPolicy": "x" } => network firewallPolicy
? , { "kind": "compute#firewallPolicy", "name": "x" } => firewall policy
???? , {|"kind": "compute#securityPolicy",|"name": "x"|} => a resource
`,
  },
  'aws-sg': {
    group: `
- "Description": "x",
--- "Tags": [|{ "Key": "x", "Value": "y" }|],
? "Frob": 5, => security group Frob
`,
    permissions: `
m , { "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{ "CidrIp": "10.1.0.0/24" }] }
mmmmm , {|"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,|"IpRanges": [|{ "CidrIp": "10.1.0.0/24", "Description": "x" }|] }
`,
    interfaces: `
m , { "NetworkInterfaceId": "eni-c", "Groups": [{ "GroupId": "sg-b" }], "PrivateIpAddress": "10.2.0.6" }
mmmmm , {|"NetworkInterfaceId": "eni-c",|"Groups": [{ "GroupId": "sg-b" }],|"PrivateIpAddress": "10.2.0.6"|}
`,
    answer: `
mmm { "PrefixListId": "pl-1", "Entries": [|{ "Cidr": "10.3.0.0/24" }|] }
--m- { "Reservations": [{|"Instances": [{ "InstanceId": "i-1", "NetworkInterfaces": [|{ "NetworkInterfaceId": "eni-d", "Groups": [{ "GroupId": "sg-b" }], "PrivateIpAddress": "10.2.0.7" }|] }] }] }
- { "Vpcs": [{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/8" }] }
? { "FirewallPolicies": [{ "Name": "x" }] } => answer FirewallPolicies
`,
  },
  'azure-nsg': {
    group: `
- "location": "x",
? "frob": 5, => network security group frob
`,
    rules: `
m { "name": "x", "priority": 150, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": "10.1.0.0/24", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "22" },
mmmm {|"name": "x", "priority": 150, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",|"sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "22"|},
`,
    more: `
mmm , {|"id": "/nics/x", "name": "x", "networkSecurityGroup": { "id": "/nsg/b" }, "ipConfigurations": [{ "privateIPAddress": "10.2.0.9" }]|}
-m- , { "name": "m", "addressSpace": { "addressPrefixes": ["10.9.0.0/16"] }, "subnets": [|{ "id": "/subnets/c", "name": "c", "addressPrefix": "10.9.0.0/24" }|] }
`,
  },
  'windows-firewall': {
    rules: `
m , { "Name": "x", "Enabled": "True", "Direction": "Inbound", "Action": "Allow", "Profile": "Any", "Protocol": "TCP", "LocalPort": "22", "RemotePort": "Any", "LocalAddress": "Any", "RemoteAddress": "Any" }
mmmm , {|"Name": "x", "Enabled": "True", "Direction": "Inbound", "Action": "Allow", "Profile": "Any", "Protocol": "TCP",|"LocalPort": "22", "RemotePort": "Any", "LocalAddress": "Any", "RemoteAddress": "Any"|}
--- , {|"Name": "x", "Enabled": "False", "Direction": "Inbound", "Action": "Block", "Profile": "Any"|}
`,
    top: `
mm- , "connectionsecurity": [|{ "Enabled": "True", "InboundSecurity": "Request", "OutboundSecurity": "Request" }|]
m?- , "connectionsecurity": [|{ "Enabled": "True", "InboundSecurity": "Require", "OutboundSecurity": "Request" }|] => connection security rule
??? , "frob": [|5|] => a part beside the rules
`,
  },
};
