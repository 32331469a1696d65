import type { PageRow, ReferencePage } from './page.ts';

const mongo = 'Communication Between Veeam Backup & Replication Components and MongoDB Replica Set';
const repositories = 'Communication with Veeam Backup Repositories';

export const veeamMongoDbPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/mongo_plan_and_manage_ports.html',
  version: '13.0.1.2067',
  date: '2026-03-13',
  rows: [
    // The copies of the page break off after 22. The row's notes name the others, and until February 2026 the page had 6162 and 27017 in
    // rows of their own.
    {
      section: mongo,
      from: ['Veeam Backup & Replication server'],
      to: ['Computer with MongoDB'],
      service: 'tcp 22, 6160, 6162, 27017',
      about: 'SSH, deployer service, transport service, MongoDB',
    },
    {
      section: mongo,
      from: ['Veeam Backup & Replication server'],
      to: ['Distribution Server'],
      service: 'tcp+udp 445, 6160, 9380',
      when: 'server on Windows',
      about: 'deploying the distribution server, distribution service',
    },
    {
      section: mongo,
      from: ['Veeam Backup & Replication server'],
      to: ['Distribution Server'],
      service: 'tcp+udp 135',
      when: 'server on Windows; optional',
      about: 'deploying the distribution server faster',
    },
    {
      section: mongo,
      from: ['Veeam Backup & Replication server'],
      to: ['Distribution Server'],
      service: 'tcp+udp 137-139',
      when: 'server on Windows; NetBIOS in use',
      about: 'deploying the distribution server',
    },
    {
      section: mongo,
      from: ['Distribution Server'],
      to: ['Computer with MongoDB'],
      service: 'tcp 6160',
      about: 'deployer service',
    },
    {
      section: mongo,
      from: ['Computer with MongoDB'],
      to: ['Veeam Backup & Replication server'],
      service: 'tcp 10006',
      about: 'control',
    },

    {
      section: repositories,
      from: ['Computer with MongoDB'],
      to: ['Linux server performing the role of a backup repository'],
      service: 'tcp 6162',
      about: 'data mover',
    },
    {
      section: repositories,
      from: ['Computer with MongoDB'],
      to: ['Microsoft Windows server performing the role of a backup repository'],
      service: 'tcp 6162',
      about: 'data mover',
    },
    {
      section: repositories,
      from: ['Computer with MongoDB'],
      to: ['Gateway Microsoft Windows server'],
      service: 'tcp+udp 6162',
      about: 'data mover',
    },
    {
      section: repositories,
      from: ['Computer with MongoDB'],
      to: ['Object storage repository'],
      service: 'tcp 443',
      about: 'storage API',
    },
  ],
};

const components = 'Communication Between Veeam Backup & Replication Components';
const infrastructure = 'Communication Between Veeam Plug-In and Veeam Backup & Replication Infrastructure Components';
const credentials = 'deployment with administrator credentials';
const older = 'plug-ins of version 12 and earlier';
// The general page calls 137 and 139 legacy: without SMB 1.0 they are not required.
const netBios = `${credentials}; NetBIOS in use`;

export const veeamManagedPluginPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/plan_and_manage_used_ports.html',
  version: '13.0.2.29',
  date: '2026-06-02',
  rows: [
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Computer with Veeam Plug-In (Microsoft Windows)'],
      service: 'tcp 6160, 6162',
      about: 'installer and transport services',
    },
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Computer with Veeam Plug-In (Microsoft Windows)'],
      service: 'tcp 135, 445',
      when: credentials,
      about: 'deploying the installer service',
    },
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Computer with Veeam Plug-In (Microsoft Windows)'],
      service: 'tcp 137-139',
      when: netBios,
      about: 'deploying the installer service',
    },
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Computer with Veeam Plug-In (Microsoft Windows)'],
      service: 'tcp 11731',
      when: older,
      about: 'installer service',
    },
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Computer with Veeam Plug-In (Linux)'],
      service: 'tcp 22',
      about: 'SSH',
    },
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Computer with Veeam Plug-In (Linux)'],
      service: 'tcp 6160, 6162',
      about: 'deployer service, data mover',
    },
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Distribution server (Microsoft Windows)'],
      service: 'tcp 6160, 6162, 9380',
      about: 'installer, transport and distribution services',
    },
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Distribution server (Microsoft Windows)'],
      service: 'tcp 135, 445',
      when: credentials,
      about: 'deploying the installer service',
    },
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Distribution server (Microsoft Windows)'],
      service: 'tcp 137-139',
      when: netBios,
      about: 'deploying the installer service',
    },
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Distribution server (Microsoft Windows)'],
      service: 'tcp 11731',
      when: older,
      about: 'installer service',
    },
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Distribution server (Linux)'],
      service: 'tcp 22',
      about: 'SSH',
    },
    {
      section: components,
      from: ['Veeam backup server'],
      to: ['Distribution server (Linux)'],
      service: 'tcp 6160, 6162, 9380',
      about: 'installer, transport and distribution services',
    },
    {
      section: components,
      from: ['Distribution server'],
      to: ['Veeam backup server'],
      service: 'tcp 443',
      about: 'identity service',
    },
    {
      section: components,
      from: ['Distribution server'],
      to: ['Computer with Veeam Plug-In'],
      service: 'tcp 6160',
      about: 'deploying the plug-in',
    },
    {
      section: components,
      from: ['Computer with Veeam Plug-In'],
      to: ['Veeam backup server'],
      service: 'tcp 10006',
      when: 'plug-in in managed mode',
      about: 'control',
    },

    {
      section: infrastructure,
      from: ['Database server where Veeam Plug-In is installed'],
      to: ['Veeam Backup & Replication server'],
      service: 'tcp 10006, 443',
      about: 'control',
    },
    {
      section: infrastructure,
      from: ['Database server where Veeam Plug-In is installed'],
      to: ['Backup repository server', 'Gateway server'],
      service: 'tcp 6162',
      about: 'data mover',
    },
  ],
};

/** The pages of the single plug-ins all bear this table. */
const singlePlugin: readonly PageRow[] = [
  {
    section: 'Ports',
    from: ['Database server where Veeam Plug-In is installed'],
    to: ['Veeam Backup & Replication server'],
    service: 'tcp 10006, 443',
    about: 'control',
  },
  {
    section: 'Ports',
    from: ['Database server where Veeam Plug-In is installed'],
    to: ['Backup repository server', 'Gateway server'],
    service: 'tcp 6162',
    about: 'data mover',
  },
];

const standalone = singlePlugin.map((row): PageRow => ({ ...row, when: 'plug-in in standalone mode' }));

export const veeamSapMaxDbPluginPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/plugins_sap_maxdb_preparation_ports.html',
  version: '13.0.2.29',
  date: '2026-06-03',
  rows: singlePlugin,
};

export const veeamDb2PluginPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/db2_plugin_ports.html',
  version: '13.0.2.29',
  date: '2026-06-03',
  rows: singlePlugin,
};

export const veeamSqlPluginPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/ports_mssql.html',
  version: '13.0.2.29',
  date: '2026-06-03',
  rows: standalone,
};

export const veeamSapOnOraclePluginPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/ports_sap_orcl.html',
  version: '13.0.2.29',
  date: '2026-06-03',
  rows: standalone,
};

export const veeamOracleRmanPluginPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/ports_vprman.html',
  version: '13.0.2.29',
  date: '2026-06-03',
  rows: standalone,
};

export const veeamSapHanaPluginPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/ports_vpsh.html',
  version: '13.0.2.29',
  date: '2026-06-03',
  rows: standalone,
};
