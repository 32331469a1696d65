import type { CatalogFlow } from '../../language/model/catalog.ts';
import { type End, holdAgainst } from './pages/compare.ts';
import type { PageRow } from './pages/page.ts';
import { veeam12CloudConnectPorts } from './pages/veeam-12-cloud-connect.ts';
import { veeamCloudConnectPorts } from './pages/veeam-cloud-connect.ts';

const ends: Readonly<Record<string, End>> = {
  'Cloud gateway': 'veeam.cloud-gateway',
  'SP backup server': 'veeam.backup-server',
  'Backup server': 'veeam.backup-server',
  'SP backup repository': 'veeam.repository',
  'Gateway server': 'veeam.gateway-server',
  'SP backup proxy': { all: ['veeam.vmware-proxy', 'veeam.hyper-v-proxy', 'microsoft.hyper-v-host'] },
  'SP CDP proxy': 'veeam.cdp-proxy',
  'Provider-side network extension appliance': 'veeam.provider-network-appliance',
  'WAN accelerator': 'veeam.wan-accelerator',
  'Veeam Service Provider Console server': 'veeam.service-provider-console',
  'Domain controller': 'microsoft.domain-controller',
  'SP Veeam Backup & Replication console': 'veeam.console',
  'Tenant Veeam Backup & Replication console': 'veeam.tenant-console',
  'Tenant backup server': 'veeam.tenant-backup-server',
  'Tenant-side network extension appliance': 'veeam.tenant-network-appliance',
  'Certificate Revocation Lists': 'network.certificate-revocation',
  'Endpoint used by the Automatic Root Certificates Update component': 'veeam.root-certificate-updates',
  'Veeam Update Notification Server (dev.veeam.com)': 'veeam.notification-server',
  'Veeam License Update Server (autolk.veeam.com)': 'veeam.license-server',
  'Tenant backup proxy (VMware vSphere)': 'veeam.tenant-proxy',
  'Hyper-V server (Microsoft Hyper-V)': 'veeam.tenant-hyper-v-host',
  'Off-host backup proxy (Microsoft Hyper-V)': 'veeam.tenant-proxy',
  'Tenant backup repository (Microsoft Windows server)': 'veeam.tenant-repository',
  'Tenant backup repository (Linux server)': 'veeam.tenant-repository',
  'Tenant backup repository (gateway server for CIFS share)': 'veeam.tenant-repository',
  'Tenant CDP proxy': 'veeam.tenant-cdp-proxy',
  'Remote Access Console (SP LAN)': 'veeam.remote-access-console set reach = lan',
  'Remote Access Console (Internet)': 'veeam.remote-access-console set reach = internet',
  'Tenant Hyper-V server': 'veeam.tenant-hyper-v-host',
  'Veeam Agent computer (Microsoft Windows)': 'veeam.tenant-agent',
  'Veeam Agent computer (Linux)': 'veeam.tenant-agent',
  'Veeam Agent computer (macOS)': 'veeam.tenant-agent',
};

/** What a tenant's component is there for, so that the flow needs no limit. */
const PLACED = [
  'backup and replication jobs',
  'backup copy jobs',
  'CDP policies to the cloud host',
  'full VM restore',
  'Veeam Software Appliance',
  'where the portal is installed',
];

/** Consoles that manage Cloud Connect are a feature. */
const chosen = ({ from }: PageRow): readonly string[] =>
  from.includes('SP Veeam Backup & Replication console') ? ['veeam.cloud-connect-management'] : [];

/** Why a row may be met otherwise than it is stated. */
function allowed(row: PageRow, flow: CatalogFlow): string | undefined {
  if (row.when?.startsWith('components added before')) return 'the range of new components is the one that is required';
  if (row.service === 'tcp 6160' && row.when === 'deployment and failover') return 'a failover can come at any time';
  if (row.when && PLACED.includes(row.when)) return 'a tenant places a component for what it does';
  if (flow.responder === 'microsoft.hyper-v-host') return 'only where tenants replicate to the host';
  return undefined;
}

holdAgainst({ page: veeamCloudConnectPorts, source: 'veeam.cloud-connect-ports', version: '13', ends, chosen, allowed });

holdAgainst({
  page: veeam12CloudConnectPorts,
  source: 'veeam.cloud-connect-ports-12',
  version: '12.3',
  ends: {
    ...ends,
    'SP VMware CDP proxy': 'veeam.cdp-proxy',
    'Tenant VMware CDP proxy': 'veeam.tenant-cdp-proxy',
    'Tenant desktop computer or portable device': 'veeam.tenant-portal-user',
    'Veeam Cloud Connect Portal': 'veeam.cloud-connect-portal',
  },
  chosen,
  allowed,
});
