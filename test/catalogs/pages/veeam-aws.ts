import { type ReferencePage, under } from './page.ts';

/** Veeam Backup for AWS 10. */
export const veeamAwsPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbaws/guide/ports.html',
  version: '10.0.0.232',
  date: '2026-01-21',
  rows: [
    ...under('Ports', [
      { from: ['Web browser (local machine)'], to: ['Backup appliance'], service: 'tcp 443', about: 'web interface' },
      { from: ['Web browser (local machine)'], to: ['Backup appliance'], service: 'tcp 22', when: 'optional', about: 'SSH' },
      {
        from: ['Web browser (local machine)'],
        to: ['Backup appliance'],
        service: 'tcp 11005',
        when: 'optional',
        about: 'public REST API, port can be changed',
      },
      {
        from: ['Web browser (local machine)'],
        to: ['Worker instances'],
        service: 'tcp 443',
        when: 'file-level recovery',
        about: 'browser of restored files',
      },
      { from: ['Backup appliance'], to: ['SMTP server'], service: 'tcp 25', about: 'mail notifications' },
      {
        from: ['Backup appliance'],
        to: ['Veeam Update Repository (repository.veeam.com)', 'Amazon CloudFront (cloudfront.net, amazonaws.com)'],
        service: 'tcp 443',
        about: 'updates, packages of workers, restore utilities',
      },
      {
        from: ['Backup appliance'],
        to: ['Ubuntu Security Repository and OS Update Repository (security.ubuntu.com, archive.ubuntu.com)'],
        service: 'tcp 80',
        about: 'security updates of the system',
      },
      {
        from: ['Backup appliance'],
        to: ['Microsoft Package Repository (packages.microsoft.com, dotnetcli.blob.core.windows.net)'],
        service: 'tcp 443',
        about: '.NET updates',
      },
      {
        from: ['Backup appliance'],
        to: ['PostgreSQL Apt Repository (apt.postgresql.org, archive.ubuntu.com)'],
        service: 'tcp 443',
        about: 'PostgreSQL updates',
      },
      {
        from: ['Backup appliance'],
        to: ['PostgreSQL Website (postgresql.org)'],
        service: 'tcp 443',
        about: 'key of the repository',
      },
      { from: ['Backup appliance'], to: ['AWS services'], service: 'tcp 443', about: 'protection and recovery' },
      {
        from: ['Backup appliance'],
        to: ['Route 53 Resolver'],
        service: 'udp 53',
        when: 'optional, DNS server of the VPC is a custom one',
        about: 'DNS',
      },
      { from: ['Worker instances'], to: ['AWS services'], service: 'tcp 443', about: 'protection and recovery' },
      {
        from: ['Worker instances'],
        to: ['Route 53 Resolver'],
        service: 'udp 53',
        when: 'optional, DNS server of the VPC is a custom one',
        about: 'DNS',
      },
      {
        from: ['Veeam Plug-In for AWS'],
        to: ['Backup appliance', 'AWS services'],
        service: 'tcp 443',
        about: 'plug-in to appliance and cloud',
      },
      {
        from: ['Veeam Plug-In for AWS'],
        to: ['AWS CheckIP service'],
        service: 'tcp 443',
        when: 'deployment of the plug-in',
        about: 'own public address',
      },
      {
        from: ['Veeam Backup & Replication console', 'Veeam ONE server'],
        to: ['Veeam Plug-In for AWS'],
        service: 'tcp 9402',
        about: 'plug-in',
      },
    ]),
  ],
};

/** Veeam Backup for AWS 8. Read beside the later page: the rows that are the same, and those that are not. */
export const veeamAws8Ports: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbaws/guide/ports.html',
  version: '8',
  rows: [
    ...veeamAwsPorts.rows.filter((r) => !r.to.includes('AWS CheckIP service')),
    ...under('Ports', [
      {
        from: ['AWS Plug-in for Veeam Backup & Replication'],
        to: ['Backup server'],
        service: 'tcp 6172',
        about: 'configuration database',
        leftOut: 'local to one machine',
      },
    ]),
  ],
};
