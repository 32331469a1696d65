import type { ReferencePage } from './page.ts';

const section = 'Ports';
const resourceManager = 'Azure Resource Manager (Service tag: AzureResourceManager)';
const logs = 'log backup and log backup copy';

export const veeamEntraIdPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/entra_id_ports.html',
  version: '13.0.1.2067',
  date: '2026-03-31',
  rows: [
    { section, from: ['Veeam Backup & Replication console'], to: ['Backup server'], service: 'tcp 9419', about: 'console' },
    { section, from: ['Veeam Backup & Replication console'], to: ['Backup server'], service: 'tcp 443', about: 'console' },
    {
      section,
      from: ['Backup server'],
      to: ['PostgreSQL server hosting the database for the Microsoft Entra ID backup repository'],
      service: 'tcp 5432',
      when: 'remote PostgreSQL server; another port where its instance has one',
      about: 'repository database',
    },
    {
      section,
      from: ['Backup server'],
      to: ['HTTP proxy server'],
      service: '',
      when: 'proxy configured',
      about: 'way to the internet',
      leftOut: 'the port is that of the proxy, no number named',
    },
    { section, from: ['Backup server'], to: ['Microsoft Entra ID Services'], service: 'tcp 443', about: 'Entra ID' },
    { section, from: ['Backup server'], to: [resourceManager], service: 'tcp 443', about: 'Azure' },
    {
      section,
      from: ['HTTP proxy server'],
      to: ['Microsoft Entra ID Services (Service tag: AzureActiveDirectory)'],
      service: 'tcp 443',
      when: 'proxy configured; backup server on Linux',
      about: 'Entra ID',
    },
    {
      section,
      from: ['HTTP proxy server'],
      to: [resourceManager],
      service: 'tcp 443',
      when: 'proxy configured; backup server on Linux',
      about: 'Azure',
    },
    { section, from: ['Cache repository'], to: ['Gateway server'], service: 'tcp 2500-3300', when: logs, about: 'data' },
    {
      section,
      from: ['Cache repository'],
      to: ['Primary or secondary backup repository'],
      service: 'tcp 2500-3300',
      when: logs,
      about: 'data',
    },
    {
      section,
      from: ['Backup server'],
      to: ['Cache repository'],
      service: 'tcp 6160, 6162',
      when: logs,
      about: 'installer and transport services',
    },
    {
      section,
      from: ['Backup server'],
      to: ['Old cache repository', 'New cache repository'],
      service: 'tcp 2500-3300',
      when: `${logs}; one cache repository in place of another`,
      about: 'data',
    },
  ],
};

/** The guide of its own bears the same table. */
export const veeamEntraIdGuidePorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/entraid/entra_id_ports.html',
  version: '13.0.1.1071',
  date: '2026-02-18',
  rows: veeamEntraIdPorts.rows,
};
