import type { CatalogFlow } from '../../language/model/catalog.ts';
import { type End, holdAgainst } from './pages/compare.ts';
import type { PageRow } from './pages/page.ts';
import { veeam12FeaturePorts } from './pages/veeam-12-used-ports-features.ts';
import { veeam12RecoveryPorts } from './pages/veeam-12-used-ports-recovery.ts';

const reading = { source: 'veeam.used-ports-12', version: '12.3' };

/** A chapter about something that a plan has to switch on: its flows are limited to it, though its rows don't say so each. */
const switchedOn =
  (...features: readonly string[]) =>
  (_row: PageRow, flow: CatalogFlow): string | undefined => {
    if (flow.features.some((f) => features.includes(f.replace('veeam.', '')))) return 'the chapter is about a feature';
    if (flow.conditions.some((c) => c.kind === 'property' && c.property === 'setup'))
      return 'nothing is deployed with the Deployment Kit';
    return undefined;
  };

const cdpProxies: End = { all: ['veeam.source-cdp-proxy', 'veeam.target-cdp-proxy'] };
const filer: End = { all: ['veeam.netapp-ontap', 'veeam.lenovo-thinksystem-dm'] };

holdAgainst({
  ...reading,
  page: veeam12FeaturePorts,
  about: (section) => /^(Unstructured Data|Tape|WAN|CDP)|NDMP Servers$/.test(section),
  ends: {
    'Backup server': 'veeam.backup-server',
    'Backup proxy': 'veeam.general-purpose-proxy',
    'Backup repository': 'veeam.repository',
    'Backup repository (source)': 'veeam.repository',
    'Backup repository (target)': 'veeam.repository',
    'Primary backup repository': 'veeam.repository',
    'Primary or secondary backup repository': 'veeam.repository',
    'Archive repository': 'veeam.archive-repository',
    'Cache repository': 'veeam.cache-repository',
    'Gateway server': 'veeam.gateway-server',
    'File server': 'veeam.file-server',
    'NAS filer (NetApp Data ONTAP or Lenovo ThinkSystem DM/DG Series storage system)': filer,
    'NAS filer (Dell PowerScale (formerly Isilon) or Nutanix Files storage system)': {
      all: ['veeam.dell-powerscale', 'veeam.nutanix-files'],
    },
    'NFS share': 'network.file-server-nfs',
    'SMB share': 'network.file-server-smb',
    'Amazon S3 object storage': { any: ['aws.s3', 'aws.certificates'] },
    'Microsoft Azure object storage': { any: ['azure.blob-storage', 'azure.certificates'] },
    'NDMP server': 'veeam.ndmp-server',
    // Deployment over SMB and RPC: the two run Windows there.
    'Tape server': 'veeam.tape-server runs windows',
    'WAN accelerator (source and target)': 'veeam.wan-accelerator runs windows',
    'WAN accelerator (source)': 'veeam.source-wan-accelerator',
    'WAN accelerator (target)': 'veeam.target-wan-accelerator',
    'ESXi host (source)': 'vmware.esxi',
    'ESXi host (target)': 'vmware.esxi',
    'ESXi host (source and target)': 'vmware.esxi',
    'vCenter Server (source and target)': 'vmware.vcenter',
    'CDP proxy (source)': 'veeam.source-cdp-proxy',
    'CDP proxy (target)': 'veeam.target-cdp-proxy',
    'CDP proxy (source and target)': cdpProxies,
  },
  allowed: switchedOn('file-backup', 'object-storage-backup', 'file-to-tape', 'cdp', 'universal-cdp'),
});

const unix: End = { all: ['veeam.linux-guest', 'veeam.unix-guest'] };

const switchedOnInRecovery = switchedOn(
  'linux-file-recovery',
  'guest-file-recovery',
  'application-recovery',
  'exchange-2007-recovery',
  'instant-recovery',
  'surebackup',
  'virtual-lab-internet',
  'restore-to-ec2',
  'restore-to-google',
  'restore-to-azure',
);

holdAgainst({
  ...reading,
  page: veeam12RecoveryPorts,
  about: (section) => section.startsWith('Recovery Components'),
  ends: {
    'Backup server': 'veeam.backup-server',
    'Backup repository': 'veeam.repository',
    'Gateway server': 'veeam.gateway-server',
    // Before version 13 mount servers of Windows guests run Windows.
    'Mount server': 'veeam.mount-server runs windows',
    'Mount server with vPower NFS Service': {
      any: ['veeam.mount-server runs windows', 'veeam.mount-server, veeam.backup-server runs windows'],
    },
    'Helper appliance': 'veeam.helper-appliance',
    'Helper host': 'veeam.helper-host',
    'ESXi host': 'vmware.esxi',
    'ESXi server': 'vmware.esxi',
    'vCenter server': 'vmware.vcenter',
    'Veeam Signature Update Server': 'veeam.signature-server',
    'VM guest OS': { all: ['veeam.windows-guest', 'veeam.linux-guest'] },
    'VM guest OS (Linux/Unix)': unix,
    'VM guest OS (Microsoft Windows)': {
      any: ['veeam.windows-guest', 'veeam.windows-guest set guest-components = persistent'],
    },
    'Proxy appliance': 'veeam.virtual-lab-appliance',
    'Internet-facing proxy server': 'network.proxy-server',
    'VMs in the virtual lab': 'veeam.virtual-lab-vm',
    'U-AIR wizards': 'veeam.u-air-wizard',
    'Veeam Backup Enterprise Manager': 'veeam.enterprise-manager',
    'Microsoft Active Directory VM guest OS': 'veeam.active-directory-guest',
    'Microsoft Exchange 2003/2007 CAS Server': 'veeam.exchange-guest',
    'Microsoft Exchange 2010/2013/2016/2019 CAS Server': 'veeam.exchange-guest',
    'Microsoft SQL VM guest OS': 'veeam.sql-server-guest',
    'Helper appliance (Amazon EC2)': 'veeam.ec2-restore-proxy',
    'Helper appliance (Google Cloud)': 'veeam.google-restore-proxy',
    'Helper appliance (Microsoft Azure)': 'veeam.azure-restore-helper',
    'Microsoft Azure': { all: ['azure.rest-service', 'microsoft.entra-id', 'azure.blob-storage'] },
    'Azure Windows VM agent distribution server': 'azure.windows-agent-downloads',
    'Azure Stack Hub': 'azure.stack-hub',
    'Azure restore proxy appliance (former Azure proxy)': 'veeam.azure-restore-proxy',
  },
  allowed: (row, flow) =>
    row.about === 'data transmission' && flow.initiator === 'veeam.mount-server'
      ? 'the part on recovery of files of Windows has it without a limit'
      : switchedOnInRecovery(row, flow),
});
