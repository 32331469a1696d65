import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
// Guests and logs are left out: they have the rows of the page of Hyper-V, with the backup server in place of the guest interaction proxy for Linux.
export const veeamAhv7Ports: ReferencePage = {
  title: 'Ports (Nutanix AHV 7)',
  url: 'https://helpcenter.veeam.com/docs/vbahv/userguide/used_ports.html',
  version: '7',
  part: true,
  rows: [
    ...under('Backup Appliance', [
      { from: ['Workstation web browser'], to: ['Backup appliance'], service: 'tcp 443', about: 'web console' },
      {
        from: ['Backup appliance'],
        to: ['Nutanix AHV cluster', 'Prism Central'],
        service: 'tcp 9440',
        about: 'API of the platform',
      },
      { from: ['Backup appliance'], to: ['Backup server'], service: 'tcp 10006', about: 'orders and reports' },
      { from: ['Backup appliance'], to: ['Backup server'], service: 'tcp 2500-3300', about: 'index of the malware detection' },
      { from: ['Backup appliance'], to: ['Worker'], service: 'tcp 19000', about: 'control of workers' },
      { from: ['Backup appliance'], to: ['Nutanix AHV cluster'], service: 'tcp 3205, 3260', about: 'disks over iSCSI' },
      {
        from: ['Backup appliance'],
        to: ['Veeam backup repository', 'Gateway server'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      { from: ['Backup appliance'], to: ['Mail server'], service: 'tcp 25', when: 'email notifications', about: 'notifications' },
      { from: ['Backup appliance'], to: ['Rocky Linux repositories'], service: 'tcp 80', about: 'packages of the system' },
      { from: ['Backup appliance'], to: ['Veeam Update Repository', 'Amazon CloudFront'], service: 'tcp 443', about: 'updates' },
      {
        from: ['Backup appliance'],
        to: ['PostgreSQL repository (download.postgresql.org)'],
        service: 'tcp 443',
        about: 'updates of PostgreSQL',
      },
    ]),
    ...under('Workers', [
      { from: ['Worker'], to: ['Nutanix AHV cluster', 'Prism Central'], service: 'tcp 9440', about: 'API of the platform' },
      { from: ['Worker'], to: ['Backup server'], service: 'tcp 10006', about: 'orders and reports' },
      { from: ['Worker'], to: ['Backup server'], service: 'tcp 2500-3300', about: 'index of the malware detection' },
      { from: ['Worker'], to: ['Backup appliance'], service: 'tcp 19001', about: 'reports to the appliance' },
      { from: ['Worker'], to: ['Nutanix AHV cluster'], service: 'tcp 3205, 3260', about: 'disks over iSCSI' },
      {
        from: ['Worker'],
        to: ['Veeam backup repository', 'Gateway server'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      { from: ['Worker'], to: ['Rocky Linux repositories'], service: 'tcp 80', about: 'packages of the system' },
      { from: ['Worker'], to: ['Veeam Update Repository', 'Amazon CloudFront'], service: 'tcp 443', about: 'updates' },
    ]),
    ...under('Backup Server', [
      {
        from: ['Veeam Backup & Replication console', 'Veeam ONE server'],
        to: ['Backup server'],
        service: 'tcp 8543',
        when: 'console or Veeam ONE with the plug-in',
        about: 'platform service',
      },
      {
        from: ['FLR helper appliance'],
        to: ['Backup server'],
        service: 'tcp 2500',
        when: 'file recovery',
        about: 'file recovery',
      },
      { from: ['Mount server'], to: ['Backup server'], service: 'tcp 9401', about: 'mount service' },
      // The copy has the two numbers in one: '222500'.
      {
        from: ['Backup server'],
        to: ['FLR helper appliance'],
        service: 'tcp 22, 2500',
        when: 'file recovery',
        about: 'file recovery',
      },
      {
        from: ['Backup server'],
        to: ['Backup server'],
        service: 'tcp 6172',
        about: 'database service',
        leftOut: 'local to one machine',
      },
      {
        from: ['Backup server'],
        to: ['Nutanix AHV cluster', 'Prism Central'],
        service: 'tcp 9440',
        about: 'API of the platform',
      },
      { from: ['Backup server'], to: ['Backup appliance'], service: 'tcp 443', about: 'control of the appliance' },
    ]),
    ...under('vPower NFS Service', [
      {
        from: ['Nutanix AHV cluster'],
        to: ['Mount server with vPower NFS Service'],
        service: 'tcp+udp 111',
        about: 'port mapper',
      },
      {
        from: ['Nutanix AHV cluster'],
        to: ['Mount server with vPower NFS Service'],
        service: 'tcp+udp 1058+',
        when: 'service on the backup server',
        about: 'mount port',
      },
      {
        from: ['Nutanix AHV cluster'],
        to: ['Mount server with vPower NFS Service'],
        service: 'tcp+udp 1063+',
        when: 'service on a machine of its own',
        about: 'mount port',
      },
      { from: ['Nutanix AHV cluster'], to: ['Mount server with vPower NFS Service'], service: 'tcp+udp 2049+', about: 'NFS' },
    ]),
  ],
};
