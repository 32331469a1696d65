import type { ReferencePage } from './page.ts';

const nfs = ['Microsoft Windows or Linux server with the mount server role running vPower NFS Service'];

export const veeamAhvPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/ahv_used_ports.html',
  version: '13.0.2.29',
  date: '2026-07-09',
  rows: [
    {
      section: 'Workers',
      from: ['Worker'],
      to: ['Nutanix Prism Central', 'Standalone clusters'],
      service: 'tcp 9440',
      about: 'REST API',
    },
    { section: 'Workers', from: ['Worker'], to: ['Backup server'], service: 'tcp 10006', about: 'control' },
    { section: 'Workers', from: ['Worker'], to: ['Backup server'], service: 'tcp 2500-3300', about: 'ransomware index' },
    {
      section: 'Workers',
      from: ['Worker'],
      to: ['Nutanix AHV server'],
      service: 'tcp 3205, 3260',
      about: 'disks over iSCSI at the addresses of cluster, data services and CVMs',
    },
    {
      section: 'Workers',
      from: ['Worker'],
      to: ['Veeam backup repository', 'Gateway server'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'data of jobs and restores',
    },
    {
      section: 'Workers',
      from: ['Worker'],
      to: ['Veeam Update Repository (repository.veeam.com)', 'Amazon CloudFront (cloudfront.net, amazonaws.com)'],
      service: 'tcp 443',
      about: 'worker updates',
    },
    {
      section: 'Workers',
      from: ['Worker'],
      to: ['Veeam Update Repository (local mirror)'],
      service: 'tcp 443, 80',
      anyOne: true,
      when: 'local mirror enabled',
      about: 'worker updates from a mirror',
    },
    { section: 'Workers', from: ['Worker'], to: ['NTP server'], service: 'udp 123', about: 'time' },

    { section: 'Backup Server', from: ['Backup server'], to: ['Worker'], service: 'tcp 19000', about: 'control' },
    { section: 'Backup Server', from: ['Backup server'], to: ['Worker'], service: 'tcp 443', about: 'updater service' },
    {
      section: 'Backup Server',
      from: ['Backup server'],
      to: ['Nutanix AHV cluster'],
      service: 'tcp 9440',
      about: 'platform service to the cluster',
    },

    { section: 'vPower NFS Service', from: ['Nutanix AHV cluster'], to: nfs, service: 'tcp+udp 111', about: 'port mapper' },
    {
      section: 'vPower NFS Service',
      from: ['Nutanix AHV cluster'],
      to: nfs,
      service: 'tcp+udp 1058+',
      when: 'vPower NFS service on the backup server',
      about: 'mount',
    },
    {
      section: 'vPower NFS Service',
      from: ['Nutanix AHV cluster'],
      to: nfs,
      service: 'tcp+udp 1063+',
      when: 'vPower NFS service on another Windows machine',
      about: 'mount',
    },
    { section: 'vPower NFS Service', from: ['Nutanix AHV cluster'], to: nfs, service: 'tcp+udp 2049+', about: 'NFS' },
  ],
};
