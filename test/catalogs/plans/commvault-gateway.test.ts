import { judge } from './plan-case.ts';

// Commvault: "Network Port Considerations" (NPC), "TCP Ports Used for Services" (TPS), "Configuring Firewall Settings for VSA with VMware" (VSA),
// "Configuring a Firewall Between a File Server and MediaAgent" (NDMP), "Required Outbound Connections for Air Gap Protect Storage" (AGP).
judge({
  title:
    'Commvault of two sites with a MediaAgent each, a gateway for laptops and a branch, vSphere, a filer and a copy in Air Gap Protect',
  plan: `
use commvault 11.20
use vmware
use network

site main {
  zone mgmt { subnet 10.7.0.0/24 component cs : commvault.commserve at 10.7.0.10 }
  zone backup { subnet 10.7.1.0/24
    component ma : commvault.media-agent at 10.7.1.10 { ndmp-data-ports = 20000-20015 } }
  zone nodes { subnet 10.7.5.0/24 component node : commvault.access-node at 10.7.5.10 }
  zone servers { subnet 10.7.2.0/24 component files : commvault.client at 10.7.2.10-10.7.2.40 }
  zone nas { subnet 10.7.3.0/24 component filer : commvault.ndmp-file-server at 10.7.3.10 }
  zone virtual { subnet 10.7.4.0/24
    component vcenter : vmware.vcenter at 10.7.4.5
    component esxi : vmware.esxi at 10.7.4.11-10.7.4.13 }
  zone dmz { subnet 192.0.2.0/28 component gateway : commvault.network-gateway at 192.0.2.4 { tunnel-port = 443 } }
}
site recovery {
  zone dr-mgmt { subnet 10.8.0.0/24 component dr-cs : commvault.standby-commserve at 10.8.0.10 }
  zone dr-backup { subnet 10.8.1.0/24 component dr-ma : commvault.media-agent at 10.8.1.10 }
}
zone branch { subnet 10.9.0.0/24 component tills : commvault.gateway-client at 10.9.0.0/25 }
zone internet external {
  component laptops : commvault.gateway-client
  component agp : commvault.air-gap-service
  component bucket : commvault.air-gap-storage at "s3.eu-central-1.amazonaws.com"
}
vpn main, recovery
bind dr-ma without files, node, filer, vcenter, esxi, bucket, gateway
bind dr-cs without files, node, ma, dr-ma, gateway, agp
bind dr-ma with cs, ma
`,
  must: [
    // NPC: 8400 from clients; TPS: 8403 both ways, 8401 on the CommServe server, 8400 on all computers
    'files, node -> cs : tcp 8400, 8401, 8403',
    'files, node -> ma : tcp 8400, 8403',
    'cs, ma -> files, node : tcp 8400, 8403',
    'cs -> ma, dr-ma : tcp 8400, 8403',
    'ma, dr-ma -> cs : tcp 8400, 8401, 8403',
    // TPS: MediaAgents "communicate with each other through these ports"
    'ma -> dr-ma : tcp 8400, 8403',
    'dr-ma -> ma : tcp 8400, 8403',
    // TPS: production and standby hosts of the CommServe server on 8408
    'cs -> dr-cs : tcp 8408',
    'dr-cs -> cs : tcp 8408',
    // NPC: everybody to the gateway, at the port that it was given
    'tills, laptops, files, node, ma, cs -> gateway : tcp 443',
    // VSA
    'ma, node -> vcenter : tcp 443',
    'ma, node -> esxi : tcp 443, 902',
    // NDMP: 10000, and ports of the MediaAgent for the streams
    'ma -> filer : tcp 10000',
    'filer -> ma : tcp 20000-20015',
    // AGP
    'cs -> agp : tcp 443',
    'ma -> bucket : tcp 443',
  ],
  mustNot: [
    // Behind a gateway nothing goes past it, and it calls nobody.
    'tills, laptops -> cs, ma, dr-ma, dr-cs, files, node',
    'cs, ma, dr-ma, dr-cs, gateway -> tills, laptops',
    'gateway -> cs, ma, files, node',
    // Live mounts, additional open ports and jobs without tunnels are off.
    'esxi -> ma : tcp 111, 2049, 2050',
    'files -> ma : tcp 8500-8600, 49152-65535',
    // vSphere and the filer are no computers with agents.
    'cs -> vcenter, esxi, filer, bucket',
    'files -> vcenter, esxi, filer, bucket, agp, node',
    'vcenter, esxi -> cs, ma, node',
    'filer -> cs, dr-ma',
  ],
});
