// Made by Segplan from plan.segplan: Segmented Veeam deployment
// Phases: none
// To load it: az deployment group create --resource-group <group> --template-file plan.bicep
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
        name: 'in-allow-vbr-to-repo-pdt8-tcp'
        properties: {
          description: 'vbr-to-repo-pdt8 Controls the Data Mover on the server; Moves data to and from the server, one port for each task'
          priority: 1099
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.20'
          destinationPortRanges: ['2500-3300', '6162']
        }
      }
      {
        name: 'in-allow-vbr-to-repo-pdt8-tcp-ipv6'
        properties: {
          description: 'vbr-to-repo-pdt8 Controls the Data Mover on the server; Moves data to and from the server, one port for each task'
          priority: 1585
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'fd00:10::10'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:30::20'
          destinationPortRanges: ['2500-3300', '6162']
        }
      }
      {
        name: 'in-allow-vbr-to-mount-h9d8-udp'
        properties: {
          description: 'vbr-to-mount-h9d8 Tells the mount server to mount backups; Copies components to the ADMIN$ share and starts them; Installs and upgrades c…'
          priority: 2361
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.15'
          destinationPortRanges: ['135', '137-139', '445']
        }
      }
      {
        name: 'in-allow-vbr-to-hyperv-proxy-n5c5-udp'
        properties: {
          description: 'vbr-to-hyperv-proxy-n5c5 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and…'
          priority: 2468
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.13'
          destinationPortRanges: ['135', '137-139', '445']
        }
      }
      {
        name: 'in-allow-vbr-to-mount-h9d8-tcp'
        properties: {
          description: 'vbr-to-mount-h9d8 Tells the mount server to mount backups; Copies components to the ADMIN$ share and starts them; Installs and upgrades c…'
          priority: 2952
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.15'
          destinationPortRanges: ['135', '137-139', '445', '2500-3300', '6160', '6162', '6170']
        }
      }
      {
        name: 'in-allow-vbr-to-proxy-98vh-udp'
        properties: {
          description: 'vbr-to-proxy-98vh Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrad…'
          priority: 2954
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          destinationPortRanges: ['135', '137-139', '445']
        }
      }
      {
        name: 'in-allow-gateway-to-repo-vbr4-tcp'
        properties: {
          description: 'gateway-to-repo-vbr4 Hands tenant backups on to the cloud repository'
          priority: 3123
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.40.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.20'
          destinationPortRange: '2500-3300'
        }
      }
      {
        name: 'in-allow-vbr-to-proxy-98vh-tcp'
        properties: {
          description: 'vbr-to-proxy-98vh Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrad…'
          priority: 3299
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          destinationPortRanges: ['135', '137-139', '445', '2500-3300', '6160', '6162']
        }
      }
      {
        name: 'in-allow-vbr-to-hyperv-proxy-n5c5-tcp'
        properties: {
          description: 'vbr-to-hyperv-proxy-n5c5 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and…'
          priority: 3371
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.13'
          destinationPortRanges: ['135', '137-139', '445', '2500-3300', '6160', '6162']
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
        name: 'out-allow-repo-to-s3-fbj3-tcp'
        properties: {
          description: 'repo-to-s3-fbj3 Offloads backups to the capacity tier: S3, Azure Blob or Google Cloud Storage'
          priority: 1757
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.30.0.20'
          sourcePortRange: '*'
          destinationAddressPrefix: '198.51.100.0/24'
          destinationPortRange: '443'
        }
      }
      {
        name: 'out-allow-mount-to-esxi-v8bq-udp'
        properties: {
          description: 'mount-to-esxi-v8bq Publishes backups to the host as an NFS datastore'
          priority: 1774
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: '10.30.0.15'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.1.0/26'
          destinationPortRanges: ['111', '1058', '2049']
        }
      }
      {
        name: 'out-allow-mount-to-windows-guests-8kfr-tcp'
        properties: {
          description: 'mount-to-windows-guests-8kfr Restores files into the VM'
          priority: 2587
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.30.0.15'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.32.0/19'
          destinationPortRange: '2500-3300'
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
        name: 'out-allow-mount-to-esxi-v8bq-tcp'
        properties: {
          description: 'mount-to-esxi-v8bq Publishes backups to the host as an NFS datastore'
          priority: 2860
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.30.0.15'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.1.0/26'
          destinationPortRanges: ['111', '1058', '2049', '6161']
        }
      }
      {
        name: 'out-allow-proxy-hype-to-windows-gue-xh9c-tcp'
        properties: {
          description: 'proxy-hype-to-windows-gue-xh9c Starts the runtime for application-aware processing in the guest; Installs the guest components; 11731 tak…'
          priority: 2995
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.30.0.11', '10.30.0.12/31']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.32.0/20'
          destinationPortRanges: ['135', '445', '6160', '6173', '11731']
        }
      }
      {
        name: 'out-allow-proxy-to-esxi-rb9f-tcp'
        properties: {
          description: 'proxy-to-esxi-rb9f Reads virtual disks over the network: NBD or NBDSSL on 443, NFC on 902'
          priority: 3175
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.1.0/26'
          destinationPortRanges: ['443', '902']
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
        name: 'in-allow-gateway-to-vbr-qp2z-tcp'
        properties: {
          description: 'gateway-to-vbr-qp2z Reaches the provider\'s own infrastructure through the Data Mover'
          priority: 2306
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.40.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.10.0.10'
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
        name: 'out-allow-vbr-to-repo-pdt8-tcp'
        properties: {
          description: 'vbr-to-repo-pdt8 Controls the Data Mover on the server; Moves data to and from the server, one port for each task'
          priority: 1099
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.20'
          destinationPortRanges: ['2500-3300', '6162']
        }
      }
      {
        name: 'out-allow-vbr-to-linux-guests-5mfr-tcp'
        properties: {
          description: 'vbr-to-linux-guests-5mfr Controls guest processing on Linux; Moves data for guest processing and file restores'
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
        name: 'out-allow-vbr-to-repo-pdt8-tcp-ipv6'
        properties: {
          description: 'vbr-to-repo-pdt8 Controls the Data Mover on the server; Moves data to and from the server, one port for each task'
          priority: 1585
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'fd00:10::10'
          sourcePortRange: '*'
          destinationAddressPrefix: 'fd00:30::20'
          destinationPortRanges: ['2500-3300', '6162']
        }
      }
      {
        name: 'out-allow-vbr-to-linux-guests-5mfr-tcp-ipv6'
        properties: {
          description: 'vbr-to-linux-guests-5mfr Controls guest processing on Linux; Moves data for guest processing and file restores'
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
        name: 'out-allow-vbr-to-windows-guests-z8hs-tcp'
        properties: {
          description: 'vbr-to-windows-guests-z8hs Starts the runtime for application-aware processing in the guest; Installs the guest components; 11731 takes o…'
          priority: 1870
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.32.0/20'
          destinationPortRanges: ['135', '445', '2500-3300', '6160', '6173', '11731']
        }
      }
      {
        name: 'out-allow-vbr-to-mount-h9d8-udp'
        properties: {
          description: 'vbr-to-mount-h9d8 Tells the mount server to mount backups; Copies components to the ADMIN$ share and starts them; Installs and upgrades c…'
          priority: 2361
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.15'
          destinationPortRanges: ['135', '137-139', '445']
        }
      }
      {
        name: 'out-allow-vbr-to-hyperv-proxy-n5c5-udp'
        properties: {
          description: 'vbr-to-hyperv-proxy-n5c5 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and…'
          priority: 2468
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.13'
          destinationPortRanges: ['135', '137-139', '445']
        }
      }
      {
        name: 'out-allow-vbr-to-mount-h9d8-tcp'
        properties: {
          description: 'vbr-to-mount-h9d8 Tells the mount server to mount backups; Copies components to the ADMIN$ share and starts them; Installs and upgrades c…'
          priority: 2952
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.15'
          destinationPortRanges: ['135', '137-139', '445', '2500-3300', '6160', '6162', '6170']
        }
      }
      {
        name: 'out-allow-vbr-to-proxy-98vh-udp'
        properties: {
          description: 'vbr-to-proxy-98vh Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrad…'
          priority: 2954
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          destinationPortRanges: ['135', '137-139', '445']
        }
      }
      {
        name: 'out-allow-vbr-to-vcenter-esxi-vvrr-tcp'
        properties: {
          description: 'vbr-to-vcenter-esxi-vvrr Reads the inventory and drives vCenter Server through the vSphere API; Works with an ESXi host directly'
          priority: 2982
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.20.0.5', '10.20.1.0/26']
          destinationPortRange: '443'
        }
      }
      {
        name: 'out-allow-vbr-to-proxy-98vh-tcp'
        properties: {
          description: 'vbr-to-proxy-98vh Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrad…'
          priority: 3299
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          destinationPortRanges: ['135', '137-139', '445', '2500-3300', '6160', '6162']
        }
      }
      {
        name: 'out-allow-vbr-to-hyperv-proxy-n5c5-tcp'
        properties: {
          description: 'vbr-to-hyperv-proxy-n5c5 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and…'
          priority: 3371
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.13'
          destinationPortRanges: ['135', '137-139', '445', '2500-3300', '6160', '6162']
        }
      }
      {
        name: 'out-allow-one-to-vcenter-3gb8-tcp'
        properties: {
          description: 'one-to-vcenter-3gb8 Monitors the vSphere environment'
          priority: 3384
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.11'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.0.5'
          destinationPortRange: '443'
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
          description: 'vbr-to-linux-guests-5mfr Controls guest processing on Linux; Moves data for guest processing and file restores'
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
        name: 'in-allow-mount-to-esxi-v8bq-udp'
        properties: {
          description: 'mount-to-esxi-v8bq Publishes backups to the host as an NFS datastore'
          priority: 1774
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Udp'
          sourceAddressPrefix: '10.30.0.15'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.1.0/26'
          destinationPortRanges: ['111', '1058', '2049']
        }
      }
      {
        name: 'in-allow-vbr-to-linux-guests-5mfr-tcp-ipv6'
        properties: {
          description: 'vbr-to-linux-guests-5mfr Controls guest processing on Linux; Moves data for guest processing and file restores'
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
        name: 'in-allow-vbr-to-windows-guests-z8hs-tcp'
        properties: {
          description: 'vbr-to-windows-guests-z8hs Starts the runtime for application-aware processing in the guest; Installs the guest components; 11731 takes o…'
          priority: 1870
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.32.0/20'
          destinationPortRanges: ['135', '445', '2500-3300', '6160', '6173', '11731']
        }
      }
      {
        name: 'in-allow-mount-to-windows-guests-8kfr-tcp'
        properties: {
          description: 'mount-to-windows-guests-8kfr Restores files into the VM'
          priority: 2587
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.30.0.15'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.32.0/19'
          destinationPortRange: '2500-3300'
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
        name: 'in-allow-mount-to-esxi-v8bq-tcp'
        properties: {
          description: 'mount-to-esxi-v8bq Publishes backups to the host as an NFS datastore'
          priority: 2860
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.30.0.15'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.1.0/26'
          destinationPortRanges: ['111', '1058', '2049', '6161']
        }
      }
      {
        name: 'in-allow-vbr-to-vcenter-esxi-vvrr-tcp'
        properties: {
          description: 'vbr-to-vcenter-esxi-vvrr Reads the inventory and drives vCenter Server through the vSphere API; Works with an ESXi host directly'
          priority: 2982
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.10'
          sourcePortRange: '*'
          destinationAddressPrefixes: ['10.20.0.5', '10.20.1.0/26']
          destinationPortRange: '443'
        }
      }
      {
        name: 'in-allow-proxy-hype-to-windows-gue-xh9c-tcp'
        properties: {
          description: 'proxy-hype-to-windows-gue-xh9c Starts the runtime for application-aware processing in the guest; Installs the guest components; 11731 tak…'
          priority: 2995
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.30.0.11', '10.30.0.12/31']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.32.0/20'
          destinationPortRanges: ['135', '445', '6160', '6173', '11731']
        }
      }
      {
        name: 'in-allow-proxy-to-esxi-rb9f-tcp'
        properties: {
          description: 'proxy-to-esxi-rb9f Reads virtual disks over the network: NBD or NBDSSL on 443, NFC on 902'
          priority: 3175
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefixes: ['10.30.0.11', '10.30.0.12']
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.1.0/26'
          destinationPortRanges: ['443', '902']
        }
      }
      {
        name: 'in-allow-one-to-vcenter-3gb8-tcp'
        properties: {
          description: 'one-to-vcenter-3gb8 Monitors the vSphere environment'
          priority: 3384
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.10.0.11'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.20.0.5'
          destinationPortRange: '443'
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
        name: 'out-allow-gateway-to-vbr-qp2z-tcp'
        properties: {
          description: 'gateway-to-vbr-qp2z Reaches the provider\'s own infrastructure through the Data Mover'
          priority: 2306
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.40.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.10.0.10'
          destinationPortRange: '6162'
        }
      }
      {
        name: 'out-allow-gateway-to-repo-vbr4-tcp'
        properties: {
          description: 'gateway-to-repo-vbr4 Hands tenant backups on to the cloud repository'
          priority: 3123
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.40.0.10'
          sourcePortRange: '*'
          destinationAddressPrefix: '10.30.0.20'
          destinationPortRange: '2500-3300'
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
