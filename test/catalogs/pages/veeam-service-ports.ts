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
    },
    { section, from: ['Veeam Backup Enterprise Manager'], to: ['Backup server'], service: 'tcp 9392', about: 'collecting data' },
    { section, from: ['Veeam Backup & Replication console'], to: ['Backup server'], service: 'tcp 9392', about: 'console' },
    { section, from: ['Mount server'], to: ['Backup server'], service: 'tcp 9401', about: 'control' },
    {
      section,
      from: [],
      to: ['Veeam Backup & Replication REST API'],
      service: 'tcp 9419',
      about: 'REST API',
      leftOut: 'the page does not say who connects',
    },
  ],
};
