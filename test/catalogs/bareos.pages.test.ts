import { bareosDocs } from './pages/bareos.ts';
import { holdAgainst } from './pages/compare.ts';

holdAgainst({
  page: bareosDocs,
  source: 'bareos.docs',
  version: '26',
  ends: {
    'Console, Python or WebUI': { all: ['bareos.console', 'bareos.webui'] },
    Director: 'bareos.director',
    'File Daemon': 'bareos.file-daemon',
    'Passive File Daemon': 'bareos.passive-client',
    'File Daemon that connects by itself': 'bareos.connecting-client',
    'Storage Daemon': 'bareos.storage-daemon',
    'NDMP storage system': 'bareos.ndmp-storage-system',
    'Second Storage Daemon': 'bareos.storage-daemon',
    'Tray Monitor': 'bareos.tray-monitor',
    'Catalog database': 'bareos.catalog-database',
    Browser: 'bareos.browser',
    'Web server': 'bareos.webui',
    'bareos-webui-proxy': 'bareos.webui',
  },
});
