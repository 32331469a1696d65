import type { ReferencePage } from './page.ts';

const section = 'Ports';
const sharePointSettings = 'as the SharePoint application is set';

export const veeamExplorerActiveDirectoryPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/vead_ports.html',
  version: '13.0.1.1071',
  date: '2026-01-15',
  rows: [
    { section, from: ['Veeam Backup & Replication console'], to: ['Backup server'], service: 'tcp 443', about: 'console' },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Microsoft Active Directory machine'],
      service: 'tcp 445',
      about: 'directory services of the domain controller',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Microsoft Active Directory machine'],
      service: 'tcp+udp 389',
      about: 'LDAP',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Microsoft Active Directory machine'],
      service: 'tcp 3268',
      about: 'LDAP',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Microsoft Active Directory machine'],
      service: 'tcp 636',
      about: 'LDAPS',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'data of the restore',
    },
  ],
};

export const veeamExplorerSapHanaPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/vehana_used_ports.html',
  version: '13.0.1.2067',
  date: '2026-03-23',
  rows: [
    { section, from: ['Veeam Backup & Replication console'], to: ['Backup server'], service: 'tcp 443', about: 'console' },
    {
      section: section,
      from: ['Backup server'],
      to: ['SAP Web Services'],
      service: 'tcp 1129',
      about: 'SAP control service over HTTPS',
    },
    {
      section: section,
      from: ['Backup server'],
      to: ['SAP Web Services'],
      service: '',
      when: '5<xx>14, where <xx> is the number of the instance',
      about: 'SAP start service over HTTPS',
    },
    {
      section: section,
      from: ['Backup server'],
      to: ['SAP Web Services'],
      service: 'tcp 1128',
      about: 'SAP control service over HTTP',
    },
    {
      section: section,
      from: ['Backup server'],
      to: ['SAP Web Services'],
      service: '',
      when: '5<xx>13, where <xx> is the number of the instance',
      about: 'SAP start service over HTTP',
    },
    {
      section: section,
      from: ['Backup server'],
      to: ['Target SAP HANA System'],
      service: '',
      when: '3<xx>13, where <xx> is the number of the instance',
      about: 'system database, for restoring tenant databases',
    },
  ],
};

export const veeamExplorerMongoDbPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/vemdb_used_ports.html',
  version: '13.0.1.1071',
  date: '2026-01-15',
  rows: [
    { section, from: ['Veeam Backup & Replication console'], to: ['Backup server'], service: 'tcp 443', about: 'console' },
    {
      section,
      from: ['Backup server', 'Veeam Backup & Replication console'],
      to: ['Mount server'],
      service: 'tcp 6170',
      about: 'mount service',
    },
    {
      section,
      from: ['Mount server'],
      to: ['Target Linux machine with MongoDB'],
      service: 'tcp 22',
      about: 'SSH control, deploying the agent',
    },
    { section, from: ['Mount server'], to: ['Target Linux machine with MongoDB'], service: 'tcp 27017', about: 'MongoDB' },
    {
      section,
      from: ['Mount server'],
      to: ['Target Linux machine with MongoDB'],
      service: 'tcp 2500-3300',
      about: 'data of the restore',
    },
    {
      section,
      from: ['Target Linux machine with MongoDB'],
      to: ['Backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'data of the restore',
    },
  ],
};

const imageLevel = 'Data Recovery from Image-Level Backups';
const pluginBackups = 'Restore from Plug-in Backups';
const mountServer = 'Mount server associated with the backup repository';
const mountOnly = 'instant recovery or restore from Enterprise Manager';
const dynamicRpc = 'Windows firewall not at its defaults, or RPC calls fail';

export const veeamExplorerOraclePorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/veo_used_ports.html',
  version: '13.0.1.1071',
  date: '2026-02-18',
  rows: [
    {
      section: imageLevel,
      from: ['Veeam Backup & Replication console'],
      to: ['Backup server'],
      service: 'tcp 443',
      about: 'console',
    },
    {
      section: imageLevel,
      from: ['Backup server', 'Veeam Backup & Replication console'],
      to: ['Target Windows machine with Oracle', 'Staging server'],
      service: 'tcp 135, 445',
      about: 'deploying the runtime process',
    },
    {
      section: imageLevel,
      from: [mountServer],
      to: ['Target Windows machine with Oracle', 'Staging server'],
      service: 'tcp 135, 445',
      when: mountOnly,
      about: 'deploying the runtime process',
    },
    {
      section: imageLevel,
      from: ['Backup server', 'Veeam Backup & Replication console'],
      to: ['Target Windows machine with Oracle', 'Staging server'],
      service: 'tcp 49152-65535',
      when: dynamicRpc,
      about: 'dynamic RPC',
    },
    {
      section: imageLevel,
      from: [mountServer],
      to: ['Target Windows machine with Oracle', 'Staging server'],
      service: 'tcp 49152-65535',
      when: `${mountOnly}; ${dynamicRpc}`,
      about: 'dynamic RPC',
    },
    {
      section: imageLevel,
      from: ['Backup server', 'Veeam Backup & Replication console'],
      to: ['Target Windows machine with Oracle', 'Staging server'],
      service: 'tcp 1035-1075',
      about: 'Oracle restore service',
    },
    {
      section: imageLevel,
      from: [mountServer],
      to: ['Target Windows machine with Oracle', 'Staging server'],
      service: 'tcp 1035-1075',
      when: mountOnly,
      about: 'Oracle restore service',
    },
    {
      section: imageLevel,
      from: [mountServer],
      to: ['Target Windows machine with Oracle', 'Staging server'],
      service: 'tcp 6160, 445',
      about: 'installer service, deploying the runtime process',
    },
    {
      section: imageLevel,
      from: ['Veeam Backup & Replication console', mountServer],
      to: ['Target Linux machine with Oracle'],
      service: 'tcp 22',
      about: 'SSH control',
    },
    {
      section: imageLevel,
      from: ['Backup server', 'Veeam Backup & Replication console', mountServer],
      to: ['Backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'data of the restore',
    },
    {
      section: imageLevel,
      from: ['Target Windows machine with Oracle', 'Staging server'],
      to: [mountServer],
      service: 'tcp 3260-3270',
      about: 'iSCSI',
    },

    {
      section: pluginBackups,
      from: ['Veeam Backup & Replication console'],
      to: ['Backup server'],
      service: 'tcp 443',
      about: 'console',
    },
    {
      section: pluginBackups,
      from: ['Veeam Backup & Replication console'],
      to: ['Target Windows machine with Oracle'],
      service: 'tcp 135, 445',
      about: 'deploying the runtime process',
    },
    {
      section: pluginBackups,
      from: ['Veeam Backup & Replication console'],
      to: ['Target Windows machine with Oracle'],
      service: 'tcp 49152-65535',
      when: dynamicRpc,
      about: 'dynamic RPC',
    },
    {
      section: pluginBackups,
      from: ['Veeam Backup & Replication console'],
      to: ['Target Windows machine with Oracle'],
      service: 'tcp 1035-1075',
      about: 'Oracle restore service',
    },
    {
      section: pluginBackups,
      from: ['Veeam Backup & Replication console'],
      to: ['Target Linux machine with Oracle'],
      service: 'tcp 22',
      about: 'SSH control',
    },
    {
      section: pluginBackups,
      from: ['Backup server', 'Veeam Backup & Replication console', 'Target Linux machine with Oracle'],
      to: ['Backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'data of the restore',
    },
  ],
};

export const veeamExplorerPostgreSqlPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/vep_used_ports.html',
  version: '13.0.1.1071',
  date: '2026-01-15',
  rows: [
    { section, from: ['Veeam Backup & Replication console'], to: ['Backup server'], service: 'tcp 443', about: 'console' },
    {
      section,
      from: ['Target Linux machine with PostgreSQL', 'Staging server', 'Mount server'],
      to: ['Backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'data of restore, publishing and instant recovery',
    },
    {
      section,
      from: ['Mount server'],
      to: ['Target Linux machine for data export', 'Target Linux machine with PostgreSQL', 'Staging server'],
      service: 'tcp 22, 2500-3300',
      about: 'SSH control, data',
    },
    {
      section,
      from: ['Mount server'],
      to: ['Veeam Backup & Replication console (when used as target for data export)'],
      service: 'tcp 6160, 6162',
      when: 'export to the console; backup server on Windows',
      about: 'installer service, data mover',
    },
    {
      section,
      from: ['Veeam Backup & Replication console (when used as target for data export)'],
      to: ['Staging server', 'Target machine for data publishing'],
      service: 'tcp 2500-3300',
      when: 'export to the console; backup server on Windows',
      about: 'data of the export',
    },
  ],
};

export const veeamExplorerSharePointPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/vesp_ports.html',
  version: '13.0.1.2067',
  date: '2026-03-10',
  rows: [
    { section, from: ['Veeam Backup & Replication console'], to: ['Backup server'], service: 'tcp 443', about: 'console' },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Target SharePoint server'],
      service: 'tcp 80, 443',
      anyOne: true,
      when: sharePointSettings,
      about: 'SharePoint',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Staging server'],
      service: 'tcp 1433',
      when: 'another port where SQL Server is configured so',
      about: 'SQL Server of content databases',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Staging server'],
      service: 'tcp 445',
      about: 'domain services',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Staging server'],
      service: 'tcp+udp 389',
      about: 'validating the staging server over LDAP',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Mail server'],
      service: 'tcp 25, 587',
      anyOne: true,
      when: '587: TLS; another port where set so',
      about: 'sending items by mail',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Mail server'],
      service: 'tcp 443',
      about: 'sending items by mail',
    },
    { section, from: ['Staging server'], to: [mountServer], service: 'tcp 3260-3270', about: 'iSCSI' },
    {
      section,
      from: [mountServer],
      to: ['Backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'mounting',
    },
  ],
};

const sqlFrom = ['Backup server', 'Veeam Backup & Replication console'];
const sqlTo = ['Target machine with Microsoft SQL Server', 'Staging server'];
const sqlRestore = [
  { service: 'tcp 135, 445', about: 'deploying the runtime process' },
  { service: 'tcp 6173', about: 'runtime process' },
  { service: 'tcp 6160', about: 'installer service' },
  { service: 'tcp 1433-1434', about: 'SQL Server' },
  { service: 'tcp 1026-1034', about: 'SQL restore service' },
  { service: 'tcp 1025', about: 'SQL agent service' },
];

export const veeamExplorerSqlPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/vesql_used_ports.html',
  version: '13.0.1.1071',
  date: '2026-02-18',
  rows: [
    {
      section: imageLevel,
      from: ['Veeam Backup & Replication console'],
      to: ['Backup server'],
      service: 'tcp 443',
      about: 'console',
    },
    ...sqlRestore.map((row) => ({ section: imageLevel, from: sqlFrom, to: sqlTo, ...row })),
    ...sqlRestore.map((row) => ({ section: imageLevel, from: [mountServer], to: sqlTo, when: mountOnly, ...row })),
    { section: imageLevel, from: ['Backup server'], to: [mountServer], service: 'tcp 6170', about: 'mount service' },
    { section: imageLevel, from: sqlTo, to: [mountServer], service: 'tcp 3260-3270', about: 'iSCSI' },
    {
      section: imageLevel,
      from: sqlTo,
      to: ['Backup repository'],
      service: 'tcp 6162, 2500-3300',
      anyOne: true,
      when: 'transaction log restore',
      about: 'agent component on the target',
    },

    {
      section: pluginBackups,
      from: ['Veeam Backup & Replication console'],
      to: ['Backup server'],
      service: 'tcp 443',
      about: 'console',
    },
    {
      section: pluginBackups,
      from: ['Veeam Backup & Replication console'],
      to: ['Target machine with Microsoft SQL Server'],
      service: 'tcp 135, 445',
      about: 'deploying the runtime process',
    },
    {
      section: pluginBackups,
      from: ['Veeam Backup & Replication console'],
      to: ['Target machine with Microsoft SQL Server'],
      service: 'tcp 49152-65535',
      when: `domain user credentials; ${dynamicRpc}`,
      about: 'dynamic RPC',
    },
    {
      section: pluginBackups,
      from: ['Veeam Backup & Replication console'],
      to: ['Target machine with Microsoft SQL Server'],
      service: 'tcp 1433-1434',
      about: 'SQL Server',
    },
    {
      section: pluginBackups,
      from: ['Veeam Backup & Replication console'],
      to: ['Target machine with Microsoft SQL Server'],
      service: 'tcp 1026-1034',
      about: 'SQL restore service',
    },
    {
      section: pluginBackups,
      from: ['Veeam Backup & Replication console'],
      to: ['Target machine with Microsoft SQL Server'],
      service: 'tcp 1025',
      about: 'SQL agent service',
    },
  ],
};

export const veeamExplorerExchangePorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/vex_ports.html',
  version: '13.0.2.29',
  date: '2026-07-02',
  rows: [
    { section, from: ['Veeam Backup & Replication console'], to: ['Backup server'], service: 'tcp 443', about: 'console' },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Target Microsoft Exchange CAS server'],
      service: 'tcp 443, 80',
      about: 'Exchange',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Microsoft Active Directory machine'],
      service: 'tcp+udp 389',
      about: 'LDAP',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Microsoft Active Directory machine'],
      service: 'tcp 3268',
      about: 'LDAP',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Microsoft Active Directory machine'],
      service: 'tcp 636',
      about: 'LDAPS',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Mail server'],
      service: 'tcp 25, 587',
      anyOne: true,
      when: '587: TLS; another port where set so',
      about: 'sending items by mail',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Mail server'],
      service: 'tcp 443',
      about: 'sending items by mail',
    },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Backup repository', mountServer],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'mounting',
    },
  ],
};

export const veeamExplorerTeamsPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/vet_ports.html',
  version: '13.0.2.29',
  date: '2026-07-09',
  rows: [
    {
      section,
      from: ['Veeam Explorer for Microsoft Teams'],
      to: ['Microsoft Exchange', 'Microsoft SharePoint'],
      service: '',
      about: 'restore of Teams data',
      leftOut: 'names no ports, refers to the pages for Exchange and SharePoint',
    },
  ],
};
