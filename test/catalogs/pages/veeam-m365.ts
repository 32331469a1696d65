import type { ReferencePage } from './page.ts';

const section = 'Ports';
const server = ['Veeam Backup for Microsoft 365 server'];
const proxy = ['Backup proxy server'];
const sharePointExplorer = [
  'Veeam Explorer for Microsoft SharePoint (including Veeam Explorer for Microsoft OneDrive for Business)',
];
const s3Compatible = ['S3 Compatible object storage repository', 'IBM Cloud Object Storage', 'Wasabi Cloud Object Storage'];
const smtp = 'notifications: smtp.office365.com, in China smtp-legacy.partner.outlook.cn';
const exchangeOnline =
  'Exchange Online: outlook.office365.com, autodiscover-s.outlook.com; in China partner.outlook.cn, autodiscover-s.partner.outlook.cn';
const sharePointOnline =
  'SharePoint Online: <tenant>.sharepoint.com, <tenant>-my.sharepoint.com, <tenant>-admin.sharepoint.com; in China sharepoint.cn';
const graph =
  'Microsoft 365: graph.microsoft.com, graph.windows.net, login.microsoftonline.com; in China login.partner.microsoftonline.cn, microsoftgraph.chinacloudapi.cn';
const s3 = 'storage API: s3.amazonaws.com, <bucketName>.s3.<regionName>.amazonaws.com';
const azureBlob = 'storage API: <account>.blob.core.windows.net';
const proxyPool = 'proxy pools';

export const veeamM365Ports: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbo365/guide/vbo_used_ports.html',
  version: '8.3.0.2201',
  date: '2026-03-03',
  rows: [
    { section, from: server, to: ['Microsoft Exchange Online'], service: 'tcp 443', about: exchangeOnline },
    { section, from: server, to: ['Microsoft SharePoint Online'], service: 'tcp 443', about: sharePointOnline },
    {
      section,
      from: server,
      to: ['On-premises Microsoft SharePoint server'],
      service: 'tcp 5985, 5986',
      anyOne: true,
      when: '5985: HTTP; 5986: HTTPS, the default',
      about: 'WinRM',
    },
    {
      section,
      from: server,
      to: ['On-premises Microsoft Exchange server'],
      service: 'tcp 80, 443',
      anyOne: true,
      about: 'Exchange',
    },
    { section, from: server, to: proxy, service: 'tcp 9193', about: 'control' },
    { section, from: server, to: proxy, service: 'tcp 445', about: 'installing and managing the proxy service, RPC' },
    { section, from: server, to: proxy, service: 'tcp 22', when: 'proxy on Linux', about: 'SSH' },
    {
      section,
      from: server,
      to: ['Veeam auto-update server'],
      service: 'tcp 443',
      about: 'updates and license: vbo.butler.veeam.com, download2.veeam.com',
    },
    {
      section,
      from: server,
      to: ['Veeam auto-update server'],
      service: 'tcp 80',
      about: 'certificate status: *.ss2.us, *.amazontrust.com',
    },
    { section, from: server, to: s3Compatible, service: 'tcp 443', about: 'storage API' },
    { section, from: server, to: ['Amazon S3 object storage repository'], service: 'tcp 443', about: s3 },
    { section, from: server, to: ['Azure Blob Storage'], service: 'tcp 443', about: azureBlob },
    { section, from: server, to: ['Microsoft 365'], service: 'tcp 443', about: graph },
    { section, from: server, to: ['SMTP server'], service: 'tcp 25, 465, 587', anyOne: true, about: smtp },
    { section, from: server, to: ['PostgreSQL instance'], service: 'tcp 5432', about: 'configuration database' },
    {
      section,
      from: server,
      to: ['NATS server'],
      service: 'tcp 4222',
      when: proxyPool,
      about: 'messages between server and proxies',
    },

    {
      section,
      from: ['Veeam Backup for Microsoft 365 components'],
      to: server,
      service: 'tcp 9191',
      about: 'REST API, PowerShell, user interface, remote management server',
    },

    { section, from: ['Veeam Explorer for Microsoft Exchange'], to: server, service: 'tcp 9194', about: 'explorer' },
    {
      section,
      from: ['Veeam Explorer for Microsoft Exchange'],
      to: ['Microsoft Exchange Online'],
      service: 'tcp 443',
      when: 'restore',
      about: 'Exchange data',
    },
    {
      section,
      from: ['Veeam Explorer for Microsoft Exchange'],
      to: ['SMTP server'],
      service: 'tcp 25, 465, 587',
      anyOne: true,
      about: smtp,
    },
    { section, from: sharePointExplorer, to: server, service: 'tcp 9194', about: 'explorer' },
    {
      section,
      from: sharePointExplorer,
      to: ['Microsoft SharePoint Online'],
      service: 'tcp 443',
      when: 'restore',
      about: 'SharePoint data',
    },
    { section, from: sharePointExplorer, to: ['SMTP server'], service: 'tcp 25, 465, 587', anyOne: true, about: smtp },
    { section, from: ['Veeam Explorer for Microsoft Teams'], to: server, service: 'tcp 9194', about: 'explorer' },
    {
      section,
      from: ['Veeam Explorer for Microsoft Teams'],
      to: ['Microsoft Teams Online'],
      service: 'tcp 443',
      when: 'restore',
      about: 'Teams data: developer.microsoft.com',
    },
    {
      section,
      from: ['Veeam Explorer for Microsoft Teams'],
      to: ['SMTP server'],
      service: 'tcp 25, 465, 587',
      anyOne: true,
      about: smtp,
    },

    { section, from: proxy, to: server, service: 'tcp 9191', about: 'control' },
    {
      section,
      from: proxy,
      to: proxy,
      service: 'tcp 9193',
      when: 'moving data between repositories',
      about: 'organization data',
    },
    { section, from: proxy, to: ['Microsoft Exchange Online'], service: 'tcp 443', about: exchangeOnline },
    { section, from: proxy, to: ['Microsoft SharePoint Online'], service: 'tcp 443', about: sharePointOnline },
    {
      section,
      from: proxy,
      to: ['On-premises Microsoft SharePoint server'],
      service: 'tcp 5985, 5986',
      anyOne: true,
      when: '5985: HTTP; 5986: HTTPS',
      about: 'WinRM',
    },
    {
      section,
      from: proxy,
      to: ['On-premises Microsoft Exchange server'],
      service: 'tcp 80, 443',
      anyOne: true,
      about: 'Exchange',
    },
    { section, from: proxy, to: s3Compatible, service: 'tcp 443', about: 'storage API' },
    { section, from: proxy, to: ['Amazon S3 object storage repository'], service: 'tcp 443', about: s3 },
    { section, from: proxy, to: ['Azure Blob Storage'], service: 'tcp 443', about: azureBlob },
    { section, from: proxy, to: ['Microsoft 365'], service: 'tcp 443', about: graph },
    { section, from: proxy, to: ['SMTP server'], service: 'tcp 25, 465, 587', anyOne: true, about: smtp },
    { section, from: proxy, to: ['Amazon archiver appliance'], service: 'tcp 443', about: 'appliance' },
    { section, from: proxy, to: ['Amazon archiver appliance'], service: 'tcp 22', when: 'installation', about: 'appliance' },
    { section, from: proxy, to: ['Azure archiver appliance'], service: 'tcp 443', about: 'appliance' },
    { section, from: proxy, to: ['Azure archiver appliance'], service: 'tcp 22', when: 'installation', about: 'appliance' },
    { section, from: proxy, to: ['PostgreSQL instance'], service: 'tcp 5432', about: 'configuration database' },
    {
      section,
      from: proxy,
      to: ['NATS server'],
      service: 'tcp 4222',
      when: proxyPool,
      about: 'messages between server and proxies',
    },

    {
      section,
      from: ['Cloud gateway'],
      to: ['Server that hosts Veeam Backup & Replication and Veeam Backup for Microsoft 365'],
      service: 'tcp 9194',
      about: 'inbound and outbound traffic',
    },
    {
      section,
      from: ['Web browser'],
      to: ['Veeam Backup for Microsoft 365 REST API'],
      service: 'tcp 4443',
      about: 'restore portal',
    },
    { section, from: ['Machine with REST API'], to: server, service: 'tcp 9194', about: 'restore portal' },
    {
      section,
      from: ['Machine with REST API'],
      to: ['Microsoft 365'],
      service: 'tcp 443',
      about: 'login to the restore portal: login.microsoftonline.com',
    },

    {
      section,
      from: ['Amazon archiver appliance', 'Azure archiver appliance'],
      to: ['Object storage repositories'],
      service: '',
      about: 'outgoing traffic',
      leftOut: 'footnote of the table: outgoing TCP, no number named',
    },
  ],
};

/** Veeam Backup for Microsoft 365 8. Read beside the later page: the same rows; its stored copy leaves out all parentheses, so 5986 as well. */
export const veeamM3658Ports: ReferencePage = {
  title: veeamM365Ports.title,
  url: veeamM365Ports.url,
  version: '8',
  rows: veeamM365Ports.rows,
};
