import type { CatalogFlow } from '../../language/model/catalog.ts';
import { type End, holdAgainst } from './pages/compare.ts';
import type { PageRow, ReferencePage } from './pages/page.ts';
import { veeam12ExplorerActiveDirectoryPorts } from './pages/veeam-12-explorer-ad.ts';
import { veeam12ExplorerExchangePorts } from './pages/veeam-12-explorer-exchange.ts';
import { veeam12ExplorerMongoDbPorts } from './pages/veeam-12-explorer-mongo.ts';
import { veeam12ExplorerOraclePorts } from './pages/veeam-12-explorer-oracle.ts';
import { veeam12ExplorerPostgreSqlPorts } from './pages/veeam-12-explorer-postgres.ts';
import { veeam12ExplorerSharePointPorts } from './pages/veeam-12-explorer-sharepoint.ts';
import { veeam12ExplorerSqlPorts } from './pages/veeam-12-explorer-sql.ts';
import { veeamEntraIdGuidePorts, veeamEntraIdPorts } from './pages/veeam-entra-id.ts';
import * as explorers from './pages/veeam-explorers.ts';
import { veeamKastenPorts } from './pages/veeam-kasten.ts';
import * as plugins from './pages/veeam-plugins.ts';
import { veeamStorageSystemsPorts } from './pages/veeam-storage-systems.ts';

const target = (application: string): End => ({ all: [`veeam.${application}-guest`] });
const common: Readonly<Record<string, End>> = {
  'Backup server': 'veeam.backup-server',
  'Veeam backup server': 'veeam.backup-server',
  'Veeam Backup & Replication server': 'veeam.backup-server',
  'VBR RestAPI Service': 'veeam.backup-server',
  'Veeam Backup & Replication console': 'veeam.console',
  'Veeam Backup & Replication Remote Console': 'veeam.console',
  'Veeam Backup & Replication console (when used as target for data export)': 'veeam.console',
  'Backup repository': 'veeam.repository',
  'Veeam backup repository': 'veeam.repository',
  'Backup repository server': 'veeam.repository',
  'Linux server performing the role of a backup repository': 'veeam.repository runs linux',
  'Microsoft Windows server performing the role of a backup repository': 'veeam.repository runs windows',
  'Gateway server': 'veeam.gateway-server',
  'Gateway Microsoft Windows server': 'veeam.gateway-server runs windows',
  'Mount server': 'veeam.mount-server',
  'Mount server associated with the backup repository': 'veeam.mount-server',
  'Staging server': 'veeam.staging-server',
  'Mail server': 'network.smtp-server',
  'Microsoft Active Directory machine': 'veeam.active-directory-guest',
  'SAP Web Services': target('sap-hana'),
  'Target SAP HANA System': target('sap-hana'),
  'Target Linux machine with MongoDB': target('mongodb'),
  'Source Linux machine with MongoDB': target('mongodb'),
  'Source machine with Oracle': 'veeam.oracle-guest runs windows',
  'Source machine with Oracle (Linux)': 'veeam.oracle-guest runs linux',
  'Guest interaction proxy or backup server': { all: ['veeam.guest-interaction-proxy', 'veeam.backup-server'] },
  'Source machine with Microsoft SQL Server': target('sql-server'),
  'Source Windows machine with Microsoft Exchange': target('exchange'),
  // Where a plan places no guest interaction proxy, the backup server is one.
  'Guest interaction proxy': 'veeam.guest-interaction-proxy',
  'Computer with MongoDB': target('mongodb'),
  'Target Windows machine with Oracle': 'veeam.oracle-guest runs windows',
  'Target Linux machine with Oracle': 'veeam.oracle-guest runs linux',
  'Target Linux machine with PostgreSQL': target('postgresql'),
  'Target Linux machine for data export': target('postgresql'),
  'Target machine for data publishing': target('postgresql'),
  'Target SharePoint server': target('sharepoint'),
  'Target machine with Microsoft SQL Server': target('sql-server'),
  'Target Microsoft Exchange CAS server': target('exchange'),
  'Distribution server': 'veeam.distribution-server',
  // Its page speaks of a Windows server.
  'Distribution Server': 'veeam.distribution-server runs windows',
  'Distribution server (Microsoft Windows)': {
    any: ['veeam.distribution-server runs windows', 'veeam.distribution-server runs windows version 12.3'],
  },
  'Distribution server (Linux)': 'veeam.distribution-server runs linux',
  'Computer with Veeam Plug-In': 'veeam.application-plug-in',
  'Computer with Veeam Plug-In (Microsoft Windows)': {
    any: ['veeam.application-plug-in runs windows', 'veeam.application-plug-in runs windows version 12.3'],
  },
  'Computer with Veeam Plug-In (Linux)': 'veeam.application-plug-in runs linux',
  'Database server where Veeam Plug-In is installed': 'veeam.application-plug-in',
  'Object storage repository': 'network.object-storage',
  'Veeam Kasten': 'veeam.kasten',
  'Cache repository': 'veeam.cache-repository',
  'Old cache repository': 'veeam.cache-repository',
  'New cache repository': 'veeam.cache-repository',
  'Primary or secondary backup repository': 'veeam.repository',
  'PostgreSQL server hosting the database for the Microsoft Entra ID backup repository': 'veeam.entra-id-database',
  'HTTP proxy server': 'network.proxy-server',
  'Microsoft Entra ID Services': 'microsoft.entra-id',
  'Microsoft Entra ID Services (Service tag: AzureActiveDirectory)': 'microsoft.entra-id',
  'Azure Resource Manager (Service tag: AzureResourceManager)': 'azure.rest-service',
};

type Chosen = (row: PageRow) => readonly string[];
type Allowed = (row: PageRow, flow: CatalogFlow) => string | undefined;

const hold = (page: ReferencePage, source: string, chosen?: Chosen, allowed?: Allowed, ends = common, version = '13'): void =>
  holdAgainst({ page, source: `veeam.${source}`, version, ends, chosen, allowed });

/** What a page about a restore is about: mail only where items are sent, and the restore that its section names. */
const restored: Chosen = ({ section, to }) => [
  to.includes('Mail server')
    ? 'veeam.send-items-by-mail'
    : section === 'Restore from Plug-in Backups'
      ? 'veeam.plug-in-recovery'
      : 'veeam.application-recovery',
];

hold(explorers.veeamExplorerActiveDirectoryPorts, 'explorer-ad-ports', restored);
hold(explorers.veeamExplorerSapHanaPorts, 'explorer-hana-ports', restored, undefined, {
  ...common,
  'SAP Web Services': {
    any: ['veeam.sap-hana-guest set start-port = 50013', 'veeam.sap-hana-guest set start-https-port = 50014'],
  },
  'Target SAP HANA System': 'veeam.sap-hana-guest set system-database-port = 30013',
});
hold(explorers.veeamExplorerMongoDbPorts, 'explorer-mongodb-ports', restored);
hold(explorers.veeamExplorerOraclePorts, 'explorer-oracle-ports', restored);
hold(explorers.veeamExplorerPostgreSqlPorts, 'explorer-postgresql-ports', restored);
hold(explorers.veeamExplorerSharePointPorts, 'explorer-sharepoint-ports', restored);
hold(explorers.veeamExplorerSqlPorts, 'explorer-sql-ports', restored);
hold(explorers.veeamExplorerExchangePorts, 'explorer-exchange-ports', restored, undefined, {
  ...common,
  'Microsoft Active Directory machine': { all: ['veeam.active-directory-guest', 'microsoft.domain-controller'] },
});

const hold12 = (page: ReferencePage, source: string, allowed?: Allowed): void =>
  hold(page, source, restored, allowed, common, '12.3');
hold12(veeam12ExplorerActiveDirectoryPorts, 'explorer-ad-ports-12');
hold12(veeam12ExplorerExchangePorts, 'explorer-exchange-ports-12');
hold12(veeam12ExplorerMongoDbPorts, 'explorer-mongodb-ports-12');
hold12(veeam12ExplorerOraclePorts, 'explorer-oracle-ports-12');
hold12(veeam12ExplorerPostgreSqlPorts, 'explorer-postgresql-ports-12');
hold12(veeam12ExplorerSharePointPorts, 'explorer-sharepoint-ports-12');
hold12(veeam12ExplorerSqlPorts, 'explorer-sql-ports-12');

/** Computers that the backup server may put components on over SSH. */
const LINUX = ['Computer with Veeam Plug-In (Linux)', 'Distribution server (Linux)'];
const placed: Allowed = (row) => {
  if (row.service === 'tcp 22' && LINUX.some((each) => row.to.includes(each))) return 'the Deployment Kit does without SSH';
  if (row.when?.endsWith('mode')) return 'plug-ins of either mode use these ports';
  return undefined;
};
const holdPlugIn = (page: ReferencePage, source: string): void => hold(page, source, undefined, placed);
holdPlugIn(plugins.veeamManagedPluginPorts, 'plug-ins-ports');
holdPlugIn(plugins.veeamSapMaxDbPluginPorts, 'plug-in-maxdb-ports');
holdPlugIn(plugins.veeamDb2PluginPorts, 'plug-in-db2-ports');
holdPlugIn(plugins.veeamSqlPluginPorts, 'plug-in-sql-ports');
holdPlugIn(plugins.veeamSapOnOraclePluginPorts, 'plug-in-sap-oracle-ports');
holdPlugIn(plugins.veeamOracleRmanPluginPorts, 'plug-in-rman-ports');
holdPlugIn(plugins.veeamSapHanaPluginPorts, 'plug-in-hana-ports');
hold(plugins.veeamMongoDbPorts, 'mongodb-ports', ({ to }) =>
  to.includes('Object storage repository') ? ['veeam.mongodb-to-object-storage'] : [],
);
hold(veeamKastenPorts, 'kasten-ports');

const ofEntraId: Chosen = () => ['veeam.entra-id-backup'];
const moved: Allowed = (row) =>
  row.when?.startsWith('remote PostgreSQL') ? 'whoever places the database has it there' : undefined;
hold(veeamEntraIdPorts, 'entra-id-ports', ofEntraId, moved);
hold(veeamEntraIdGuidePorts, 'entra-id-guide-ports', ofEntraId, moved);

holdAgainst({
  page: veeamStorageSystemsPorts,
  source: 'veeam.storage-ports',
  version: '13',
  ends: {
    'Backup server': 'veeam.backup-server',
    'Backup proxy': 'veeam.proxy',
    'Dell Unity XT/Unity storage system': 'veeam.dell-unity',
    'Dell PowerScale storage system': 'veeam.dell-powerscale',
    'HPE 3PAR StoreServ storage system': 'veeam.hpe-3par',
    'HPE Alletra Storage MP B10000/Alletra 9000/Primera storage system': {
      all: ['veeam.hpe-primera', 'veeam.hpe-alletra-9000'],
    },
    'HPE Alletra Storage MP B10000/Alletra 9000': 'veeam.hpe-alletra-9000',
    'HPE Alletra 5000/Alletra 6000/Nimble storage system': 'veeam.hpe-nimble',
    'Lenovo ThinkSystem DM/DG Series storage system': 'veeam.lenovo-thinksystem-dm',
    'NetApp ONTAP storage system': 'veeam.netapp-ontap',
    'Nutanix Files storage system': 'veeam.nutanix-files',
    'DataCore SANsymphony storage system': 'veeam.datacore-sansymphony',
    'Dell SC Series storage system': 'veeam.dell-sc',
    'Dell PowerMax storage system': 'veeam.dell-powermax',
    'Dell PowerStore storage system': 'veeam.dell-powerstore',
    'Fujitsu ETERNUS DX/AF storage system': 'veeam.fujitsu-eternus',
    'Hitachi VSP/VSP One Block storage system': 'veeam.hitachi-vsp',
    'IBM FlashSystem storage system': 'veeam.ibm-flashsystem',
    'INFINIDAT InfiniBox storage system': 'veeam.infinidat-infinibox',
    'NEC Storage M Series storage system': 'veeam.nec-storage-m',
    'NetApp SolidFire/HCI storage system': 'veeam.netapp-solidfire',
    'Pure Storage FlashArray system': 'veeam.pure-flasharray',
    'Tintri IntelliFlash system': 'veeam.tintri-intelliflash',
  },
  allowed: (_row, flow) =>
    flow.conditions.some((c) => c.kind === 'property' && c.property === 'access')
      ? 'over which protocol a storage system is read is for the plan to say'
      : undefined,
});
