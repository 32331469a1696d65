import { judge } from './plan-case.ts';

const MOVER = 'first of (tcp 6162, tcp 2500-3300)';

// Veeam's pages: "Ports" of the Veeam Backup & Replication 13 user guide (by the title of its section alone), and its page on agents (Agents).
judge({
  title: 'Veeam on Hyper-V with SCVMM, an off-host proxy and SMB 3 storage, and agents of two zones behind a distribution server',
  plan: `
use veeam 13.0.2
use microsoft
use network

zone management { subnet 10.1.1.0/24 component vbr : veeam.windows-backup-server at 10.1.1.10 }
zone desks { subnet 10.1.2.0/24 component desk : veeam.console at 10.1.2.16/28 runs windows }
zone hyper-v { subnet 10.1.3.0/24 component scvmm : microsoft.scvmm at 10.1.3.10 component hosts : microsoft.hyper-v-host at 10.1.3.11-10.1.3.13 }
zone hyper-v-storage { subnet 10.1.5.0/24 component smb3 : veeam.hyper-v-smb3-server at 10.1.5.10 }
zone proxies { subnet 10.1.6.0/24 component offhost : veeam.hyper-v-proxy at 10.1.6.10 }
zone backup { subnet 10.1.7.0/24 component repo : veeam.windows-repository, veeam.mount-server at 10.1.7.10 }
zone roll-out { subnet 10.1.8.0/24 component distributor : veeam.distribution-server at 10.1.8.10 runs windows }
zone applications { subnet 10.2.1.0/24 component apps : veeam.windows-agent at 10.2.1.0/25 { setup = push } }
zone databases { subnet 10.2.2.0/24 component dbs : veeam.linux-agent at 10.2.2.0/25 { setup = kit } }
check contested-flow off "we go by the maker's reference"
`,
  must: [
    // Backup Server
    'desk -> vbr : tcp 443, 9419',
    `offhost -> vbr : ${MOVER}`,
    // the same: of repositories and of mount servers, which repo is
    `repo -> vbr : tcp 443, ${MOVER}`,
    // Microsoft Hyper-V Components: Virtualization Servers
    `vbr -> scvmm : tcp 445, 6160, 8732, ${MOVER}`,
    `vbr -> hosts : tcp 135, 445, 6160, 6163, ${MOVER}`,
    `vbr -> smb3 : tcp 6160, 6163, ${MOVER}`,
    `repo -> hosts : ${MOVER}`,
    // Off-Host Backup Proxies
    `vbr -> offhost : tcp 135, 445, 6160, 6163, ${MOVER}`,
    // Section 3 of the article on segmentation, which Veeam's pages say nothing of
    'offhost -> hosts : tcp 445',
    // Other Backup Infrastructure Components (Hyper-V): SCVMM
    'scvmm -> vbr : tcp 443',
    // Common Ports
    `hosts, offhost, desk -> repo : ${MOVER}`,
    // Backup Proxies: of repositories and mount servers
    `repo -> offhost : ${MOVER}`,
    // Microsoft Windows/Linux-Based Backup Repositories; Mount Servers
    `vbr -> repo : tcp 445, 6160, 6170, ${MOVER}`,
    // Agents, Windows: 6184+; 445 and 6160 of the Installer Service; 6162
    'vbr -> apps : tcp 445, 6160, 6162, 6184',
    // Agents, Linux: 22 "is not required if the Veeam Deployment Kit is installed"
    'vbr -> dbs : tcp 6160, 6162',
    // Agents, distribution server on Windows; 6162 of every managed server by the article on segmentation
    `vbr -> distributor : tcp 445, 6160, 9380, ${MOVER}`,
    'distributor -> vbr : tcp 443',
    'distributor -> apps, dbs : tcp 6160',
    // Agents: to the backup server
    'apps -> vbr : tcp 2500-3300, 10005',
    'dbs -> vbr : tcp 10006',
    // Agents: Communication with Veeam Backup Repositories, both ways
    `apps, dbs -> repo : ${MOVER}`,
    'repo -> apps : tcp 445, 6160, 6162',
    'repo -> dbs : tcp 6160, 6162',
  ],
  mustNot: [
    // 2179 is for Instant Recovery and verification, 49152-65535 where the firewall of Windows is not at its defaults, 137 and 139 for SMB 1.0
    'vbr -> hosts, offhost : tcp 137, 139, 2179, 49152-65535',
    // 6210 is for backups of SMB shares
    'vbr -> offhost : tcp 6210',
    // "during replication", which is off
    'offhost -> hosts : tcp 2500-3300, 6162',
    'hosts -> offhost',
    // 11731 is for agents before 13.0.1
    'vbr, distributor -> apps, distributor : tcp 11731',
    // WMI is for failover clusters and file-level restore, and optional without; neither these nor NetBIOS and logs of SQL Server are
    // here; SSH is not of the Deployment Kit
    'vbr -> apps : tcp 135, 137-139, 2500-3300, 5985, 6167, udp 137-138',
    'vbr -> dbs : tcp 22, 2500-3300',
    // 135 is for a distribution server of plug-ins
    'vbr -> distributor : tcp 135',
    // Agents of Windows and of Linux call on ports of their own.
    'apps -> vbr : tcp 10006',
    'dbs -> vbr : tcp 10005, 2500-3300',
    // Agents have no part in backups of VMs, and their roll-out none in backups.
    'apps, dbs -> hosts, scvmm, offhost, smb3, distributor, desk',
    'hosts, scvmm, offhost, smb3, desk -> apps, dbs, distributor',
    'distributor -> repo, hosts, scvmm, offhost, smb3, desk',
    'repo -> distributor, scvmm, smb3',
    'apps -> dbs',
    // 2500-3300 from SMB 3 storage to hosts was of 12.3.
    'smb3 -> vbr, hosts, offhost, repo',
  ],
});
