import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.
export const veeamOvirt6Ports: ReferencePage = {
  title: 'Ports (oVirt KVM 6)',
  url: 'https://helpcenter.veeam.com/docs/vbrhv/userguide/used_ports.html',
  version: '6',
  rows: [
    ...under('Backup Appliance', [
      { from: ['Backup appliance'], to: ['Backup server'], service: 'tcp 10006', about: 'orders and reports' },
      { from: ['Backup appliance'], to: ['oVirt KVM Manager'], service: 'tcp 443', about: 'API of the manager' },
      { from: ['Backup appliance'], to: ['oVirt KVM Manager'], service: 'tcp 54323', about: 'hosted engine' },
      { from: ['Backup appliance'], to: ['oVirt KVM host'], service: 'tcp 54322', about: 'hosts' },
      { from: ['Backup appliance'], to: ['Worker'], service: 'tcp 19000', about: 'control of workers' },
      {
        from: ['Backup appliance'],
        to: ['Veeam backup repository', 'Gateway server'],
        service: 'tcp 2500-3300',
        about: 'data transmission',
      },
      { from: ['Backup appliance'], to: ['Mail server'], service: 'tcp 25', when: 'email notifications', about: 'notifications' },
      { from: ['Backup appliance'], to: ['Rocky Linux repositories'], service: 'tcp 80', about: 'packages of the system' },
      { from: ['Backup appliance'], to: ['Veeam Update Repository', 'Amazon CloudFront'], service: 'tcp 443', about: 'updates' },
      { from: ['Backup appliance'], to: ['Nginx repository (nginx.org)'], service: 'tcp 443', about: 'packages of nginx' },
    ]),
    ...under('Workers', [
      { from: ['Worker'], to: ['Backup server'], service: 'tcp 10006', about: 'orders and reports' },
      { from: ['Worker'], to: ['oVirt KVM Manager'], service: 'tcp 443', about: 'API of the manager' },
      { from: ['Worker'], to: ['oVirt KVM Manager'], service: 'tcp 54323', about: 'hosted engine' },
      { from: ['Worker'], to: ['oVirt KVM host'], service: 'tcp 443', about: 'API of the host' },
      { from: ['Worker'], to: ['oVirt KVM host'], service: 'tcp 54322', about: 'hosts' },
      { from: ['Worker'], to: ['Backup appliance'], service: 'tcp 19001', about: 'reports to the appliance' },
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
      { from: ['Backup appliance'], to: ['Backup server'], service: 'tcp 8544', about: 'platform service' },
      {
        from: ['Veeam Backup & Replication console'],
        to: ['Backup server'],
        service: 'tcp 8544',
        when: 'console with the plug-in',
        about: 'platform service',
      },
      { from: ['Backup server'], to: ['FLR helper appliance'], service: 'tcp 22', when: 'file recovery', about: 'file recovery' },
      {
        from: ['Backup server'],
        to: ['Backup server'],
        service: 'tcp 6172',
        about: 'database service',
        leftOut: 'local to one machine',
      },
      { from: ['Backup server'], to: ['oVirt KVM Manager'], service: 'tcp 443', about: 'API of the manager' },
      { from: ['Backup server'], to: ['oVirt KVM Manager'], service: 'tcp 54323', about: 'hosted engine' },
      { from: ['Backup server'], to: ['oVirt KVM host'], service: 'tcp 54322', about: 'hosts' },
      { from: ['Backup server'], to: ['Backup appliance'], service: 'tcp 443', about: 'control of the appliance' },
    ]),
  ],
};
