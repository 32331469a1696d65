import { type PageRow, under } from './page.ts';

/** Tape devices and WAN acceleration. */
export const tapeAndWanRows: readonly PageRow[] = [
  ...under('Tape Device Support Components', [
    { from: ['Tape server'], to: ['Backup server'], service: 'tcp 6162', fallback: 'tcp 2500-3300', about: 'transport service' },
    { from: ['Backup server'], to: ['Tape server'], service: 'tcp 6160', about: 'installer service' },
    { from: ['Backup server'], to: ['Tape server'], service: 'tcp 6162', fallback: 'tcp 2500-3300', about: 'transport service' },
    { from: ['Backup server'], to: ['Tape server'], service: 'tcp 6166', about: 'RPC control' },
    {
      from: ['Backup server'],
      to: ['Tape server (Windows)'],
      service: 'tcp 445',
      when: 'the Veeam Deployment Kit is not installed',
      about: 'deployment of components',
    },
    {
      from: ['Backup server'],
      to: ['Tape server (Windows)'],
      service: 'tcp 137, 139',
      when: 'the Veeam Deployment Kit is not installed and SMB 1.0 is in use',
      about: 'deployment of components',
    },
    { from: ['Backup server'], to: ['Tape server (Linux)'], service: 'tcp 22', about: 'SSH control channel' },
    {
      from: ['Tape server'],
      to: ['Backup repository'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      about: 'transport service',
    },
    { from: ['Tape server'], to: ['Gateway server'], service: 'tcp 6162', fallback: 'tcp 2500-3300', about: 'transport service' },
    { from: ['Tape server'], to: ['NFS share'], service: 'tcp+udp 111, 2049', about: 'NFS and port mapper' },
    { from: ['Tape server'], to: ['SMB share'], service: 'tcp 445', about: 'SMB' },
  ]),
  ...under('WAN Acceleration Components', [
    {
      from: ['Backup server'],
      to: ['WAN accelerator (source and target)'],
      service: 'tcp 445',
      when: 'the Veeam Deployment Kit is not installed',
      about: 'deployment of components',
    },
    {
      from: ['Backup server'],
      to: ['WAN accelerator (source and target)'],
      service: 'tcp 137, 139',
      when: 'the Veeam Deployment Kit is not installed and SMB 1.0 is in use',
      about: 'deployment of components',
    },
    { from: ['Backup server'], to: ['WAN accelerator (source and target)'], service: 'tcp 6160', about: 'installer service' },
    { from: ['Backup server'], to: ['WAN accelerator (source and target)'], service: 'tcp 6162', about: 'transport service' },
    { from: ['Backup server'], to: ['WAN accelerator (source and target)'], service: 'tcp 6164', about: 'RPC control' },
    {
      from: ['Backup server'],
      to: ['WAN accelerator (target)'],
      service: 'tcp 6220',
      when: 'Veeam Cloud Connect infrastructure, tenants with WAN accelerators',
      about: 'throttling for tenants',
    },
    {
      from: ['WAN accelerator (source and target)'],
      to: ['WAN accelerator (source and target)'],
      service: 'tcp 6164',
      about: 'RPC control',
    },
    {
      from: ['WAN accelerator (source and target)'],
      to: ['WAN accelerator (source and target)'],
      service: 'tcp 6165',
      about: 'data between sites',
    },
    {
      from: ['WAN accelerator (target)'],
      to: ['Backup repository (target)'],
      service: 'tcp 2500-3300',
      about: 'data, one port a connection',
    },
    {
      from: ['WAN accelerator (source)'],
      to: ['Backup repository (source)'],
      service: 'tcp 2500-3300',
      about: 'data, one port a connection',
    },
  ]),
];
