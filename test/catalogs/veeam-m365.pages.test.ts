import { holdAgainst, type Reading } from './pages/compare.ts';
import { veeamM365Ports, veeamM3658Ports } from './pages/veeam-m365.ts';

const reading: Omit<Reading, 'page' | 'source' | 'version'> = {
  ends: {
    'Veeam Backup for Microsoft 365 server': 'veeam-m365.server',
    'Backup proxy server': 'veeam-m365.proxy',
    'Veeam Backup for Microsoft 365 components': { all: ['veeam-m365.console', 'veeam-m365.rest-api'] },
    'Veeam Explorer for Microsoft Exchange': 'veeam-m365.exchange-explorer',
    'Veeam Explorer for Microsoft SharePoint (including Veeam Explorer for Microsoft OneDrive for Business)':
      'veeam-m365.sharepoint-explorer',
    'Veeam Explorer for Microsoft Teams': 'veeam-m365.teams-explorer',
    'Machine with REST API': 'veeam-m365.rest-api',
    'Veeam Backup for Microsoft 365 REST API': 'veeam-m365.rest-api',
    'Web browser': 'veeam-m365.restore-portal-user',
    'Cloud gateway': 'veeam.cloud-gateway',
    'Server that hosts Veeam Backup & Replication and Veeam Backup for Microsoft 365': 'veeam.backup-server, veeam-m365.server',
    'Microsoft Exchange Online': 'microsoft.exchange-online',
    'Microsoft SharePoint Online': 'microsoft.sharepoint-online',
    'Microsoft Teams Online': 'microsoft.teams-online',
    'Microsoft 365': 'microsoft.microsoft-365',
    'On-premises Microsoft Exchange server': 'microsoft.exchange-server',
    'On-premises Microsoft SharePoint server': 'microsoft.sharepoint-server',
    'S3 Compatible object storage repository': 'network.object-storage',
    'IBM Cloud Object Storage': 'ibm.cloud-object-storage',
    'Wasabi Cloud Object Storage': 'network.object-storage',
    'Amazon S3 object storage repository': 'aws.s3',
    'Azure Blob Storage': 'azure.blob-storage',
    'Amazon archiver appliance': 'veeam-m365.amazon-archiver-appliance',
    'Azure archiver appliance': 'veeam-m365.azure-archiver-appliance',
    'SMTP server': 'network.smtp-server',
    'PostgreSQL instance': 'veeam-m365.configuration-database',
    'NATS server': 'veeam-m365.nats-server',
    // The names that certificates are checked at stand under the same words.
    'Veeam auto-update server': { any: ['veeam-m365.update-server', 'veeam.license-certificates'] },
  },
  allowed: (row, flow) => {
    if (row.to.includes('On-premises Microsoft SharePoint server')) return 'which of the two ports it is does not limit the row';
    if (row.when === 'restore' && row.service === 'tcp 443') return 'an explorer is there to restore';
    if (row.when === 'installation' && row.service === 'tcp 22')
      return 'the guide sets an archiver appliance up for each backup copy job, so that the deployment phase does not hold it';
    if (row.about.startsWith('storage API') && flow.conditions.every((c) => c.kind === 'property'))
      return 'limited to servers and proxies that have repositories there, as long as a plan does not say otherwise to all';
    if (row.about.startsWith('installing and managing the proxy service') && flow.conditions.every((c) => c.kind === 'system'))
      return 'SMB is for Windows; the next row has SSH for Linux';
    return undefined;
  },
};

holdAgainst({ page: veeamM365Ports, source: 'veeam-m365.used-ports', version: '8.3', ...reading });
holdAgainst({ page: veeamM3658Ports, source: 'veeam-m365.used-ports-8', version: '8', ...reading });
