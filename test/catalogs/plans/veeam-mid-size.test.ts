import { judge } from './plan-case.ts';

const MOVER = 'first of (tcp 6162, tcp 2500-3300)';

// Veeam's pages: "Ports" of the Veeam Backup & Replication 13 user guide, by the title of its section alone.
judge({
  title:
    'Veeam from the Software Appliance with vSphere, file shares, tapes, Data Domain, object storage and WAN accelerators to a second site',
  plan: `
use veeam 13
use vmware
use network
enable file-backup
enable log-backup

site main "Head office" {
  zone management { subnet 10.1.1.0/24 component vbr : veeam.software-appliance at 10.1.1.10 }
  zone desks { subnet 10.1.2.0/24 component desk : veeam.console, veeam.browser at 10.1.2.16/28 runs windows }
  zone workers {
    subnet 10.1.3.0/24
    component proxy : veeam.vmware-proxy at 10.1.3.10-10.1.3.11 runs linux without nas-nfs, nas-smb, cache
    component file-proxy : veeam.general-purpose-proxy at 10.1.3.12 runs linux
    component guests : veeam.guest-interaction-proxy at 10.1.3.13 runs windows
    component logs : veeam.log-shipping-server at 10.1.3.14 runs windows
  }
  zone backup {
    subnet 10.1.4.0/24
    component repo : veeam.hardened-repository at 10.1.4.10
    component cache : veeam.cache-repository at 10.1.4.11 runs linux
    component gate-s3 : veeam.gateway-server at 10.1.4.12 runs linux { storage = object }
    component gate-dd : veeam.gateway-server at 10.1.4.13 runs linux { storage = data-domain }
  }
  zone storage { subnet 10.1.5.0/24 component dd : veeam.data-domain at 10.1.5.10 component bucket : veeam.s3-compatible-storage at 10.1.5.11 { s3-port = 9021 } }
  zone files { subnet 10.1.6.0/24 component nas-nfs : network.file-server-nfs at 10.1.6.10 component nas-smb : network.file-server-smb at 10.1.6.11 }
  zone tapes { subnet 10.1.7.0/24 component tape : veeam.tape-server at 10.1.7.10 runs windows }
  zone wan { subnet 10.1.8.0/24 component wan-main : veeam.source-wan-accelerator at 10.1.8.10 runs windows }
  zone vsphere { subnet 10.1.9.0/24 component vcenter : vmware.vcenter at 10.1.9.5 component esxi : vmware.esxi at 10.1.9.11-10.1.9.14 }
  zone databases { subnet 10.1.10.0/24 component sql : veeam.sql-server-guest at 10.1.10.10 }
}
site branch "Second site" {
  zone branch-wan { subnet 10.2.8.0/24 component wan-branch : veeam.target-wan-accelerator at 10.2.8.10 runs windows }
  zone branch-backup { subnet 10.2.4.0/24 component repo-branch : veeam.windows-repository at 10.2.4.10 }
}
group movers = proxy, file-proxy, logs, cache, gate-s3, gate-dd, tape
bind movers with veeam.repository by site "the branch keeps copies alone"
check contested-flow off "we go by the maker's reference"
`,
  must: [
    // Backup Server: 443, and 10443 of Linux-based ones; 9419 by the article on segmentation
    'desk -> vbr : tcp 443, 9419, 10443',
    `proxy, file-proxy, repo, repo-branch, gate-s3, gate-dd -> vbr : ${MOVER}`,
    // Backup Proxies, Gateway Servers, of Linux
    `vbr -> proxy, file-proxy, gate-s3, gate-dd : tcp 22, 6160, ${MOVER}`,
    // Cache Repositories, of Linux
    `vbr -> cache : tcp 22, 6160, ${MOVER}`,
    // Microsoft Windows/Linux-Based Backup Repositories; 6162 by the article on segmentation, and no 22 of hardened ones
    `vbr -> repo : tcp 6160, ${MOVER}`,
    `vbr -> repo-branch : tcp 445, 6160, ${MOVER}`,
    `repo -> repo-branch : ${MOVER}`,
    `repo-branch -> repo : ${MOVER}`,
    // Common Ports
    `desk -> repo, repo-branch : ${MOVER}`,
    `proxy, file-proxy -> repo : ${MOVER}`,
    // Backup Proxies: of repositories
    `repo -> proxy, file-proxy : ${MOVER}`,
    // Gateway Servers
    `proxy, file-proxy, sql -> gate-s3, gate-dd : ${MOVER}`,
    // Dell Data Domain System
    'vbr, gate-dd -> dd : tcp 111, 2049, 2052',
    // Object Storage Repositories: the port "depends on device configuration"
    'gate-s3 -> bucket : tcp 9021',
    // VMware vSphere Components
    'vbr -> vcenter : tcp 443',
    'vbr -> esxi : tcp 443, 902',
    'proxy -> vcenter : tcp 443',
    'proxy -> esxi : tcp 902',
    // Unstructured Data Sources, which has tape servers among those that read shares
    'file-proxy, tape -> nas-nfs : tcp+udp 111, 2049',
    'file-proxy, tape -> nas-smb : tcp 445',
    // Cache Repositories
    `file-proxy -> cache : ${MOVER}`,
    // Tape Device Support Components
    `tape -> vbr, repo, gate-s3, gate-dd : ${MOVER}`,
    `vbr -> tape : tcp 445, 6160, 6166, ${MOVER}`,
    // WAN Acceleration Components
    'vbr -> wan-main, wan-branch : tcp 445, 6160, 6162, 6164',
    'wan-main -> wan-branch : tcp 6164, 6165',
    'wan-branch -> wan-main : tcp 6164, 6165',
    'wan-main -> repo : tcp 2500-3300',
    'wan-branch -> repo-branch : tcp 2500-3300',
    // Guest Interaction Proxies; 6162 of every managed server by the article on segmentation
    `vbr -> guests : tcp 135, 445, 6160, 6190, ${MOVER}`,
    // Guest Processing Components: Hypervisors and Gateway Servers
    'guests -> esxi : tcp 443',
    `guests -> gate-s3, gate-dd : ${MOVER}`,
    // Protected Workloads; MS SQL Guest OS: 6167
    'guests -> sql : tcp 135, 445, 2500-3300, 6167, 6173',
    // Log Shipping Servers
    'vbr -> logs : tcp 135, 445, 6160, 6162',
    'sql -> logs : one of (tcp 6162, tcp 2500-3300)',
    // Log Shipping Components: Backup Repositories and Gateway Servers
    `logs -> repo, gate-s3, gate-dd : ${MOVER}`,
  ],
  mustNot: [
    // Each site has its own work; copies go from repository to repository and through WAN accelerators.
    'proxy, file-proxy, logs, tape, cache, wan-main -> repo-branch',
    'wan-branch -> repo, proxy, vcenter, esxi',
    'repo-branch -> proxy, file-proxy, gate-s3, tape, nas-nfs, nas-smb',
    // 6220 is for Cloud Connect, 137 and 139 for SMB 1.0, 6210 for backup servers on Windows
    'vbr -> wan-main, wan-branch, tape : tcp 137, 139, 6220',
    'vbr -> file-proxy : tcp 6210',
    'vbr -> repo : tcp 22, 445',
    // "If log shipping servers are not used", and while log shipping goes over the network
    'sql -> repo',
    'logs -> esxi',
    // Persistent agents alone
    'guests -> sql : tcp 137, 139, 6160, 11731',
    'vbr -> sql',
    // What stands behind gateway servers and proxies
    'proxy, file-proxy, repo, cache, tape, desk, guests, sql -> bucket, dd',
    'gate-dd -> bucket',
    'gate-s3 -> dd',
    'vbr, proxy, repo, gate-s3, desk -> nas-nfs, nas-smb',
    'file-proxy -> vcenter, esxi',
    'desk -> proxy, gate-s3, tape, vcenter, sql',
    'nas-nfs, nas-smb, dd, bucket, vcenter, esxi -> vbr, proxy, file-proxy, repo, gate-s3, gate-dd',
  ],
});
