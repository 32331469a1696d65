import type { ReferencePage } from './page.ts';

export const veeamHpeVmePorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/hpe_used_ports.html',
  version: '13.0.1.2067',
  date: '2026-04-24',
  rows: [
    { section: 'Workers', from: ['Worker'], to: ['HPE Morpheus VM Essentials manager'], service: 'tcp 443', about: 'REST API' },
    {
      section: 'Workers',
      from: ['Worker'],
      to: ['HPE Morpheus VM Essentials manager'],
      service: 'tcp 7443',
      about: 'clusters of the manager: NBD transport, libvirt commands',
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
      to: ['Backup server'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'ransomware index',
    },
    { section: 'Workers', from: ['Worker'], to: ['Backup server'], service: 'tcp 10006', about: 'control' },
    {
      section: 'Workers',
      from: ['Worker'],
      to: ['Veeam Update Repository (repository.veeam.com)', 'Amazon CloudFront (cloudfront.net, amazonaws.com)'],
      service: 'tcp 443',
      about: 'worker packages',
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
      to: ['HPE Morpheus VM Essentials manager'],
      service: 'tcp 443',
      about: 'REST API',
    },
  ],
};
