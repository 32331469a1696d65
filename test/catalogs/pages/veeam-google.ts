import { type ReferencePage, under } from './page.ts';

/** Veeam Backup for Google Cloud 7. */
export const veeamGooglePorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbgc/guide/ports.html',
  version: '7.0.0.47',
  date: '2026-01-06',
  rows: [
    ...under('Ports', [
      { from: ['Workstation web browser'], to: ['Backup appliance'], service: 'tcp 443', about: 'web interface' },
      { from: ['Workstation web browser'], to: ['Backup appliance'], service: 'tcp 13140', about: 'REST API' },
      {
        from: ['Workstation web browser'],
        to: ['Worker instance'],
        service: 'tcp 443',
        when: 'file-level recovery',
        about: 'browser of restored files',
      },
      {
        from: ['Backup appliance'],
        to: ['Ubuntu Security Repository (security.ubuntu.com)'],
        service: 'tcp 80',
        about: 'security updates of the system',
      },
      {
        from: ['Backup appliance'],
        to: ['Veeam Update Repository (repository.veeam.com)', 'Amazon CloudFront (cloudfront.net, amazonaws.com)'],
        service: 'tcp 443',
        about: 'updates, packages of workers, restore utilities',
      },
      {
        from: ['Backup appliance'],
        to: ['SMTP server'],
        service: 'tcp 587',
        about: 'mail notifications; never 25, which Google blocks',
      },
      { from: ['Backup appliance'], to: ['nginx web server'], service: 'tcp 80, 443', about: 'upgrade of the appliance' },
      { from: ['Backup appliance'], to: ['PostgreSQL Apt Repository'], service: 'tcp 80, 443', about: 'PostgreSQL updates' },
      {
        from: ['Backup appliance'],
        to: ['Microsoft Package Repository (packages.microsoft.com)'],
        service: 'tcp 80, 443',
        about: '.NET updates',
      },
      {
        from: ['Veeam Plug-in for Google Cloud'],
        to: ['Backup appliance', 'Google Cloud services'],
        service: 'tcp 443',
        about: 'plug-in to appliance and cloud',
      },
      {
        from: ['Veeam Plug-in for Google Cloud'],
        to: ['AWS CheckIP service (checkip.amazonaws.com)'],
        service: 'tcp 443',
        when: 'deployment of the plug-in',
        about: 'own public address',
      },
      {
        from: ['Veeam Backup & Replication console', 'Veeam ONE server'],
        to: ['Backup server'],
        service: 'tcp 9403',
        about: 'plug-in',
      },
      { from: ['Worker instance'], to: ['Google Cloud services'], service: 'tcp 443', about: 'protection and recovery' },
      { from: ['Worker instance'], to: ['Cloud SQL instances'], service: 'tcp 3306', about: 'protection and recovery' },
      { from: ['Worker instance'], to: ['Cloud SQL instances'], service: 'tcp 5432', about: 'protection and recovery' },
      { from: ['Worker instance'], to: ['Cloud Spanner instances'], service: 'tcp 443', about: 'protection and recovery' },
      {
        from: ['Google Cloud services'],
        to: ['Backup appliance'],
        service: 'tcp 22',
        about: 'SSH for TLS certificates, deployment and upgrade',
      },
    ]),
  ],
};

/** Veeam Backup for Google Cloud 6. Read beside the later page: the rows that are the same, and those that are not. */
export const veeamGoogle6Ports: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vbgc/guide/ports.html',
  version: '6',
  rows: [
    ...veeamGooglePorts.rows.filter((r) => !r.to[0]!.startsWith('AWS CheckIP') && r.service !== 'tcp 22'),
    ...under('Ports', [
      {
        from: ['Backup appliance'],
        to: ['nginx web server (nginx.org)'],
        service: 'tcp 80, 443',
        about: 'upgrade of the appliance',
      },
      {
        from: ['Backup appliance'],
        to: ['PostgreSQL Apt Repository (apt.postgresql.org)'],
        service: 'tcp 80, 443',
        about: 'PostgreSQL updates',
      },
      {
        from: ['Google Cloud Plug-in for Veeam Backup & Replication'],
        to: ['Backup server'],
        service: 'tcp 6172',
        about: 'configuration database',
        leftOut: 'local to one machine',
      },
    ]),
  ],
};
