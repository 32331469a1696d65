import { type PageRow, under } from './page.ts';

/** Backup repositories on servers, shares and deduplicating appliances. */
export const repositoryRows: readonly PageRow[] = [
  ...under('Backup Repositories: Common Ports', [
    {
      from: ['Mount server running vPower NFS Service'],
      to: ['Backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      when: 'Instant Recovery, SureBackup or Linux file-level recovery',
      about: 'transport service',
    },
    {
      from: ['Veeam Backup & Replication console', 'Backup proxy', 'Hyper-V server', 'Off-host backup proxy'],
      to: ['Backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'transport service; a Linux server can have another port',
    },
  ]),
  ...under('Backup Repositories: Microsoft Windows/Linux-Based Backup Repositories', [
    { from: ['Backup server'], to: ['Backup repository'], service: 'tcp 6160', about: 'installer service' },
    {
      from: ['Backup server'],
      to: ['Backup repository (Microsoft Windows)'],
      service: 'tcp 445',
      when: 'the Veeam Deployment Kit is not installed',
      about: 'deployment of components',
    },
    {
      from: ['Backup server'],
      to: ['Backup repository (Microsoft Windows)'],
      service: 'tcp 137, 139',
      when: 'the Veeam Deployment Kit is not installed and SMB 1.0 is in use',
      about: 'deployment of components',
    },
    { from: ['Backup server'], to: ['Backup repository (Linux)'], service: 'tcp 22', about: 'SSH control channel' },
    {
      from: ['Source backup repository'],
      to: ['Target backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'transport service; backup copy over WAN accelerators needs their ports besides',
    },
  ]),
  ...under('Backup Repositories: NFS Backup Repositories', [
    {
      from: ['Gateway server', 'Backup proxy'],
      to: ['NFS backup repository'],
      service: 'tcp+udp 111, 2049',
      when: 'whichever of the two connects',
      about: 'NFS and port mapper; data from an explicitly named gateway server too',
    },
    {
      from: ['Gateway server', 'Backup proxy'],
      to: ['NFS backup repository (NFS v3)'],
      service: '',
      when: 'whichever of the two connects',
      about: 'mountd',
      leftOut: 'the port is dynamic unless it is fixed on the server; no number is named',
    },
    {
      from: ['Gateway server', 'Backup proxy'],
      to: ['NFS backup repository (NFS v3)'],
      service: '',
      when: 'whichever of the two connects',
      about: 'statd',
      leftOut: 'the port is dynamic unless it is fixed on the server; no number is named',
    },
    {
      from: ['Gateway server', 'Backup proxy'],
      to: ['NFS backup repository (NFS v3)'],
      service: '',
      when: 'whichever of the two connects',
      about: 'lockd',
      leftOut: 'the port is dynamic unless it is fixed on the server; no number is named',
    },
  ]),
  ...under('Backup Repositories: SMB Backup Repositories', [
    {
      from: ['Gateway server', 'Backup proxy'],
      to: ['SMB (CIFS) backup repository (Microsoft Windows)'],
      service: 'tcp 445',
      when: 'whichever of the two connects',
      about: 'data to the share, where a gateway server is named explicitly',
    },
  ]),
  ...under('Backup Repositories: Dell Data Domain System', [
    {
      from: ['Backup server', 'Gateway server'],
      to: ['Dell Data Domain'],
      service: 'tcp 111',
      about: 'port mapper that gives mountd of NFS and DD Boost its port',
    },
    {
      from: ['Backup server', 'Gateway server'],
      to: ['Dell Data Domain'],
      service: 'tcp 2049',
      about: 'NFS; can be changed on the appliance',
    },
    {
      from: ['Backup server', 'Gateway server'],
      to: ['Dell Data Domain'],
      service: 'tcp 2052',
      about: 'NFS mountd; can be changed on the appliance',
    },
  ]),
  ...under('Backup Repositories: ExaGrid, Quantum DXi, Fujitsu ETERNUS CS800, Infinidat InfiniGuard', [
    {
      from: ['Backup server'],
      to: ['Deduplicating appliance'],
      service: 'tcp 22',
      about: 'commands and first installation of components',
    },
    {
      from: ['Backup server'],
      to: ['Deduplicating appliance'],
      service: 'tcp 6160',
      about: 'installer service, management and upgrade of components',
    },
    {
      from: ['Backup server'],
      to: ['Deduplicating appliance'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'data mover service',
    },
  ]),
  ...under('Backup Repositories: HPE StoreOnce', [
    {
      from: ['Backup server', 'Gateway server'],
      to: ['HPE StoreOnce'],
      service: 'tcp 9387',
      when: 'whichever of the two connects',
      about: 'commands',
    },
    {
      from: ['Backup server', 'Gateway server'],
      to: ['HPE StoreOnce'],
      service: 'tcp 9388',
      when: 'whichever of the two connects',
      about: 'data',
    },
  ]),
];
