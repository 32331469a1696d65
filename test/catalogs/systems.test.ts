import assert from 'node:assert/strict';
import { analysisOf } from '../support/language.ts';

/** What the documents say that machines run, read a second time. Whatever is not here may run either, as a backup server of version 13 may. */
const STATED: Record<string, string> = {
  // "Veeam and network segmentation", sections 2, 4, 7 and 11: rows for Windows and for Linux machines.
  'veeam.windows-server': 'windows',
  'veeam.windows-guest': 'windows',
  'veeam.windows-agent': 'windows',
  'veeam.linux-server': 'linux',
  'veeam.linux-guest': 'linux',
  'veeam.linux-agent': 'linux',
  // The page of ports: "Linux-based backup servers deployed from the Veeam Software Appliance ISO", "Windows-based backup servers".
  'veeam.software-appliance': 'linux',
  'veeam.standalone-linux-agent': 'linux',
  'veeam.standalone-windows-agent': 'windows',
  'veeam.windows-backup-server': 'windows',
  // "Microsoft SMB3 server"; plug-ins of Linux and of Windows computers, in tables of their own.
  'veeam.hyper-v-smb3-server': 'windows',
  'veeam.windows-application-plug-in': 'windows',
  'veeam.linux-application-plug-in': 'linux',
  // Rows of their own for Unix computers and for Macs.
  'veeam.unix-guest': 'other',
  'veeam.unix-agent': 'other',
  'veeam.mac-agent': 'other',
  // Appliances, storage systems and what plug-ins work with.
  'veeam.deduplicating-appliance': 'other',
  'veeam.data-domain': 'other',
  'veeam.storeonce': 'other',
  'veeam.storage-system': 'other',
  'veeam.ndmp-server': 'other',
  'veeam.azure-proxy-appliance': 'other',
  'veeam.azure-helper-appliance': 'other',
  'veeam.azure-restore-proxy': 'other',
  'veeam.azure-restore-helper': 'other',
  'veeam.ec2-helper-appliance': 'other',
  'veeam.ec2-restore-proxy': 'other',
  'veeam.google-restore-proxy': 'other',
  'veeam.helper-appliance': 'other',
  'veeam.virtual-lab-appliance': 'other',
  'veeam.provider-network-appliance': 'other',
  'veeam.tenant-network-appliance': 'other',
  'veeam.worker': 'other',
  'veeam.platform-appliance': 'other',
  'veeam.kasten': 'other',
  'veeam.hpe-vme-manager': 'other',
  'veeam.ovirt-manager': 'other',
  'veeam.ovirt-host': 'other',
  'veeam.scale-cluster': 'other',
  'nutanix.ahv-cluster': 'other',
  // Appliances and workers in public clouds; "[Applies to Windows-based Azure VMs only]".
  'veeam-aws.appliance': 'other',
  'veeam-aws.worker': 'other',
  'veeam-azure.appliance': 'other',
  'veeam-azure.worker': 'other',
  'veeam-google.appliance': 'other',
  'veeam-google.worker': 'other',
  'veeam-m365.archiver-appliance': 'other',
  'azure.windows-vm': 'windows',
  // "Veeam Backup Agent computer (Windows)", "Veeam Backup Agent computer (Linux)".
  'veeam-spc.windows-agent-computer': 'windows',
  'veeam-spc.linux-agent-computer': 'linux',
  // "Security and hardening with Zerto": "A Windows service that manages ...", "access to the Windows machine running this service".
  'zerto.zvm': 'windows',
  'zerto.vba': 'windows',
  'zerto.cloud-manager': 'windows',
  // "custom, very thin, Linux-based virtual machines", whose own firewall blocks what Zerto doesn't need.
  'zerto.vra': 'other',
  'zerto.cloud-connector': 'other',
  // "Installed on the VRA machine, and runs in the same process as the VRA."
  'zerto.retention-service': 'other',
  // "Zero Networks Segment deployment guide", 3.1: "Create a Windows virtual machine"; 2.2.2: all Windows assets, all Linux assets.
  'zero-networks.segment-server': 'windows',
  'zero-networks.windows-asset': 'windows',
  'zero-networks.linux-asset': 'linux',
  // "The vulnerability assessment for Linux".
  'acronis-cyber-protect.linux-agent': 'linux',
  // "Service overview and network port requirements for Windows": services of Windows and what is managed by them; VMM, WSUS and Windows
  // Admin Center are installed on Windows Server. SQL Server is not here, since it runs on Linux as well.
  'microsoft.certification-authority': 'windows',
  'microsoft.cluster-node': 'windows',
  'microsoft.dfs-namespace-server': 'windows',
  'microsoft.dhcp-server': 'windows',
  'microsoft.directory-administration': 'windows',
  'microsoft.domain-controller': 'windows',
  'microsoft.file-server': 'windows',
  'microsoft.hyper-v-host': 'windows',
  'microsoft.network-policy-server': 'windows',
  'microsoft.remote-desktop-host': 'windows',
  'microsoft.remote-management-host': 'windows',
  'microsoft.scvmm': 'windows',
  'microsoft.scvmm-console': 'windows',
  'microsoft.scvmm-library-server': 'windows',
  'microsoft.scvmm-pxe-server': 'windows',
  'microsoft.trusted-domain-controller': 'windows',
  'microsoft.windows-admin-center': 'windows',
  'microsoft.wsus-client': 'windows',
  'microsoft.wsus-server': 'windows',
  // System Center 2016, "Windows agent" and what is installed on Windows Server.
  'microsoft.dpm-agent': 'windows',
  'microsoft.dpm-server': 'windows',
  'microsoft.scom-agent': 'windows',
  'microsoft.scom-client': 'windows',
  'microsoft.scom-console': 'windows',
  'microsoft.scom-gateway': 'windows',
  'microsoft.scom-management-server': 'windows',
  'microsoft.scom-reporting-server': 'windows',
  'microsoft.scom-web-console': 'windows',
  // "On-premises Windows machines", "Azure VMs that run Windows", a DPM server or Azure Backup Server: "Install the Azure Backup MARS agent".
  'microsoft.azure-backup-agent': 'windows',
  // Services of Windows: "Service overview and network port requirements for Windows".
  'microsoft.branchcache-client': 'windows',
  'microsoft.branchcache-server': 'windows',
  'microsoft.fax-server': 'windows',
  'microsoft.ftp-server': 'windows',
  'microsoft.ipam-server': 'windows',
  'microsoft.message-queuing': 'windows',
  'microsoft.print-server': 'windows',
  'microsoft.remote-access-server': 'windows',
  'microsoft.session-state-server': 'windows',
  'microsoft.snmp-host': 'windows',
  'microsoft.tftp-server': 'windows',
  'microsoft.web-server': 'windows',
  'microsoft.wins-server': 'windows',
  // "Ports that are used by Remote Desktop Services" applies to Windows Server.
  'microsoft.remote-desktop-broker': 'windows',
  'microsoft.remote-desktop-gateway': 'windows',
  'microsoft.remote-desktop-licensing': 'windows',
  'microsoft.remote-desktop-virtualization-host': 'windows',
  'microsoft.remote-desktop-web-access': 'windows',
  // "Windows PE agent": no installed system yet.
  'microsoft.scvmm-bare-metal': 'other',
  // Hypervisors.
  'vmware.esxi': 'other',
  'proxmox.host': 'other',
  // Made of Rubrik's own machine images.
  'rubrik.cluster': 'other',
  // "Installation on top of Debian", which its own image is made of as well.
  'proxmox.backup-server': 'linux',
};

describe('what machines run, by the catalogs', () => {
  const everyRole = async () => {
    const { plan: empty } = await analysisOf('zone a { subnet 10.0.0.0/24 }');
    const roles = [...empty.catalog.roles.keys()];
    const components = roles.map((role, n) => `component c${n} : ${role} at 10.0.${n >> 8}.${n & 255}`);
    return (await analysisOf(`zone a { subnet 10.0.0.0/16\n${components.join('\n')}\n}`)).plan;
  };

  it('is what the documents say, and nothing where they say nothing', async () => {
    const stated = [...(await everyRole()).catalog.roles.values()].flatMap((r) => (r.system ? [[r.id, r.system] as const] : []));
    assert.deepEqual(Object.fromEntries(stated), STATED);
  });

  it('is for a role that derives from others what they run', async () => {
    const plan = await everyRole();
    const of = (role: string) => plan.components.find((c) => c.roles[0] === role)!.system;
    assert.equal(of('veeam.hardened-repository'), 'linux');
    assert.equal(of('veeam.windows-repository'), 'windows');
    assert.equal(of('veeam.hyper-v-proxy'), 'windows');
    assert.equal(of('veeam.vmware-proxy'), undefined);
    for (const component of plan.components) {
      const system = STATED[component.roles[0]!];
      if (system) assert.equal(component.system, system, component.roles[0]);
    }
  });

  it('is open for a cloud appliance, which takes the place of a Windows server and of appliances', async () => {
    const { plan } = await analysisOf('zone a { component zca : zerto.azure-zca at 10.0.0.1 }');
    assert.deepEqual([...plan.catalog.systemsOf('zerto.azure-zca')].sort(), ['other', 'windows']);
    assert.equal(plan.components[0]!.system, undefined);
  });
});
