import type { ReferencePage } from './page.ts';

const section = 'Step 10. Specify Service Ports';

/** A step of the setup: default ports of the backup server's services. It names who uses each, not who connects; `from` is the user. */
export const veeamServicePorts: ReferencePage = {
  title: 'Step 10. Specify Service Ports',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/install_vbr_service_ports.html',
  version: '13.0.1.1071',
  date: '2025-10-22',
  rows: [
    {
      section,
      from: ['Veeam Backup Enterprise Manager'],
      to: ['Backup server'],
      service: 'tcp 9393',
      about: 'catalog replication',
      leftOut: "the page doesn't say who connects, and the later reference of Enterprise Manager has 443 and 2500-2600 for it",
    },
    { section, from: ['Veeam Backup Enterprise Manager'], to: ['Backup server'], service: 'tcp 9392', about: 'collecting data' },
    {
      section,
      from: ['Veeam Backup & Replication console'],
      to: ['Backup server'],
      service: 'tcp 9392',
      about: 'console',
      leftOut: 'the list of ports of 13.0.2, which is later, has 443 in its place',
    },
    {
      section,
      from: ['Mount server'],
      to: ['Backup server'],
      service: 'tcp 9401',
      about: 'control',
      leftOut: 'the list of ports of 13.0.2, which is later, has 443 in its place',
    },
    {
      section,
      from: ['Client of the REST API'],
      to: ['Backup server'],
      service: 'tcp 9419',
      about: 'REST API',
    },
  ],
};
