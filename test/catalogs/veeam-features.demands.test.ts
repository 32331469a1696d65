import assert from 'node:assert/strict';
import { type Requirement, requirementsOf } from '../../language/analysis/requirements.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { formatServices } from '../../language/model/services.ts';
import { analysisOf } from '../support/language.ts';
import { setOf } from './pages/ports.ts';

/** One component of each role of Veeam's features, each in a zone of its own, with what it runs where that makes a difference. */
const PARTS: Readonly<Record<string, string>> = {
  vbr: 'veeam.windows-backup-server',
  proxy: 'veeam.general-purpose-proxy runs windows',
  gateway: 'veeam.gateway-server runs windows',
  repo: 'veeam.windows-repository',
  mount: 'veeam.mount-server runs windows',
  esxi: 'vmware.esxi',
  vcenter: 'vmware.vcenter',
  hyperv: 'microsoft.hyper-v-host',
  dc: 'microsoft.domain-controller',
  files: 'veeam.file-server runs windows',
  cacheW: 'veeam.cache-repository runs windows',
  cacheL: 'veeam.cache-repository runs linux',
  nfs: 'network.file-server-nfs',
  smb: 'network.file-server-smb',
  bucket: 'veeam.s3-compatible-storage { s3-port = 9021 }',
  s3: 'aws.s3',
  s3cert: 'aws.certificates',
  ontap: 'veeam.netapp-ontap { access = fibre-channel }',
  nutanix: 'veeam.nutanix-files { access = fibre-channel }',
  ndmp: 'veeam.ndmp-server',
  tapeW: 'veeam.tape-server runs windows',
  tapeL: 'veeam.tape-server runs linux',
  wanS: 'veeam.source-wan-accelerator',
  wanT: 'veeam.target-wan-accelerator',
  gipW: 'veeam.guest-interaction-proxy runs windows',
  gipL: 'veeam.guest-interaction-proxy runs linux',
  shipper: 'veeam.log-shipping-server runs windows',
  win: 'veeam.windows-guest',
  lin: 'veeam.linux-guest',
  unix: 'veeam.unix-guest',
  sql: 'veeam.sql-server-guest',
  exchange: 'veeam.exchange-guest',
  oraW: 'veeam.oracle-guest runs windows',
  oraL: 'veeam.oracle-guest runs linux',
  pg: 'veeam.postgresql-guest',
  cdpS: 'veeam.source-cdp-proxy runs windows',
  cdpT: 'veeam.target-cdp-proxy runs windows',
  workload: 'veeam.cdp-source',
  host: 'veeam.helper-host',
  appliance: 'veeam.helper-appliance',
  lab: 'veeam.virtual-lab-appliance',
  labVm: 'veeam.virtual-lab-vm',
  webproxy: 'network.proxy-server',
  signatures: 'veeam.signature-server',
  ec2: 'veeam.ec2-restore-proxy',
  google: 'veeam.google-restore-proxy',
  azProxy: 'veeam.azure-restore-proxy',
  azLinux: 'veeam.azure-restore-helper',
  azHelper: 'veeam.azure-helper-appliance',
  template: 'veeam.azure-template-vm',
  restored: 'veeam.restored-vm',
  azure: 'azure.rest-service',
  entra: 'microsoft.entra-id',
  queue: 'azure.queue',
  blob: 'azure.blob-storage',
  azcert: 'azure.certificates',
  downloads: 'azure.windows-agent-downloads',
  ubuntu: 'azure.ubuntu-repository',
};

type Needed = readonly (readonly [from: string, to: string, ...ports: string[]])[];

const TRANSPORT = 'tcp 6162 or tcp 2500-3300';
const INSTALLER = 'tcp 6160 or tcp 11731';
const WINDOWS_GUESTS = 'win sql exchange oraW';
const LINUX_GUESTS = 'lin pg oraL';
const GUESTS = `${WINDOWS_GUESTS} ${LINUX_GUESTS} unix`;
const DATABASES = 'sql oraW oraL pg';
const CACHES = 'cacheW cacheL';
const TAPES = 'tapeW tapeL';
const CDP_PROXIES = 'cdpS cdpT';
const OTHER_SERVERS = `${TAPES} wanS wanT gipW gipL shipper files ${CACHES} ${CDP_PROXIES} host`;

/** Who needs what of whom in version 13 with no feature on, read from the maker's page; what another source adds is marked. */
const ALWAYS: Needed = [
  // the core: see the demands of it
  ['proxy repo gateway mount', 'vbr', TRANSPORT],
  ['mount', 'vbr', 'tcp 443'],
  ['vbr', 'proxy repo gateway mount', 'tcp 445, 6160', TRANSPORT],
  ['vbr', 'mount', 'tcp 6170'],
  // Of these the page has no 445: "Veeam and network segmentation", section 2, has it of every managed Windows server.
  ['vbr', `files cacheW ${CDP_PROXIES}`, 'tcp 445'],
  ['vbr', 'hyperv', 'tcp 135, 445, 6160, 6163', TRANSPORT],
  ['vbr', 'esxi', 'tcp 443, 902'],
  ['vbr', 'vcenter', 'tcp 443'],
  ['vbr', 'dc', 'tcp 636, 3268-3269, tcp+udp 88, 139, 389, 445'],
  ['vbr', 'ontap', 'tcp 80, 443'],
  ['vbr', 'nutanix', 'tcp 9440'],
  ['repo mount', 'proxy', TRANSPORT],
  [`proxy hyperv repo ${GUESTS}`, 'gateway', TRANSPORT],
  ['proxy hyperv', 'repo', TRANSPORT],
  ['repo', 'hyperv', TRANSPORT],
  ['gateway', 's3', 'tcp 443'],
  ['gateway', 'blob', 'tcp 443'],
  ['gateway', 's3cert azcert', 'tcp 80'],
  ['gateway', 'bucket', 'tcp 9021'],
  // "adding … to managed servers" has the installer under Guest Interaction Proxies; the transport of every managed server: the article, section 2
  ['vbr', OTHER_SERVERS, 'tcp 6160', TRANSPORT],
  // Unstructured Data Backup Components
  [`files proxy`, CACHES, TRANSPORT],
  ['vbr', 'cacheL', 'tcp 22'],
  [CACHES, 'repo gateway', TRANSPORT],
  ['gateway', 'ndmp', 'tcp 10000'],
  ['files', 'vbr', TRANSPORT],
  // Tape Device Support Components
  [TAPES, 'vbr repo gateway', TRANSPORT],
  ['vbr', TAPES, 'tcp 6166'],
  ['vbr', 'tapeW', 'tcp 445'],
  ['vbr', 'tapeL', 'tcp 22'],
  // WAN Acceleration Components
  ['vbr', 'wanS wanT', 'tcp 445, 6162, 6164'],
  ['wanS wanT', 'wanS wanT', 'tcp 6164-6165'],
  ['wanS wanT', 'repo', 'tcp 2500-3300'],
  // Guest Processing Components
  ['vbr', 'gipW', 'tcp 135, 445'],
  ['vbr', 'gipL', 'tcp 22'],
  ['vbr', 'gipW gipL', 'tcp 6190'],
  ['gipW gipL', GUESTS, 'tcp 2500-3300'],
  ['gipW gipL', WINDOWS_GUESTS, 'tcp 135, 445, 6173'],
  ['gipW gipL', LINUX_GUESTS, 'tcp 22'],
  ['gipW gipL', 'gateway', TRANSPORT],
  ['gipW gipL', 'esxi', 'tcp 443'],
  // Log Shipping Components
  ['vbr', 'shipper', 'tcp 135, 445, 6162'],
  [DATABASES, 'shipper', TRANSPORT],
  ['shipper', 'repo gateway', TRANSPORT],
  // VMware CDP and Universal CDP Components
  ['cdpS', 'cdpT', 'tcp 33033'],
  ['vbr', CDP_PROXIES, 'tcp 6182'],
  [CDP_PROXIES, 'vcenter', 'tcp 443'],
  [CDP_PROXIES, 'esxi', 'tcp 902'],
  ['cdpT', 'esxi', 'tcp 33032'],
  [CDP_PROXIES, 'vbr', 'tcp 33034'],
  // SureBackup Components
  ['vbr', 'lab', 'tcp 443'],
];

const RESTORE_OF_FILES: Needed = [
  ['vbr mount', 'appliance host', 'tcp 22', TRANSPORT],
  ['appliance host', `${LINUX_GUESTS} unix`, 'tcp 2500-3300'],
  ['vbr', `${LINUX_GUESTS} unix`, 'tcp 22'],
  ['vbr', GUESTS, 'tcp 2500-3300'],
  ['mount appliance host', 'repo', TRANSPORT],
  ['mount', 'vcenter esxi', 'tcp 443'],
];

// Mount Servers, with a vPower NFS Service; Gateway Servers and Common Ports of repositories
const PUBLISHING: Needed = [
  ['vbr', 'mount', 'tcp 6161'],
  ['esxi', 'mount', 'tcp+udp 111, 1063, 2049'],
  ['repo gateway', 'mount', TRANSPORT],
  ['mount', 'repo gateway', TRANSPORT],
];

/** What one feature adds to that. */
const WITH: Readonly<Record<string, Needed>> = {
  // Unstructured Data Backup Components
  'file-backup': [
    ['proxy', 'ontap', 'tcp 445, tcp+udp 111, 635, 2049'],
    ['proxy', 'nutanix', 'tcp 445, 20048, tcp+udp 111, 2049'],
    [`files proxy ${TAPES}`, 'nfs', 'tcp+udp 111, 2049'],
    [`files mount proxy ${TAPES}`, 'smb', 'tcp 445'],
    ['mount', 'smb', 'tcp 137-139'],
    [`files proxy ${TAPES}`, 'dc', 'tcp 88, 389'],
  ],
  'object-storage-backup': [
    [`files proxy ${TAPES}`, 's3 blob', 'tcp 443'],
    [`files proxy ${TAPES}`, 's3cert azcert', 'tcp 80'],
    [`files proxy ${TAPES}`, 'bucket', 'tcp 9021'],
  ],
  'changed-file-tracking': [
    [`proxy ${CACHES}`, 'ontap', 'tcp 80, 443'],
    ['cacheL', 'ontap', 'tcp 2049'],
  ],
  'vss-file-snapshots': [['vbr', 'files proxy', 'tcp 6210']],
  'instant-file-share-recovery': [['vbr', 'mount', 'tcp 443']],
  'cache-migration': [[CACHES, CACHES, 'tcp 2500-3300']],
  // Tape Device Support Components; of domains and shares under Unstructured Data Backup Components
  'file-to-tape': [
    [TAPES, 'nfs', 'tcp+udp 111, 2049'],
    [TAPES, 'smb', 'tcp 445'],
    [TAPES, 'dc', 'tcp 88, 389'],
  ],
  smb1: [
    ['vbr', 'proxy repo gateway hyperv tapeW wanS wanT shipper', 'tcp 137, 139'],
    ['gipW gipL', 'sql', 'tcp 137, 139'],
  ],
  // Log Shipping Components: guests reach the repository themselves only where there is no log shipping server
  'log-backup': [['gipW gipL', 'sql oraW', 'tcp 6167']],
  'powershell-direct': [['hyperv', 'vbr', TRANSPORT]],
  'networkless-guest-processing': [['shipper appliance host', 'esxi', 'tcp 443']],
  // VMware CDP and Universal CDP Components
  cdp: [
    ['esxi', 'cdpS', 'tcp 33032'],
    ['vbr', 'esxi', 'tcp 33035'],
    ['esxi vcenter', 'vbr', 'tcp 33034-33035'],
  ],
  'universal-cdp': [
    ['workload', 'cdpS', 'tcp 33032'],
    ['vbr', 'workload', 'tcp 33050'],
    ['vbr', 'esxi', 'tcp 33035'],
    ['esxi vcenter', 'vbr', 'tcp 33034-33035'],
  ],
  // Guest OS File Recovery Components
  'linux-file-recovery': [...RESTORE_OF_FILES, ...PUBLISHING],
  'guest-file-recovery': [...RESTORE_OF_FILES, ['mount', WINDOWS_GUESTS, 'tcp 135, 445, 6162', INSTALLER]],
  'file-recovery-over-ftp': [
    [`${LINUX_GUESTS} unix`, 'appliance', 'tcp 21'],
    ['appliance', `${LINUX_GUESTS} unix`, 'tcp 20'],
  ],
  'malware-scan': [['mount', 'signatures', 'tcp 443']],
  // SureBackup Components; 2179 under Microsoft Hyper-V Components
  surebackup: [...PUBLISHING, ['mount', 'esxi', 'tcp 443'], ['gateway', 'hyperv', TRANSPORT], ['vbr', 'hyperv', 'tcp 2179']],
  'virtual-lab-internet': [['webproxy', 'labVm', 'tcp 8080']],
  // Application Item Restore: Microsoft Exchange Server
  'exchange-2007-recovery': [['vbr', 'exchange', 'tcp 80, 443']],
  // Restore to Amazon EC2, Google Cloud and Microsoft Azure, Instant Recovery to Microsoft Azure
  'restore-to-ec2': [['vbr repo', 'ec2', 'tcp 22, 443']],
  'restore-to-google': [['vbr repo', 'google', 'tcp 22, 443']],
  'restore-to-azure': [
    ['vbr', 'azure entra blob downloads', 'tcp 443'],
    ['vbr', 'azcert', 'tcp 80'],
    ['vbr', 'azLinux', 'tcp 22'],
    ['vbr repo', 'azProxy', 'tcp 443'],
  ],
  'instant-recovery-to-azure': [
    ['vbr', 'azure', 'tcp 443'],
    ['vbr template azHelper', 'queue blob', 'tcp 443'],
    ['vbr azHelper', 'entra', 'tcp 443'],
    ['vbr azHelper template', 'azcert', 'tcp 80'],
    ['azHelper', 'downloads', 'tcp 443'],
    ['template', 'ubuntu', 'tcp 80'],
    ['restored', 'azHelper', 'tcp 3260-3262, 9555'],
    // Object Storage Repositories: the helper appliance reads the backups there
    ['azHelper', 's3', 'tcp 443'],
    ['azHelper', 's3cert', 'tcp 80'],
    ['azHelper', 'bucket', 'tcp 9021'],
  ],
};

/** What is said of a pair: all ports that are needed in full, then each choice that these don't hold. */
function textOf(ports: readonly string[]): string {
  const full = IntervalSet.unionAll(ports.filter((p) => !p.includes(' or ')).map(setOf));
  const choices = new Set(ports.filter((p) => p.includes(' or ')));
  return [...(full.isEmpty ? [] : [formatServices(full)]), ...[...choices].sort()].join('; ');
}

function byPair(entries: readonly (readonly [pair: string, ports: readonly string[]])[]): Record<string, string> {
  const pairs = new Map<string, string[]>();
  for (const [pair, ports] of entries) pairs.set(pair, [...(pairs.get(pair) ?? []), ...ports]);
  const texts = [...pairs].map(([pair, ports]) => [pair, textOf(ports)] as const);
  return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function expected(needed: Needed): Record<string, string> {
  const each = (words: string): string[] => words.split(' ');
  return byPair(
    needed.flatMap(([from, to, ...ports]) =>
      each(from).flatMap((a) =>
        each(to)
          .filter((b) => a !== b)
          .map((b) => [`${a} -> ${b}`, ports] as const),
      ),
    ),
  );
}

async function demanded(...lines: string[]): Promise<Record<string, string>> {
  const zones = Object.entries(PARTS).map(([name, text], n) => {
    const [, roles, system, braces] = /^(\S+)( runs \S+)?( \{.*\})?$/.exec(text)!;
    return `zone zone-${n} { component ${name} : ${roles} at 10.${n}.0.10${system ?? ''}${braces ?? ''} }`;
  });
  const { plan } = await analysisOf(['use veeam 13', ...lines, ...zones].join('\n'));
  const portsOf = (r: Requirement): string[] => [
    ...(r.services.isEmpty ? [] : [formatServices(r.services)]),
    ...r.alternatives.map((g) => g.map(formatServices).join(' or ')),
  ];
  return byPair(
    requirementsOf(plan, new Set()).flatMap((r) =>
      r.from.flatMap((a) => r.to.map((b) => [`${a.name} -> ${b.name}`, portsOf(r)] as const)),
    ),
  );
}

describe("what the parts of Veeam's features demand, each of each", () => {
  it('is without features what the page has between roles that are there for one thing, and nothing between others', async () => {
    assert.deepEqual(await demanded(), expected(ALWAYS));
  });

  for (const [feature, more] of Object.entries(WITH))
    it(`is what the page has besides with ${feature}`, async () => {
      assert.deepEqual(await demanded(`enable veeam.${feature}`), expected([...ALWAYS, ...more]));
    });
});
