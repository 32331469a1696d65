import { type End, holdAgainst } from './pages/compare.ts';
import { veeam12GuestPorts } from './pages/veeam-12-used-ports-guests.ts';
import { veeamUsedPorts } from './pages/veeam-used-ports.ts';

// Where a plan places no guest interaction proxy, the backup server is one.
const proxy: End = { any: ['veeam.guest-interaction-proxy', 'veeam.backup-server'] };
/** A guest as it is by default, and with an agent that stays: a row is about one of them. */
const either = (guest: string): End => ({ any: [guest, `${guest} set guest-components = persistent`] });
const databases: End = { all: ['veeam.sql-server-guest', 'veeam.oracle-guest', 'veeam.postgresql-guest'] };

const ends: Readonly<Record<string, End>> = {
  'Backup server': 'veeam.backup-server',
  'Backup repository': 'veeam.repository',
  'Gateway server': 'veeam.gateway-server',
  'Guest interaction proxy': proxy,
  'VM guest OS': { all: ['veeam.windows-guest', 'veeam.linux-guest'] },
  'VM guest OS (Microsoft Windows)': either('veeam.windows-guest'),
  'VM guest OS (Windows)': either('veeam.windows-guest'),
  'VM guest OS (Linux)': either('veeam.linux-guest'),
  'ESXi server': 'vmware.esxi',
  'ESXi host': 'vmware.esxi',
  'Hyper-V host': 'microsoft.hyper-v-host',
  'Log shipping server': 'veeam.log-shipping-server',
  'Log shipping server (backup server)': 'veeam.log-shipping-server',
  'VM guest OS (VM with MS SQL, Oracle, or PostgreSQL)': databases,
  'MS SQL VM guest OS': either('veeam.sql-server-guest'),
  'Oracle VM guest OS': either('veeam.oracle-guest'),
  'Oracle VM guest OS (Microsoft Windows)': either('veeam.oracle-guest runs windows'),
  'Oracle VM guest OS (Linux)': either('veeam.oracle-guest runs linux'),
  'PostgreSQL VM guest OS': either('veeam.postgresql-guest'),
};

const isAbout = (section: string): boolean => /^(Guest Processing|Log Shipping) Components/.test(section);

holdAgainst({
  page: veeamUsedPorts,
  source: 'veeam.used-ports',
  version: '13',
  about: isAbout,
  ends,
  allowed: (_row, flow) => {
    if (flow.features.includes('veeam.log-backup')) return 'the chapter is about the backup of logs';
    if (flow.features.includes('veeam.networkless-guest-processing')) return 'the network is the usual way to guests';
    return undefined;
  },
});

holdAgainst({
  page: veeam12GuestPorts,
  source: 'veeam.used-ports-12',
  version: '12.3',
  about: isAbout,
  ends: {
    ...ends,
    // Before version 13 it runs Windows alone.
    'Log shipping server': 'veeam.log-shipping-server runs windows',
  },
  allowed: (_row, flow) => {
    if (flow.features.includes('veeam.log-backup')) return 'the chapter is about the backup of logs';
    return undefined;
  },
});
