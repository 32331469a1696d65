import { judge } from './plan-case.ts';

const MOVER = 'first of (tcp 6162, tcp 2500-3300)';

// Veeam's page "Ports" of the Veeam Backup & Replication 13 user guide, by the title of its section alone.
judge({
  title: 'Veeam with backup of file shares at one site, and CDP of its VMs to a second one',
  plan: `
use veeam 13
use vmware
use network
enable file-backup
enable cdp
pair a, b
site a {
  zone a-mgmt { subnet 10.1.0.0/24
    component vbr : veeam.software-appliance at 10.1.0.10 }
  zone a-files { subnet 10.1.1.0/24
    component filer : veeam.netapp-ontap at 10.1.1.10 { access = nfs }
    component nas : network.file-server-smb at 10.1.1.11 }
  zone a-proxies { subnet 10.1.2.0/24
    component fileproxy : veeam.general-purpose-proxy at 10.1.2.10 runs linux }
  zone a-cache { subnet 10.1.3.0/24
    component cache : veeam.cache-repository at 10.1.3.10 runs linux }
  zone a-storage { subnet 10.1.4.0/24
    component repo : veeam.linux-repository at 10.1.4.10 }
  zone a-virt { subnet 10.1.5.0/24
    component vc-a : vmware.vcenter at 10.1.5.10
    component esx-a : vmware.esxi at 10.1.5.11 }
  zone a-cdp { subnet 10.1.6.0/24
    component cdp-a : veeam.source-cdp-proxy at 10.1.6.10 runs linux } }
site b {
  zone b-virt { subnet 10.2.5.0/24
    component vc-b : vmware.vcenter at 10.2.5.10
    component esx-b : vmware.esxi at 10.2.5.11 }
  zone b-cdp { subnet 10.2.6.0/24
    component cdp-b : veeam.target-cdp-proxy at 10.2.6.10 runs linux } }
zone directory { subnet 10.9.1.0/24
  component dc : microsoft.domain-controller at 10.9.1.10 }
check contested-flow off "we go by the maker's reference"
`,
  must: [
    // Backup Proxies, of Linux; Other Backup Infrastructure Components
    `vbr -> fileproxy : tcp 22, 6160, ${MOVER}`,
    `fileproxy -> vbr : ${MOVER}`,
    // Unstructured Data Sources: SMB share, and NetApp Data ONTAP
    'fileproxy -> nas : tcp 445',
    'fileproxy -> filer : tcp 445, tcp+udp 111, 635, 2049',
    // Lenovo ThinkSystem DM/DG Series Storage, NetApp ONTAP Storage
    'vbr -> filer : tcp 80, 443',
    // Cache Repositories, of Linux; Repositories
    `vbr -> cache : tcp 22, 6160, ${MOVER}`,
    `fileproxy -> cache : ${MOVER}`,
    `cache -> repo : ${MOVER}`,
    // Microsoft Windows/Linux-Based Backup Repositories, of Linux (6162 by the article on segmentation); Common Ports; Backup Proxies; Backup Server
    `vbr -> repo : tcp 22, 6160, ${MOVER}`,
    `fileproxy -> repo : ${MOVER}`,
    `repo -> fileproxy, vbr : ${MOVER}`,
    // Databases and External Services; Active Directory Domain Controllers of file backup
    'vbr -> dc : tcp 636, 3268, 3269, tcp+udp 88, 139, 389, 445',
    'fileproxy -> dc : tcp 88, 389',
    // CDP Proxies: from the hosts at the source, from the source to the target, and 6182; 6160 and 6162 of managed servers
    'esx-a -> cdp-a : tcp 33032',
    'cdp-a -> cdp-b : tcp 33033',
    `vbr -> cdp-a, cdp-b : tcp 6160, 6182, ${MOVER}`,
    // Virtualization Servers of CDP: "source and target" with "source and target"
    'cdp-a, cdp-b -> vc-a, vc-b : tcp 443',
    'cdp-a, cdp-b -> esx-a, esx-b : tcp 902',
    // the same: the proxy of the target with the hosts of the target
    'cdp-b -> esx-b : tcp 33032',
    // the same, and VMware vSphere Components
    'vbr -> vc-a, vc-b : tcp 443',
    'vbr -> esx-a, esx-b : tcp 443, 902, 33035',
    // Backup Server of CDP
    'cdp-a, cdp-b, esx-a, esx-b, vc-a, vc-b -> vbr : tcp 33034',
    'esx-a, esx-b, vc-a, vc-b -> vbr : tcp 33035',
  ],
  mustNot: [
    // Hosts of the target hand on nothing, and the proxy of the source writes nothing; 33036 is of hosts of one side.
    'esx-b -> cdp-a, cdp-b',
    'esx-a -> cdp-b',
    'cdp-a -> esx-a, esx-b : tcp 33032',
    'cdp-b -> esx-a : tcp 33032',
    'cdp-b -> cdp-a',
    'esx-a -> esx-b',
    'esx-b -> esx-a',
    // Changed file tracking and VSS snapshots are off, and volumes are not read over iSCSI.
    'fileproxy, cache -> filer : tcp 80, 443',
    'vbr -> fileproxy : tcp 6210',
    'fileproxy -> filer : tcp 3260',
    'cache, repo, vbr -> nas',
    'cache, repo -> filer',
    // SMB and its ports in Windows
    'vbr -> fileproxy, cache, repo, cdp-a, cdp-b : tcp 135, 137, 139, 445',
    // CDP and files have nothing to do with each other.
    'cdp-a, cdp-b -> repo, cache, fileproxy, filer, nas, dc',
    'repo, cache, fileproxy -> cdp-a, cdp-b, esx-a, esx-b, vc-a, vc-b',
  ],
});
