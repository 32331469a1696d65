import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
// The backup of guests is here as far as the general page does not have it.
export const veeam12ExplorerExchangePorts: ReferencePage = {
  title: 'Ports (Explorer for Exchange)',
  url: 'https://helpcenter.veeam.com/docs/backup/explorers/vex_ports.html',
  version: '12.3',
  part: true,
  rows: [
    ...under('Backup', [
      // Of TCP and UDP in one cell: what each is used with.
      {
        from: ['Backup server', 'Guest interaction proxy'],
        to: ['Source Windows machine with Microsoft Exchange'],
        service: 'tcp 139, udp 137-138',
        when: 'NetBIOS',
        about: 'deployment of the coordination process',
      },
      {
        from: ['Backup server', 'Guest interaction proxy'],
        to: ['Source Windows machine with Microsoft Exchange'],
        service: 'tcp 6005-65535',
        when: 'firewalls not at the defaults of Windows',
        about: 'dynamic RPC',
      },
      {
        from: ['Source Windows machine with Microsoft Exchange'],
        to: ['Backup server', 'Guest interaction proxy'],
        service: 'tcp 6005-65535',
        when: 'firewalls not at the defaults of Windows',
        about: 'dynamic RPC',
      },
    ]),
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
