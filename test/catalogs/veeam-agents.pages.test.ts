import type { CatalogFlow } from '../../language/model/catalog.ts';
import { type End, holdAgainst } from './pages/compare.ts';
import type { PageRow } from './pages/page.ts';
import { veeam12AgentsPorts } from './pages/veeam-12-agents.ts';
import { veeamAgentsPorts } from './pages/veeam-agents.ts';

const agents = ['veeam.windows-agent', 'veeam.linux-agent', 'veeam.unix-agent', 'veeam.mac-agent'];

/** Sections about what a plan has to switch on, though their rows don't say so each. */
const CHOSEN: Readonly<Record<string, string>> = {
  'Communication with Veeam Cloud Connect Repositories': 'veeam.agents-to-cloud-connect',
  'Communication with Object Storage': 'veeam.agents-to-object-storage',
  'Communication with Cloud Machines': 'veeam.cloud-machines',
};

const chosen = (row: PageRow): readonly string[] => [CHOSEN[row.section] ?? []].flat();

/** A gateway server that works with shares alone has no part in object storage, which the rows needn't say. */
const ofObjectStorage = (row: PageRow, flow: CatalogFlow): string | undefined =>
  row.section === 'Communication with Object Storage' &&
  flow.conditions.some((c) => c.kind === 'property' && c.property === 'storage')
    ? 'the rows are about gateway servers of object storage'
    : undefined;

const ends: Readonly<Record<string, End>> = {
  'Veeam backup server': { any: ['veeam.backup-server', 'veeam.backup-server, veeam.repository'] },
  'Backup server': 'veeam.backup-server',
  'Veeam Backup & Replication': 'veeam.backup-server',
  'Veeam Agent computer': { all: agents },
  'Veeam Agent computer (Microsoft Windows)': 'veeam.windows-agent',
  'Veeam Agent computer (Linux)': 'veeam.linux-agent',
  'Veeam Agent computer (Unix)': 'veeam.unix-agent',
  'Veeam Agent computer (macOS)': 'veeam.mac-agent',
  'Distribution server': 'veeam.distribution-server',
  'Distribution server (Linux)': 'veeam.distribution-server runs linux',
  'Distribution server (Microsoft Windows)': 'veeam.distribution-server runs windows',
  'Veeam backup repository': 'veeam.repository',
  'Gateway server': 'veeam.gateway-server',
  'Gateway server (Microsoft Windows)': 'veeam.gateway-server runs windows',
  'Mount server': 'veeam.mount-server',
  'Cloud gateway': 'veeam.cloud-gateway',
  'Certificate revocation lists': 'network.certificate-revocation',
  'Amazon S3 object storage': { any: ['aws.s3', 'aws.certificates'] },
  'Microsoft Azure object storage': { any: ['azure.blob-storage', 'azure.certificates'] },
  'Google Cloud storage': { any: ['google.cloud-storage', 'google.certificates'] },
  'IBM Cloud object storage': 'ibm.cloud-object-storage',
  'S3 compatible object storage': 'veeam.s3-compatible-storage set s3-port = 9000',
  'Veeam Data Cloud Vault storage': 'veeam.data-cloud-vault',
  'Shared folder SMB (CIFS) share': 'network.file-server-smb',
  'Shared folder NFS share': 'network.file-server-nfs',
  'Amazon EC2 instance with Veeam Agent': 'veeam.windows-agent set cloud = amazon',
  'Amazon cloud': { any: ['aws.cloud', 'aws.certificates'] },
  'Microsoft Azure virtual machine with Veeam Agent': 'veeam.linux-agent set cloud = azure',
  'Microsoft Azure cloud': { any: ['azure.cloud', 'azure.certificates'] },
  'Microsoft Active Directory': 'microsoft.domain-controller',
  'DNS server with forward/reverse name resolution of all backup servers': 'network.dns-server',
};

holdAgainst({
  page: veeamAgentsPorts,
  source: 'veeam.agents-ports',
  version: '13',
  ends,
  chosen,
  allowed: (row, flow) =>
    row.when === 'agent in managed mode' ? 'every agent of the catalog is managed' : ofObjectStorage(row, flow),
});

holdAgainst({
  page: veeam12AgentsPorts,
  source: 'veeam.agents-ports-12',
  version: '12.3',
  ends: {
    ...ends,
    // Before version 13 both run Windows alone.
    'Veeam Backup Server': { any: ['veeam.backup-server runs windows', 'veeam.backup-server, veeam.repository runs windows'] },
    'Veeam Agent Computer': { all: agents },
    'Veeam Agent Computer (Microsoft Windows)': 'veeam.windows-agent',
    'Veeam Agent Computer (Linux)': 'veeam.linux-agent',
    'Veeam Agent Computer (Unix)': 'veeam.unix-agent',
    'Veeam Agent Computer (macOS)': 'veeam.mac-agent',
    'Distribution Server': 'veeam.distribution-server runs windows',
    'Linux server performing the role of a backup repository': 'veeam.linux-repository',
    'Microsoft Windows server performing the role of a backup repository': 'veeam.windows-repository',
    'Gateway Microsoft Windows server': 'veeam.gateway-server runs windows',
    'Certificate Revocation Lists': 'network.certificate-revocation',
  },
  chosen,
  allowed: (row, flow) => {
    if (row.service === 'tcp 6184+') return "the open end is what the row's words limit";
    if (flow.conditions.some((c) => c.kind === 'property' && c.property === 'setup'))
      return 'a server with the Deployment Kit needs no SMB or SSH';
    return ofObjectStorage(row, flow);
  },
});
