import type { CatalogFlow } from '../../language/model/catalog.ts';
import { holdAgainst } from './pages/compare.ts';
import { veeam12StoragePorts } from './pages/veeam-12-used-ports-storage.ts';
import { veeamUsedPorts } from './pages/veeam-used-ports.ts';

/** Tables that call each of their systems 'Storage system', by how their headings begin: each system has all of the table. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  'Storage Systems: Lenovo ThinkSystem DM/DG Series Storage, NetApp ONTAP Storage': [
    'veeam.netapp-ontap',
    'veeam.lenovo-thinksystem-dm',
  ],
  'Storage Systems: Universal Storage API Integrated System: DataCore SANsymphony, ': [
    'veeam.datacore-sansymphony',
    'veeam.dell-powerstore',
    'veeam.hitachi-vsp',
    'veeam.hpe-xp',
    'veeam.infinidat-infinibox',
    'veeam.netapp-solidfire',
  ],
  'Storage Systems: Universal Storage API Integrated System: Fujitsu ETERNUS DX/AF, ': [
    'veeam.fujitsu-eternus',
    'veeam.ibm-flashsystem',
    'veeam.nec-storage-m',
  ],
  'Storage Systems: Universal Storage API Integrated System: Pure Storage FlashArray, ': [
    'veeam.pure-flasharray',
    'veeam.tintri-intelliflash',
  ],
};

const tableOf = (section: string): string | undefined => Object.keys(TABLES).find((heading) => section.startsWith(heading));

const byProtocol = (_row: unknown, flow: CatalogFlow): string | undefined =>
  flow.conditions.some((c) => c.kind === 'property' && c.property === 'access')
    ? 'over which protocol a storage system is read is for the plan to say'
    : undefined;

for (const [heading, systems] of Object.entries(TABLES))
  holdAgainst({
    page: veeamUsedPorts,
    source: 'veeam.used-ports',
    version: '13',
    about: (section) => tableOf(section) === heading,
    ends: { 'Backup server': 'veeam.backup-server', 'Backup proxy': 'veeam.proxy', 'Storage system': { all: systems } },
    allowed: byProtocol,
  });

holdAgainst({
  page: veeamUsedPorts,
  source: 'veeam.used-ports',
  version: '13',
  about: (section) => /^(Storage Systems|Tape Device|WAN Acceleration)/.test(section) && !tableOf(section),
  ends: {
    'Backup server': 'veeam.backup-server',
    'Backup proxy': 'veeam.proxy',
    'Backup repository': 'veeam.repository',
    'Backup repository (target)': 'veeam.repository',
    'Backup repository (source)': 'veeam.repository',
    'Gateway server': 'veeam.gateway-server',
    'Dell Unity XT, Unity storage system': 'veeam.dell-unity',
    'Dell PowerScale storage system': 'veeam.dell-powerscale',
    'HPE 3PAR StoreServ storage system': 'veeam.hpe-3par',
    'HPE Alletra Storage MP B10000, Alletra 9000, Primera storage system': {
      all: ['veeam.hpe-primera', 'veeam.hpe-alletra-9000'],
    },
    'HPE Alletra Storage MP B10000, Alletra 9000': 'veeam.hpe-alletra-9000',
    'HPE Alletra 5000, Alletra 6000/Nimble storage system': 'veeam.hpe-nimble',
    'Nutanix Files storage system': 'veeam.nutanix-files',
    'Dell SC Series storage system': 'veeam.dell-sc',
    'Dell PowerMax storage system': 'veeam.dell-powermax',
    'Tape server': 'veeam.tape-server',
    'Tape server (Windows)': 'veeam.tape-server runs windows',
    'Tape server (Linux)': 'veeam.tape-server runs linux',
    'NFS share': 'network.file-server-nfs',
    'SMB share': 'network.file-server-smb',
    'WAN accelerator (source and target)': 'veeam.wan-accelerator',
    'WAN accelerator (target)': 'veeam.target-wan-accelerator',
    'WAN accelerator (source)': 'veeam.source-wan-accelerator',
  },
  allowed: (row, flow) => {
    const ofStorage = row.section.startsWith('Storage Systems') && row.from.includes('Backup proxy');
    if (ofStorage && !flow.features.length && flow.conditions.some((c) => c.kind === 'property' && c.property === 'access'))
      return 'over which protocol a storage system is read is for the plan to say';
    if (row.section.startsWith('Tape') && /share$/.test(row.to[0]!) && flow.features.every((f) => f === 'veeam.file-to-tape'))
      return 'not every share of a plan goes to tape';
    return undefined;
  },
});

holdAgainst({
  page: veeam12StoragePorts,
  source: 'veeam.used-ports-12',
  version: '12.3',
  about: (section) => section.startsWith('Storage Systems'),
  ends: {
    'Backup server': 'veeam.backup-server',
    'Backup proxy': 'veeam.proxy',
    'VNX File': 'veeam.dell-vnx-file',
    'VNX Block': 'veeam.dell-vnx-block',
    VNXe: 'veeam.dell-vnxe',
    'Dell Unity XT/Unity storage system': 'veeam.dell-unity',
    'Dell PowerScale storage system': 'veeam.dell-powerscale',
    'HPE 3PAR StoreServ storage system': 'veeam.hpe-3par',
    'HPE Alletra MP/Alletra 9000/Primera storage system': { all: ['veeam.hpe-primera', 'veeam.hpe-alletra-9000'] },
    'HPE StoreVirtual/LeftHand/P4000 series storage system': 'veeam.hpe-storevirtual',
    'HPE Alletra 5000/Alletra 6000/Nimble storage system': 'veeam.hpe-nimble',
    'Lenovo ThinkSystem DM/DG Series storage system': 'veeam.lenovo-thinksystem-dm',
    'NetApp ONTAP storage system': 'veeam.netapp-ontap',
    'Nutanix Files storage system': 'veeam.nutanix-files',
    'DataCore SANsymphony storage system': 'veeam.datacore-sansymphony',
    'Dell SC Series storage system': 'veeam.dell-sc',
    'Dell PowerMax storage system': 'veeam.dell-powermax',
    'Dell PowerStore storage system': 'veeam.dell-powerstore',
    'Fujitsu ETERNUS DX/AF storage system': 'veeam.fujitsu-eternus',
    'Hitachi VSP/VSP One Block storage system': 'veeam.hitachi-vsp',
    'HPE XP storage system': 'veeam.hpe-xp',
    'IBM FlashSystem storage system': 'veeam.ibm-flashsystem',
    'INFINIDAT InfiniBox storage system': 'veeam.infinidat-infinibox',
    'NEC Storage M Series storage system': 'veeam.nec-storage-m',
    'NEC Storage V Series storage system': 'veeam.nec-storage-v',
    'NetApp SolidFire/HCI storage system': 'veeam.netapp-solidfire',
    'Pure Storage FlashArray system': 'veeam.pure-flasharray',
    'Tintri IntelliFlash system': 'veeam.tintri-intelliflash',
  },
  allowed: byProtocol,
});
