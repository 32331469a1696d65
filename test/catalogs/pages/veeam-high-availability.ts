import { type ReferencePage, under } from './page.ts';

export const veeamHighAvailability: ReferencePage = {
  title: 'How High Availability Cluster Works',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/high_availability_hiw.html',
  rows: under('How High Availability Cluster Works', [
    {
      from: ['secondary node'],
      to: ['primary node'],
      service: '',
      about:
        'on the secondary node stay the services for "database replication and communication with the primary node"; names no port',
    },
  ]),
};

/** An archived page. The section speaks of each Windows server of the backup infrastructure, whatever its part; here is its row on SMB alone. */
export const veeamHyperV11: ReferencePage = {
  title: 'Ports (Microsoft Hyper-V 11)',
  url: 'https://helpcenter.veeam.com/docs/backup/hyperv/used_ports.html?ver=110',
  version: '11',
  part: true,
  rows: under('Microsoft Windows Server', [
    {
      from: ['Backup server'],
      to: ['Windows server of another part'],
      service: 'tcp 445',
      when: 'deployment of components',
      about: 'deploys components; 135, which makes it faster, is optional',
    },
  ]),
};
