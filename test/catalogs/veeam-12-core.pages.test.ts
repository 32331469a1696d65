import type { CatalogFlow } from '../../language/model/catalog.ts';
import { type End, holdAgainst } from './pages/compare.ts';
import type { PageRow } from './pages/page.ts';
import { veeam12HyperVPorts } from './pages/veeam-12-hyper-v-ports.ts';
import { veeam12RepositoryPorts } from './pages/veeam-12-used-ports-repositories.ts';
import { veeam12ServerPorts } from './pages/veeam-12-used-ports-server.ts';

const plugIn = (platform: string): End => ({
  any: ['veeam.windows-backup-server', `veeam.backup-server, veeam-${platform}.plug-in`],
});
const repository: End = { all: ['veeam.windows-repository', 'veeam.linux-repository'] };
const gatewayOrServer: End = { all: ['veeam.gateway-server', 'veeam.windows-backup-server, veeam.gateway-server'] };
const proxy: End = { all: ['veeam.vmware-proxy runs windows', 'veeam.vmware-proxy runs linux'] };

const ends: Readonly<Record<string, End>> = {
  'Backup server': 'veeam.windows-backup-server',
  'Veeam Backup & Replication console': 'veeam.console',
  'Management client PC (remote access)': 'veeam.remote-session-client',
  'REST client': 'veeam.rest-client',
  'vCenter Server': 'vmware.vcenter',
  'ESXi server': 'vmware.esxi',
  'VMware Cloud Director': 'vmware.vcloud-director',
  'PostgreSQL server hosting the Veeam Backup & Replication configuration database': 'veeam.configuration-database',
  'Microsoft SQL Server hosting the Veeam Backup & Replication configuration database': 'veeam.configuration-database-sql-server',
  'DNS server with forward/reverse name resolution of all backup servers': 'network.dns-server',
  'Veeam Update Notification Server': 'veeam.notification-server',
  'Veeam License Update Server': 'veeam.license-server',
  'Veeam License Update Server (certificates)': 'veeam.license-certificates',
  'Certificate Revocation Lists': 'network.certificate-revocation',
  'KMS server': 'network.key-management-server',
  'Veeam ONE Server': { all: ['veeam.one-server', 'veeam-one.server', 'veeam-one.monitoring'] },
  'Veeam ONE Web Services': { all: ['veeam.one-web-services', 'veeam-one.web-services'] },
  'Veeam AI Assistant (rest-ai.veeam.com)': 'veeam.ai-assistant',
  'Mount server': 'veeam.mount-server runs windows',
  'Nutanix AHV Plug-in for Veeam Backup & Replication': 'veeam.windows-backup-server',
  'oVirt KVM Plug-in for Veeam Backup & Replication': 'veeam.windows-backup-server',
  'Proxmox Virtual Environment Plug-in for Veeam Backup & Replication': 'veeam.windows-backup-server',
  'Kasten Plug-in for Veeam Backup & Replication': 'veeam.windows-backup-server',
  'AWS Plug-in for Veeam Backup & Replication': plugIn('aws'),
  'Google Cloud Plug-in for Veeam Backup & Replication': plugIn('google'),
  'Microsoft Azure Plug-in for Veeam Backup & Replication': plugIn('azure'),
  'Backup proxy': proxy,
  'Backup proxy (Microsoft Windows)': 'veeam.vmware-proxy runs windows',
  'Backup proxy (Linux)': 'veeam.vmware-proxy runs linux',
  'Backup proxy (direct connection)': proxy,
  'Gateway server': { all: ['veeam.gateway-server runs windows', 'veeam.gateway-server runs linux'] },
  'Gateway server (Microsoft Windows)': 'veeam.gateway-server runs windows',
  'Gateway server (Linux)': 'veeam.gateway-server runs linux',
  'Gateway server or backup server': gatewayOrServer,
  'Backup server or gateway server': gatewayOrServer,
  'Backup repository': repository,
  'Source backup repository': repository,
  'Target backup repository': repository,
  'Backup repository (Microsoft Windows)': 'veeam.windows-repository',
  'Backup repository (Linux)': 'veeam.linux-repository',
  'Hardened repository from the ISO': 'veeam.hardened-repository',
  'Veeam Update Repository': 'veeam.update-repository',
  'NFS backup repository': 'veeam.nfs-repository',
  'SMB (CIFS) backup repository (Microsoft Windows)': 'veeam.smb-repository',
  'Dell Data Domain': 'veeam.data-domain',
  ExaGrid: 'veeam.exagrid',
  'HPE StoreOnce': 'veeam.storeonce',
  'Quantum DXi': 'veeam.quantum-dxi',
  'Fujitsu ETERNUS CS800': 'veeam.fujitsu-cs800',
  'Infinidat InfiniGuard': 'veeam.infinidat-infiniguard',
  'Veeam Data Cloud Vault': 'veeam.data-cloud-vault',
  'Veeam Data Cloud Vault (certificates)': 'azure.certificates',
  'Amazon S3 object storage': 'aws.s3',
  'Amazon S3 object storage (certificates)': 'aws.certificates',
  'Microsoft Azure object storage': 'azure.blob-storage',
  'Microsoft Azure object storage (certificates)': 'azure.certificates',
  'Google Cloud storage': 'google.cloud-storage',
  'Google Cloud storage (certificates)': 'google.certificates',
  'Amazon EC2 helper appliance': 'veeam.ec2-helper-appliance',
  'Microsoft Azure proxy appliance': 'veeam.azure-proxy-appliance',
  'SMTP server': 'network.smtp-server',
  'Gmail REST API (gmail.googleapis.com)': 'google.gmail-api',
  'Microsoft Graph REST API (graph.microsoft.com, login.microsoftonline.com)': 'microsoft.graph-api',
  'Syslog server': 'network.syslog-server',
  SCVMM: 'microsoft.scvmm',
  'Microsoft Hyper-V server': 'microsoft.hyper-v-host',
  'Hyper-V server': 'microsoft.hyper-v-host',
  'Hyper-V host': 'microsoft.hyper-v-host',
  'Off-host backup proxy': 'veeam.hyper-v-proxy',
  'Off-host file proxy': 'veeam.hyper-v-proxy',
  'Microsoft SMB3 server': 'veeam.hyper-v-smb3-server',
  'Log shipping server (backup server)': 'veeam.windows-backup-server',
  'Backup repository or gateway server working with backup repository': {
    all: ['veeam.windows-repository', 'veeam.gateway-server'],
  },
};

function allowed(row: PageRow, flow: CatalogFlow): string | undefined {
  const limits = flow.conditions.flatMap((c) => (c.kind === 'property' ? [c.property] : []));
  if (limits.includes('setup') && /^tcp (22|445, 135)$/.test(row.service)) return 'nothing is deployed with the Deployment Kit';
  if (limits.includes('transport')) return 'a proxy that reads disks another way does not ask hosts for them';
  if (limits.includes('storage') && row.section.startsWith('Backup Repositories / '))
    return 'a gateway server of another kind of storage does not work with this one';
  if (flow.features.includes('veeam.direct-object-storage')) return 'the rows are about proxies that reach the storage directly';
  return undefined;
}

const vsphere = { source: 'veeam.used-ports-12', version: '12.3', ends, allowed };
holdAgainst({ ...vsphere, page: veeam12ServerPorts, about: (s) => veeam12ServerPorts.rows.some((r) => r.section === s) });
holdAgainst({ ...vsphere, page: veeam12RepositoryPorts, about: (s) => s.startsWith('Backup Repositories / ') });
holdAgainst({
  page: veeam12HyperVPorts,
  source: 'veeam.hyper-v-ports-12',
  version: '12.3',
  ends,
  allowed,
  about: (s) => veeam12HyperVPorts.rows.some((r) => r.section === s),
});
