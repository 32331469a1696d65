import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in.

/** The repositories of Veeam Backup & Replication 12.3. */
export const veeam12RepositoryPorts: ReferencePage = {
  title: 'Ports (VMware vSphere): repositories',
  url: 'https://helpcenter.veeam.com/docs/backup/vsphere/used_ports.html',
  version: '12.3',
  part: true,
  rows: [
    ...under('Backup Repositories / Microsoft Windows/Linux-based Backup Repository', [
      {
        from: ['Backup server'],
        to: ['Backup repository (Microsoft Windows)'],
        service: 'tcp 445, 135',
        when: 'deployment',
        about: 'deployment',
      },
      { from: ['Backup server'], to: ['Backup repository (Microsoft Windows)'], service: 'tcp 6160', about: 'installer' },
      { from: ['Backup server'], to: ['Backup repository (Microsoft Windows)'], service: 'tcp 6162', about: 'Data Mover' },
      {
        from: ['Backup server'],
        to: ['Backup repository (Microsoft Windows)'],
        service: 'tcp 49152-65535',
        when: 'firewalls not at the defaults of Windows',
        about: 'dynamic RPC',
      },
      { from: ['Backup server'], to: ['Backup repository (Linux)'], service: 'tcp 22', about: 'SSH' },
      { from: ['Backup server'], to: ['Backup repository (Linux)'], service: 'tcp 6160', about: 'installer' },
      { from: ['Backup server'], to: ['Backup repository (Linux)'], service: 'tcp 6162', about: 'Data Mover' },
      { from: ['Backup server'], to: ['Backup repository (Linux)'], service: 'tcp 2500-3300', about: 'data channels' },
      { from: ['Backup repository (Linux)'], to: ['Backup server'], service: 'tcp 2500-3300', about: 'data channels' },
      {
        from: ['Hardened repository from the ISO'],
        to: ['Veeam Update Repository'],
        service: 'tcp 443',
        when: 'repository from the Veeam Hardened Repository ISO',
        about: 'web service or API',
      },
      { from: ['Backup proxy'], to: ['Backup repository'], service: 'tcp 2500-3300', about: 'data channels' },
      { from: ['Source backup repository'], to: ['Target backup repository'], service: 'tcp 2500-3300', about: 'data channels' },
    ]),
    ...under('Backup Repositories / NFS Backup Repository', [
      { from: ['Gateway server', 'Backup proxy'], to: ['NFS backup repository'], service: 'tcp+udp 111, 2049', about: 'NFS' },
      {
        from: ['Gateway server', 'Backup proxy'],
        to: ['NFS backup repository (NFS v3)'],
        service: '',
        about: 'mountd, statd and lockd',
        leftOut: 'dynamic ports that the page has no numbers of',
      },
    ]),
    ...under('Backup Repositories / SMB Backup Repository', [
      {
        from: ['Gateway server', 'Backup proxy'],
        to: ['SMB (CIFS) backup repository (Microsoft Windows)'],
        service: 'tcp 445',
        about: 'SMB',
      },
    ]),
    ...under('Backup Repositories / Dell Data Domain System', [
      { from: ['Backup server or gateway server'], to: ['Dell Data Domain'], service: 'tcp 111', about: 'mount service' },
      { from: ['Backup server or gateway server'], to: ['Dell Data Domain'], service: 'tcp 2049', about: 'NFS' },
      { from: ['Backup server or gateway server'], to: ['Dell Data Domain'], service: 'tcp 2052', about: 'NFS mounts' },
    ]),
    ...under('Backup Repositories / ExaGrid', [
      { from: ['Backup server'], to: ['ExaGrid'], service: 'tcp 22', about: 'SSH' },
      { from: ['Backup proxy'], to: ['ExaGrid'], service: 'tcp 2500-3300', about: 'data channels' },
    ]),
    ...under('Backup Repositories / HPE StoreOnce', [
      { from: ['Backup server or gateway server'], to: ['HPE StoreOnce'], service: 'tcp 9387', about: 'commands' },
      { from: ['Backup server or gateway server'], to: ['HPE StoreOnce'], service: 'tcp 9388', about: 'data' },
    ]),
    ...under('Backup Repositories / Quantum DXi', [
      { from: ['Backup server'], to: ['Quantum DXi'], service: 'tcp 22', about: 'SSH' },
      { from: ['Backup proxy'], to: ['Quantum DXi'], service: 'tcp 2500-3300', about: 'data channels' },
    ]),
    ...under('Backup Repositories / Fujitsu ETERNUS CS800', [
      { from: ['Backup server'], to: ['Fujitsu ETERNUS CS800'], service: 'tcp 22', about: 'SSH' },
      { from: ['Backup proxy'], to: ['Fujitsu ETERNUS CS800'], service: 'tcp 2500-3300', about: 'data channels' },
    ]),
    ...under('Backup Repositories / Infinidat InfiniGuard', [
      { from: ['Backup server'], to: ['Infinidat InfiniGuard'], service: 'tcp 22', about: 'SSH' },
      { from: ['Backup proxy'], to: ['Infinidat InfiniGuard'], service: 'tcp 2500-3300', about: 'data channels' },
    ]),
    ...under('Backup Repositories / Veeam Data Cloud Vault', [
      { from: ['Backup server'], to: ['Veeam Data Cloud Vault'], service: 'tcp 443', about: 'web service or API' },
      { from: ['Backup server'], to: ['Veeam Data Cloud Vault (certificates)'], service: 'tcp 80', about: 'certificate checks' },
      {
        from: ['Backup proxy (direct connection)', 'Gateway server'],
        to: ['Veeam Data Cloud Vault'],
        service: 'tcp 443',
        about: 'web service or API',
      },
      {
        from: ['Backup proxy (direct connection)', 'Gateway server'],
        to: ['Veeam Data Cloud Vault (certificates)'],
        service: 'tcp 80',
        about: 'certificate checks',
      },
      {
        from: ['Gateway server'],
        to: ['Backup proxy (direct connection)', 'Gateway server or backup server'],
        service: 'tcp 2500-3300',
        about: 'data channels',
      },
    ]),
    ...under('Backup Repositories / Object Storage Repository', [
      {
        from: ['Gateway server'],
        to: ['Backup proxy (direct connection)', 'Gateway server or backup server'],
        service: 'tcp 2500-3300',
        about: 'data channels',
      },
      {
        from: ['Backup proxy (direct connection)', 'Gateway server or backup server'],
        to: ['Amazon S3 object storage'],
        service: 'tcp 443',
        about: 'web service or API',
      },
      {
        from: ['Backup proxy (direct connection)', 'Gateway server or backup server'],
        to: ['Amazon S3 object storage (certificates)'],
        service: 'tcp 80',
        about: 'certificate checks',
      },
      {
        from: ['Backup proxy (direct connection)', 'Gateway server or backup server'],
        to: ['Microsoft Azure object storage'],
        service: 'tcp 443',
        about: 'web service or API',
      },
      {
        from: ['Backup proxy (direct connection)', 'Gateway server or backup server'],
        to: ['Microsoft Azure object storage (certificates)'],
        service: 'tcp 80',
        about: 'certificate checks',
      },
      {
        from: ['Backup proxy (direct connection)', 'Gateway server or backup server'],
        to: ['Google Cloud storage'],
        service: 'tcp 443',
        about: 'web service or API',
      },
      {
        from: ['Backup proxy (direct connection)', 'Gateway server or backup server'],
        to: ['Google Cloud storage (certificates)'],
        service: 'tcp 80',
        about: 'certificate checks',
      },
    ]),
    ...under('Backup Repositories / External Repository', [
      {
        from: ['Gateway server'],
        to: ['Backup proxy (direct connection)', 'Gateway server or backup server'],
        service: 'tcp 2500-3300',
        about: 'data channels',
      },
      {
        from: ['Gateway server or backup server'],
        to: ['Amazon S3 object storage'],
        service: 'tcp 443',
        about: 'web service or API',
      },
      {
        from: ['Gateway server or backup server'],
        to: ['Amazon S3 object storage (certificates)'],
        service: 'tcp 80',
        about: 'certificate checks',
      },
      {
        from: ['Gateway server or backup server'],
        to: ['Microsoft Azure object storage'],
        service: 'tcp 443',
        about: 'web service or API',
      },
      {
        from: ['Gateway server or backup server'],
        to: ['Microsoft Azure object storage (certificates)'],
        service: 'tcp 80',
        about: 'certificate checks',
      },
      {
        from: ['Gateway server or backup server'],
        to: ['Google Cloud storage'],
        service: 'tcp 443',
        about: 'web service or API',
      },
      {
        from: ['Gateway server or backup server'],
        to: ['Google Cloud storage (certificates)'],
        service: 'tcp 80',
        about: 'certificate checks',
      },
    ]),
    ...under('Backup Repositories / Archive Object Storage Repository', [
      {
        from: ['Gateway server or backup server'],
        to: ['Amazon EC2 helper appliance'],
        service: 'tcp 443',
        about: 'web service or API',
      },
      { from: ['Gateway server or backup server'], to: ['Amazon EC2 helper appliance'], service: 'tcp 22', about: 'SSH' },
      {
        from: ['Gateway server or backup server'],
        to: ['Microsoft Azure proxy appliance'],
        service: 'tcp 443',
        about: 'web service or API',
      },
      { from: ['Gateway server or backup server'], to: ['Microsoft Azure proxy appliance'], service: 'tcp 22', about: 'SSH' },
      {
        from: ['Amazon EC2 helper appliance'],
        to: ['Amazon S3 object storage'],
        service: 'tcp 443',
        about: 'web service or API',
      },
      {
        from: ['Amazon EC2 helper appliance'],
        to: ['Amazon S3 object storage (certificates)'],
        service: 'tcp 80',
        about: 'certificate checks',
      },
      {
        from: ['Microsoft Azure proxy appliance'],
        to: ['Microsoft Azure object storage'],
        service: 'tcp 443',
        about: 'web service or API',
      },
      {
        from: ['Microsoft Azure proxy appliance'],
        to: ['Microsoft Azure object storage (certificates)'],
        service: 'tcp 80',
        about: 'certificate checks',
      },
    ]),
  ],
};
