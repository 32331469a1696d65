import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
// The backup of guests is left out here: guest processing and log shipping have it.
export const veeam12ExplorerPostgreSqlPorts: ReferencePage = {
  title: 'Ports (Explorer for PostgreSQL)',
  url: 'https://helpcenter.veeam.com/docs/backup/explorers/vep_used_ports.html',
  version: '12.3',
  part: true,
  rows: [
    ...under('Restore', [
      {
        from: ['Backup server', 'Veeam Backup & Replication console'],
        to: ['Mount server'],
        service: 'tcp 6170',
        about: 'mount service',
      },
      {
        from: ['Backup repository'],
        to: ['Target Linux machine with PostgreSQL'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      {
        from: ['Target Linux machine with PostgreSQL'],
        to: ['Backup repository'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      { from: ['Mount server'], to: ['Target Linux machine with PostgreSQL'], service: 'tcp 22', about: 'SSH control channel' },
    ]),
  ],
};
