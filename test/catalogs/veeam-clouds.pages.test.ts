import { type End, holdAgainst } from './pages/compare.ts';
import type { PageRow } from './pages/page.ts';
import { veeamAws8Ports, veeamAwsPorts } from './pages/veeam-aws.ts';
import { veeamAzure7Ports, veeamAzurePorts } from './pages/veeam-azure.ts';
import { veeamGoogle6Ports, veeamGooglePorts } from './pages/veeam-google.ts';

const shared: Record<string, End> = {
  'SMTP server': 'network.smtp-server',
  'Veeam Update Repository (repository.veeam.com)': 'veeam.update-repository',
  'Amazon CloudFront (cloudfront.net, amazonaws.com)': 'aws.cloudfront',
  'Veeam Backup & Replication console': 'veeam.console',
  'Veeam ONE server': { all: ['veeam-one.server', 'veeam.one-server'] },
};

const aws: Record<string, End> = {
  ...shared,
  'Web browser (local machine)': { any: ['veeam.browser', 'veeam.rest-client'] },
  'Backup appliance': 'veeam-aws.appliance',
  'Worker instances': 'veeam-aws.worker',
  'Veeam Plug-In for AWS': 'veeam-aws.plug-in',
  'AWS services': { all: ['aws.cloud', 'aws.s3'] },
  'Route 53 Resolver': 'aws.route-53-resolver',
  'AWS CheckIP service': 'aws.check-ip',
  'Ubuntu Security Repository and OS Update Repository (security.ubuntu.com, archive.ubuntu.com)': 'packages.ubuntu',
  'Microsoft Package Repository (packages.microsoft.com, dotnetcli.blob.core.windows.net)': 'packages.microsoft',
  'PostgreSQL Apt Repository (apt.postgresql.org, archive.ubuntu.com)': 'packages.postgresql',
  'PostgreSQL Website (postgresql.org)': 'packages.postgresql-website',
};

holdAgainst({ page: veeamAwsPorts, source: 'veeam-aws.ports', version: '10', ends: aws });
holdAgainst({ page: veeamAws8Ports, source: 'veeam-aws.ports-8', version: '8', ends: aws });

const azure: Record<string, End> = {
  ...shared,
  'Web browser (local machine)': { any: ['veeam.browser', 'veeam.rest-client'] },
  'Backup appliance': 'veeam-azure.appliance',
  'Worker instances': 'veeam-azure.worker',
  'Veeam Plug-in for Microsoft Azure': 'veeam-azure.plug-in',
  // The plug-in runs on it.
  'Backup server': 'veeam.backup-server, veeam-azure.plug-in',
  'Veeam Update Repository': { all: ['veeam.update-repository', 'aws.cloudfront'] },
  'Veeam Backup & Replication repository service (vbr.butler.veeam.com)': 'veeam.license-server',
  'Ubuntu Security Repository (security.ubuntu.com) and OS Update Repository (archive.ubuntu.com)': 'packages.ubuntu',
  'PostgreSQL Apt Repository (apt.postgresql.org)': 'packages.postgresql',
  'PostgreSQL Website (postgresql.org)': 'packages.postgresql-website',
  'Microsoft Package Repository (packages.microsoft.com)': 'packages.microsoft',
  'nginx web server (nginx.org)': 'packages.nginx',
  'Microsoft Entra ID service (AzureActiveDirectory)': { all: ['microsoft.entra-id', 'azure.services'] },
  'Microsoft Entra ID service (login.microsoftonline.com)': 'microsoft.entra-id',
  'Microsoft Graph API (graph.microsoft.com)': { all: ['microsoft.graph-api', 'azure.services'] },
  'Azure Resource Manager service (AzureResourceManager)': { all: ['azure.rest-service', 'azure.services'] },
  'Azure Resource Manager service (management.azure.com)': 'azure.rest-service',
  'Azure Storage service (Storage)': { all: ['azure.storage', 'azure.blob-storage', 'azure.queue', 'azure.services'] },
  'Azure Storage service (Storage), file shares': { all: ['azure.storage', 'azure.services'] },
  'Azure Storage service (<blob_name>.blob.core.windows.net)': { all: ['azure.storage', 'azure.blob-storage'] },
  'Azure Key Vault service (AzureKeyVault)': { all: ['azure.key-vault', 'azure.services'] },
  'Azure Virtual Network service (VirtualNetwork)': { all: ['azure.virtual-network', 'azure.services'] },
  'Azure Cost Management service (apim-ratecard-v1.azure-api.net)': { all: ['azure.cost-management', 'azure.services'] },
  'AWS CheckIP service (checkip.amazonaws.com)': 'aws.check-ip',
  'Azure VMs': 'azure.windows-vm',
  'Azure SQL Database': 'azure.sql-database',
  'Azure SQL Managed Instances': 'azure.sql-managed-instance',
  'Azure Cosmos DB for PostgreSQL (AzureCosmosDB)': 'azure.cosmos-db-postgresql',
  'Azure Cosmos DB for MongoDB (AzureCosmosDB)': 'azure.cosmos-db-mongodb',
};

function allowed(row: PageRow): string | undefined {
  if (row.from.includes('Azure VMs')) return 'the role is that of Windows VMs';
  if (row.about === 'public REST API') return 'the browser has the port anyway';
  return undefined;
}

holdAgainst({ page: veeamAzurePorts, source: 'veeam-azure.ports', version: '8.1', ends: azure, allowed });
holdAgainst({ page: veeamAzure7Ports, source: 'veeam-azure.ports-7', version: '7', ends: azure, allowed });

const google: Record<string, End> = {
  ...shared,
  'Workstation web browser': { any: ['veeam.browser', 'veeam.rest-client'] },
  'Backup appliance': 'veeam-google.appliance',
  'Worker instance': 'veeam-google.worker',
  'Veeam Plug-in for Google Cloud': 'veeam-google.plug-in',
  // The plug-in runs on it.
  'Backup server': 'veeam.backup-server, veeam-google.plug-in',
  'Google Cloud services': { any: ['google.cloud', 'google.cloud-storage'] },
  'Cloud SQL instances': 'google.cloud-sql',
  'Cloud Spanner instances': 'google.cloud-spanner',
  'AWS CheckIP service (checkip.amazonaws.com)': 'aws.check-ip',
  'Ubuntu Security Repository (security.ubuntu.com)': 'packages.ubuntu',
  'Microsoft Package Repository (packages.microsoft.com)': 'packages.microsoft',
  'nginx web server': 'packages.nginx',
  'nginx web server (nginx.org)': 'packages.nginx',
  'PostgreSQL Apt Repository': 'packages.postgresql',
  'PostgreSQL Apt Repository (apt.postgresql.org)': 'packages.postgresql',
};

holdAgainst({ page: veeamGooglePorts, source: 'veeam-google.ports', version: '7', ends: google });
holdAgainst({ page: veeamGoogle6Ports, source: 'veeam-google.ports-6', version: '6', ends: google });
