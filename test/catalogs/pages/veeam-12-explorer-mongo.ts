import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
export const veeam12ExplorerMongoDbPorts: ReferencePage = {
  title: 'Ports (Explorer for MongoDB)',
  url: 'https://helpcenter.veeam.com/docs/backup/explorers/vemdb_used_ports.html',
  version: '12.3',
  part: true,
  rows: [
    ...under('Backup', [
      { from: ['Backup server'], to: ['Source Linux machine with MongoDB'], service: 'tcp 6162', about: 'management agent' },
      { from: ['Backup server'], to: ['Source Linux machine with MongoDB'], service: 'tcp 22', about: 'SSH control channel' },
      {
        from: ['Backup server'],
        to: ['Source Linux machine with MongoDB'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      {
        from: ['Source Linux machine with MongoDB'],
        to: ['Backup repository'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
    ]),
    ...under('Restore', [
      {
        from: ['Backup server', 'Veeam Backup & Replication console'],
        to: ['Mount server'],
        service: 'tcp 6170',
        about: 'mount service',
      },
      { from: ['Mount server'], to: ['Target Linux machine with MongoDB'], service: 'tcp 22', about: 'SSH control channel' },
      { from: ['Mount server'], to: ['Target Linux machine with MongoDB'], service: 'tcp 27017', about: 'MongoDB' },
      { from: ['Mount server'], to: ['Target Linux machine with MongoDB'], service: 'tcp 2500-3300', about: 'data transmission' },
      {
        from: ['Target Linux machine with MongoDB'],
        to: ['Backup repository'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
    ]),
  ],
};
