import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
export const veeam12ExplorerActiveDirectoryPorts: ReferencePage = {
  title: 'Ports (Explorer for Active Directory)',
  url: 'https://helpcenter.veeam.com/docs/backup/explorers/vead_ports.html',
  version: '12.3',
  part: true,
  rows: [
    ...under('Ports', [
      {
        from: ['Backup server', 'Veeam Backup & Replication console'],
        to: ['Microsoft Active Directory machine'],
        service: 'tcp 135, 445',
        about: 'connections to the domain controller',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console'],
        to: ['Microsoft Active Directory machine'],
        service: 'tcp+udp 389',
        about: 'LDAP',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console'],
        to: ['Microsoft Active Directory machine'],
        service: 'tcp 636, 3268, 3269',
        about: 'LDAPS and global catalog',
      },
      {
        from: ['Backup server', 'Veeam Backup & Replication console'],
        to: ['Microsoft Active Directory machine'],
        service: 'tcp 49152-65535',
        when: 'over the network',
        about: 'dynamic RPC',
      },
    ]),
  ],
};
