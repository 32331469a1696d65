import type { ReferencePage } from './page.ts';

export const veeamScalePorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/sch_used_ports.html',
  version: '13.0.1.2067',
  date: '2026-03-16',
  rows: [
    { section: 'Workers', from: ['Worker'], to: ['Scale Computing HyperCore cluster'], service: 'tcp 443', about: 'REST API' },
    { section: 'Workers', from: ['Worker'], to: ['Backup server'], service: 'tcp 10006', about: 'control' },
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
      to: ['Veeam backup repository', 'Gateway server'],
      service: 'tcp 6162',
      about: 'transport service',
    },
    {
      section: 'Workers',
      from: ['Worker'],
      to: ['Rocky Linux repositories (mirrors.rockylinux.org, mirrors.fedoraproject.org, rockylinux.map.fastly.net)'],
      service: 'tcp 80, 443',
      anyOne: true,
      about: 'system and .NET updates; the mirrors lead on to further hosts',
    },
    {
      section: 'Workers',
      from: ['Worker'],
      to: ['Veeam Update Repository', 'Amazon CloudFront'],
      service: 'tcp 443',
      about: 'worker packages',
    },
    { section: 'Workers', from: ['Worker'], to: ['NTP server'], service: 'udp 123', about: 'time' },

    { section: 'Backup Server', from: ['Backup server'], to: ['Worker'], service: 'tcp 10006', about: 'control' },
    { section: 'Backup Server', from: ['Backup server'], to: ['Worker'], service: 'tcp 443', about: 'updater service' },
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
      to: ['Scale Computing HyperCore cluster'],
      service: 'tcp 443',
      about: 'REST API',
    },
  ],
};
