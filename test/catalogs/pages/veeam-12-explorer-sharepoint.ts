import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
export const veeam12ExplorerSharePointPorts: ReferencePage = {
  title: 'Ports (Explorer for SharePoint)',
  url: 'https://helpcenter.veeam.com/docs/backup/explorers/vesp_ports.html',
  version: '12.3',
  part: true,
  rows: [
    ...under('General', [
      {
        from: ['Veeam Explorer for Microsoft SharePoint'],
        to: ['SharePoint web application'],
        service: '',
        about: 'SharePoint',
        leftOut: 'the ports are those of the web application',
      },
      // One cell says TCP and UDP: the services are TCP.
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Staging server'],
        service: 'tcp 135, 445',
        about: 'deployment of the coordination process',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Staging server'],
        service: 'tcp 49152-65535',
        when: 'firewalls not at the defaults of Windows',
        about: 'dynamic RPC',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Staging server'],
        service: 'tcp 6160',
        about: 'installer service',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console'],
        to: ['Staging server'],
        service: '',
        about: 'SQL Server of the content databases',
        leftOut: 'the ports are those of the server',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console'],
        to: ['Staging server'],
        service: 'udp 1434',
        about: 'SQL Server Browser',
      },
    ]),
    ...under('iSCSI Traffic', [
      {
        from: ['Staging server'],
        to: ['Mount server associated with the backup repository'],
        service: 'tcp 3260-3270',
        about: 'mounts over iSCSI',
      },
    ]),
  ],
};
