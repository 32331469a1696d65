import { type End, holdAgainst } from './pages/compare.ts';
import type { PageRow } from './pages/page.ts';
import { veeamAhv7Ports } from './pages/veeam-12-ahv.ts';
import { veeamOvirt6Ports } from './pages/veeam-12-ovirt.ts';
import { veeamProxmox1Ports } from './pages/veeam-12-proxmox.ts';
import { veeamAhvPorts } from './pages/veeam-ahv.ts';
import { veeamHpeVmePorts } from './pages/veeam-hpe-vme.ts';
import { veeamOvirtPorts } from './pages/veeam-ovirt.ts';
import { veeamProxmoxPorts } from './pages/veeam-proxmox.ts';
import { veeamScalePorts } from './pages/veeam-scale.ts';

const common: Readonly<Record<string, End>> = {
  'Backup server': 'veeam.backup-server',
  'Veeam Backup & Replication console': 'veeam.console',
  'Veeam backup repository': 'veeam.repository',
  'Gateway server': 'veeam.gateway-server',
  'NTP server': 'network.ntp-server',
  'FLR helper appliance': 'veeam.helper-appliance',
  'Veeam Update Repository': 'veeam.update-repository',
  'Veeam Update Repository (repository.veeam.com)': 'veeam.update-repository',
  'Veeam Update Repository (repository.veeam.com, cloudfront.net)': { all: ['veeam.update-repository', 'aws.cloudfront'] },
  'Veeam Update Repository (local mirror)': 'veeam.update-mirror',
  'Amazon CloudFront (cloudfront.net, amazonaws.com)': 'aws.cloudfront',
  'Amazon CloudFront': 'aws.cloudfront',
};

/** Sections that are about guests: a platform's page says of them what the general page says. */
const OF_WORKERS = ['Workers', 'Backup Server', 'vPower NFS Service'];
const about = (section: string): boolean => OF_WORKERS.includes(section);

const mirrored = (row: PageRow): string | undefined =>
  row.when === 'local mirror enabled' ? 'a plan that places a mirror uses it' : undefined;

/** The vPower NFS service is there for recoveries. */
const recovered = ({ section }: PageRow): readonly string[] =>
  section === 'vPower NFS Service' ? ['veeam.instant-recovery', 'veeam.guest-file-recovery'] : [];

holdAgainst({
  page: veeamAhvPorts,
  source: 'veeam.ahv-ports',
  version: '13',
  about,
  ends: {
    ...common,
    Worker: 'veeam.ahv-worker',
    'Nutanix Prism Central': 'nutanix.prism-central',
    'Standalone clusters': 'nutanix.ahv-cluster',
    'Nutanix AHV server': 'nutanix.ahv-cluster',
    'Nutanix AHV cluster': 'nutanix.ahv-cluster',
    'Microsoft Windows or Linux server with the mount server role running vPower NFS Service': {
      any: ['veeam.mount-server', 'veeam.mount-server, veeam.backup-server'],
    },
  },
  chosen: recovered,
  allowed: mirrored,
});

holdAgainst({
  page: veeamProxmoxPorts,
  source: 'veeam.proxmox-ports',
  version: '13',
  about,
  ends: { ...common, Worker: 'veeam.proxmox-worker', 'Proxmox VE server': 'proxmox.host' },
});

/** What the plug-ins of version 12.3 have in common. */
const before13: Readonly<Record<string, End>> = {
  ...common,
  'Workstation web browser': 'veeam.browser',
  'Veeam ONE server': 'veeam.one-server',
  'Mail server': 'network.smtp-server',
  'Rocky Linux repositories': 'veeam.rocky-linux-mirrors',
  'Nginx repository (nginx.org)': 'packages.nginx',
  'PostgreSQL repository (download.postgresql.org)': 'packages.postgresql-downloads',
  'Mount server': 'veeam.mount-server',
  'Mount server with vPower NFS Service': { any: ['veeam.mount-server', 'veeam.mount-server, veeam.backup-server'] },
};

holdAgainst({
  page: veeamAhv7Ports,
  source: 'veeam.ahv-ports-7',
  version: '12.3',
  about: (section) => section === 'Backup Appliance' || about(section),
  ends: {
    ...before13,
    'Backup appliance': 'veeam.ahv-appliance',
    Worker: 'veeam.ahv-worker',
    'Prism Central': 'nutanix.prism-central',
    'Nutanix AHV cluster': 'nutanix.ahv-cluster',
  },
  chosen: recovered,
});

holdAgainst({
  page: veeamProxmox1Ports,
  source: 'veeam.proxmox-ports-1',
  version: '12.3',
  ends: { ...before13, Worker: 'veeam.proxmox-worker', 'Proxmox VE server': 'proxmox.host' },
});

holdAgainst({
  page: veeamOvirt6Ports,
  source: 'veeam.ovirt-ports-6',
  version: '12.3',
  ends: {
    ...before13,
    'Backup appliance': 'veeam.ovirt-appliance',
    Worker: 'veeam.ovirt-worker',
    'oVirt KVM Manager': 'veeam.ovirt-manager',
    'oVirt KVM host': 'veeam.ovirt-host',
  },
});

holdAgainst({
  page: veeamHpeVmePorts,
  source: 'veeam.hpe-vme-ports',
  version: '13',
  ends: { ...common, Worker: 'veeam.hpe-vme-worker', 'HPE Morpheus VM Essentials manager': 'veeam.hpe-vme-manager' },
  allowed: mirrored,
});

holdAgainst({
  page: veeamOvirtPorts,
  source: 'veeam.ovirt-ports',
  version: '13',
  ends: {
    ...common,
    Worker: 'veeam.ovirt-worker',
    'oVirt KVM Manager': 'veeam.ovirt-manager',
    'oVirt KVM host': 'veeam.ovirt-host',
  },
});

holdAgainst({
  page: veeamScalePorts,
  source: 'veeam.scale-ports',
  version: '13',
  ends: {
    ...common,
    Worker: 'veeam.scale-worker',
    'Scale Computing HyperCore cluster': 'veeam.scale-cluster',
    'Rocky Linux repositories (mirrors.rockylinux.org, mirrors.fedoraproject.org, rockylinux.map.fastly.net)':
      'veeam.rocky-linux-mirrors',
  },
});
