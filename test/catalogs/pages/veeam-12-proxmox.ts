import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
export const veeamProxmox1Ports: ReferencePage = {
  title: 'Ports (Proxmox VE 1)',
  url: 'https://helpcenter.veeam.com/docs/vbproxmoxve/userguide/used_ports.html',
  version: '1',
  rows: [
    ...under('Workers', [
      { from: ['Worker'], to: ['Proxmox VE server'], service: 'tcp 8006', about: 'API of the platform' },
      { from: ['Worker'], to: ['Proxmox VE server'], service: 'tcp 22', about: 'SSH' },
      { from: ['Worker'], to: ['Backup server'], service: 'tcp 10006', about: 'orders and reports' },
      { from: ['Worker'], to: ['Backup server'], service: 'tcp 19001', about: 'reports to the plug-in' },
      {
        from: ['Worker'],
        to: ['Veeam backup repository', 'Gateway server'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      { from: ['Worker'], to: ['Rocky Linux repositories'], service: 'tcp 80', about: 'packages of the system' },
      { from: ['Worker'], to: ['Veeam Update Repository', 'Amazon CloudFront'], service: 'tcp 443', about: 'updates' },
      { from: ['Worker'], to: ['Nginx repository (nginx.org)'], service: 'tcp 443', about: 'packages of nginx' },
    ]),
    ...under('Backup Server', [
      {
        from: ['Veeam Backup & Replication console'],
        to: ['Backup server'],
        service: 'tcp 8545',
        when: 'console with the plug-in',
        about: 'platform service',
      },
      { from: ['Backup server'], to: ['Worker'], service: 'tcp 19000', about: 'control of workers' },
      { from: ['Backup server'], to: ['FLR helper appliance'], service: 'tcp 22', when: 'file recovery', about: 'file recovery' },
      {
        from: ['Backup server'],
        to: ['Backup server'],
        service: 'tcp 6172',
        about: 'database service',
        leftOut: 'local to one machine',
      },
      { from: ['Backup server'], to: ['Proxmox VE server'], service: 'tcp 8006', about: 'API of the platform' },
      { from: ['Backup server'], to: ['Proxmox VE server'], service: 'tcp 22', about: 'SSH' },
    ]),
  ],
};
