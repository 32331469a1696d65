import type { ReferencePage } from './page.ts';

const section = 'Used Ports';

export const veeamKastenPorts: ReferencePage = {
  title: 'Used Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/kasten_integration/used_ports.html',
  version: '13.0.1.1071',
  date: '2026-02-02',
  rows: [
    { section, from: ['Veeam Kasten'], to: ['Veeam Backup & Replication server'], service: 'tcp 10006', about: 'control' },
    {
      section,
      from: ['Veeam Kasten'],
      to: ['VBR RestAPI Service'],
      service: 'tcp 9419',
      about: 'validating the location profile',
    },
    {
      section,
      from: ['Veeam Kasten'],
      to: ['Veeam backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'data',
    },
    {
      section,
      from: ['Backup server'],
      to: ['Backup server'],
      service: 'tcp 6172',
      about: 'plug-in to the database',
      leftOut: 'local to one machine',
    },
    { section, from: ['Backup server'], to: ['Veeam Kasten'], service: 'tcp 443', about: 'plug-in to Kasten' },
    {
      section,
      from: ['Veeam Backup & Replication Remote Console'],
      to: ['Veeam Kasten'],
      service: 'tcp 443',
      when: 'restores or dashboard from the console',
      about: 'web interface',
    },
  ],
};
