import type { CatalogFlow } from '../../language/model/catalog.ts';
import { type End, holdAgainst } from './pages/compare.ts';
import type { PageRow } from './pages/page.ts';
import { veeamOnePorts } from './pages/veeam-one.ts';
import { veeamOne12Ports } from './pages/veeam-one-12.ts';

const shared: Record<string, End> = {
  'Veeam ONE': { all: ['veeam-one.monitoring', 'veeam-one.server', 'veeam.one-server'] },
  'Veeam ONE Server': { all: ['veeam-one.server', 'veeam.one-server'] },
  'Veeam ONE Web Service': 'veeam-one.web-services',
  'Veeam ONE Web Services': { all: ['veeam-one.web-services', 'veeam-one.server'] },
  'Veeam ONE Client': 'veeam-one.client',
  'Workstation web browser': 'veeam.browser',
  Workstation: 'veeam.browser',
  'ESXi server': 'vmware.esxi',
  'vCenter Server': 'vmware.vcenter',
  'Platform Services Controller (PSC)': 'vmware.platform-services-controller',
  'VMware Cloud Director': 'vmware.vcloud-director',
  SCVMM: 'microsoft.scvmm',
  'Hyper-V server': 'microsoft.hyper-v-host',
  'Backup proxy': { all: ['veeam.vmware-proxy runs windows', 'veeam.hyper-v-proxy'] },
  'VM Guest OS (Microsoft Windows)': 'veeam.windows-guest',
  'VM Guest OS (Linux)': 'veeam.linux-guest',
  'Veeam Backup for Microsoft 365': 'veeam-m365.server',
  'Veeam License Update Server (one.butler.veeam.com)': 'veeam-one.license-server',
  'Veeam License Update Server (*.ss2.us, *.amazontrust.com)': 'veeam.license-certificates',
  'SMTP server': 'network.smtp-server',
  'File Server (SMB)': 'veeam.hyper-v-smb3-server',
  'Veeam Intelligence (cdn.rest-ai.veeam.com, js.veeam.com)': 'veeam-one.intelligence-content',
  'Veeam Intelligence (rest-ai.veeam.com)': 'veeam.ai-assistant',
  'Microsoft SQL Server': 'veeam-one.database',
};

/** Limits that a role of the catalog is by itself. */
function allowed(row: PageRow, flow: CatalogFlow): string | undefined {
  if (row.to.includes('File Server (SMB)')) return 'the role is that of shares of Hyper-V hosts';
  if (row.to.includes('Platform Services Controller (PSC)')) return 'every vCenter Server in support is later than 6.5';
  if (row.about.startsWith('analytics of the backup server') && flow.features.includes('veeam.analytics-view'))
    return 'nobody needs it without the Analytics view';
  if (row.about.endsWith(' Platform Service')) return 'the plug-in that it belongs to is a role of its own';
  if (flow.responder === 'veeam.enterprise-manager' && row.about === 'Veeam Analytics Service')
    return 'the page of Enterprise Manager has 50001 for collecting data at any time';
  return undefined;
}

holdAgainst({
  page: veeamOnePorts,
  source: 'veeam-one.ports',
  version: '13',
  ends: {
    ...shared,
    'Veeam Backup & Replication server (Windows) version 12.3 and earlier': 'veeam.windows-backup-server',
    'Veeam Backup & Replication server (Windows) version 13.0.1 and newer': 'veeam.windows-backup-server',
    'Veeam Backup & Replication server (Linux)': 'veeam.software-appliance',
    'Veeam Backup Enterprise Manager (Windows) version 12.3 and earlier': 'veeam.enterprise-manager runs windows',
    'Veeam Backup Enterprise Manager (Windows) version 13.0.1 and newer': 'veeam.enterprise-manager runs windows',
    'Veeam Backup Enterprise Manager (Linux)': 'veeam.enterprise-manager runs linux',
    'Backup repository': 'veeam.windows-repository',
    'WAN accelerator (Windows)': 'veeam.wan-accelerator runs windows',
    'Veeam Backup & Replication server': 'veeam.backup-server',
    'Veeam Backup Enterprise Manager': 'veeam.enterprise-manager',
    'Veeam Backup & Replication console': 'veeam.console',
    PostgreSQL: 'veeam-one.web-database',
  },
  allowed,
});

holdAgainst({
  page: veeamOne12Ports,
  source: 'veeam-one.ports-12',
  version: '12.3',
  ends: {
    ...shared,
    // Platform services are those of the plug-ins, which are roles of their own on the machine of the backup server.
    // Both ran on Windows alone, as the page of version 13 says.
    'Veeam Backup & Replication server': {
      any: [
        'veeam.windows-backup-server',
        'veeam.windows-backup-server, veeam-aws.plug-in',
        'veeam.windows-backup-server, veeam-google.plug-in',
        'veeam.windows-backup-server, veeam-azure.plug-in',
      ],
    },
    'Backup repository (Windows)': 'veeam.windows-repository',
    'WAN accelerator': 'veeam.wan-accelerator runs windows',
    'Veeam Backup Enterprise Manager': 'veeam.enterprise-manager runs windows',
  },
  allowed,
});
