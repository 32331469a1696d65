import { type PageRow, under } from './page.ts';

/** Recovery of files and application items, and its verification. */
export const recoveryRows: readonly PageRow[] = [
  ...under('Data Recovery Components: Guest OS File Recovery Components: Helper Appliances', [
    { from: ['Backup server', 'Mount server'], to: ['Helper appliance'], service: 'tcp 22', about: 'SSH control channel' },
    {
      from: ['Backup server', 'Mount server'],
      to: ['Helper appliance'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'transport service',
    },
    {
      from: ['VM guest OS (Linux/Unix)'],
      to: ['Helper appliance'],
      service: 'tcp 21',
      when: 'the FTP server is enabled',
      about: 'FTP control',
    },
  ]),
  ...under('Data Recovery Components: Guest OS File Recovery Components: Helper Hosts', [
    { from: ['Backup server', 'Mount server'], to: ['Helper host'], service: 'tcp 22', about: 'SSH control channel' },
    {
      from: ['Backup server', 'Mount server'],
      to: ['Helper host'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'transport service',
    },
  ]),
  ...under('Data Recovery Components: Guest OS File Recovery Components: Guest OS', [
    {
      from: ['Helper appliance', 'Helper host'],
      to: ['VM guest OS (Linux/Unix)'],
      service: 'tcp 2500-3300',
      about: 'communication with the guest',
    },
    {
      from: ['Helper appliance'],
      to: ['VM guest OS (Linux/Unix)'],
      service: 'tcp 20',
      when: 'the FTP server is enabled',
      about: 'FTP data',
    },
    { from: ['Backup server'], to: ['VM guest OS (Linux/Unix)'], service: 'tcp 22', about: 'SSH control channel' },
    {
      from: ['Mount server'],
      to: ['VM guest OS (Microsoft Windows)'],
      service: 'tcp 445, 135',
      about: 'deployment of the coordination process',
    },
    {
      from: ['Mount server'],
      to: ['VM guest OS (Microsoft Windows)'],
      service: 'tcp 6160',
      fallback: 'tcp 11731',
      about: 'installer service',
    },
    {
      from: ['Mount server'],
      to: ['VM guest OS (Microsoft Windows)'],
      service: 'tcp 6162',
      about: 'transport service for file-level restore',
    },
    { from: ['Backup server'], to: ['VM guest OS'], service: 'tcp 2500-3300', about: 'communication with the guest' },
  ]),
  ...under('Data Recovery Components: Guest OS File Recovery Components: Backup Repositories', [
    {
      from: ['Mount server', 'Helper appliance', 'Helper host'],
      to: ['Backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'transport service',
    },
  ]),
  ...under('Data Recovery Components: Guest OS File Recovery Components: Virtualization Servers', [
    { from: ['Mount server'], to: ['vCenter server'], service: 'tcp 443', about: 'connections to vCenter' },
    { from: ['Mount server'], to: ['ESXi host'], service: 'tcp 443', about: 'connections to the host' },
    {
      from: ['Helper appliance', 'Helper host'],
      to: ['ESXi host'],
      service: 'tcp 443',
      when: 'restore over VIX API or vSphere Web Services; vSphere before 6.5 only without vCenter connection',
      about: 'connections to the host',
    },
  ]),
  ...under('Data Recovery Components: Guest OS File Recovery Components: Veeam Update Servers', [
    {
      from: ['Mount server'],
      to: ['Veeam Signature Update Server (avupdate.veeam.com)'],
      service: 'tcp 443',
      about: 'malware signatures for Threat Hunter',
    },
  ]),
  ...under('Data Recovery Components: SureBackup Components', [
    { from: ['Backup server'], to: ['Proxy appliance'], service: 'tcp 443', about: 'proxy appliance in the virtual lab' },
    {
      from: ['Backup server'],
      to: ['Applications on VMs in the virtual lab'],
      service: '',
      about: 'port probing of applications',
      leftOut: 'the ports are those of the tested applications; none is named but an example',
    },
    {
      from: ['Internet-facing proxy server'],
      to: ['VMs in the virtual lab'],
      service: 'tcp 8080',
      about: 'Internet access of VMs in the virtual lab',
    },
    {
      from: ['Mount server running vPower NFS Service'],
      to: ['ESXi server'],
      service: 'tcp 443',
      about: 'connections to the host',
    },
    {
      from: ['Backup repository', 'Gateway server working with backup repository'],
      to: ['Hyper-V server'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'transport service',
    },
  ]),
  ...under('Data Recovery Components: SureReplica Recovery Verification Components', [
    { from: ['Backup server'], to: ['Proxy appliance'], service: 'tcp 443', about: 'proxy appliance in the virtual lab' },
    {
      from: ['Backup server'],
      to: ['Applications on VMs in the virtual lab'],
      service: '',
      about: 'port probing of applications',
      leftOut: 'the ports are those of the tested applications; none is named but an example',
    },
    {
      from: ['Internet-facing proxy server'],
      to: ['VMs in the virtual lab'],
      service: 'tcp 8080',
      about: 'Internet access of VMs in the virtual lab',
    },
  ]),
  ...under('Data Recovery Components: Application Item Restore: Microsoft Active Directory Domain Controller', [
    {
      from: ['Backup server'],
      to: ['Microsoft Active Directory VM guest OS'],
      service: 'tcp 135',
      about: 'communication with the domain controller',
    },
    { from: ['Backup server'], to: ['Microsoft Active Directory VM guest OS'], service: 'tcp+udp 389', about: 'LDAP' },
    { from: ['Backup server'], to: ['Microsoft Active Directory VM guest OS'], service: 'tcp 636, 3268, 3269', about: 'LDAP' },
  ]),
  ...under('Data Recovery Components: Application Item Restore: Microsoft Exchange Server', [
    { from: ['Backup server'], to: ['Microsoft Exchange 2003/2007 CAS Server'], service: 'tcp 80, 443', about: 'WebDAV' },
    {
      from: ['Backup server'],
      to: ['Microsoft Exchange 2010/2013/2016/2019 CAS Server'],
      service: 'tcp 443',
      about: 'Exchange Web Services',
    },
  ]),
  ...under('Data Recovery Components: Application Item Restore: Microsoft SQL Server', [
    {
      from: ['Backup server'],
      to: ['Microsoft SQL VM guest OS'],
      service: 'tcp 1433, 1434',
      about: 'SQL Server in the guest; others by its configuration',
    },
    { from: ['Backup server'], to: ['Microsoft SQL VM guest OS'], service: 'udp 1434', about: 'SQL Server Browser' },
  ]),
];
