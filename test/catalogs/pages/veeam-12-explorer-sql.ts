import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
// The backup of guests is here as far as the general page does not have it.
export const veeam12ExplorerSqlPorts: ReferencePage = {
  title: 'Ports (Explorer for SQL Server)',
  url: 'https://helpcenter.veeam.com/docs/backup/explorers/vesql_used_ports.html',
  version: '12.3',
  part: true,
  rows: [
    ...under('Backup', [
      // Of TCP and UDP in one cell: what each is used with.
      {
        from: ['Backup server', 'Guest interaction proxy'],
        to: ['Source machine with Microsoft SQL Server'],
        service: 'tcp 139, udp 137-138',
        when: 'NetBIOS',
        about: 'deployment of the coordination process',
      },
      {
        from: ['Backup server', 'Guest interaction proxy'],
        to: ['Source machine with Microsoft SQL Server'],
        service: 'tcp 49152-65535',
        when: 'firewalls not at the defaults of Windows',
        about: 'dynamic RPC',
      },
      {
        from: ['Source machine with Microsoft SQL Server'],
        to: ['Backup server', 'Guest interaction proxy'],
        service: 'tcp 49152-65535',
        when: 'firewalls not at the defaults of Windows',
        about: 'dynamic RPC',
      },
    ]),
    ...under('Restore', [
      // One cell says TCP and UDP: the services are TCP.
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Target machine with Microsoft SQL Server', 'Staging server'],
        service: 'tcp 135, 445',
        about: 'deployment of the coordination process',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Target machine with Microsoft SQL Server', 'Staging server'],
        service: 'tcp 49152-65535',
        when: 'firewalls not at the defaults of Windows',
        about: 'dynamic RPC',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Target machine with Microsoft SQL Server', 'Staging server'],
        service: 'tcp 6160',
        about: 'installer service',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Target machine with Microsoft SQL Server', 'Staging server'],
        service: 'tcp 1433, 1434',
        about: 'SQL Server',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Target machine with Microsoft SQL Server', 'Staging server'],
        service: 'udp 1434',
        about: 'SQL Server Browser',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Target machine with Microsoft SQL Server', 'Staging server'],
        service: 'tcp 1025-1034',
        about: 'restore service',
      },
      {
        from: ['Target machine with Microsoft SQL Server', 'Staging server'],
        to: ['Mount server associated with the backup repository'],
        service: 'tcp 3260-3270',
        about: 'mounts over iSCSI',
      },
      {
        from: ['Target machine with Microsoft SQL Server', 'Staging server'],
        to: ['Backup repository'],
        service: 'tcp 2500-3300',
        when: 'restore of transaction logs',
        about: 'transaction logs',
      },
    ]),
  ],
};
