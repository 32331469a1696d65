import { type End, holdAgainst } from './pages/compare.ts';
import {
  veeamStandaloneLinuxAgent6Ports,
  veeamStandaloneWindowsAgent6Ports,
  veeamStandaloneWindowsAgentPorts,
} from './pages/veeam-standalone-agents.ts';

const ends: Readonly<Record<string, End>> = {
  'Veeam Agent computer': 'veeam.standalone-windows-agent',
  'Veeam backup server': 'veeam.windows-backup-server',
  'Veeam backup repository': 'veeam.repository',
  'Linux server performing the role of a backup repository': 'veeam.linux-repository',
  'Microsoft Windows server performing the role of a backup repository': 'veeam.windows-repository',
  'Linux or Microsoft Windows server acting as a backup repository': {
    all: ['veeam.linux-repository', 'veeam.windows-repository'],
  },
  'Gateway server': 'veeam.gateway-server runs windows',
  'Shared folder SMB (CIFS) share': 'network.file-server-smb',
  'Shared folder NFS share': 'network.file-server-nfs',
  'Cloud gateway': 'veeam.cloud-gateway',
  'Certificate revocation lists': 'network.certificate-revocation',
  'Amazon S3 object storage': 'aws.s3',
  'Microsoft Azure object storage': 'azure.blob-storage',
  'Google Cloud storage': 'google.cloud-storage',
  'Amazon S3 object storage (certificates)': 'aws.certificates',
  'Microsoft Azure object storage (certificates)': 'azure.certificates',
  'Google Cloud storage (certificates)': 'google.certificates',
  'SMTP server': 'network.smtp-server',
  'Gmail REST API (gmail.googleapis.com)': 'google.gmail-api',
  'Microsoft Graph REST API (graph.microsoft.com, login.microsoftonline.com)': 'microsoft.graph-api',
  'Active Directory Domain Controller': 'microsoft.domain-controller',
  'Veeam Update Notification Server (agents.butler.veeam.com)': 'veeam.agent-update-server',
};

holdAgainst({ page: veeamStandaloneWindowsAgentPorts, source: 'veeam.standalone-windows-agent-ports', version: '13', ends });
holdAgainst({ page: veeamStandaloneWindowsAgent6Ports, source: 'veeam.standalone-windows-agent-ports-6', version: '12.3', ends });
holdAgainst({
  page: veeamStandaloneLinuxAgent6Ports,
  source: 'veeam.standalone-linux-agent-ports-6',
  version: '12.3',
  ends: { ...ends, 'Veeam Agent computer': 'veeam.standalone-linux-agent' },
});
