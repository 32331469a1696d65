import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
// The backup of guests is left out here: guest processing and log shipping have it.
export const veeam12ExplorerExchangePorts: ReferencePage = {
  title: 'Ports (Explorer for Exchange)',
  url: 'https://helpcenter.veeam.com/docs/backup/explorers/vex_ports.html',
  version: '12.3',
  part: true,
  rows: [
    ...under('Restore', [
      {
        from: ['Backup server', 'Veeam Backup & Replication console'],
        to: ['Target Microsoft Exchange CAS server'],
        service: 'tcp 443',
        about: 'Exchange Web Services',
      },
    ]),
  ],
};
