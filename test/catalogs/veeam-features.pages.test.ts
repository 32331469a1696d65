import { type End, holdAgainst, type Reading } from './pages/compare.ts';
import { veeamUsedPorts } from './pages/veeam-used-ports.ts';

const page = { page: veeamUsedPorts, source: 'veeam.used-ports', version: '13' };

/** Rows whose heading is about a feature, though they don't say so each, between roles that a plan has for other things as well. */
interface Switched {
  /** The end of the row's section, and words of the ends that it joins, where only some rows of the section are meant. */
  readonly under: string;
  readonly from?: RegExp;
  readonly to?: RegExp;
  /** Of several ends of one row, the one that it is about. */
  readonly initiator?: string;
  /** The features that may limit the flows of these rows: no others. */
  readonly features: readonly string[];
}

const switchedOn =
  (...all: readonly Switched[]): Reading['allowed'] =>
  (row, flow) => {
    const own = all.filter(
      (s) =>
        row.section.endsWith(s.under) &&
        row.from.some((w) => s.from?.test(w) ?? true) &&
        row.to.some((w) => s.to?.test(w) ?? true) &&
        (!s.initiator || s.initiator === flow.initiator),
    );
    const features = own.flatMap((s) => s.features.map((f) => `veeam.${f}`));
    return flow.features.length && flow.features.every((f) => features.includes(f))
      ? 'the heading is about a feature'
      : undefined;
  };

const filer = { all: ['veeam.netapp-ontap', 'veeam.lenovo-thinksystem-dm'] };
holdAgainst({
  ...page,
  about: (section) => section.startsWith('Unstructured Data'),
  ends: {
    'Backup server': 'veeam.backup-server',
    'Backup proxy': 'veeam.general-purpose-proxy',
    'Mount server': 'veeam.mount-server',
    'Tape server': 'veeam.tape-server',
    'Gateway server': 'veeam.gateway-server',
    'File server (Windows or Linux)': 'veeam.file-server',
    'NAS filer (NetApp Data ONTAP or Lenovo ThinkSystem DM/DG Series storage system)': filer,
    'NAS filer (Dell PowerScale (formerly Isilon) or Nutanix Files storage system)': {
      all: ['veeam.dell-powerscale', 'veeam.nutanix-files'],
    },
    'NAS filer (NetApp Data ONTAP)': 'veeam.netapp-ontap',
    'NFS share': 'network.file-server-nfs',
    'SMB share': 'network.file-server-smb',
    'S3 compatible object storage': 'veeam.s3-compatible-storage set s3-port = 9000',
    'Amazon S3 object storage (*.amazonaws.com, *.amazonaws.com.cn)': 'aws.s3',
    'Amazon S3 object storage (*.amazontrust.com)': 'aws.certificates',
    'Microsoft Azure object storage (<storage-account>.blob.core.windows.net, <storage-account>.blob.storage.azure.net, <storage-account>.blob.core.chinacloudapi.cn, <storage-account>.blob.core.usgovcloudapi.net)':
      'azure.blob-storage',
    'Microsoft Azure object storage': 'azure.certificates',
    'Cache repository': 'veeam.cache-repository',
    'Cache repository (Linux)': 'veeam.cache-repository runs linux',
    'Old cache repository': 'veeam.cache-repository',
    'New cache repository': 'veeam.cache-repository',
    'Primary backup repository': 'veeam.repository',
    'Secondary backup repository': 'veeam.repository',
    'Archive repository': 'veeam.archive-repository',
    'NDMP server': 'veeam.ndmp-server',
    'Active Directory Domain Controllers': 'microsoft.domain-controller',
  },
  // Shares, filers, object storage and domains are there for more than backups of files; cache repositories and file servers are not.
  allowed: switchedOn(
    { under: 'Unstructured Data Sources', to: /^(NAS filer|NFS share|SMB share)/, features: ['file-backup'] },
    {
      under: 'Unstructured Data Sources',
      initiator: 'veeam.tape-server',
      to: /share$/,
      features: ['file-backup', 'file-to-tape'],
    },
    { under: 'Unstructured Data Sources', to: /object storage/, features: ['object-storage-backup'] },
    // The backup server and proxies need the same of each other whatever they back up: see the rows of both.
    {
      under: 'Unstructured Data Backup Components: Other Backup Infrastructure Components',
      initiator: 'veeam.proxy',
      features: ['file-backup'],
    },
    {
      under: 'Unstructured Data Backup Components: Other Backup Infrastructure Components',
      to: /^Backup proxy$/,
      features: ['file-backup'],
    },
    { under: 'Active Directory Domain Controllers', features: ['file-backup'] },
    { under: 'Active Directory Domain Controllers', initiator: 'veeam.tape-server', features: ['file-backup', 'file-to-tape'] },
  ),
});

const vcenter = 'vCenter Server (VMware CDP — source and target; universal CDP — target)';
const esxi = 'ESXi host (VMware CDP — source and target; universal CDP — target)';
holdAgainst({
  ...page,
  about: (section) => section.startsWith('VMware CDP'),
  ends: {
    'Backup server': 'veeam.backup-server',
    'ESXi host': 'vmware.esxi',
    'ESXi host (source)': 'vmware.esxi',
    'ESXi host (target)': 'vmware.esxi',
    [esxi]: 'vmware.esxi',
    'vCenter Server': 'vmware.vcenter',
    [vcenter]: 'vmware.vcenter',
    'Source workload': 'veeam.cdp-source',
    'CDP proxy (source)': 'veeam.source-cdp-proxy',
    'CDP proxy (target)': 'veeam.target-cdp-proxy',
    'CDP proxy (source and target)': { all: ['veeam.source-cdp-proxy', 'veeam.target-cdp-proxy'] },
  },
  // Hosts and vCenter Servers are there without CDP as well; CDP proxies are not.
  allowed: switchedOn(
    { under: 'Virtualization Servers', from: /^(Backup server|ESXi host)/, features: ['cdp', 'universal-cdp'] },
    { under: 'Backup Server', from: /^(vCenter Server|ESXi host)/, features: ['cdp', 'universal-cdp'] },
  ),
});

const unix: End = { all: ['veeam.linux-guest', 'veeam.unix-guest', 'veeam.oracle-guest runs linux', 'veeam.guest runs linux'] };
holdAgainst({
  ...page,
  about: (section) => /^Data Recovery Components: (Guest OS|SureBackup|SureReplica|Application)/.test(section),
  ends: {
    'Backup server': 'veeam.backup-server',
    'Backup repository': 'veeam.repository',
    'Mount server': 'veeam.mount-server',
    'Mount server running vPower NFS Service': 'veeam.mount-server',
    'Gateway server working with backup repository': 'veeam.gateway-server',
    'Helper appliance': 'veeam.helper-appliance',
    'Helper host': 'veeam.helper-host',
    'VM guest OS': { all: ['veeam.windows-guest', 'veeam.linux-guest', 'veeam.unix-guest', 'veeam.guest'] },
    'VM guest OS (Linux/Unix)': unix,
    'VM guest OS (Microsoft Windows)': {
      all: ['veeam.windows-guest', 'veeam.oracle-guest runs windows', 'veeam.guest runs windows'],
    },
    'vCenter server': 'vmware.vcenter',
    'ESXi host': 'vmware.esxi',
    'ESXi server': 'vmware.esxi',
    'Hyper-V server': 'microsoft.hyper-v-host',
    'Veeam Signature Update Server (avupdate.veeam.com)': 'veeam.signature-server',
    'Proxy appliance': 'veeam.virtual-lab-appliance',
    'Applications on VMs in the virtual lab': 'veeam.virtual-lab-vm',
    'Internet-facing proxy server': 'network.proxy-server',
    'VMs in the virtual lab': 'veeam.virtual-lab-vm',
    'Microsoft Active Directory VM guest OS': 'veeam.active-directory-guest',
    'Microsoft Exchange 2003/2007 CAS Server': 'veeam.exchange-guest',
    'Microsoft Exchange 2010/2013/2016/2019 CAS Server': 'veeam.exchange-guest',
    'Microsoft SQL VM guest OS': 'veeam.sql-server-guest',
  },
  allowed: switchedOn(
    ...['Helper Appliances', 'Helper Hosts', 'Guest OS', 'Backup Repositories', 'Virtualization Servers'].map((section) => ({
      under: `Guest OS File Recovery Components: ${section}`,
      features: ['linux-file-recovery', 'guest-file-recovery'],
    })),
    { under: 'Veeam Update Servers', features: ['malware-scan'] },
    // The sandbox is a virtual lab as well.
    { under: 'SureBackup Components', to: /^(ESXi|Hyper-V) server$/, features: ['surebackup', 'on-demand-sandbox'] },
    { under: 'SureBackup Components', from: /^Internet-facing/, features: ['virtual-lab-internet'] },
    { under: 'SureReplica Recovery Verification Components', from: /^Internet-facing/, features: ['virtual-lab-internet'] },
    { under: 'Microsoft Active Directory Domain Controller', features: ['application-recovery'] },
    { under: 'Microsoft Exchange Server', features: ['application-recovery', 'exchange-2007-recovery'] },
    { under: 'Microsoft SQL Server', features: ['application-recovery'] },
  ),
});

holdAgainst({
  ...page,
  about: (section) => section.startsWith('Data Recovery Components: Restore to Amazon'),
  ends: {
    'Backup server': 'veeam.backup-server',
    'Backup repository': 'veeam.repository',
    'Helper appliance': { all: ['veeam.ec2-restore-proxy', 'veeam.google-restore-proxy'] },
  },
});

const queueOrBlob: End = { any: ['azure.queue', 'azure.blob-storage'] };
const packages = 'Microsoft Azure storage account (Veeam packages upload)';
const messages = 'Microsoft Azure storage account (message queues)';
const queues = '(<storage-account>.queue.core.windows.net, <storage-account>.queue.storage.azure.net)';
const blobs = '(<storage-account>.blob.core.windows.net, <storage-account>.blob.storage.azure.net)';
const agentDownloads = 'go.microsoft.com, aka.ms, github.com, objects.githubusercontent.com';
holdAgainst({
  ...page,
  about: (section) => /^Data Recovery Components: (Restore to Microsoft|Instant Recovery to Microsoft Azure)/.test(section),
  ends: {
    'Backup server': 'veeam.backup-server',
    'Backup repository': 'veeam.repository',
    'Helper appliance': 'veeam.azure-restore-helper',
    'Azure restore proxy appliance': 'veeam.azure-restore-proxy',
    'Microsoft Azure Resource Manager service (management.azure.com)': 'azure.rest-service',
    'Microsoft Entra ID (login.microsoftonline.com)': 'microsoft.entra-id',
    [`Microsoft Azure storage accounts (blob storage) ${blobs}`]: 'azure.blob-storage',
    [`Azure Windows VM agent distribution location (${agentDownloads})`]: 'azure.windows-agent-downloads',
    [`Azure Windows VM Agent Distribution location (${agentDownloads})`]: 'azure.windows-agent-downloads',
    'Certificate verification endpoints': 'azure.certificates',
    [`${packages} ${queues}`]: queueOrBlob,
    [`${packages} ${blobs}`]: queueOrBlob,
    [`${messages} ${queues}`]: queueOrBlob,
    [`${messages} ${blobs}`]: queueOrBlob,
    [`Microsoft Azure storage account (backup repository) ${blobs}`]: 'azure.blob-storage',
    [`Veeam Data Cloud Vault (backup repository) ${blobs}`]: 'veeam.data-cloud-vault',
    'Instant Recovery for Azure helper appliance': 'veeam.azure-helper-appliance',
    'Instant Recovery to Azure helper appliance': 'veeam.azure-helper-appliance',
    'Temporary Azure VMs used to create templates of Instant Recovery to Azure helper appliances': 'veeam.azure-template-vm',
    'Azure Instance Metadata Service endpoint (169.254.169.254)': { all: [] },
    'Ubuntu Azure repository (azure.archive.ubuntu.com)': 'azure.ubuntu-repository',
    'Restored VM': 'veeam.restored-vm',
  },
  allowed: switchedOn(
    { under: 'Restore to Microsoft Azure Components', features: ['restore-to-azure'] },
    { under: 'Instant Recovery to Microsoft Azure Components', features: ['instant-recovery-to-azure'] },
  ),
});
