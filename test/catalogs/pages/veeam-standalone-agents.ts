import { type ReferencePage, under } from './page.ts';

/** Veeam Agent for Microsoft Windows 13 without a backup server that manages it. */
export const veeamStandaloneWindowsAgentPorts: ReferencePage = {
  title: 'Ports (Veeam Agent for Microsoft Windows)',
  url: 'https://helpcenter.veeam.com/docs/agentforwindows/userguide/ports.html',
  version: '13.0.3.1220',
  date: '2026-06-04',
  rows: [
    ...under('Communication with Veeam Backup Server', [
      {
        from: ['Veeam Agent computer'],
        to: ['Veeam backup server'],
        service: 'tcp 10005',
        about: 'agent to server, bare metal restore with a token',
      },
      { from: ['Veeam Agent computer'], to: ['Veeam backup server'], service: 'tcp 443', about: 'identity service' },
      {
        from: ['Veeam backup server'],
        to: ['Veeam Agent computer'],
        service: 'tcp 135, 445, 6160, 6162, 2500-3300, 3260',
        when: 'file-level restore and disk publishing',
        about: 'restore of files, published disks',
      },
    ]),
    ...under('Communication with Veeam Backup Repositories', [
      {
        from: ['Veeam Agent computer'],
        to: ['Veeam backup repository'],
        service: 'tcp 6162',
        fallback: 'tcp 2500-3300',
        about: 'data transmission',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Gateway server'],
        service: 'tcp 445, 139, udp 137-138',
        when: 'Windows gateway server of an SMB share',
        about: 'share as a repository; printed for TCP and UDP',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Gateway server'],
        service: 'tcp 6162',
        fallback: 'tcp 2500-3300',
        about: 'data transmission',
      },
    ]),
    ...under('Communication with Veeam Cloud Connect Repositories', [
      {
        from: ['Veeam Agent computer'],
        to: ['Cloud gateway'],
        service: 'tcp 6180',
        when: 'Cloud Connect repository',
        about: 'data to the service provider; printed with a plus',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Certificate revocation lists'],
        service: 'tcp 80, 443',
        anyOne: true,
        when: 'Cloud Connect repository',
        about: 'certificate of the service provider',
      },
    ]),
    ...under('Communication with Shared Folder Targets', [
      {
        from: ['Veeam Agent computer'],
        to: ['Shared folder SMB (CIFS) share'],
        service: 'tcp 139, 445',
        when: 'share as the target, 139 with NetBIOS',
        about: 'share',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Shared folder SMB (CIFS) share'],
        service: 'udp 137, 138',
        when: 'NetBIOS',
        about: 'share',
      },
    ]),
    ...under('Communication with Mail Servers', [
      {
        from: ['Veeam Agent computer'],
        to: ['SMTP server'],
        service: 'tcp 25, 587',
        anyOne: true,
        about: 'mail, with encryption at 587',
      },
      { from: ['Veeam Agent computer'], to: ['Gmail REST API (gmail.googleapis.com)'], service: 'tcp 443', about: 'Google Mail' },
      {
        from: ['Veeam Agent computer'],
        to: ['Microsoft Graph REST API (graph.microsoft.com, login.microsoftonline.com)'],
        service: 'tcp 443',
        about: 'Exchange Online',
      },
    ]),
    ...under('Communication with Other Services', [
      {
        from: ['Veeam Agent computer'],
        to: ['Active Directory Domain Controller'],
        service: 'udp 135',
        about: 'endpoint mapper',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Veeam Update Notification Server (agents.butler.veeam.com)'],
        service: 'tcp 443',
        about: 'updates',
      },
    ]),
    ...under('Communication Between Veeam Agent Components', [
      {
        from: ['Veeam Agent computer'],
        to: ['Veeam Agent computer'],
        service: 'tcp 6183, 2500-3500',
        about: 'components of the agent',
        leftOut: 'local to one computer',
      },
    ]),
  ],
};

/** The same of version 6, as rows that somebody took from the page by a script. */
export const veeamStandaloneWindowsAgent6Ports: ReferencePage = {
  title: 'Ports (Veeam Agent for Microsoft Windows)',
  url: 'https://helpcenter.veeam.com/docs/agentforwindows/userguide/ports.html',
  version: '6',
  rows: [
    ...under('Communication Between Veeam Agent Components', [
      {
        from: ['Veeam Agent computer'],
        to: ['Veeam Agent computer'],
        service: 'tcp 9395+, 6183+',
        about: 'components of the agent',
        leftOut: 'local to one computer',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Veeam Update Notification Server (agents.butler.veeam.com)'],
        service: 'tcp 443',
        about: 'updates',
      },
    ]),
    ...under('Communication with Veeam Backup & Replication Repositories', [
      { from: ['Veeam Agent computer'], to: ['Veeam backup server'], service: 'tcp 10001', about: 'agent to server' },
      {
        from: ['Veeam Agent computer'],
        to: ['Veeam backup server'],
        service: 'tcp 10005',
        about: 'bare metal restore with a token',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Linux server performing the role of a backup repository'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Microsoft Windows server performing the role of a backup repository'],
        service: 'tcp 49152-65535',
        about: 'dynamic RPC',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Microsoft Windows server performing the role of a backup repository'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Shared folder SMB (CIFS) share'],
        service: 'tcp 445, 139, udp 137-138',
        when: 'share as the target, NetBIOS',
        about: 'share; printed for TCP and UDP',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Shared folder SMB (CIFS) share'],
        service: 'tcp+udp 443',
        when: 'QUIC',
        about: 'share over QUIC',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Gateway server'],
        service: 'tcp 445, 139, udp 137-138',
        when: 'Windows gateway server of an SMB share',
        about: 'share as a repository; printed for TCP and UDP',
      },
      { from: ['Veeam Agent computer'], to: ['Gateway server'], service: 'tcp 49152-65535', about: 'dynamic RPC' },
      { from: ['Veeam Agent computer'], to: ['Gateway server'], service: 'tcp 2500-3300', about: 'data transmission' },
    ]),
    ...under('Communication with Veeam Cloud Connect Repositories', [
      {
        from: ['Veeam Agent computer'],
        to: ['Cloud gateway'],
        service: 'tcp 6180',
        when: 'Cloud Connect repository',
        about: 'data to the service provider',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Certificate revocation lists'],
        service: 'tcp 80, 443',
        anyOne: true,
        when: 'Cloud Connect repository',
        about: 'certificate of the service provider',
      },
    ]),
    ...under('Communication with Object Storage', [
      {
        from: ['Veeam Agent computer'],
        to: ['Amazon S3 object storage', 'Microsoft Azure object storage', 'Google Cloud storage'],
        service: 'tcp 443',
        when: 'object storage as the target',
        about: 'storage API',
      },
      {
        from: ['Veeam Agent computer'],
        to: [
          'Amazon S3 object storage (certificates)',
          'Microsoft Azure object storage (certificates)',
          'Google Cloud storage (certificates)',
        ],
        service: 'tcp 80',
        when: 'object storage as the target',
        about: 'certificate status',
      },
    ]),
    ...under('Communication with Mail Servers', [
      {
        from: ['Veeam Agent computer'],
        to: ['SMTP server'],
        service: 'tcp 25, 587',
        anyOne: true,
        about: 'mail, with encryption at 587',
      },
      { from: ['Veeam Agent computer'], to: ['Gmail REST API (gmail.googleapis.com)'], service: 'tcp 443', about: 'Google Mail' },
      {
        from: ['Veeam Agent computer'],
        to: ['Microsoft Graph REST API (graph.microsoft.com, login.microsoftonline.com)'],
        service: 'tcp 443',
        about: 'Exchange Online',
      },
    ]),
  ],
};

/** Veeam Agent for Linux 6, as rows that somebody took from the page by a script. */
export const veeamStandaloneLinuxAgent6Ports: ReferencePage = {
  title: 'Ports (Veeam Agent for Linux)',
  url: 'https://helpcenter.veeam.com/docs/agentforlinux/userguide/used_ports.html',
  version: '6',
  rows: [
    ...under('Communication Between Veeam Agent Components', [
      { from: ['Veeam Agent computer'], to: ['Veeam backup server'], service: 'tcp 10002, 10006', about: 'agent to server' },
      {
        from: ['Veeam Agent computer'],
        to: ['Veeam Agent computer'],
        service: 'tcp 2500-3300, 10808',
        about: 'components of the agent',
        leftOut: 'local to one computer',
      },
    ]),
    ...under('Communication with Veeam Backup & Replication Repositories', [
      {
        from: ['Veeam Agent computer'],
        to: ['Linux or Microsoft Windows server acting as a backup repository'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Shared folder SMB (CIFS) share'],
        service: 'tcp 445, 139, udp 137-138',
        when: 'share as the target, NetBIOS',
        about: 'share; printed for TCP and UDP',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Shared folder NFS share'],
        service: 'tcp+udp 111, 2049',
        when: 'share as the target',
        about: 'NFS share',
      },
    ]),
    ...under('Communication with Veeam Cloud Connect Repositories', [
      {
        from: ['Veeam Agent computer'],
        to: ['Cloud gateway'],
        service: 'tcp 6180',
        when: 'Cloud Connect repository',
        about: 'data to the service provider',
      },
      {
        from: ['Veeam Agent computer'],
        to: ['Certificate revocation lists'],
        service: 'tcp 80, 443',
        anyOne: true,
        when: 'Cloud Connect repository',
        about: 'certificate of the service provider',
      },
    ]),
    ...under('Communication with Object Storage', [
      {
        from: ['Veeam Agent computer'],
        to: ['Amazon S3 object storage', 'Microsoft Azure object storage', 'Google Cloud storage'],
        service: 'tcp 443',
        when: 'object storage as the target',
        about: 'storage API',
      },
      {
        from: ['Veeam Agent computer'],
        to: [
          'Amazon S3 object storage (certificates)',
          'Microsoft Azure object storage (certificates)',
          'Google Cloud storage (certificates)',
        ],
        service: 'tcp 80',
        when: 'object storage as the target',
        about: 'certificate status',
      },
    ]),
  ],
};
