import { type PageRow, under } from './page.ts';

/** Continuous data protection. */
export const cdpRows: readonly PageRow[] = [
  ...under('VMware CDP and Universal CDP Components: CDP Proxies', [
    {
      from: ['ESXi host (source)'],
      to: ['CDP proxy (source)'],
      service: 'tcp 33032',
      when: 'regular CDP',
      about: 'data to the source proxy',
    },
    {
      from: ['Source workload'],
      to: ['CDP proxy (source)'],
      service: 'tcp 33032',
      when: 'universal CDP',
      about: 'data to the source proxy',
    },
    { from: ['CDP proxy (source)'], to: ['CDP proxy (target)'], service: 'tcp 33033', about: 'data to the target proxy' },
    { from: ['Backup server'], to: ['CDP proxy (source and target)'], service: 'tcp 6182', about: 'control channel' },
  ]),
  ...under('VMware CDP and Universal CDP Components: Virtualization Servers', [
    {
      from: ['CDP proxy (source and target)'],
      to: ['vCenter Server (VMware CDP — source and target; universal CDP — target)'],
      service: 'tcp 443',
      about: 'web service, in the initial synchronization and restores; can be changed in vCenter',
    },
    {
      from: ['Backup server'],
      to: ['vCenter Server (VMware CDP — source and target; universal CDP — target)'],
      service: 'tcp 443',
      about: 'control channel',
    },
    {
      from: ['ESXi host (source)'],
      to: ['ESXi host (source)'],
      service: 'tcp 33036',
      when: 'VMware CDP',
      about: 'CDP components without the HTTP reverse proxy',
    },
    {
      from: ['CDP proxy (source and target)'],
      to: ['ESXi host (VMware CDP — source and target; universal CDP — target)'],
      service: 'tcp 902',
      about: 'data of the initial synchronization and of restores',
    },
    {
      from: ['ESXi host (target)'],
      to: ['ESXi host (target)'],
      service: 'tcp 33036',
      about: 'CDP components without the HTTP reverse proxy',
    },
    {
      from: ['Backup server'],
      to: ['ESXi host (VMware CDP — source and target; universal CDP — target)'],
      service: 'tcp 443',
      about: 'control channel',
    },
    {
      from: ['Backup server'],
      to: ['ESXi host (VMware CDP — source and target; universal CDP — target)'],
      service: 'tcp 33035',
      about: 'installation of the I/O filter',
    },
    { from: ['CDP proxy (target)'], to: ['ESXi host (target)'], service: 'tcp 33032', about: 'data to the target host' },
  ]),
  ...under('VMware CDP and Universal CDP Components: Source Workloads', [
    {
      from: ['Backup server'],
      to: ['Source workload'],
      service: 'tcp 33050',
      when: 'universal CDP',
      about: 'coordinator service to the agent on the workload',
    },
  ]),
  ...under('VMware CDP and Universal CDP Components: Backup Server', [
    {
      from: ['CDP proxy (source and target)'],
      to: ['Backup server'],
      service: 'tcp 33034',
      about: 'CDP coordinator service',
    },
    {
      from: [
        'ESXi host (VMware CDP — source and target; universal CDP — target)',
        'vCenter Server (VMware CDP — source and target; universal CDP — target)',
      ],
      to: ['Backup server'],
      service: 'tcp 33034',
      about: 'CDP coordinator service',
    },
    {
      from: ['vCenter Server', 'ESXi host'],
      to: ['Backup server'],
      service: 'tcp 33035',
      about: 'installation of the I/O filter',
    },
  ]),
];
