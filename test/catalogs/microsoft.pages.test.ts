import type { CatalogFlow } from '../../language/model/catalog.ts';
import { type End, holdAgainst } from './pages/compare.ts';
import { microsoftClusterFirewall } from './pages/microsoft-cluster-firewall.ts';
import { microsoftDomainsAndTrusts } from './pages/microsoft-domains-and-trusts.ts';
import { microsoftDpm } from './pages/microsoft-dpm.ts';
import { microsoftScom } from './pages/microsoft-scom.ts';
import { microsoftServiceOverview } from './pages/microsoft-service-overview.ts';
import { microsoftSqlServer } from './pages/microsoft-sql-server.ts';
import { microsoftVmm } from './pages/microsoft-vmm.ts';
import { microsoftWsus } from './pages/microsoft-wsus.ts';
import type { PageRow } from './pages/page.ts';

const MEMBER = 'microsoft.domain-member';
const CONTROLLER = 'microsoft.domain-controller';
const CLUSTERED_HOST = 'microsoft.hyper-v-host, microsoft.cluster-node';
const REPLICATING: End = { any: [CONTROLLER, 'microsoft.file-server'] };

/** A service and who uses it, by the words of the overview. */
function used(service: string, from: End, to: End): Record<string, End> {
  return { [`Client of ${service}`]: from, [service]: to };
}

/** Rows, by what they open or by one of their ends, that a page states of a service in general, and that a feature of the plan switches on: with the reason. */
type Switched = Readonly<Record<string, { readonly of: readonly string[]; readonly why: string }>>;

function switchedOn(features: Switched): (row: PageRow, flow: CatalogFlow) => string | undefined {
  return (row, flow) =>
    flow.features
      .map((f) => features[f.slice('microsoft.'.length)])
      .find((each) => each?.of.some((words) => [row.service, ...row.from, ...row.to].includes(words)))?.why;
}

const overviewFeatures = switchedOn({
  ldaps: {
    of: ['tcp 636', 'tcp 3269'],
    why: 'the page on domains and trusts: not needed where no client uses LDAP over TLS',
  },
  'distributed-transactions': {
    of: ['Distributed Transaction Coordinator'],
    why: 'whether there are distributed transactions is up to the applications',
  },
  'dhcp-failover': { of: ['tcp 647'], why: 'DHCP servers need not fail over to each other' },
  'sql-browser': { of: ['udp 1434'], why: 'the page on SQL Server: not needed where clients know the port' },
});

const SESSION_HOSTS: End = { all: ['microsoft.remote-desktop-session-host', 'microsoft.remote-desktop-virtualization-host'] };

/** The services of servers, by who uses them. */
const servers: Record<string, End> = {
  ...used('ASP.NET State Service', 'microsoft.web-server', 'microsoft.session-state-server'),
  ...used('Distributed Link Tracking Server', { all: [MEMBER, CONTROLLER] }, CONTROLLER),
  ...used('Fax Service', 'microsoft.fax-client', 'microsoft.fax-server'),
  ...used('FTP Publishing Service', 'microsoft.ftp-client', 'microsoft.ftp-server'),
  ...used('HTTP SSL', 'microsoft.web-client', 'microsoft.web-server'),
  ...used('IP Address Management (IPAM)', 'microsoft.ipam-client', 'microsoft.ipam-server'),
  ...used('BranchCache information', 'microsoft.branchcache-client', {
    any: ['microsoft.branchcache-server', 'microsoft.branchcache-client'],
  }),
  ...used('Message Queuing', 'microsoft.message-queuing', 'microsoft.message-queuing'),
  ...used('Print Spooler', 'microsoft.print-client', 'microsoft.print-server'),
  ...used('Routing and Remote Access', 'microsoft.vpn-client', 'microsoft.remote-access-server'),
  ...used('Simple Network Management Protocol (SNMP) Service', 'network.snmp-manager', 'microsoft.snmp-host'),
  ...used('SNMP Trap Service', 'microsoft.snmp-host', 'network.snmp-manager'),
  ...used('TCP/IP Print Server', 'microsoft.lpr-client', 'microsoft.print-server'),
  ...used('RDS Licensing (RDSL)', SESSION_HOSTS, 'microsoft.remote-desktop-licensing'),
  ...used('Remote Desktop Connection Broker', 'microsoft.remote-desktop-session-host', 'microsoft.remote-desktop-broker'),
  ...used('Trivial FTP Daemon', 'microsoft.tftp-client', 'microsoft.tftp-server'),
  ...used(
    'Windows Internet Name Service (WINS)',
    { any: ['microsoft.wins-client', 'microsoft.wins-server'] },
    'microsoft.wins-server',
  ),
  ...used('World Wide Web Publishing Service', 'microsoft.web-client', 'microsoft.web-server'),
};

const oneOfBoth = (row: PageRow, flow: CatalogFlow): string | undefined =>
  ['tcp 80', 'tcp 443'].includes(row.service) &&
  flow.responder === 'microsoft.web-server' &&
  flow.conditions.some((c) => c.kind === 'property' && c.property === 'web-protocol')
    ? 'a plan can say that a server has sites over one of HTTP and HTTPS alone'
    : undefined;

const dnsElsewhere = (row: PageRow, flow: CatalogFlow): string | undefined =>
  /^(tcp|udp|tcp\+udp) 53$/.test(row.service) && flow.conditions.some((c) => c.kind === 'property' && c.property === 'dns')
    ? 'a plan can say that DNS runs elsewhere'
    : undefined;

holdAgainst({
  page: microsoftServiceOverview,
  source: 'microsoft.service-overview',
  version: '',
  ends: {
    ...used(
      'Active Directory (local security authority)',
      { any: [MEMBER, CONTROLLER, 'microsoft.directory-administration'] },
      CONTROLLER,
    ),
    ...used('Certificate Services', 'microsoft.certificate-client', 'microsoft.certification-authority'),
    ...used('Cluster service', { any: ['microsoft.cluster-node', 'microsoft.cluster-manager'] }, 'microsoft.cluster-node'),
    ...used(
      'Dynamic Host Configuration Protocol (DHCP) Server',
      { any: ['network.dhcp-relay', 'network.dhcp-client', 'microsoft.dhcp-server'] },
      'microsoft.dhcp-server',
    ),
    ...used('Distributed File System Namespaces', 'microsoft.smb-client', 'microsoft.dfs-namespace-server'),
    ...used('Distributed File System Replication', REPLICATING, REPLICATING),
    ...used(
      'Distributed Transaction Coordinator',
      { all: ['microsoft.sql-client', 'microsoft.sql-server'] },
      'microsoft.sql-server',
    ),
    ...used('DNS Server', { all: [MEMBER, CONTROLLER] }, { all: [CONTROLLER, 'microsoft.domain-dns-server'] }),
    ...used('Event Log', 'microsoft.directory-administration', { all: [CONTROLLER, MEMBER] }),
    ...used('File Replication', CONTROLLER, CONTROLLER),
    ...used('Group Policy', { any: [MEMBER, CONTROLLER, 'microsoft.directory-administration'] }, { any: [CONTROLLER, MEMBER] }),
    ...used('Hyper-V service: Hyper-V replica', 'microsoft.hyper-v-host', 'microsoft.hyper-v-host'),
    ...used('Hyper-V service: Hyper-V live migration', CLUSTERED_HOST, CLUSTERED_HOST),
    ...used('Internet Authentication Service', 'microsoft.radius-client', 'microsoft.network-policy-server'),
    ...used('Kerberos Key Distribution Center', { all: [MEMBER, CONTROLLER] }, CONTROLLER),
    ...used('Net Logon', { all: [MEMBER, CONTROLLER] }, CONTROLLER),
    ...used(
      'Offline Files, User Profile Service, Folder Redirection, and Primary Computer',
      { any: [MEMBER, CONTROLLER, 'microsoft.smb-client'] },
      { any: [CONTROLLER, 'microsoft.file-server'] },
    ),
    ...used('Server', 'microsoft.smb-client', 'microsoft.file-server'),
    ...servers,
    ...used('Remote Desktop Services (RDS)', 'microsoft.remote-desktop-client', 'microsoft.remote-desktop-host'),
    ...used('Windows Remote Management (WinRM)', 'microsoft.remote-management-client', 'microsoft.remote-management-host'),
    ...used('Windows Time', { all: [MEMBER, CONTROLLER] }, CONTROLLER),
    ...used('Microsoft SQL Server', 'microsoft.sql-client', 'microsoft.sql-server'),
  },
  allowed: (row, flow) => dnsElsewhere(row, flow) ?? oneOfBoth(row, flow) ?? overviewFeatures(row, flow),
});

holdAgainst({
  page: microsoftDomainsAndTrusts,
  source: 'microsoft.domains-and-trusts',
  version: '',
  ends: {
    Client: { all: [MEMBER, CONTROLLER] },
    'Domain controller': CONTROLLER,
    Server: { any: [CONTROLLER, 'microsoft.trusted-domain-controller'] },
  },
  allowed: dnsElsewhere,
});

holdAgainst({
  page: microsoftVmm,
  source: 'microsoft.vmm',
  version: '',
  ends: {
    'VMM server': 'microsoft.scvmm',
    VMM: 'microsoft.scvmm',
    'VMM agent on Windows Server-based hosts/remote library server': {
      all: ['microsoft.hyper-v-host', 'microsoft.scvmm-library-server'],
    },
    'VMM guest agent': 'microsoft.scvmm-guest',
    'VMM host': 'microsoft.hyper-v-host',
    'Hyper-V hosts': 'microsoft.hyper-v-host',
    'Hyper-V node': 'microsoft.hyper-v-host',
    'Hyper-V host in untrusted/perimeter domain': 'microsoft.hyper-v-host',
    'VMM library server': 'microsoft.scvmm-library-server',
    'Library server': 'microsoft.scvmm-library-server',
    'VMM console': 'microsoft.scvmm-console',
    'Remote SQL Server database': 'microsoft.scvmm-database',
    'WSUS update servers': 'microsoft.wsus-server',
    'Load balancer': 'network.load-balancer',
    'Baseboard Management Controller (BMC)': 'network.baseboard-controller',
    'Windows PE agent': 'microsoft.scvmm-bare-metal',
    'WDS PXE provider': 'microsoft.scvmm-pxe-server',
    'Windows file server': 'microsoft.scvmm-file-server',
    'VMware ESXi servers/Web Services': 'vmware.esxi',
    'VMware ESXi nodes': 'vmware.esxi',
    'VMware vCenter server': 'vmware.vcenter',
  },
  allowed: switchedOn({
    'vmm-host-transfers': { of: ['VMM host'], why: 'hosts of a plan need not be under VMM, nor copy from each other' },
    'vmm-update-servers': { of: ['WSUS update servers'], why: 'an update server need not be under VMM' },
    'vmm-load-balancers': { of: ['Load balancer'], why: 'a load balancer need not be under VMM' },
    'vmm-vsphere': {
      of: ['VMware ESXi servers/Web Services', 'VMware ESXi nodes', 'VMware vCenter server'],
      why: 'vSphere beside Hyper-V need not be under VMM',
    },
  }),
});

holdAgainst({
  page: microsoftSqlServer,
  source: 'microsoft.sql-firewall',
  version: '',
  ends: {
    Client: {
      any: [
        'microsoft.sql-client',
        'microsoft.sql-server',
        'microsoft.analysis-client',
        'microsoft.reporting-client',
        'microsoft.integration-client',
      ],
    },
    'Database Engine': 'microsoft.sql-server',
    Application: 'microsoft.sql-client',
    'Analysis Services': 'microsoft.analysis-services',
    'Reporting Services': 'microsoft.reporting-services',
    'Integration Services': 'microsoft.integration-services',
  },
});

holdAgainst({
  page: microsoftWsus,
  source: 'microsoft.wsus',
  version: '',
  ends: {
    'WSUS server': 'microsoft.wsus-server',
    'Microsoft Update': 'microsoft.windows-update',
    'Windows Update Agent': 'microsoft.wsus-client',
    'Downstream WSUS server': 'microsoft.downstream-wsus-server',
    'Upstream WSUS server': 'microsoft.upstream-wsus-server',
  },
});

holdAgainst({
  page: microsoftClusterFirewall,
  source: 'microsoft.azure-local',
  version: '',
  ends: {
    'Instance nodes': 'microsoft.azure-local-node',
    'Stretched instance nodes': 'microsoft.azure-local-node',
    'Azure Local': 'microsoft.azure-local-node',
    Azure: 'microsoft.azure-local-services',
    'Microsoft Update': 'microsoft.windows-update',
    'Active Directory Services': CONTROLLER,
    'NTP server': 'network.ntp-server',
    'Hyper-V server': 'microsoft.azure-local-node',
    'Management system': 'microsoft.azure-local-manager',
    'Windows Admin Center': 'microsoft.windows-admin-center',
  },
});

holdAgainst({
  page: microsoftDpm,
  source: 'microsoft.dpm',
  version: '',
  ends: {
    'DPM server': 'microsoft.dpm-server',
    'Protected computer': 'microsoft.dpm-agent',
    'Domain controller': CONTROLLER,
    'SQL Server of DPM': 'microsoft.dpm-database',
  },
  allowed: dnsElsewhere,
});

holdAgainst({
  page: microsoftScom,
  source: 'microsoft.scom',
  version: '',
  ends: {
    'Management server': 'microsoft.scom-management-server',
    'Domain controller': CONTROLLER,
    'Management Pack Catalog web service': 'microsoft.scom-pack-catalog',
    'Gateway server': 'microsoft.scom-gateway',
    'Operations Manager database': 'microsoft.scom-database',
    'Reporting data warehouse': 'microsoft.scom-data-warehouse',
    'Audit Collection Services database': 'microsoft.scom-audit-database',
    'Reporting server': 'microsoft.scom-reporting-server',
    'Operations console': 'microsoft.scom-console',
    'Web console server': 'microsoft.scom-web-console',
    'Web console browser': 'microsoft.scom-web-console-client',
    'Connector framework source': 'microsoft.scom-connector',
    'Network device': 'microsoft.scom-network-device',
    'Windows agent': 'microsoft.scom-agent',
    'Audit Collection Services forwarder': 'microsoft.scom-agent',
    'UNIX/Linux agent': 'microsoft.scom-unix-agent',
    'Agentless Exception Monitoring client': 'microsoft.scom-client',
    'Customer Experience Improvement Program client': 'microsoft.scom-client',
  },
  allowed: (row, flow) =>
    row.from.includes('Windows agent') && flow.conditions.some((c) => c.kind === 'property' && c.property === 'reports-to')
      ? 'an agent reports to one of the two'
      : dnsElsewhere(row, flow),
});
