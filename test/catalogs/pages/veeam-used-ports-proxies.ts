import { type PageRow, under } from './page.ts';

/** Infrastructure appliances, backup proxies and gateway servers. */
export const proxyRows: readonly PageRow[] = [
  ...under('Veeam Infrastructure Appliances', [
    { from: ['Backup server'], to: ['Veeam Infrastructure Appliance'], service: 'tcp 443', about: 'settings of the updater' },
    {
      from: ['PC where web UI is open'],
      to: ['Veeam Infrastructure Appliance'],
      service: 'tcp 10443',
      about: 'Host Management console',
    },
  ]),
  ...under('Backup Proxies', [
    {
      from: ['Backup server', 'Backup proxy', 'Microsoft Windows/Linux-based backup repository', 'Mount server'],
      to: ['Backup proxy'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'transport service; a Linux server can have another port',
    },
    {
      from: ['Backup server'],
      to: ['Backup proxy (Microsoft Windows)'],
      service: 'tcp 445',
      when: 'the Veeam Deployment Kit is not installed',
      about: 'deployment of components',
    },
    {
      from: ['Backup server'],
      to: ['Backup proxy (Microsoft Windows)'],
      service: 'tcp 137, 139',
      when: 'the Veeam Deployment Kit is not installed and SMB 1.0 is in use',
      about: 'deployment of components',
    },
    { from: ['Backup server'], to: ['Backup proxy (Microsoft Windows)'], service: 'tcp 6160', about: 'installer service' },
    { from: ['Backup server'], to: ['Backup proxy (Linux)'], service: 'tcp 22', about: 'SSH control channel' },
    { from: ['Backup server'], to: ['Backup proxy (Linux)'], service: 'tcp 6160', about: 'installer service' },
    {
      from: [
        'On-premises backup repository',
        'Gateway server (for on-premises backup repository in case of Veeam Data Cloud Vault)',
      ],
      to: ['Backup proxy (direct connection)'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      when: 'Veeam Data Cloud Vault, object storage or external repositories',
      about: 'transport service',
    },
  ]),
  ...under('Gateway Servers', [
    {
      from: ['Backup server', 'Backup proxy', 'Hyper-V server', 'Off-host backup proxy', 'VM Guest OS'],
      to: ['Gateway server'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'transport service; a Linux server can have another port',
    },
    {
      from: ['Backup server'],
      to: ['Gateway server (Microsoft Windows)'],
      service: 'tcp 445',
      when: 'the Veeam Deployment Kit is not installed',
      about: 'deployment of components',
    },
    {
      from: ['Backup server'],
      to: ['Gateway server (Microsoft Windows)'],
      service: 'tcp 137, 139',
      when: 'the Veeam Deployment Kit is not installed and SMB 1.0 is in use',
      about: 'deployment of components',
    },
    { from: ['Backup server'], to: ['Gateway server (Microsoft Windows)'], service: 'tcp 6160', about: 'installer service' },
    { from: ['Backup server'], to: ['Gateway server (Linux)'], service: 'tcp 22', about: 'SSH control channel' },
    { from: ['Backup server'], to: ['Gateway server (Linux)'], service: 'tcp 6160', about: 'installer service' },
    {
      from: ['Mount server running vPower NFS Service'],
      to: ['Gateway server working with backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      when: 'Instant Recovery, SureBackup or Linux file-level recovery',
      about: 'transport service',
    },
    {
      from: [
        'On-premises backup repository',
        'Gateway server (for on-premises backup repository in case of Veeam Data Cloud Vault)',
      ],
      to: ['Gateway server for Veeam Data Cloud Vault'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      when: 'Veeam Data Cloud Vault, object storage or external repositories',
      about: 'transport service',
    },
  ]),
];
