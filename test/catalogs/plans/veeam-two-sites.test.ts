import { judge } from './plan-case.ts';

const MOVER = 'first of (tcp 6162, tcp 2500-3300)';

// Veeam's pages: "Ports" of the Veeam Backup & Replication 13 user guide (by the title of its section alone) and of the Enterprise Manager guide (EM).
judge({
  title:
    'Veeam 13 of two sites that copy their backups to each other, each with its own proxy, hardened repository and mount server',
  plan: `
use veeam 13
use vmware
enable guest-file-recovery

site main "Main office" {
  zone main-management { subnet 10.1.1.0/24 component vbr : veeam.windows-backup-server at 10.1.1.10 }
  zone main-web { subnet 10.1.2.0/24 component em : veeam.enterprise-manager at 10.1.2.10 runs windows }
  zone main-desks { subnet 10.1.3.0/24 component desk "Administrators" : veeam.console, veeam.browser at 10.1.3.16/28 runs windows }
  zone main-backup {
    subnet 10.1.4.0/24
    component proxy-main : veeam.vmware-proxy, veeam.guest-interaction-proxy at 10.1.4.11-10.1.4.12 runs windows
    component repo-main : veeam.hardened-repository at 10.1.4.20
    component mount-main : veeam.mount-server at 10.1.4.30 runs windows
  }
  zone main-vsphere { subnet 10.1.5.0/24 component vcenter-main : vmware.vcenter at 10.1.5.5 component esxi-main : vmware.esxi at 10.1.5.11-10.1.5.14 }
  zone main-servers { subnet 10.1.6.0/24 component win-main : veeam.windows-guest at 10.1.6.0/25 component lin-main : veeam.linux-guest at 10.1.6.128/25 }
}
site branch "Second data center" {
  zone branch-backup {
    subnet 10.2.4.0/24
    component proxy-branch : veeam.vmware-proxy, veeam.guest-interaction-proxy at 10.2.4.11 runs windows { setup = kit }
    component repo-branch : veeam.hardened-repository at 10.2.4.20
    component mount-branch : veeam.mount-server at 10.2.4.30 runs windows { setup = kit }
  }
  zone branch-vsphere { subnet 10.2.5.0/24 component vcenter-branch : vmware.vcenter at 10.2.5.5 component esxi-branch : vmware.esxi at 10.2.5.11-10.2.5.12 }
  zone branch-servers { subnet 10.2.6.0/24 component win-branch : veeam.windows-guest at 10.2.6.0/25 component lin-branch : veeam.linux-guest at 10.2.6.128/25 }
}
group work = proxy-main, proxy-branch, mount-main, mount-branch
bind work with work, veeam.repository, veeam.guest, vmware.vcenter, vmware.esxi by site "each site works on its own machines"
check contested-flow off "we go by the maker's reference"
`,
  must: [
    // Backup Server; "VBR REST API" of the article on segmentation: a browser opens the API's own pages on 9419
    'desk -> vbr : tcp 443, 9419',
    'mount-main, mount-branch -> vbr : tcp 443',
    `proxy-main, proxy-branch, repo-main, repo-branch, mount-main, mount-branch -> vbr : ${MOVER}`,
    // Backup Proxies, for Microsoft Windows; Guest Interaction Proxies: 6160 and 6190
    `vbr -> proxy-main, proxy-branch : tcp 6160, 6190, ${MOVER}`,
    // Backup Proxies and Mount Servers: 445 deploys components, and is "not required if the Veeam Deployment Kit is installed", as in the branch;
    // Guest Interaction Proxies: 135 as well
    'vbr -> proxy-main : tcp 135, 445',
    'vbr -> mount-main : tcp 445',
    // Microsoft Windows/Linux-Based Backup Repositories: 6160. The article on segmentation has 6162, and 22 during deployment alone.
    `vbr -> repo-main, repo-branch : tcp 6160, ${MOVER}`,
    // the same: "Source backup repository" to "Target backup repository", both ways here
    `repo-main -> repo-branch : ${MOVER}`,
    `repo-branch -> repo-main : ${MOVER}`,
    // Common Ports
    `desk -> repo-main, repo-branch : ${MOVER}`,
    // Mount Servers
    `desk -> mount-main, mount-branch : ${MOVER}`,
    `vbr -> mount-main, mount-branch : tcp 6160, 6170, ${MOVER}`,
    // VMware vSphere Components
    'vbr -> vcenter-main, vcenter-branch : tcp 443',
    'vbr -> esxi-main, esxi-branch : tcp 443, 902',
    // VMware vSphere Components; Hypervisors (guest processing): 443
    'proxy-main -> vcenter-main : tcp 443',
    'proxy-branch -> vcenter-branch : tcp 443',
    'proxy-main -> esxi-main : tcp 443, 902',
    'proxy-branch -> esxi-branch : tcp 443, 902',
    // Protected Workloads, non-persistent runtime components
    'proxy-main -> win-main : tcp 135, 445, 2500-3300, 6173',
    'proxy-branch -> win-branch : tcp 135, 445, 2500-3300, 6173',
    'proxy-main -> lin-main : tcp 22, 2500-3300',
    'proxy-branch -> lin-branch : tcp 22, 2500-3300',
    // Guest OS (guest OS file recovery): 2500-3300 of each guest, 22 of Linux and Unix
    'vbr -> win-main, win-branch : tcp 2500-3300',
    'vbr -> lin-main, lin-branch : tcp 22, 2500-3300',
    // the same, from the mount server: "Port 11731 is used for failover if port 6160 is unavailable"
    'mount-main -> win-main : tcp 135, 445, 6162, first of (tcp 6160, tcp 11731)',
    'mount-branch -> win-branch : tcp 135, 445, 6162, first of (tcp 6160, tcp 11731)',
    // Virtualization Servers (guest OS file recovery)
    'mount-main -> vcenter-main, esxi-main : tcp 443',
    'mount-branch -> vcenter-branch, esxi-branch : tcp 443',
    // EM, Enterprise Manager on Windows, with a backup server on Windows: 9405 is for those of version 12
    'em -> vbr : tcp 443, 9392, 2500-2600, 49152-65535',
    // the same: "connection to a vCenter Server and deploying the Veeam Plug-in"
    'em -> vcenter-main, vcenter-branch : tcp 443',
    // the same: the web site over HTTP and HTTPS
    'desk -> em : tcp 9080, 9443',
  ],
  mustNot: [
    // 9405 is for backup servers of version 12, 9420 for consoles of 12.3.2, 10443 for the Software Appliance
    'em -> vbr : tcp 9405',
    'desk -> vbr : tcp 9420, 10443',
    // Each site works on its own machines.
    'proxy-main, mount-main -> repo-branch, esxi-branch, vcenter-branch, win-branch, lin-branch, proxy-branch',
    'proxy-branch, mount-branch -> repo-main, esxi-main, vcenter-main, win-main, lin-main, proxy-main',
    'repo-main -> proxy-branch',
    'repo-branch -> proxy-main',
    // 137 and 139 are for SMB 1.0; persistent agents use 6160 and 6162 of a guest
    'vbr -> proxy-main, mount-main : tcp 137, 139',
    'vbr -> proxy-branch, mount-branch : tcp 135, 445',
    'vbr -> repo-main, repo-branch : tcp 22, 445',
    'proxy-main -> win-main, lin-main : tcp 6160, 6162',
    // Instant Recovery is off: nothing mounts from the vPower NFS Service.
    'esxi-main -> mount-main',
    'vbr -> mount-main : tcp 6161',
    // EM restores no files here, and has no part in backups.
    'em -> mount-main, mount-branch, repo-main, repo-branch, esxi-main',
    'desk -> proxy-main, vcenter-main, esxi-main, win-main',
    // Guests take no part in log backups; backups don't come out of vSphere by itself.
    'win-main, lin-main -> vbr, repo-main, proxy-main',
    'esxi-main, vcenter-main -> vbr, proxy-main',
    'vbr -> desk, em',
  ],
});
