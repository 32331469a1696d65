import { type ReferencePage, under } from './page.ts';

const NODE = 'Cluster node';
const HOST = 'Proxmox VE host';
const MANAGEMENT = 'Management host';

/** The chapters on the firewall, clusters, storage, networks and metric servers; a row of a default rule that the list of ports has as well stands in both. */
export const proxmoxVe: ReferencePage = {
  title: 'Proxmox VE Administration Guide',
  url: 'https://pve.proxmox.com/pve-docs/pve-admin-guide.html',
  version: '9.1.3',
  date: '2026-04-30',
  rows: [
    ...under('Ports used by Proxmox VE', [
      { from: [MANAGEMENT], to: [HOST], service: 'tcp 8006', about: 'web interface' },
      { from: [MANAGEMENT], to: [HOST], service: 'tcp 5900-5999', when: 'VNC web console', about: 'console' },
      { from: [MANAGEMENT], to: [HOST], service: 'tcp 3128', when: 'SPICE', about: 'SPICE proxy' },
      { from: [NODE], to: [NODE], service: 'tcp 22', about: 'cluster actions over SSH' },
      { from: [], to: [HOST], service: 'udp 111', about: 'rpcbind', leftOut: 'the page does not say who connects' },
      { from: [HOST], to: ['Mail server'], service: 'tcp 25', about: 'mail that goes out' },
      { from: [NODE], to: [NODE], service: 'udp 5405-5412', about: 'corosync' },
      { from: [NODE], to: [NODE], service: 'tcp 60000-60050', when: 'live migration', about: 'memory and local disks of a VM' },
    ]),
    ...under('Default firewall rules', [
      { from: [MANAGEMENT], to: [HOST], service: 'tcp 8006', about: 'web interface' },
      { from: [MANAGEMENT], to: [HOST], service: 'tcp 5900-5999', when: 'VNC web console', about: 'console' },
      { from: [MANAGEMENT], to: [HOST], service: 'tcp 3128', when: 'SPICE', about: 'SPICE proxy' },
      { from: [MANAGEMENT], to: [HOST], service: 'tcp 22', when: 'one may want it', about: 'SSH' },
      { from: [NODE], to: [NODE], service: 'udp 5405-5412', about: 'corosync' },
      { from: [NODE], to: [NODE], service: '', about: 'multicast and IGMP', leftOut: 'names no port' },
      {
        from: [],
        to: [HOST],
        service: 'icmp',
        about: 'errors that answer other traffic',
        leftOut: 'answers, which need no rule',
      },
    ]),
    ...under('Cluster Manager: Requirements', [
      { from: [NODE], to: [NODE], service: 'udp 5405-5412', about: 'corosync' },
      { from: [NODE], to: [NODE], service: 'tcp 22', about: 'SSH tunnels' },
      { from: [NODE], to: [], service: '', about: 'time in step', leftOut: 'names no port and no server' },
    ]),
    ...under('Corosync External Vote Support', [
      { from: [NODE], to: ['QDevice'], service: 'tcp 5403', about: 'qnetd, default port' },
    ]),
    ...under('VXLAN Zones', [{ from: [NODE], to: [NODE], service: 'udp 4789', when: 'VXLAN zones of SDN', about: 'tunnels' }]),
    ...under('Proxmox Backup Server', [
      { from: [HOST], to: ['Proxmox Backup Server'], service: 'tcp 8007', about: 'storage for backups, default port' },
    ]),
    ...under('External Metric Server', [
      { from: [HOST], to: ['Graphite server'], service: 'udp 2003', when: 'unless set to TCP', about: 'metrics, default port' },
      { from: [HOST], to: ['Graphite server'], service: 'tcp 2003', when: 'set to TCP', about: 'metrics, default port' },
      {
        from: [HOST],
        to: ['InfluxDB server'],
        service: 'udp 8089',
        when: 'over UDP',
        about: 'metrics',
        leftOut: 'the port of an example; the page names no default',
      },
      { from: [HOST], to: ['InfluxDB server'], service: '', when: 'over HTTP', about: 'metrics', leftOut: 'names no port' },
    ]),
    ...under('spiceproxy', [{ from: [MANAGEMENT], to: [HOST], service: 'tcp 3128', when: 'SPICE', about: 'SPICE proxy' }]),
    ...under('pveproxy', [
      { from: [MANAGEMENT], to: [HOST], service: 'tcp 8006', about: 'API' },
      { from: [NODE], to: [NODE], service: 'tcp 8006', about: 'requests that are for another node' },
    ]),
  ],
};

/** The pages that name ports: there is no chapter of them. */
export const proxmoxBackup: ReferencePage = {
  title: 'Proxmox Backup Documentation',
  url: 'https://pbs.proxmox.com/docs/',
  version: '3.2.4',
  date: '2024-06-05',
  rows: [
    ...under('Graphical User Interface', [
      { from: ['Browser'], to: ['Proxmox Backup Server'], service: 'tcp 8007', about: 'web interface' },
    ]),
    ...under('Backup Client Usage', [
      { from: ['Backup client'], to: ['Proxmox Backup Server'], service: 'tcp 8007', about: 'backup, default port' },
      { from: ['Backup client'], to: ['HTTP proxy'], service: 'tcp 1080', when: 'set to use a proxy', about: 'default port' },
    ]),
    ...under('Managing Remotes & Sync', [
      {
        from: ['Proxmox Backup Server'],
        to: ['Remote'],
        service: '',
        about: 'sync jobs; names no port of its own: the API has one alone',
      },
    ]),
    ...under('proxmox-backup-proxy', [
      {
        from: ['Browser', 'Backup client'],
        to: ['Proxmox Backup Server'],
        service: 'tcp 8007',
        about: 'the whole API, for all who use it',
      },
      { from: ['Proxmox Backup Server'], to: ['Remote'], service: 'tcp 8007', about: 'the whole API, for all who use it' },
      {
        from: ['Proxmox Backup Server'],
        to: ['Proxmox Backup Server'],
        service: 'tcp 82',
        about: 'privileged part of the API',
        leftOut: 'local to one machine',
      },
    ]),
    ...under('Certificate Management', [
      {
        from: ['ACME certificate authority'],
        to: ['Proxmox Backup Server'],
        service: 'tcp 80',
        when: 'certificates by the HTTP challenge',
        about: 'challenge, from the internet',
      },
    ]),
    ...under('Repository Access Behind HTTP Proxy', [
      { from: ['Proxmox Backup Server'], to: ['HTTP proxy'], service: '', about: 'packages', leftOut: 'names no port' },
    ]),
  ],
};
