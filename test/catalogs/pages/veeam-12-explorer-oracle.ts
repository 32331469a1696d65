import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
// The backup of guests is here as far as the general page does not have it.
export const veeam12ExplorerOraclePorts: ReferencePage = {
  title: 'Ports (Explorer for Oracle)',
  url: 'https://helpcenter.veeam.com/docs/backup/explorers/veo_used_ports.html',
  version: '12.3',
  part: true,
  rows: [
    ...under('Backup / Oracle on Windows', [
      // Of TCP and UDP in one cell: what each is used with.
      {
        from: ['Backup server'],
        to: ['Source machine with Oracle'],
        service: 'tcp 139, udp 137-138',
        when: 'NetBIOS',
        about: 'deployment of the coordination process',
      },
      {
        from: ['Backup server'],
        to: ['Source machine with Oracle'],
        service: 'tcp 49152-65535',
        when: 'firewalls not at the defaults of Windows',
        about: 'dynamic RPC',
      },
      {
        from: ['Source machine with Oracle'],
        to: ['Backup server'],
        service: 'tcp 49152-65535',
        when: 'firewalls not at the defaults of Windows',
        about: 'dynamic RPC',
      },
    ]),
    ...under('Backup / Oracle on Linux', [
      {
        from: ['Guest interaction proxy or backup server'],
        to: ['Source machine with Oracle (Linux)'],
        service: 'tcp 6167',
        when: 'shipping of archived logs',
        about: 'logs; printed from the backup server alone',
      },
    ]),
    ...under('Restore', [
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Target Windows machine with Oracle', 'Staging server'],
        service: 'tcp 49152-65535',
        when: 'recommended range',
        about: 'dynamic RPC',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Target Windows machine with Oracle', 'Staging server'],
        service: 'tcp 1025-1075',
        about: 'restore service',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Target Windows machine with Oracle', 'Staging server'],
        service: 'tcp 6160, 11731',
        about: 'installer service',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console', 'Mount server associated with the backup repository'],
        to: ['Target Linux machine with Oracle'],
        service: 'tcp 22',
        about: 'SSH control channel',
      },
      {
        from: ['Backup repository'],
        to: ['Target Linux machine with Oracle'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      {
        from: ['Target Linux machine with Oracle'],
        to: ['Backup repository'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      {
        from: ['Target Windows machine with Oracle', 'Staging server'],
        to: ['Mount server associated with the backup repository'],
        service: 'tcp 3260-3270',
        about: 'mounts over iSCSI',
      },
    ]),
  ],
};
