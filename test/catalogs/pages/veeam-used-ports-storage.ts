import { type PageRow, under } from './page.ts';

/** Mount servers and storage systems. */
export const storageRows: readonly PageRow[] = [
  ...under('Mount Servers', [
    {
      from: ['Veeam Backup & Replication console'],
      to: ['Mount server'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      when: 'remote console, mount server on another machine than the console',
      about: 'data of guest file recovery',
    },
    {
      from: ['Backup server'],
      to: ['Mount server'],
      service: 'tcp 445',
      when: 'the Veeam Deployment Kit is not installed',
      about: 'deployment of components',
    },
    {
      from: ['Backup server'],
      to: ['Mount server'],
      service: 'tcp 6160',
      about: 'installer service and check of compatibility before a recovery',
    },
    { from: ['Backup server'], to: ['Mount server'], service: 'tcp 6162', fallback: 'tcp 2500-3300', about: 'transport service' },
    { from: ['Backup server'], to: ['Mount server'], service: 'tcp 6170', about: 'mount service' },
    { from: ['Backup server'], to: ['Mount server running vPower NFS Service'], service: 'tcp 6160', about: 'installer service' },
    {
      from: ['Backup server'],
      to: ['Mount server running vPower NFS Service'],
      service: 'tcp 6161',
      about: 'vPower NFS service',
    },
    { from: ['ESXi host'], to: ['Mount server running vPower NFS Service'], service: 'tcp+udp 111', about: 'port mapper' },
    {
      from: ['ESXi host'],
      to: ['Mount server running vPower NFS Service'],
      service: 'tcp+udp 1058+',
      when: 'vPower NFS service on the backup server',
      about: 'mount port; the next ones where it is taken',
    },
    {
      from: ['ESXi host'],
      to: ['Mount server running vPower NFS Service'],
      service: 'tcp+udp 1063+',
      when: 'vPower NFS service on a Windows machine of its own',
      about: 'mount port; the next ones where it is taken',
    },
    {
      from: ['ESXi host'],
      to: ['Mount server running vPower NFS Service'],
      service: 'tcp+udp 2049+',
      about: 'NFS; the next ports where it is taken',
    },
    {
      from: ['Backup repository', 'Gateway server working with backup repository'],
      to: ['Mount server running vPower NFS Service'],
      service: 'tcp 6162',
      fallback: 'tcp 2500-3300',
      when: 'Instant Recovery, SureBackup or Linux file-level recovery; whichever of the two connects',
      about: 'transport service',
    },
  ]),
  ...under('Storage Systems: Dell Unity XT, Unity Storage', [
    { from: ['Backup server'], to: ['Dell Unity XT, Unity storage system'], service: 'tcp 443', about: 'REST API over HTTPS' },
    { from: ['Backup proxy'], to: ['Dell Unity XT, Unity storage system'], service: 'tcp 3260', about: 'iSCSI' },
    {
      from: ['Backup proxy'],
      to: ['Dell Unity XT, Unity storage system'],
      service: 'tcp+udp 111, 2049',
      about: 'NFS and port mapper',
    },
  ]),
  ...under('Storage Systems: Dell PowerScale (Formerly Isilon) Storage', [
    { from: ['Backup server'], to: ['Dell PowerScale storage system'], service: 'tcp 8080', about: 'REST API over HTTPS' },
    {
      from: ['Backup proxy'],
      to: ['Dell PowerScale storage system'],
      service: 'tcp+udp 111, 2049',
      about: 'NFS and port mapper',
    },
    { from: ['Backup proxy'], to: ['Dell PowerScale storage system'], service: 'tcp 445', about: 'SMB' },
  ]),
  ...under('Storage Systems: HPE 3PAR StoreServ Storage', [
    { from: ['Backup server'], to: ['HPE 3PAR StoreServ storage system'], service: 'tcp 8008', about: 'management over HTTP' },
    { from: ['Backup server'], to: ['HPE 3PAR StoreServ storage system'], service: 'tcp 8080', about: 'management over HTTPS' },
    { from: ['Backup server'], to: ['HPE 3PAR StoreServ storage system'], service: 'tcp 22', about: 'commands over SSH' },
    { from: ['Backup proxy'], to: ['HPE 3PAR StoreServ storage system'], service: 'tcp 3260', about: 'iSCSI' },
  ]),
  ...under('Storage Systems: HPE Alletra Storage MP B10000, Alletra 9000, Primera Storage', [
    {
      from: ['Backup server'],
      to: ['HPE Alletra Storage MP B10000, Alletra 9000, Primera storage system'],
      service: 'tcp 443',
      about: 'management over HTTPS',
    },
    {
      from: ['Backup server'],
      to: ['HPE Alletra Storage MP B10000, Alletra 9000, Primera storage system'],
      service: 'tcp 22',
      about: 'commands over SSH',
    },
    {
      from: ['Backup proxy'],
      to: ['HPE Alletra Storage MP B10000, Alletra 9000, Primera storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },
    {
      from: ['Backup proxy'],
      to: ['HPE Alletra Storage MP B10000, Alletra 9000'],
      service: 'tcp 4420, 8009',
      about: 'NVMe over fabrics',
    },
  ]),
  ...under('Storage Systems: HPE Alletra 5000, Alletra 6000, Nimble Storage', [
    {
      from: ['Backup server'],
      to: ['HPE Alletra 5000, Alletra 6000/Nimble storage system'],
      service: 'tcp 5392',
      about: 'commands',
    },
    { from: ['Backup proxy'], to: ['HPE Alletra 5000, Alletra 6000/Nimble storage system'], service: 'tcp 3260', about: 'iSCSI' },
  ]),
  ...under('Storage Systems: Lenovo ThinkSystem DM/DG Series Storage, NetApp ONTAP Storage', [
    { from: ['Backup server'], to: ['Storage system'], service: 'tcp 80', about: 'commands over HTTP' },
    { from: ['Backup server'], to: ['Storage system'], service: 'tcp 443', about: 'commands over HTTPS' },
    { from: ['Backup proxy'], to: ['Storage system'], service: 'tcp+udp 111, 2049, 635', about: 'NFS and port mapper' },
    { from: ['Backup proxy'], to: ['Storage system'], service: 'tcp 445', about: 'SMB' },
    { from: ['Backup proxy'], to: ['Storage system'], service: 'tcp 3260', about: 'iSCSI' },
  ]),
  ...under('Storage Systems: Nutanix Files Storage', [
    { from: ['Backup server'], to: ['Nutanix Files storage system'], service: 'tcp 9440', about: 'REST API' },
    {
      from: ['Backup proxy'],
      to: ['Nutanix Files storage system'],
      service: 'tcp+udp 111, 2049, 20048',
      about: 'NFS and port mapper',
    },
    { from: ['Backup proxy'], to: ['Nutanix Files storage system'], service: 'tcp 445', about: 'SMB' },
  ]),
  ...under(
    'Storage Systems: Universal Storage API Integrated System: DataCore SANsymphony, Dell PowerStore, Hitachi VSP/VSP One Block, HPE XP, INFINIDAT InfiniBox, NetApp SolidFire/HCI',
    [
      { from: ['Backup server'], to: ['Storage system'], service: 'tcp 443', about: 'commands over HTTPS' },
      { from: ['Backup proxy'], to: ['Storage system'], service: 'tcp 3260', about: 'iSCSI' },
    ],
  ),
  ...under('Storage Systems: Universal Storage API Integrated System: Dell SC Series', [
    { from: ['Backup server'], to: ['Dell SC Series storage system'], service: 'tcp 3033', about: 'commands over HTTPS' },
    { from: ['Backup proxy'], to: ['Dell SC Series storage system'], service: 'tcp 3260', about: 'iSCSI' },
  ]),
  ...under('Storage Systems: Universal Storage API Integrated System: Dell PowerMax', [
    { from: ['Backup server'], to: ['Dell PowerMax storage system'], service: 'tcp 8443', about: 'commands over HTTPS' },
    { from: ['Backup proxy'], to: ['Dell PowerMax storage system'], service: 'tcp 3260', about: 'iSCSI' },
  ]),
  ...under(
    'Storage Systems: Universal Storage API Integrated System: Fujitsu ETERNUS DX/AF, IBM FlashSystem (formerly Spectrum Virtualize) Storage, NEC Storage M Series',
    [
      { from: ['Backup server'], to: ['Storage system'], service: 'tcp 22', about: 'commands over SSH' },
      { from: ['Backup proxy'], to: ['Storage system'], service: 'tcp 3260', about: 'iSCSI' },
    ],
  ),
  ...under(
    'Storage Systems: Universal Storage API Integrated System: Pure Storage FlashArray, Tintri IntelliFlash (formerly Western Digital IntelliFlash, Tegile)',
    [
      { from: ['Backup server'], to: ['Storage system'], service: 'tcp 443', about: 'commands over HTTPS' },
      { from: ['Backup proxy'], to: ['Storage system'], service: 'tcp 3260', about: 'iSCSI' },
      { from: ['Backup proxy'], to: ['Storage system'], service: 'tcp+udp 111, 2049', about: 'NFS and port mapper' },
    ],
  ),
];
