import { judge } from './plan-case.ts';

// Acronis: "Network connection diagram" of Cyber Protect, by its paragraphs; the whitepaper on segmentation of Acronis SCS, by its Appendix A.
judge({
  title:
    'Acronis Cyber Protect with stores that keep their own copies, tills with an archive of their own, and notebooks on the internet',
  plan: `
use acronis-cyber-protect
use network
site hq {
  zone hq-mgmt { subnet 10.1.0.0/24
    component ams : acronis-cyber-protect.management-server at 10.1.0.10 }
  zone hq-storage { subnet 10.1.1.0/24
    component node : acronis-cyber-protect.storage-node at 10.1.1.10
    component catalog : acronis-cyber-protect.catalog at 10.1.1.11 }
  zone hq-servers with node { subnet 10.1.2.0/24
    component erp : acronis-cyber-protect.agent at 10.1.2.10 }
  zone cardholder with card-nas { subnet 10.1.4.0/24
    component tills : acronis-cyber-protect.agent at 10.1.4.10-10.1.4.30 }
  zone card-archive { subnet 10.1.5.0/24
    component card-nas : acronis-cyber-protect.smb-destination at 10.1.5.10 }
  zone dmz { subnet 192.0.2.0/28
    component gateway : acronis-cyber-protect.backup-gateway at 192.0.2.4 } }
site north {
  zone north-shop { subnet 10.11.0.0/24
    component north-pc : acronis-cyber-protect.agent at 10.11.0.10 }
  zone north-archive { subnet 10.11.1.0/24
    component north-nas : acronis-cyber-protect.smb-destination at 10.11.1.10 } }
site south {
  zone south-shop { subnet 10.12.0.0/24
    component south-pc : acronis-cyber-protect.agent at 10.12.0.10 }
  zone south-archive { subnet 10.12.1.0/24
    component south-nas : acronis-cyber-protect.smb-destination at 10.12.1.10 } }
zone admins { subnet 10.9.0.0/24
  component desk : acronis-cyber-protect.console at 10.9.0.10 }
zone internet external {
  component notebooks : acronis-cyber-protect.agent with gateway
  component updates : acronis-cyber-protect.cloud-services at "*.acronis.com" }
group shop-agents = north-pc, south-pc
bind shop-agents with acronis-cyber-protect.smb-destination by site "each store keeps its own copies"
bind shop-agents, erp, tills without gateway
bind shop-agents, tills without node
bind notebooks without node
bind erp, notebooks without acronis-cyber-protect.smb-destination
`,
  must: [
    // Management server: 9877 to its web interface; 7780 from agents and storage node; HTTP and HTTPS to the cloud services
    'desk -> ams : tcp 9877',
    'erp, tills, north-pc, south-pc, notebooks, node -> ams : tcp 7780',
    'ams -> updates : tcp 80, 443',
    // Storage node, Backup gateway: data of agents
    'erp -> node : tcp 9876',
    'notebooks -> gateway : tcp 44445',
    // Catalog: exposes its index on 9200
    'ams -> catalog : tcp 9200',
    // Agent: SMB by its standard ports, which are those of the service smb
    'tills -> card-nas : tcp 139, 445, udp 137, 138',
    'north-pc -> north-nas : tcp 139, 445, udp 137, 138',
    'south-pc -> south-nas : tcp 139, 445, udp 137, 138',
  ],
  mustNot: [
    // Each store with its own archive, and card data with the archive of card data alone.
    'north-pc -> south-nas, card-nas, node, gateway, catalog',
    'south-pc -> north-nas, card-nas, node, gateway, catalog',
    'tills -> north-nas, south-nas, node, gateway, catalog, updates',
    'erp, notebooks -> card-nas, north-nas, south-nas',
    'erp -> gateway',
    'notebooks -> node, catalog',
    // Nobody calls an agent in operation, and administrators go to the management server alone.
    'ams, node, catalog, gateway, desk -> erp, tills, north-pc, south-pc, notebooks',
    'desk -> node, catalog, gateway, card-nas, north-nas, south-nas',
    'card-nas, north-nas, south-nas -> ams, node, tills, north-pc, south-pc',
  ],
});

judge({
  title: 'Acronis SCS with branches that keep copies of their own and off site, and servers and VMs that go to a storage node',
  plan: `
use acronis-scs 12.5 update 2
use vmware
use network
site hq {
  zone hq-mgmt { subnet 10.1.0.0/24
    component ams : acronis-scs.management-server at 10.1.0.10 }
  zone hq-admin { subnet 10.1.9.0/24
    component desk : acronis-scs.admin at 10.1.9.10 }
  zone hq-storage { subnet 10.1.1.0/24
    component node : acronis-scs.storage-node at 10.1.1.10 }
  zone hq-catalog { subnet 10.1.6.0/24
    component catalog : acronis-scs.catalog at 10.1.6.10 }
  zone hq-backend { subnet 10.1.2.0/24
    component backend : acronis-scs.nfs-backend at 10.1.2.10 }
  zone hq-servers with node { subnet 10.1.3.0/24
    component files : acronis-scs.agent at 10.1.3.10
    component va : acronis-scs.vmware-agent at 10.1.3.20 }
  zone hq-virt { subnet 10.1.4.0/24
    component vc : vmware.vcenter at 10.1.4.10
    component esx : vmware.esxi at 10.1.4.11 } }
site east {
  zone east-office with east-nas, offsite { subnet 10.21.0.0/24
    component east-pcs : acronis-scs.agent at 10.21.0.10-10.21.0.20 }
  zone east-archive { subnet 10.21.1.0/24
    component east-nas : acronis-scs.smb-archive at 10.21.1.10 } }
site west {
  zone west-office with west-nas, offsite { subnet 10.22.0.0/24
    component west-pcs : acronis-scs.agent at 10.22.0.10-10.22.0.20 }
  zone west-archive { subnet 10.22.1.0/24
    component west-nas : acronis-scs.smb-archive at 10.22.1.10 } }
site vault {
  zone vault-zone { subnet 10.30.0.0/24
    component offsite : acronis-scs.sftp-archive at 10.30.0.10 } }
zone internet external {
  component downloads : acronis-scs.download-site
  component accounts : acronis-scs.account-site }
vpn hq, east, west, vault "MPLS with IPsec"
enable acronis-scs.virtual-machine-backup
bind east-pcs, west-pcs without acronis-scs.storage-node
bind files, va without acronis-scs.smb-archive, acronis-scs.sftp-archive
`,
  must: [
    // Appendix A 3: the environment is managed on 9877; Scenarios 2 to 4 and 5: 7780 from agents; 12: a storage node on 7780 and 9877
    'desk -> ams : tcp 9877',
    'files, va, east-pcs, west-pcs -> ams : tcp 7780',
    'node -> ams : tcp 7780, 9877',
    // 1 and 2: components and licenses
    'ams -> downloads : tcp 80',
    'ams -> accounts : tcp 443',
    // 13: backup to managed locations; 16: NFS behind the node; 10, 11 and 9: the catalog
    'files, va -> node : tcp 9852, 9876',
    'node -> backend : tcp+udp 111, 2049',
    'catalog -> node : tcp 9876',
    'ams -> catalog : tcp 9200',
    'catalog -> ams : tcp 9877',
    // 14: SMB and SFTP
    'east-pcs -> east-nas : tcp 139, 445, udp 137, 138',
    'west-pcs -> west-nas : tcp 139, 445, udp 137, 138',
    'east-pcs, west-pcs -> offsite : tcp 22',
    // 15: VM backups
    'va -> vc : tcp 443',
    'va -> esx : tcp 443, 902',
  ],
  mustNot: [
    // Each branch with its own archive and off site, and with no storage node.
    'east-pcs -> west-nas, node, backend, files',
    'west-pcs -> east-nas, node, backend, files',
    'files, va -> east-nas, west-nas, offsite, backend',
    // 445, 25001 and 43234 install agents remotely; 8443, 44445 and 5060 are of Acronis\' own cloud storage.
    'ams -> files, va, east-pcs, west-pcs',
    'node, catalog, desk -> files, va, east-pcs, west-pcs, vc, esx',
    'files, east-pcs, west-pcs -> vc, esx, accounts',
    'east-nas, west-nas, offsite, backend -> ams, node, east-pcs, west-pcs',
  ],
});
