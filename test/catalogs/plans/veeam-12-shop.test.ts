import { judge } from './plan-case.ts';

// Veeam's page "Ports" of the Veeam Backup & Replication 12.3 user guide for VMware vSphere, by the title of its section alone.
judge({
  title: 'Veeam 12.3 on Windows with vSphere, a Windows and a Linux repository and an NFS share behind a gateway server',
  plan: `
use veeam 12.3
use vmware
use network
zone admins { subnet 10.9.0.0/24
  component desk : veeam.console at 10.9.0.10 }
zone management { subnet 10.1.0.0/24
  component vbr : veeam.backup-server at 10.1.0.10 runs windows }
zone virtualization { subnet 10.1.1.0/24
  component vcenter : vmware.vcenter at 10.1.1.10
  component esx : vmware.esxi at 10.1.1.11-10.1.1.14 }
zone proxies { subnet 10.1.2.0/24
  component proxy : veeam.vmware-proxy at 10.1.2.10 runs windows { transport = nbd } }
zone win-storage { subnet 10.1.3.0/24
  component repo-win : veeam.windows-repository at 10.1.3.10 }
zone lin-storage { subnet 10.1.4.0/24
  component repo-lin : veeam.linux-repository at 10.1.4.10 }
zone gateways { subnet 10.1.5.0/24
  component gw : veeam.gateway-server at 10.1.5.10 runs windows { storage = nfs } }
zone filers { subnet 10.1.6.0/24
  component nfs : veeam.nfs-repository at 10.1.6.10 }
zone core { subnet 10.9.1.0/24
  component dns : network.dns-server at 10.9.1.53 }
check contested-flow off "we go by the maker's reference"
`,
  must: [
    // Backup & Replication Console: 9392 and 9420, 9396, and 9401 of remote consoles; 9419 by the article on segmentation
    'desk -> vbr : tcp 9392, 9396, 9401, 9419, 9420',
    // Backup Server: vCenter Server, ESXi server, and DNS over UDP alone
    'vbr -> vcenter : tcp 443',
    'vbr -> esx : tcp 443, 902',
    'vbr -> dns : udp 53',
    // Backup Proxy and Gateway Server, of Windows: 445 and 135 to deploy, 6160, 6162, and 2500-3300, which is no fallback in 12.3
    'vbr -> proxy, gw : tcp 135, 445, 6160, 6162, 2500-3300',
    // Microsoft Windows/Linux-based Backup Repository: 2500-3300 of Linux alone
    'vbr -> repo-win : tcp 135, 445, 6160, 6162',
    'vbr -> repo-lin : tcp 22, 6160, 6162, 2500-3300',
    // Backup Proxy; Microsoft Windows/Linux-based Backup Repository, of Linux
    'proxy, repo-lin -> vbr : tcp 2500-3300',
    // Backup Proxy: vCenter Server, and 902 of ESXi servers, which vCenter Server manages
    'proxy -> vcenter : tcp 443',
    'proxy -> esx : tcp 902',
    // Backup Proxy, Gateway Server, Microsoft Windows/Linux-based Backup Repository: data
    'proxy -> gw, repo-win, repo-lin : tcp 2500-3300',
    'repo-win -> repo-lin : tcp 2500-3300',
    'repo-lin -> repo-win : tcp 2500-3300',
    // NFS Backup Repository, through the gateway server
    'gw -> nfs : tcp+udp 111, 2049',
  ],
  mustNot: [
    // 443, 10443 and data through 6162 are of version 13.
    'desk -> vbr : tcp 443, 10443',
    'proxy, repo-win, repo-lin, gw -> vbr : tcp 6162',
    'proxy -> gw, repo-win, repo-lin : tcp 6162',
    // 10003 is for Cloud Connect, 8543-8545 and 9402-9404 for plug-ins for platforms
    'desk -> vbr : tcp 8543-8545, 9402-9404, 10003, 20443',
    // 49152-65535 where the firewall of Windows is not at its defaults, 6210 for SMB shares
    'vbr -> proxy, gw, repo-win : tcp 6210, 49152-65535',
    // The gateway server writes to the share, and names are asked by the backup server alone.
    'vbr, proxy, repo-win, repo-lin, desk -> nfs',
    'proxy, repo-win, repo-lin, gw, desk, vcenter, esx -> dns',
    // Nothing comes from the hypervisor, or goes from a repository to a proxy.
    'vcenter, esx -> vbr, proxy, gw, repo-win, repo-lin, desk',
    'repo-win, repo-lin, gw -> proxy',
    'desk -> proxy, gw, repo-win, repo-lin, esx, vcenter',
  ],
});
