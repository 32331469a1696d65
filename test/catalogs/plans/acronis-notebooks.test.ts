import { judge } from './plan-case.ts';

// 003_30ceb773e13066f3.txt (Network connection diagram for Acronis Cyber Protect), by the first words of its paragraphs.
judge({
  title: 'Acronis Cyber Protect with notebooks outside and servers inside',
  plan: `
use acronis-cyber-protect
use vmware
use network

zone management { subnet 10.1.0.0/24 component ams : acronis-cyber-protect.management-server at 10.1.0.10 }
zone storage {
  subnet 10.1.1.0/24
  component node : acronis-cyber-protect.storage-node at 10.1.1.10
  component share : acronis-cyber-protect.smb-destination at 10.1.1.30
}
zone gateways { subnet 203.0.113.0/29 component gateway : acronis-cyber-protect.backup-gateway at 203.0.113.2 }
zone search { subnet 10.1.2.0/28 component catalog : acronis-cyber-protect.catalog at 10.1.2.5 }
zone servers {
  subnet 10.1.3.0/24
  component windows : acronis-cyber-protect.agent at 10.1.3.0/26
  component linux : acronis-cyber-protect.linux-agent at 10.1.3.64/26
}
zone virtual { subnet 10.1.4.0/24 component vcenter : vmware.vcenter at 10.1.4.5 component esxi : vmware.esxi at 10.1.4.11 }
zone appliances { subnet 10.1.5.0/28 component vmware-agent : acronis-cyber-protect.vmware-agent at 10.1.5.5 }
zone files { subnet 10.1.6.0/24 component shares : network.file-server-smb at 10.1.6.10 }
zone it { subnet 10.1.7.0/24 component consoles : acronis-cyber-protect.console at 10.1.7.20 }
zone internet external {
  component notebooks : acronis-cyber-protect.agent
  component updates : acronis-cyber-protect.cloud-services at 198.51.100.0/25
  component cvss : acronis-cyber-protect.vulnerability-assessment at "cloud.acronis.com"
}

// Notebooks outside back up through the gateway; node and share are for what is inside.
bind notebooks without node, share
bind servers, appliances without gateway
`,
  must: [
    // Management server: "Port 7780 is used by the agents and storage node"
    'notebooks -> ams : tcp 7780',
    'windows -> ams : tcp 7780',
    'linux -> ams : tcp 7780',
    'vmware-agent -> ams : tcp 7780',
    'node -> ams : tcp 7780',
    // "Port 9877 … REST API and a web-based user interface"; "download updates over standard HTTP and HTTPS ports"
    'consoles -> ams : tcp 9877',
    'ams -> updates : tcp 80, 443',
    // Backup gateway: 44445
    'notebooks -> gateway : tcp 44445',
    // Storage node: 9876; Catalog: "accessing it on port 9876 and exposes the index on port 9200"
    'windows -> node : tcp 9876',
    'linux -> node : tcp 9876',
    'vmware-agent -> node : tcp 9876',
    'catalog -> node : tcp 9876',
    'ams -> catalog : tcp 9200',
    // Agent: "standards-based file services (SMB, NFS) when they are used as a backup destination"
    'windows -> share : udp 137-138, tcp 139, 445',
    'linux -> share : udp 137-138, tcp 139, 445',
    'vmware-agent -> share : udp 137-138, tcp 139, 445',
    // "Agent for VMware uses the VMware vSphere API over the ports defined by VMware vSphere"
    'vmware-agent -> vcenter : tcp 443',
    'vmware-agent -> esxi : tcp 443, 902',
    // Vulnerability assessment: ping, then HTTPS
    'linux -> cvss : icmp, tcp 443',
  ],
  mustNot: [
    // The agent calls; nobody calls a notebook.
    'ams -> notebooks',
    'gateway -> notebooks',
    'notebooks -> node',
    'notebooks -> share',
    'windows -> gateway',
    'windows -> shares',
    'ams -> node',
    'ams -> vcenter',
    'windows -> esxi',
    'windows -> cvss',
    // "The backup gateway also may use port 8888": a feature
    'consoles -> gateway',
  ],
});
