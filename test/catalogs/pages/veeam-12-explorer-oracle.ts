import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
// The backup of guests is left out here: guest processing and log shipping have it.
export const veeam12ExplorerOraclePorts: ReferencePage = {
  title: 'Ports (Explorer for Oracle)',
  url: 'https://helpcenter.veeam.com/docs/backup/explorers/veo_used_ports.html',
  version: '12.3',
  part: true,
  rows: [
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
