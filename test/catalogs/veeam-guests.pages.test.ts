import { type End, holdAgainst } from './pages/compare.ts';
import { veeam12GuestPorts } from './pages/veeam-12-used-ports-guests.ts';
import { veeamProxmoxPorts } from './pages/veeam-proxmox.ts';
import { veeamUsedPorts } from './pages/veeam-used-ports.ts';

// Where a plan places no guest interaction proxy, the backup server is one: what guests need has to be there for both.
const proxy: End = { all: ['veeam.guest-interaction-proxy', 'veeam.backup-server'] };
const anyProxy: End = { any: ['veeam.guest-interaction-proxy', 'veeam.backup-server'] };
/** A guest as it is by default, and with an agent that stays: a row is about one of them. */
const persistent = (guest: string): string => `${guest} set guest-components = persistent`;
const either = (guest: string): End => ({ any: [guest, persistent(guest)] });
const databases: End = { all: ['veeam.sql-server-guest', 'veeam.oracle-guest', 'veeam.postgresql-guest'] };

const ends: Readonly<Record<string, End>> = {
  'Backup server': 'veeam.backup-server',
  'Backup repository': 'veeam.repository',
  'Gateway server': 'veeam.gateway-server',
  'Guest interaction proxy': proxy,
  'VM guest OS': { all: ['veeam.windows-guest', 'veeam.linux-guest', 'veeam.unix-guest', 'veeam.guest'] },
  // The first words stand under the heading of non-persistent components, the second ones under that of persistent components.
  'VM guest OS (Microsoft Windows)': {
    all: ['veeam.windows-guest', 'veeam.oracle-guest runs windows', 'veeam.guest runs windows'],
  },
  'VM guest OS (Windows)': {
    all: ['veeam.windows-guest', 'veeam.oracle-guest runs windows', 'veeam.guest runs windows'].map(persistent),
  },
  'VM guest OS (Linux)': either('veeam.linux-guest'),
  'ESXi server': 'vmware.esxi',
  'ESXi host': 'vmware.esxi',
  'Hyper-V host': 'microsoft.hyper-v-host',
  'Log shipping server': 'veeam.log-shipping-server',
  'Log shipping server (backup server)': 'veeam.backup-server',
  'VM guest OS (VM with MS SQL, Oracle, or PostgreSQL)': databases,
  'MS SQL VM guest OS': either('veeam.sql-server-guest'),
  'Oracle VM guest OS': either('veeam.oracle-guest'),
  'Oracle VM guest OS (Microsoft Windows)': either('veeam.oracle-guest runs windows'),
  'Oracle VM guest OS (Linux)': either('veeam.oracle-guest runs linux'),
  'PostgreSQL VM guest OS': either('veeam.postgresql-guest'),
};

const isAbout = (section: string): boolean => /^(Guest Processing|Log Shipping) Components/.test(section);

const isAboutGuests = (section: string): boolean => /: (Protected Workloads|.+ Guest OS)$/.test(section);

// The page of the Proxmox plug-in repeats both chapters, so its rows are held against the flows that cite the general page.
const repeated = veeamProxmoxPorts.repeats!.sections;
const rows = veeamProxmoxPorts.rows.flatMap((row) => {
  const section = repeated[row.section];
  return section ? [{ ...row, section }] : [];
});

for (const page of [veeamUsedPorts, { ...veeamProxmoxPorts, rows }]) {
  const version13 = { page, source: 'veeam.used-ports', version: '13' };

  holdAgainst({
    ...version13,
    about: (section) => isAbout(section) && isAboutGuests(section),
    ends,
    allowed: (row, flow) =>
      row.section.startsWith('Log Shipping') && flow.features.every((f) => f === 'veeam.log-backup')
        ? 'guests with databases are there whether their logs are backed up or not'
        : undefined,
  });

  holdAgainst({
    ...version13,
    about: (section) => isAbout(section) && !isAboutGuests(section),
    ends: { ...ends, 'Guest interaction proxy': anyProxy },
    allowed: (row, flow) =>
      row.about.endsWith('over the vSphere API') && flow.features.every((f) => f === 'veeam.networkless-guest-processing')
        ? 'the API of vSphere is the way to guests that the network does not reach'
        : undefined,
  });
}

holdAgainst({
  page: veeam12GuestPorts,
  source: 'veeam.used-ports-12',
  version: '12.3',
  about: isAbout,
  ends: {
    ...ends,
    'Guest interaction proxy': anyProxy,
    'VM guest OS (Microsoft Windows)': either('veeam.windows-guest'),
    'VM guest OS (Windows)': either('veeam.windows-guest'),
    // Before version 13 it runs Windows alone.
    'Log shipping server': 'veeam.log-shipping-server runs windows',
    'Log shipping server (backup server)': 'veeam.backup-server',
  },
  allowed: (_row, flow) => {
    if (flow.features.includes('veeam.log-backup')) return 'the chapter is about the backup of logs';
    return undefined;
  },
});
