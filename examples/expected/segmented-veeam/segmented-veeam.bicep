// Made by Segplan from plan.segplan: Segmented Veeam deployment
// Phases: none
// To load it: az deployment group create --resource-group <group> --template-file plan.bicep
// Loading replaces all rules of these groups. To close what is open for a phase or until a date, generate again without it, and load again.
// Associate each group with the subnets of its zone, which its rule for traffic inside of the zone names.

@description('Where the groups are kept: the region of the virtual network.')
param location string = resourceGroup().location

// management: Management network
resource nsgManagement 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-management'
  location: location
  properties: {
    securityRules: [
      {
        name: 'in-allow-inside-zone'
        properties: {
          description: 'Traffic inside of management, which the plan does not decide'
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
          description: 'Traffic inside of management, which the plan does not decide'
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
        name: 'in-deny-lab-to-any-any'
        properties: {
          description: 'L83 lab to any'
          priority: 200
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
        name: 'in-allow-gateway-to-vbr-tcp'
        properties: {
          description: 'L78 Reaches the provider\'s own infrastructure through the Data Mover'
          priority: 1000
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
          description: 'Traffic inside of management, which the plan does not decide'
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
          description: 'Traffic inside of management, which the plan does not decide'
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
        name: 'out-deny-any-to-lab-any'
        properties: {
          description: 'L84 any to lab'
          priority: 200
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
        name: 'out-allow-vbr-to-proxy-tcp'
        properties: {
          description: 'L53 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrades the proxy c…'
          priority: 1000
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
        name: 'out-allow-vbr-to-proxy-udp'
        properties: {
          description: 'L53 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrades the proxy c…'
          priority: 1010
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
        name: 'out-allow-vbr-to-hyperv-proxy-tcp'
        properties: {
          description: 'L54 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrades the proxy c…'
          priority: 1020
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
        name: 'out-allow-vbr-to-hyperv-proxy-udp'
        properties: {
          description: 'L54 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrades the proxy c…'
          priority: 1030
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
        name: 'out-allow-vbr-to-mount-tcp'
        properties: {
          description: 'L55 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Controls the Data Mover on the se…'
          priority: 1040
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
        name: 'out-allow-vbr-to-mount-udp'
        properties: {
          description: 'L55 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Controls the Data Mover on the se…'
          priority: 1050
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
        name: 'out-allow-vbr-to-repo-tcp'
        properties: {
          description: 'L56 Controls the Data Mover on the server; Moves data to and from the server, one port for each task'
          priority: 1060
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
        name: 'out-allow-vbr-to-repo-tcp-ipv6'
        properties: {
          description: 'L56 Controls the Data Mover on the server; Moves data to and from the server, one port for each task'
          priority: 1070
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
        name: 'out-allow-vbr-to-vcenter-and-1-more-tcp'
        properties: {
          description: 'L61 Reads the inventory and drives vCenter Server through the vSphere API; Works with an ESXi host directly'
          priority: 1080
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
        name: 'out-allow-one-to-vcenter-tcp'
        properties: {
          description: 'L62 Monitors the vSphere environment'
          priority: 1090
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
        name: 'out-allow-vbr-to-windows-guests-tcp'
        properties: {
          description: 'L63 Starts the runtime for application-aware processing in the guest; Installs the guest components; 11731 takes over when 6160 fails; Dr…'
          priority: 1100
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
        name: 'out-allow-vbr-to-linux-guests-tcp'
        properties: {
          description: 'L64 Controls guest processing on Linux; Moves data for guest processing and file restores'
          priority: 1110
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
        name: 'out-allow-vbr-to-linux-guests-tcp-ipv6'
        properties: {
          description: 'L64 Controls guest processing on Linux; Moves data for guest processing and file restores'
          priority: 1120
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
          description: 'Traffic inside of production, which the plan does not decide'
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
          description: 'Traffic inside of production, which the plan does not decide'
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
        name: 'in-deny-lab-to-any-any'
        properties: {
          description: 'L83 lab to any'
          priority: 200
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
        name: 'in-allow-vbr-to-vcenter-and-1-more-tcp'
        properties: {
          description: 'L61 Reads the inventory and drives vCenter Server through the vSphere API; Works with an ESXi host directly'
          priority: 1000
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
        name: 'in-allow-one-to-vcenter-tcp'
        properties: {
          description: 'L62 Monitors the vSphere environment'
          priority: 1010
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
        name: 'in-allow-vbr-to-windows-guests-tcp'
        properties: {
          description: 'L63 Starts the runtime for application-aware processing in the guest; Installs the guest components; 11731 takes over when 6160 fails; Dr…'
          priority: 1020
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
        name: 'in-allow-vbr-to-linux-guests-tcp'
        properties: {
          description: 'L64 Controls guest processing on Linux; Moves data for guest processing and file restores'
          priority: 1030
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
        name: 'in-allow-vbr-to-linux-guests-tcp-ipv6'
        properties: {
          description: 'L64 Controls guest processing on Linux; Moves data for guest processing and file restores'
          priority: 1040
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
        name: 'in-allow-proxy-to-esxi-tcp'
        properties: {
          description: 'L68 Reads virtual disks over the network: NBD or NBDSSL on 443, NFC on 902'
          priority: 1050
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
        name: 'in-allow-hyperv-proxy-to-hyperv-tcp'
        properties: {
          description: 'L69 Reads VM data from the Hyper-V host over SMB'
          priority: 1060
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
        name: 'in-allow-proxy-and-1-more-to-windows-guests-tcp'
        properties: {
          description: 'L70 Starts the runtime for application-aware processing in the guest; Installs the guest components; 11731 takes over when 6160 fails; Dr…'
          priority: 1070
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
        name: 'in-allow-mount-to-windows-guests-and-1-more-tcp'
        properties: {
          description: 'L71 Restores files into the VM'
          priority: 1080
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
        name: 'in-allow-mount-to-esxi-tcp'
        properties: {
          description: 'L72 Publishes backups to the host as an NFS datastore'
          priority: 1090
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
        name: 'in-allow-mount-to-esxi-udp'
        properties: {
          description: 'L72 Publishes backups to the host as an NFS datastore'
          priority: 1100
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
          description: 'Traffic inside of production, which the plan does not decide'
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
          description: 'Traffic inside of production, which the plan does not decide'
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
        name: 'out-deny-any-to-lab-any'
        properties: {
          description: 'L84 any to lab'
          priority: 200
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

// backup: Backup data
resource nsgBackup 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-backup'
  location: location
  properties: {
    securityRules: [
      {
        name: 'in-allow-inside-zone'
        properties: {
          description: 'Traffic inside of backup, which the plan does not decide'
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
          description: 'Traffic inside of backup, which the plan does not decide'
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
        name: 'in-deny-lab-to-any-any'
        properties: {
          description: 'L83 lab to any'
          priority: 200
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
        name: 'in-allow-vbr-to-proxy-tcp'
        properties: {
          description: 'L53 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrades the proxy c…'
          priority: 1000
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
        name: 'in-allow-vbr-to-proxy-udp'
        properties: {
          description: 'L53 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrades the proxy c…'
          priority: 1010
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
        name: 'in-allow-vbr-to-hyperv-proxy-tcp'
        properties: {
          description: 'L54 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrades the proxy c…'
          priority: 1020
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
        name: 'in-allow-vbr-to-hyperv-proxy-udp'
        properties: {
          description: 'L54 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Installs and upgrades the proxy c…'
          priority: 1030
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
        name: 'in-allow-vbr-to-mount-tcp'
        properties: {
          description: 'L55 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Controls the Data Mover on the se…'
          priority: 1040
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
        name: 'in-allow-vbr-to-mount-udp'
        properties: {
          description: 'L55 Copies components to the ADMIN$ share and starts them; Installs and upgrades components on Windows; Controls the Data Mover on the se…'
          priority: 1050
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
        name: 'in-allow-vbr-to-repo-tcp'
        properties: {
          description: 'L56 Controls the Data Mover on the server; Moves data to and from the server, one port for each task'
          priority: 1060
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
        name: 'in-allow-vbr-to-repo-tcp-ipv6'
        properties: {
          description: 'L56 Controls the Data Mover on the server; Moves data to and from the server, one port for each task'
          priority: 1070
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
        name: 'in-allow-gateway-to-repo-tcp'
        properties: {
          description: 'L79 Hands tenant backups on to the cloud repository'
          priority: 1080
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
          description: 'Traffic inside of backup, which the plan does not decide'
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
          description: 'Traffic inside of backup, which the plan does not decide'
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
        name: 'out-deny-any-to-lab-any'
        properties: {
          description: 'L84 any to lab'
          priority: 200
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
        name: 'out-allow-proxy-to-esxi-tcp'
        properties: {
          description: 'L68 Reads virtual disks over the network: NBD or NBDSSL on 443, NFC on 902'
          priority: 1000
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
        name: 'out-allow-hyperv-proxy-to-hyperv-tcp'
        properties: {
          description: 'L69 Reads VM data from the Hyper-V host over SMB'
          priority: 1010
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
        name: 'out-allow-proxy-and-1-more-to-windows-guests-tcp'
        properties: {
          description: 'L70 Starts the runtime for application-aware processing in the guest; Installs the guest components; 11731 takes over when 6160 fails; Dr…'
          priority: 1020
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
        name: 'out-allow-mount-to-windows-guests-and-1-more-tcp'
        properties: {
          description: 'L71 Restores files into the VM'
          priority: 1030
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
        name: 'out-allow-mount-to-esxi-tcp'
        properties: {
          description: 'L72 Publishes backups to the host as an NFS datastore'
          priority: 1040
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
        name: 'out-allow-mount-to-esxi-udp'
        properties: {
          description: 'L72 Publishes backups to the host as an NFS datastore'
          priority: 1050
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
        name: 'out-allow-repo-to-s3-tcp'
        properties: {
          description: 'L73 Offloads backups to the capacity tier: S3, Azure Blob or Google Cloud Storage'
          priority: 1060
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
          description: 'Traffic inside of recovery, which the plan does not decide'
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
        name: 'in-deny-lab-to-any-any'
        properties: {
          description: 'L83 lab to any'
          priority: 200
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
        name: 'in-allow-tenants-to-gateway-tcp-elsewhere'
        properties: {
          description: 'L77 (everywhere but in the zones denied above) Carries all traffic of a tenant, control and data alike'
          priority: 3520
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
          description: 'Traffic inside of recovery, which the plan does not decide'
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
        name: 'out-deny-any-to-lab-any'
        properties: {
          description: 'L84 any to lab'
          priority: 200
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
        name: 'out-allow-gateway-to-vbr-tcp'
        properties: {
          description: 'L78 Reaches the provider\'s own infrastructure through the Data Mover'
          priority: 1000
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
        name: 'out-allow-gateway-to-repo-tcp'
        properties: {
          description: 'L79 Hands tenant backups on to the cloud repository'
          priority: 1010
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

// lab: SureBackup lab, never routed
resource nsgLab 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-lab'
  location: location
  properties: {
    securityRules: [
      {
        name: 'in-allow-inside-zone'
        properties: {
          description: 'Traffic inside of lab, which the plan does not decide'
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
        name: 'in-deny-any-to-lab-any'
        properties: {
          description: 'L84 any to lab'
          priority: 200
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
          description: 'Traffic inside of lab, which the plan does not decide'
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
        name: 'out-deny-lab-to-any-any'
        properties: {
          description: 'L83 lab to any'
          priority: 200
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

output nsgManagementId string = nsgManagement.id
output nsgProductionId string = nsgProduction.id
output nsgBackupId string = nsgBackup.id
output nsgRecoveryId string = nsgRecovery.id
output nsgLabId string = nsgLab.id
