import type { ReferencePage } from './page.ts';

export const veeamOvirtPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/ovirt_used_ports.html',
  version: '13.0.1.2067',
  date: '2026-03-16',
  rows: [
    { section: 'Workers', from: ['Worker'], to: ['Backup server'], service: 'tcp 10006', about: 'control' },
    { section: 'Workers', from: ['Worker'], to: ['oVirt KVM Manager'], service: 'tcp 443', about: 'REST API' },
    { section: 'Workers', from: ['Worker'], to: ['oVirt KVM Manager'], service: 'tcp 54323', about: 'hosted engine' },
    { section: 'Workers', from: ['Worker'], to: ['oVirt KVM host'], service: 'tcp 54322', about: 'hosts' },
    {
      section: 'Workers',
      from: ['Worker'],
      to: ['Veeam backup repository', 'Gateway server'],
      service: 'tcp 2500-3300',
      about: 'data of jobs and restores',
    },
    {
      section: 'Workers',
      from: ['Worker'],
      to: ['Veeam Update Repository (repository.veeam.com, cloudfront.net)'],
      service: 'tcp 443',
      about: 'worker updates',
    },
    { section: 'Workers', from: ['Worker'], to: ['NTP server'], service: 'udp 123', about: 'time' },

    {
      section: 'Backup Server',
      from: ['Veeam Backup & Replication console'],
      to: ['Backup server'],
      service: 'tcp 443',
      about: 'REST API of the platform service',
    },
    {
      section: 'Backup Server',
      from: ['Backup server'],
      to: ['FLR helper appliance'],
      service: 'tcp 22',
      when: 'file-level restore',
      about: 'helper appliance',
    },
    {
      section: 'Backup Server',
      from: ['Backup server'],
      to: ['Backup server'],
      service: 'tcp 6172',
      about: 'platform service to the database',
      leftOut: 'local to one machine',
    },
    { section: 'Backup Server', from: ['Backup server'], to: ['oVirt KVM Manager'], service: 'tcp 443', about: 'REST API' },
    {
      section: 'Backup Server',
      from: ['Backup server'],
      to: ['oVirt KVM Manager'],
      service: 'tcp 54323',
      about: 'hosted engine',
    },
    { section: 'Backup Server', from: ['Backup server'], to: ['oVirt KVM host'], service: 'tcp 54322', about: 'hosts' },
    { section: 'Backup Server', from: ['Backup server'], to: ['Worker'], service: 'tcp 19000', about: 'control' },
  ],
};
