// Made by Segplan from plan.segplan: Segmented Veeam deployment
// Phases: none
// To load it: az deployment group create --resource-group <group> --template-file plan.bicep
// To see first what changes: az deployment group what-if with the same options. The way back: load the file of before.
// Loading replaces all rules of these groups. To close what is open for a phase or until a date, generate again without it, and load again.
// Associate each group with the subnets of its zone, which its rule for traffic inside of the zone names.

@description('Where the groups are kept: the region of the virtual network.')
param location string = resourceGroup().location

// backup: Backup data
resource nsgBackup 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-backup'
  location: location
  properties: {
    securityRules: [
      {
        name: 'in-allow-inside-zone'
        properties: {
          description: 'Within backup everything reaches everything'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '10.30.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-allow-inside-zone-ipv6'
        properties: {
          description: 'Within backup everything reaches everything'
          priority: 110
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'fd00:30::/64'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:30::/64'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-deny-lab-to-any-xv2x-any'
        properties: {
          description: 'deny-lab-to-any-xv2x lab to any'
          priority: 522
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '10.50.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-allow-vbr-to-repo-gb52-tcp'
        properties: {
          description: 'vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery…'
          priority: 1088
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.20'
          destinationPortRanges: ['2500-3300', '6160', '6162']
        }
      }
      {
        name: 'in-allow-vbr-to-hyperv-proxy-mount-4pgh-tcp'
        properties: {
          description: 'vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport…'
          priority: 1196
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.13', '10.30.0.15']
          destinationPortRanges: ['445', '6160', '6162']
        }
      }
      {
        name: 'in-allow-vbr-to-proxy-r87p-tcp'
        properties: {
          description: 'vbr-to-proxy-r87p Installs and upgrades components, and checks them before a recovery; Copies components to the ADMIN$ share and starts t…'
          priority: 1445
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          destinationPortRanges: ['445', '6160', '6162']
        }
      }
      {
        name: 'in-allow-gateway-to-repo-proxy-hyp-g3dp-tcp'
        properties: {
          description: 'gateway-to-repo-proxy-hyp-g3dp Hands tenant backups on to the cloud repository; Hands replicas on to the target\'s proxy'
          priority: 1800
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.40.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.11', '10.30.0.12/31', '10.30.0.20']
          destinationPortRange: '2500-3300'
        }
      }
      {
        name: 'in-allow-vbr-to-hyperv-proxy-hws6-tcp'
        properties: {
          description: 'vbr-to-hyperv-proxy-hws6 Starts components over RPC; Controls backups and restores through the Hyper-V Integration Service'
          priority: 2270
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.13'
          destinationPortRanges: ['135', '6163']
        }
      }
      {
        name: 'in-allow-vbr-to-mount-f96r-tcp'
        properties: {
          description: 'vbr-to-mount-f96r Tells the mount server to mount backups; Tells the vPower NFS Service what to publish'
          priority: 2380
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.15'
          destinationPortRanges: ['6161', '6170']
        }
      }
      {
        name: 'in-allow-vbr-to-repo-gb52-tcp-ipv6'
        properties: {
          description: 'vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery…'
          priority: 2510
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'fd00:10::10'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:30::20'
          destinationPortRanges: ['2500-3300', '6160', '6162']
        }
      }
      {
        name: 'in-allow-hyperv-to-repo-rnn7-tcp'
        properties: {
          description: 'hyperv-to-repo-rnn7 Transfers backup data of its VMs to the repository'
          priority: 2511
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.20.2.10/31'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.20'
          destinationPortRange: '6162'
        }
      }
      {
        name: 'in-allow-esxi-to-mount-qg9g-udp'
        properties: {
          description: 'esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted'
          priority: 2841
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: '10.20.1.0/26'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.15'
          destinationPortRanges: ['111', '1063', '2049']
        }
      }
      {
        name: 'in-allow-admins-to-mount-repo-9r78-tcp'
        properties: {
          description: 'admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console'
          priority: 3029
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.10.0.100/30', '10.10.0.104/29', '10.10.0.112/29', '10.10.0.120']
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.15', '10.30.0.20']
          destinationPortRange: '6162'
        }
      }
      {
        name: 'in-allow-esxi-to-mount-qg9g-tcp'
        properties: {
          description: 'esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted'
          priority: 3338
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.20.1.0/26'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.15'
          destinationPortRanges: ['111', '1063', '2049']
        }
      }
      {
        name: 'in-allow-load-balancer-probes'
        properties: {
          description: 'Health probes of load balancers, as by default; without this the next rule would stop them'
          priority: 4090
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'AzureLoadBalancer'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-deny-all'
        properties: {
          description: 'What no rule of the plan allows; without this the default rules open the whole virtual network'
          priority: 4096
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-inside-zone'
        properties: {
          description: 'Within backup everything reaches everything'
          priority: 100
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '10.30.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-inside-zone-ipv6'
        properties: {
          description: 'Within backup everything reaches everything'
          priority: 110
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'fd00:30::/64'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:30::/64'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-deny-any-to-lab-5fnk-any'
        properties: {
          description: 'deny-any-to-lab-5fnk any to lab'
          priority: 989
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.50.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-proxy-hyperv-proxy-to-vbr-5km8-tcp'
        properties: {
          description: 'proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server'
          priority: 1188
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.30.0.11', '10.30.0.12/31', '10.30.0.15', '10.30.0.20']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.10.0.10'
          destinationPortRange: '6162'
        }
      }
      {
        name: 'out-allow-proxy-to-vcenter-q4kt-tcp'
        properties: {
          description: 'proxy-to-vcenter-q4kt Asks vCenter Server where disks are'
          priority: 1462
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.0.5'
          destinationPortRange: '443'
        }
      }
      {
        name: 'out-allow-proxy-to-esxi-pm47-tcp'
        properties: {
          description: 'proxy-to-esxi-pm47 Reads virtual disks over the network'
          priority: 1464
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.1.0/26'
          destinationPortRange: '902'
        }
      }
      {
        name: 'out-allow-proxy-hyperv-proxy-to-vbr-5km8-tcp-ipv6'
        properties: {
          description: 'proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server'
          priority: 1895
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'fd00:30::20'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:10::10'
          destinationPortRange: '6162'
        }
      }
      {
        name: 'out-allow-mount-to-vbr-b2g2-tcp'
        properties: {
          description: 'mount-to-vbr-b2g2 Asks the backup server who connects and what to do'
          priority: 1906
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.30.0.15'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.10.0.10'
          destinationPortRange: '443'
        }
      }
      {
        name: 'out-allow-hyperv-proxy-to-hyperv-kn8s-tcp'
        properties: {
          description: 'hyperv-proxy-to-hyperv-kn8s Reads VM data from the Hyper-V host over SMB'
          priority: 2600
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.30.0.13'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.2.10/31'
          destinationPortRange: '445'
        }
      }
      {
        name: 'out-allow-mount-repo-to-s3-w6bh-tcp'
        properties: {
          description: 'mount-repo-to-s3-w6bh Offloads backups to the capacity tier: S3, Azure Blob or Google Cloud Storage; Checks repositories in object storag…'
          priority: 2858
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.30.0.15', '10.30.0.20']
          sourcePortRange: '*'
          destinationAddressPrefix: '198.51.100.0/24'
          destinationPortRange: '443'
        }
      }
      {
        name: 'out-allow-repo-to-hyperv-k3x7-tcp'
        properties: {
          description: 'repo-to-hyperv-k3x7 Restores VMs to the host'
          priority: 3149
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.30.0.20'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.2.10/31'
          destinationPortRange: '6162'
        }
      }
      {
        name: 'out-deny-all'
        properties: {
          description: 'What no rule of the plan allows; without this the default rules open the whole virtual network'
          priority: 4096
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

// lab: SureBackup lab, never routed
resource nsgLab 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-lab'
  location: location
  properties: {
    securityRules: [
      {
        name: 'in-allow-inside-zone'
        properties: {
          description: 'Within lab everything reaches everything'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '10.50.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.50.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-deny-any-to-lab-5fnk-any'
        properties: {
          description: 'deny-any-to-lab-5fnk any to lab'
          priority: 989
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.50.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-allow-load-balancer-probes'
        properties: {
          description: 'Health probes of load balancers, as by default; without this the next rule would stop them'
          priority: 4090
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'AzureLoadBalancer'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-deny-all'
        properties: {
          description: 'What no rule of the plan allows; without this the default rules open the whole virtual network'
          priority: 4096
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-inside-zone'
        properties: {
          description: 'Within lab everything reaches everything'
          priority: 100
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '10.50.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.50.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-deny-lab-to-any-xv2x-any'
        properties: {
          description: 'deny-lab-to-any-xv2x lab to any'
          priority: 522
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '10.50.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-deny-all'
        properties: {
          description: 'What no rule of the plan allows; without this the default rules open the whole virtual network'
          priority: 4096
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

// management: Management network
resource nsgManagement 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-management'
  location: location
  properties: {
    securityRules: [
      {
        name: 'in-allow-inside-zone'
        properties: {
          description: 'Within management everything reaches everything'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '10.10.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.10.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-allow-inside-zone-ipv6'
        properties: {
          description: 'Within management everything reaches everything'
          priority: 110
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'fd00:10::/64'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:10::/64'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-deny-lab-to-any-xv2x-any'
        properties: {
          description: 'deny-lab-to-any-xv2x lab to any'
          priority: 522
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '10.50.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-allow-proxy-hyperv-proxy-to-vbr-5km8-tcp'
        properties: {
          description: 'proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server'
          priority: 1188
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.30.0.11', '10.30.0.12/31', '10.30.0.15', '10.30.0.20']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.10.0.10'
          destinationPortRange: '6162'
        }
      }
      {
        name: 'in-allow-proxy-hyperv-proxy-to-vbr-5km8-tcp-ipv6'
        properties: {
          description: 'proxy-hyperv-proxy-to-vbr-5km8 Hands data and indexes to the backup server'
          priority: 1895
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'fd00:30::20'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:10::10'
          destinationPortRange: '6162'
        }
      }
      {
        name: 'in-allow-mount-to-vbr-b2g2-tcp'
        properties: {
          description: 'mount-to-vbr-b2g2 Asks the backup server who connects and what to do'
          priority: 1906
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.30.0.15'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.10.0.10'
          destinationPortRange: '443'
        }
      }
      {
        name: 'in-allow-gateway-to-vbr-gvjh-tcp'
        properties: {
          description: 'gateway-to-vbr-gvjh Hands on the commands of tenants'
          priority: 2657
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.40.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.10.0.10'
          destinationPortRange: '6169'
        }
      }
      {
        name: 'in-allow-load-balancer-probes'
        properties: {
          description: 'Health probes of load balancers, as by default; without this the next rule would stop them'
          priority: 4090
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'AzureLoadBalancer'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-deny-all'
        properties: {
          description: 'What no rule of the plan allows; without this the default rules open the whole virtual network'
          priority: 4096
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-inside-zone'
        properties: {
          description: 'Within management everything reaches everything'
          priority: 100
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '10.10.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.10.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-inside-zone-ipv6'
        properties: {
          description: 'Within management everything reaches everything'
          priority: 110
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'fd00:10::/64'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:10::/64'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-deny-any-to-lab-5fnk-any'
        properties: {
          description: 'deny-any-to-lab-5fnk any to lab'
          priority: 989
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.50.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-vbr-to-repo-gb52-tcp'
        properties: {
          description: 'vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery…'
          priority: 1088
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.20'
          destinationPortRanges: ['2500-3300', '6160', '6162']
        }
      }
      {
        name: 'out-allow-vbr-to-linux-guests-5mfr-tcp'
        properties: {
          description: 'vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux'
          priority: 1100
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.48.0/20'
          destinationPortRanges: ['22', '2500-3300']
        }
      }
      {
        name: 'out-allow-vbr-to-hyperv-proxy-mount-4pgh-tcp'
        properties: {
          description: 'vbr-to-hyperv-proxy-mount-4pgh Copies components to the server and starts them; Installs and upgrades components; Controls the Transport…'
          priority: 1196
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.13', '10.30.0.15']
          destinationPortRanges: ['445', '6160', '6162']
        }
      }
      {
        name: 'out-allow-vbr-to-proxy-r87p-tcp'
        properties: {
          description: 'vbr-to-proxy-r87p Installs and upgrades components, and checks them before a recovery; Copies components to the ADMIN$ share and starts t…'
          priority: 1445
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          destinationPortRanges: ['445', '6160', '6162']
        }
      }
      {
        name: 'out-allow-vbr-to-vcenter-8s4g-tcp'
        properties: {
          description: 'vbr-to-vcenter-8s4g Reads the inventory and drives vCenter Server through the vSphere API'
          priority: 1800
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.0.5'
          destinationPortRange: '443'
        }
      }
      {
        name: 'out-allow-vbr-to-esxi-xxb7-tcp'
        properties: {
          description: 'vbr-to-esxi-xxb7 Works with an ESXi host directly; Transfers data to hosts, also in file recovery from replicas'
          priority: 1803
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.1.0/26'
          destinationPortRanges: ['443', '902']
        }
      }
      {
        name: 'out-allow-vbr-to-linux-guests-5mfr-tcp-ipv6'
        properties: {
          description: 'vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux'
          priority: 1866
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'fd00:10::10'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:20::/80'
          destinationPortRanges: ['22', '2500-3300']
        }
      }
      {
        name: 'out-allow-vbr-to-gateway-w6n7-tcp'
        properties: {
          description: 'vbr-to-gateway-w6n7 Upgrades the gateway and commands it; Moves data, one port for each connection'
          priority: 1868
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.40.0.10'
          destinationPortRanges: ['2500-3300', '6160', '6168']
        }
      }
      {
        name: 'out-allow-vbr-to-windows-guests-5zbm-tcp'
        properties: {
          description: 'vbr-to-windows-guests-5zbm Ships logs and moves data in guest processing; Starts the process that coordinates the runtime in the guest; D…'
          priority: 1946
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.32.0/20'
          destinationPortRanges: ['135', '445', '2500-3300', '6173']
        }
      }
      {
        name: 'out-allow-vbr-to-hyperv-proxy-hws6-tcp'
        properties: {
          description: 'vbr-to-hyperv-proxy-hws6 Starts components over RPC; Controls backups and restores through the Hyper-V Integration Service'
          priority: 1998
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.13'
          destinationPortRanges: ['135', '6163']
        }
      }
      {
        name: 'out-allow-vbr-to-hyperv-5dsw-tcp'
        properties: {
          description: 'vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Control…'
          priority: 2243
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.2.10/31'
          destinationPortRanges: ['135', '445', '2179', '6160', '6162-6163']
        }
      }
      {
        name: 'out-allow-one-em-to-vcenter-7zbs-tcp'
        properties: {
          description: 'one-em-to-vcenter-7zbs Signs in at vCenter and installs the plug-in for the vSphere Client; Monitors the vSphere environment'
          priority: 2270
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.10.0.11', '10.10.0.12']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.0.5'
          destinationPortRange: '443'
        }
      }
      {
        name: 'out-allow-vbr-to-mount-f96r-tcp'
        properties: {
          description: 'vbr-to-mount-f96r Tells the mount server to mount backups; Tells the vPower NFS Service what to publish'
          priority: 2380
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.15'
          destinationPortRanges: ['6161', '6170']
        }
      }
      {
        name: 'out-allow-vbr-to-repo-gb52-tcp-ipv6'
        properties: {
          description: 'vbr-to-repo-gb52 Moves data of tenants, one port for each connection; Installs and upgrades components, and checks them before a recovery…'
          priority: 2510
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'fd00:10::10'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:30::20'
          destinationPortRanges: ['2500-3300', '6160', '6162']
        }
      }
      {
        name: 'out-allow-admins-to-mount-repo-9r78-tcp'
        properties: {
          description: 'admins-to-mount-repo-9r78 Reads backups in a restore from the console; Gets files in a restore from the console'
          priority: 3029
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.10.0.100/30', '10.10.0.104/29', '10.10.0.112/29', '10.10.0.120']
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.15', '10.30.0.20']
          destinationPortRange: '6162'
        }
      }
      {
        name: 'out-deny-all'
        properties: {
          description: 'What no rule of the plan allows; without this the default rules open the whole virtual network'
          priority: 4096
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

// production: Production and hypervisors
resource nsgProduction 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-production'
  location: location
  properties: {
    securityRules: [
      {
        name: 'in-allow-inside-zone'
        properties: {
          description: 'Within production everything reaches everything'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '10.20.0.0/16'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.0.0/16'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-allow-inside-zone-ipv6'
        properties: {
          description: 'Within production everything reaches everything'
          priority: 110
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'fd00:20::/64'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:20::/64'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-deny-lab-to-any-xv2x-any'
        properties: {
          description: 'deny-lab-to-any-xv2x lab to any'
          priority: 522
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '10.50.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-allow-vbr-to-linux-guests-5mfr-tcp'
        properties: {
          description: 'vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux'
          priority: 1100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.48.0/20'
          destinationPortRanges: ['22', '2500-3300']
        }
      }
      {
        name: 'in-allow-proxy-to-vcenter-q4kt-tcp'
        properties: {
          description: 'proxy-to-vcenter-q4kt Asks vCenter Server where disks are'
          priority: 1462
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.0.5'
          destinationPortRange: '443'
        }
      }
      {
        name: 'in-allow-proxy-to-esxi-pm47-tcp'
        properties: {
          description: 'proxy-to-esxi-pm47 Reads virtual disks over the network'
          priority: 1464
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.1.0/26'
          destinationPortRange: '902'
        }
      }
      {
        name: 'in-allow-vbr-to-vcenter-8s4g-tcp'
        properties: {
          description: 'vbr-to-vcenter-8s4g Reads the inventory and drives vCenter Server through the vSphere API'
          priority: 1800
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.0.5'
          destinationPortRange: '443'
        }
      }
      {
        name: 'in-allow-vbr-to-esxi-xxb7-tcp'
        properties: {
          description: 'vbr-to-esxi-xxb7 Works with an ESXi host directly; Transfers data to hosts, also in file recovery from replicas'
          priority: 1803
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.1.0/26'
          destinationPortRanges: ['443', '902']
        }
      }
      {
        name: 'in-allow-vbr-to-linux-guests-5mfr-tcp-ipv6'
        properties: {
          description: 'vbr-to-linux-guests-5mfr Ships logs and moves data in guest processing; Controls guest processing on Linux'
          priority: 1866
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'fd00:10::10'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:20::/80'
          destinationPortRanges: ['22', '2500-3300']
        }
      }
      {
        name: 'in-allow-vbr-to-windows-guests-5zbm-tcp'
        properties: {
          description: 'vbr-to-windows-guests-5zbm Ships logs and moves data in guest processing; Starts the process that coordinates the runtime in the guest; D…'
          priority: 1946
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.32.0/20'
          destinationPortRanges: ['135', '445', '2500-3300', '6173']
        }
      }
      {
        name: 'in-allow-vbr-to-hyperv-5dsw-tcp'
        properties: {
          description: 'vbr-to-hyperv-5dsw Copies components to the server and starts them; Starts components over RPC; Installs and upgrades components; Control…'
          priority: 2243
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.2.10/31'
          destinationPortRanges: ['135', '445', '2179', '6160', '6162-6163']
        }
      }
      {
        name: 'in-allow-one-em-to-vcenter-7zbs-tcp'
        properties: {
          description: 'one-em-to-vcenter-7zbs Signs in at vCenter and installs the plug-in for the vSphere Client; Monitors the vSphere environment'
          priority: 2270
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.10.0.11', '10.10.0.12']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.0.5'
          destinationPortRange: '443'
        }
      }
      {
        name: 'in-allow-hyperv-proxy-to-hyperv-kn8s-tcp'
        properties: {
          description: 'hyperv-proxy-to-hyperv-kn8s Reads VM data from the Hyper-V host over SMB'
          priority: 2600
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.30.0.13'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.2.10/31'
          destinationPortRange: '445'
        }
      }
      {
        name: 'in-allow-repo-to-hyperv-k3x7-tcp'
        properties: {
          description: 'repo-to-hyperv-k3x7 Restores VMs to the host'
          priority: 3149
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.30.0.20'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.2.10/31'
          destinationPortRange: '6162'
        }
      }
      {
        name: 'in-allow-load-balancer-probes'
        properties: {
          description: 'Health probes of load balancers, as by default; without this the next rule would stop them'
          priority: 4090
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'AzureLoadBalancer'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-deny-all'
        properties: {
          description: 'What no rule of the plan allows; without this the default rules open the whole virtual network'
          priority: 4096
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-inside-zone'
        properties: {
          description: 'Within production everything reaches everything'
          priority: 100
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '10.20.0.0/16'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.0.0/16'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-inside-zone-ipv6'
        properties: {
          description: 'Within production everything reaches everything'
          priority: 110
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'fd00:20::/64'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:20::/64'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-deny-any-to-lab-5fnk-any'
        properties: {
          description: 'deny-any-to-lab-5fnk any to lab'
          priority: 989
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.50.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-hyperv-to-repo-rnn7-tcp'
        properties: {
          description: 'hyperv-to-repo-rnn7 Transfers backup data of its VMs to the repository'
          priority: 2511
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.20.2.10/31'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.20'
          destinationPortRange: '6162'
        }
      }
      {
        name: 'out-allow-esxi-to-mount-qg9g-udp'
        properties: {
          description: 'esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted'
          priority: 2841
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: '10.20.1.0/26'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.15'
          destinationPortRanges: ['111', '1063', '2049']
        }
      }
      {
        name: 'out-allow-esxi-to-mount-qg9g-tcp'
        properties: {
          description: 'esxi-to-mount-qg9g Mounts backups as an NFS datastore; Asks where backups are mounted'
          priority: 3338
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.20.1.0/26'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.15'
          destinationPortRanges: ['111', '1063', '2049']
        }
      }
      {
        name: 'out-deny-all'
        properties: {
          description: 'What no rule of the plan allows; without this the default rules open the whole virtual network'
          priority: 4096
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

// recovery: Isolated recovery and Cloud Connect
resource nsgRecovery 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-recovery'
  location: location
  properties: {
    securityRules: [
      {
        name: 'in-allow-inside-zone'
        properties: {
          description: 'Within recovery everything reaches everything'
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '10.40.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.40.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-deny-lab-to-any-xv2x-any'
        properties: {
          description: 'deny-lab-to-any-xv2x lab to any'
          priority: 522
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '10.50.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-allow-vbr-to-gateway-w6n7-tcp'
        properties: {
          description: 'vbr-to-gateway-w6n7 Upgrades the gateway and commands it; Moves data, one port for each connection'
          priority: 1868
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.40.0.10'
          destinationPortRanges: ['2500-3300', '6160', '6168']
        }
      }
      {
        name: 'in-deny-other-zones'
        properties: {
          description: 'Nothing else from the other zones of the plan: the rules below are for everywhere else'
          priority: 3500
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefixes: ['10.10.0.0/24', '10.20.0.0/16', '10.30.0.0/24', '10.50.0.0/24']
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-allow-tenants-to-gateway-b529-tcp-elsewhere'
        properties: {
          description: 'tenants-to-gateway-b529 (everywhere but in the zones denied above) Carries all traffic of a tenant, control and data alike'
          priority: 3879
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.40.0.10'
          destinationPortRange: '6180'
        }
      }
      {
        name: 'in-allow-load-balancer-probes'
        properties: {
          description: 'Health probes of load balancers, as by default; without this the next rule would stop them'
          priority: 4090
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: 'AzureLoadBalancer'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'in-deny-all'
        properties: {
          description: 'What no rule of the plan allows; without this the default rules open the whole virtual network'
          priority: 4096
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-inside-zone'
        properties: {
          description: 'Within recovery everything reaches everything'
          priority: 100
          direction: 'Outbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '10.40.0.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.40.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-deny-any-to-lab-5fnk-any'
        properties: {
          description: 'deny-any-to-lab-5fnk any to lab'
          priority: 989
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.50.0.0/24'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out-allow-gateway-to-repo-proxy-hyp-g3dp-tcp'
        properties: {
          description: 'gateway-to-repo-proxy-hyp-g3dp Hands tenant backups on to the cloud repository; Hands replicas on to the target\'s proxy'
          priority: 1800
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.40.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.11', '10.30.0.12/31', '10.30.0.20']
          destinationPortRange: '2500-3300'
        }
      }
      {
        name: 'out-allow-gateway-to-vbr-gvjh-tcp'
        properties: {
          description: 'gateway-to-vbr-gvjh Hands on the commands of tenants'
          priority: 2657
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.40.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.10.0.10'
          destinationPortRange: '6169'
        }
      }
      {
        name: 'out-deny-all'
        properties: {
          description: 'What no rule of the plan allows; without this the default rules open the whole virtual network'
          priority: 4096
          direction: 'Outbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

output nsgBackupId string = nsgBackup.id
output nsgLabId string = nsgLab.id
output nsgManagementId string = nsgManagement.id
output nsgProductionId string = nsgProduction.id
output nsgRecoveryId string = nsgRecovery.id
