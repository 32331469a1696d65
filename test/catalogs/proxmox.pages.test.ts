import { holdAgainst } from './pages/compare.ts';
import { proxmoxBackup, proxmoxVe } from './pages/proxmox.ts';

holdAgainst({
  page: proxmoxVe,
  source: 'proxmox.admin-guide',
  version: '9.1.3',
  ends: {
    'Management host': 'proxmox.management',
    'Proxmox VE host': 'proxmox.host',
    'Cluster node': 'proxmox.cluster-node',
    QDevice: 'proxmox.qdevice',
    'Mail server': 'network.smtp-server',
    'Proxmox Backup Server': 'proxmox.backup-server',
    'Graphite server': 'proxmox.graphite-server',
  },
});

holdAgainst({
  page: proxmoxBackup,
  source: 'proxmox.backup-docs',
  version: '',
  ends: {
    Browser: 'proxmox.management',
    'Backup client': 'proxmox.backup-client',
    'Proxmox Backup Server': 'proxmox.backup-server',
    Remote: 'proxmox.remote',
    'HTTP proxy': 'network.proxy-server',
    'ACME certificate authority': 'network.acme-server',
  },
});
