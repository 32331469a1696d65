import { type End, holdAgainst } from './pages/compare.ts';
import {
  veeamAmazonAccount,
  veeamAzureAccount,
  veeamBackupCopyPath,
  veeamCapacityTierHealth,
  veeamGatewayServers,
  veeamGoogleAccount,
  veeamObjectStorage,
  veeamObjectStorageLimits,
  veeamS3CompatibleAccount,
} from './pages/veeam-gateway-servers.ts';
import { veeamHighAvailability, veeamHyperV11 } from './pages/veeam-high-availability.ts';
import { veeamServicePorts } from './pages/veeam-service-ports.ts';
import { veeamUsedPorts } from './pages/veeam-used-ports.ts';

/** The chapters on what the product needs whatever it protects, and on the two hypervisors. */
const CHAPTERS = [
  'Backup Server',
  'Veeam Servers and Services',
  'Databases and External Services',
  'Veeam Infrastructure Appliances',
  'Backup Proxies',
  'Gateway Servers',
  'Mount Servers',
  'High Availability (HA) Cluster Components',
  'VMware vSphere Components',
];

const isCore = (section: string): boolean =>
  CHAPTERS.includes(section) || /^(Backup Repositories|Microsoft Hyper-V Components): /.test(section);

const BLOB =
  '<storage-account>.blob.core.windows.net, <storage-account>.blob.storage.azure.net, <storage-account>.blob.core.chinacloudapi.cn, <storage-account>.blob.core.usgovcloudapi.net';

const ends: Readonly<Record<string, End>> = {
  'Backup server': 'veeam.backup-server',
  'Backup server (primary or standby)': { all: ['veeam.primary-backup-server', 'veeam.standby-backup-server'] },
  'Primary backup server with PostgreSQL configuration database': 'veeam.primary-backup-server',
  'Standby backup server with PostgreSQL configuration database': 'veeam.standby-backup-server',
  'PC where web UI is open': 'veeam.browser',
  'Remote Veeam Backup & Replication console': 'veeam.console',
  'Veeam Backup & Replication console': { any: ['veeam.console', 'veeam.console version 12.3.2'] },
  'Remote access PC': 'veeam.remote-session-client',
  'REST client': 'veeam.rest-client',
  'Veeam Infrastructure Appliance': 'veeam.infrastructure-appliance',
  'Any backup infrastructure component': {
    all: [
      'veeam.backup-server',
      'veeam.vmware-proxy',
      'veeam.gateway-server',
      'veeam.repository',
      'veeam.mount-server',
      'veeam.tape-server',
    ],
  },

  'Veeam Update Repository (repository.veeam.com)': 'veeam.update-repository',
  'Veeam Update Repository (local mirror)': 'veeam.update-mirror',
  'Veeam License Update Server (vbr.butler.veeam.com, autolk.veeam.com)': 'veeam.license-server',
  'Veeam License Update Server (*.ss2.us, *.amazontrust.com)': 'veeam.license-certificates',
  'Veeam Update Notification Server (dev.veeam.com, vbrad.butler.veeam.com, vbrce.butler.veeam.com)': 'veeam.notification-server',
  'Veeam AI Assistant (rest-ai.veeam.com)': 'veeam.ai-assistant',
  'Veeam ONE Server': 'veeam.one-server',
  'Veeam ONE Web Services': 'veeam.one-web-services',

  'PostgreSQL configuration database': 'veeam.configuration-database',
  'Microsoft SQL Server hosting the Veeam Backup & Replication configuration database': 'veeam.configuration-database-sql-server',
  'SMTP server': 'network.smtp-server',
  'Gmail REST API (gmail.googleapis.com)': 'google.gmail-api',
  'Microsoft Graph REST API (graph.microsoft.com, login.microsoftonline.com)': 'microsoft.graph-api',
  'NTP server': 'network.ntp-server',
  'NTS server': 'network.nts-server',
  'DNS server': 'network.dns-server',
  'Certificate Revocation Lists': 'network.certificate-revocation',
  'KMS server': 'network.key-management-server',
  'Syslog server': 'network.syslog-server',
  'Active Directory Domain Controllers': 'microsoft.domain-controller',

  'Backup proxy': { all: ['veeam.proxy', 'veeam.vmware-proxy'] },
  'Backup proxy (Microsoft Windows)': { all: ['veeam.proxy runs windows', 'veeam.vmware-proxy, veeam.windows-server'] },
  'Backup proxy (Linux)': { all: ['veeam.proxy runs linux', 'veeam.vmware-proxy, veeam.linux-server'] },
  'Backup proxy (direct connection)': 'veeam.proxy',
  'Off-host backup proxy': 'veeam.hyper-v-proxy',
  'Gateway server': 'veeam.gateway-server',
  'Gateway server (Microsoft Windows)': 'veeam.gateway-server runs windows',
  'Gateway server (Linux)': 'veeam.gateway-server runs linux',
  'Gateway server working with backup repository': 'veeam.gateway-server',
  'Gateway server (for on-premises backup repository in case of Veeam Data Cloud Vault)': 'veeam.gateway-server',
  'Gateway server for Veeam Data Cloud Vault': 'veeam.gateway-server',
  'Mount server': 'veeam.mount-server',
  'Mount server running vPower NFS Service': { any: ['veeam.mount-server', 'veeam.mount-server, veeam.backup-server'] },
  'VM Guest OS': { all: ['veeam.windows-guest', 'veeam.linux-guest'] },

  'Backup repository': { all: ['veeam.windows-repository', 'veeam.linux-repository', 'veeam.hardened-repository'] },
  'Backup repository (Microsoft Windows)': { all: ['veeam.windows-repository', 'veeam.repository runs windows'] },
  'Backup repository (Linux)': { all: ['veeam.linux-repository', 'veeam.repository runs linux'] },
  'Microsoft Windows/Linux-based backup repository': { all: ['veeam.windows-repository', 'veeam.linux-repository'] },
  'On-premises backup repository': 'veeam.repository',
  'Source backup repository': 'veeam.repository',
  'Target backup repository': 'veeam.repository',
  'Source extent': 'veeam.scale-out-extent',
  'Target extent': 'veeam.scale-out-extent',
  'NFS backup repository': 'veeam.nfs-repository',
  'SMB (CIFS) backup repository (Microsoft Windows)': 'veeam.smb-repository',
  'S3 compatible object storage': 'veeam.s3-compatible-storage set s3-port = 9021',
  'IBM Cloud object storage': 'veeam.ibm-cloud-storage set s3-port = 9021',
  'Dell Data Domain': 'veeam.data-domain',
  'HPE StoreOnce': 'veeam.storeonce',
  'Deduplicating appliance': {
    all: ['veeam.exagrid', 'veeam.quantum-dxi', 'veeam.fujitsu-cs800', 'veeam.infinidat-infiniguard'],
  },

  'Veeam Data Cloud Vault (<storage-account>.blob.core.windows.net, <storage-account>.blob.storage.azure.net)':
    'veeam.data-cloud-vault',
  'Veeam Data Cloud Vault': 'azure.certificates',
  'Veeam Data Cloud Vault (vdc-vault-integration-prod.veeamdatacloud.com)': 'veeam.data-cloud',
  'Microsoft Entra ID (login.microsoftonline.com, login.windows.net)': 'microsoft.entra-id',
  'Smart Object Storage API (SOSAPI) compatible S3 object storage': 'veeam.sosapi-storage',
  'Amazon S3 object storage (*.amazonaws.com, *.amazonaws.com.cn)': 'aws.s3',
  'Amazon S3 object storage (*.amazontrust.com)': 'aws.certificates',
  [`Microsoft Azure object storage (${BLOB})`]: 'azure.blob-storage',
  'Microsoft Azure object storage': 'azure.certificates',
  'Google Cloud storage (storage.googleapis.com)': 'google.cloud-storage',
  'Google Cloud storage (ocsp.pki.goog, pki.goog, crl.pki.goog)': 'google.certificates',
  'Instant Recovery to Azure helper appliance': 'veeam.azure-helper-appliance',
  'Amazon EC2 helper appliance': 'veeam.ec2-helper-appliance',
  'Microsoft Azure proxy appliance': 'veeam.azure-proxy-appliance',

  'vCenter Server': 'vmware.vcenter',
  'ESXi server': 'vmware.esxi',
  'ESXi host': 'vmware.esxi',
  'VMware Cloud Director': 'vmware.vcloud-director',
  'Hyper-V server': 'microsoft.hyper-v-host',
  SCVMM: 'microsoft.scvmm',
  'Microsoft SMB3 server (Hyper-V storage)': 'veeam.hyper-v-smb3-server',
};

/** Rows that flows meet otherwise than the page puts it: by what they are about, the initiator of the flow, and the reason. */
const otherwise: readonly [about: RegExp, initiator: RegExp, reason: string][] = [
  [/^(product, system|updates from a mirror|time$|secured time)/, /infrastructure-appliance$/, 'the role says that it is one'],
  [/^(mail$|events to syslog)/, /backup-server$/, 'a server has one of these ports, with or without TLS'],
  [/^SSH control channel$/, /backup-server$/, 'a server with the Deployment Kit is added by its certificate'],
  [
    /port mapper that gives mountd|^NFS; can be changed|^NFS mountd/,
    /gateway-server$/,
    'a gateway server can be for other storage',
  ],
  [/^object storage of the vault$/, /backup-server$/, 'the backup server connects whoever else does'],
  [/^authentication by Entra ID$/, /backup-server$/, 'a plan may hold Entra ID for others, and no vault'],
  [/^auxiliary communication by SOSAPI$/, /backup-server$/, 'the role says that the storage has the interface'],
  [/^data of guest file recovery$/, /console$/, 'a console in another zone is a remote one'],
  [/^vPower NFS service$/, /backup-server$/, 'the features are those that publish backups over vPower NFS'],
  [/^(port mapper|NFS; the next ports)/, /esxi$/, 'the features are those that publish backups over vPower NFS'],
  [/^(connections to the host|data, also guest)/, /backup-server$/, 'VMware Cloud on AWS shows no hosts that a plan could have'],
  [/^transport service$/, /^veeam.repository$/, 'whoever keeps backups restores them'],
  [/^transport service$/, /hyper-v-host$|^veeam.proxy$/, 'the chapter on gateway servers has it without a limit'],
];

holdAgainst({
  page: veeamUsedPorts,
  source: 'veeam.used-ports',
  version: '13',
  about: isCore,
  ends,
  allowed: (row, flow) => otherwise.find(([about, from]) => about.test(row.about) && from.test(flow.initiator))?.[2],
});

holdAgainst({
  page: veeamServicePorts,
  source: 'veeam.service-ports',
  version: '13',
  ends: {
    'Backup server': 'veeam.windows-backup-server',
    'Veeam Backup Enterprise Manager': 'veeam.enterprise-manager',
    'Client of the REST API': 'veeam.rest-client',
  },
});

holdAgainst({
  page: veeamHighAvailability,
  source: 'veeam.high-availability',
  version: '13',
  ends: { 'primary node': 'veeam.primary-backup-server', 'secondary node': 'veeam.standby-backup-server' },
});

holdAgainst({
  page: veeamHyperV11,
  source: 'veeam.hyper-v-ports-11',
  version: '13',
  ends: {
    'Backup server': 'veeam.backup-server',
    'Windows server of another part': { all: ['veeam.source-cdp-proxy runs windows', 'veeam.cache-repository runs windows'] },
  },
});

holdAgainst({
  page: veeamGatewayServers,
  source: 'veeam.gateway-servers',
  version: '13',
  ends: {
    'Mount server': 'veeam.mount-server',
    'Backup server': 'veeam.backup-server',
    'Direct attached repository': { all: ['veeam.windows-repository', 'veeam.linux-repository', 'veeam.hardened-repository'] },
    'Shared folder backup repository (NFS)': 'veeam.nfs-repository',
    'Shared folder backup repository (SMB)': 'veeam.smb-repository',
    'Object storage repository with the direct connection mode': {
      all: ['aws.s3', 'azure.blob-storage', 'google.cloud-storage', 'veeam.s3-compatible-storage', 'veeam.ibm-cloud-storage'],
    },
    'Source or target WAN accelerator': { all: ['veeam.source-wan-accelerator', 'veeam.target-wan-accelerator'] },
    'Tape server': 'veeam.tape-server',
    'On-host backup proxy': 'microsoft.hyper-v-host',
  },
});

const OBJECT_STORAGE = {
  all: ['aws.s3', 'azure.blob-storage', 'google.cloud-storage', 'veeam.s3-compatible-storage', 'veeam.ibm-cloud-storage'],
};

holdAgainst({
  page: veeamObjectStorage,
  source: 'veeam.object-storage',
  version: '13',
  ends: {
    'VMware backup proxy': 'veeam.vmware-proxy',
    'Hyper-V backup proxy, on-host or off-host': { all: ['microsoft.hyper-v-host', 'veeam.hyper-v-proxy'] },
    'Mount server': 'veeam.mount-server',
    'Whoever is the gateway server instead': { all: ['veeam.repository', 'veeam.backup-server'] },
    'Object storage repository': OBJECT_STORAGE,
  },
});

holdAgainst({
  page: veeamObjectStorageLimits,
  source: 'veeam.object-storage-limits',
  version: '13',
  ends: {
    'Components that connect to object storage, such as a gateway server or a backup proxy': {
      all: ['veeam.proxy', 'veeam.mount-server', 'veeam.repository', 'veeam.backup-server'],
    },
    'Internet, to check the certificates of object storage': {
      all: ['aws.certificates', 'azure.certificates', 'google.certificates'],
    },
  },
});

holdAgainst({
  page: veeamCapacityTierHealth,
  source: 'veeam.capacity-tier-health',
  version: '13',
  ends: { 'Mount server': 'veeam.mount-server', 'Capacity extent': OBJECT_STORAGE },
});

holdAgainst({
  page: veeamBackupCopyPath,
  source: 'veeam.backup-copy-path',
  version: '13',
  ends: {
    'Source and target WAN accelerator': { all: ['veeam.source-wan-accelerator', 'veeam.target-wan-accelerator'] },
    'Shared folder backup repository': { all: ['veeam.nfs-repository', 'veeam.smb-repository'] },
  },
});

for (const [page, source, to, role] of [
  [veeamAmazonAccount, 'veeam.amazon-account', 'Amazon S3 object storage', 'aws.s3'],
  [veeamAzureAccount, 'veeam.azure-account', 'Azure object storage', 'azure.blob-storage'],
  [veeamGoogleAccount, 'veeam.google-account', 'Google Cloud object storage', 'google.cloud-storage'],
  [
    veeamS3CompatibleAccount,
    'veeam.s3-compatible-account',
    'S3 compatible object storage',
    'veeam.s3-compatible-storage set s3-port = 9000',
  ],
] as const)
  holdAgainst({
    page,
    source,
    version: '13',
    ends: { 'Veeam Backup & Replication server': 'veeam.backup-server', [to]: role },
  });
