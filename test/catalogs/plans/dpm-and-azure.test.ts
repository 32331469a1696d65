import { judge } from './plan-case.ts';

const NETBIOS = 'tcp 139, 445, udp 137, 138';
const DCOM = 'tcp 135, 49152-65535';

// Microsoft: "Configure firewall settings for DPM" and the table of "Deploy the DPM protection agent" (DPM), "Back up VMware VMs using Azure
// Backup Server" (VMware), "Install the Azure Backup MARS agent" and the support matrix of DPM and Azure Backup Server (MARS).
judge({
  title:
    'DPM that copies to Azure and backs up vSphere, a branch with Azure Backup Server, and a computer with the Azure Backup agent alone',
  plan: `
use microsoft
use vmware
enable microsoft.dpm-vmware

site main {
  zone backup { subnet 10.5.0.0/24 component dpm : microsoft.dpm-server, microsoft.azure-backup-agent at 10.5.0.10 }
  zone databases { subnet 10.5.1.0/24 component sql : microsoft.dpm-database at 10.5.1.10 }
  zone servers { subnet 10.5.2.0/24
    component files : microsoft.dpm-agent at 10.5.2.10
    component exchange : microsoft.dpm-agent at 10.5.2.11 }
  zone directory { subnet 10.5.3.0/24 component dc : microsoft.domain-controller at 10.5.3.10 { dns = included } }
  zone virtual { subnet 10.5.4.0/24
    component vcenter : vmware.vcenter at 10.5.4.5
    component esxi : vmware.esxi at 10.5.4.11-10.5.4.14 }
  zone desks { subnet 10.5.5.0/24 component architect : microsoft.azure-backup-agent at 10.5.5.20 }
}
site branch {
  zone branch-backup { subnet 10.6.0.0/24 component mabs : microsoft.azure-backup-server at 10.6.0.10 }
  zone branch-servers { subnet 10.6.2.0/24 component branch-files : microsoft.dpm-agent at 10.6.2.10 }
}
zone internet external {
  component vault : microsoft.azure-backup
  component ncsi : microsoft.connectivity-check
}
bind microsoft.dpm-server with microsoft.dpm-agent by site "each site backs up its own computers"
bind mabs without vcenter, esxi, sql
`,
  must: [
    // DPM, DCOM: the server commands, the agent answers; 5718 and 5719: "both … initiate connections"; NetBIOS: it is not said who connects
    `dpm -> files, exchange : ${DCOM}, tcp 5718, 5719, ${NETBIOS}`,
    `files, exchange -> dpm : ${DCOM}, tcp 5718, 5719, ${NETBIOS}`,
    `mabs -> branch-files : ${DCOM}, tcp 5718, 5719, ${NETBIOS}`,
    `branch-files -> mabs : ${DCOM}, tcp 5718, 5719, ${NETBIOS}`,
    // DPM: DNS, Kerberos and NetBIOS of both, LDAP of the server alone
    `dpm, mabs -> dc : udp 53, tcp+udp 88, 389, ${NETBIOS}`,
    `files, exchange, branch-files -> dc : udp 53, tcp+udp 88, ${NETBIOS}`,
    // DPM, the remote instance of SQL Server: 1433, the report server on 80, and RPC
    `dpm -> sql : tcp 80, 1433, ${DCOM}`,
    // VMware
    'dpm -> vcenter : tcp 443',
    'dpm -> esxi : tcp 443, 902',
    // MARS: the names of Azure over 443; the sites that Windows tries, which the support matrix has over HTTP
    'dpm, mabs, architect -> vault : tcp 443',
    'dpm, mabs, architect -> ncsi : tcp 80, 443',
  ],
  mustNot: [
    // Who is protected copies nothing to Azure, and is no business of the other site.
    'files, exchange, branch-files -> vault, ncsi',
    'dpm -> branch-files, mabs',
    'mabs -> files, exchange, dpm',
    // Recovery by users of client computers is off; nothing of Azure or vSphere connects.
    'files, exchange -> dpm : tcp 6075',
    'dpm -> files, exchange : tcp 6075',
    'vault, ncsi, vcenter, esxi, sql -> dpm, mabs, files',
    'architect -> dpm, dc',
  ],
});
