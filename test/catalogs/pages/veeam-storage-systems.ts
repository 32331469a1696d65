import type { ReferencePage } from './page.ts';

const unity = 'Dell Unity XT/Unity storage system';
const primera = 'HPE Alletra Storage MP B10000/Alletra 9000/Primera storage system';
const nimble = 'HPE Alletra 5000/Alletra 6000/Nimble storage system';
const lenovo = 'Lenovo ThinkSystem DM/DG Series storage system';

export const veeamStorageSystemsPorts: ReferencePage = {
  title: 'Ports (Storage Systems)',
  url: 'https://helpcenter.veeam.com/docs/vbr/userguide/ports.html',
  version: '13.0.1.1071',
  date: '2025-10-17',
  rows: [
    { section: 'Dell Unity XT, Unity Storage', from: ['Backup server'], to: [unity], service: 'tcp 443', about: 'REST API' },
    { section: 'Dell Unity XT, Unity Storage', from: ['Backup proxy'], to: [unity], service: 'tcp 3260', about: 'iSCSI' },
    { section: 'Dell Unity XT, Unity Storage', from: ['Backup proxy'], to: [unity], service: 'tcp+udp 111, 2049', about: 'NFS' },

    {
      section: 'Dell PowerScale (Formerly Isilon) Storage',
      from: ['Backup server'],
      to: ['Dell PowerScale storage system'],
      service: 'tcp 8080',
      about: 'REST API',
    },
    {
      section: 'Dell PowerScale (Formerly Isilon) Storage',
      from: ['Backup proxy'],
      to: ['Dell PowerScale storage system'],
      service: 'tcp+udp 111, 2049',
      about: 'NFS',
    },
    {
      section: 'Dell PowerScale (Formerly Isilon) Storage',
      from: ['Backup proxy'],
      to: ['Dell PowerScale storage system'],
      service: 'tcp 445',
      about: 'SMB',
    },

    {
      section: 'HPE 3PAR StoreServ Storage',
      from: ['Backup server'],
      to: ['HPE 3PAR StoreServ storage system'],
      service: 'tcp 8008',
      about: 'HTTP',
    },
    {
      section: 'HPE 3PAR StoreServ Storage',
      from: ['Backup server'],
      to: ['HPE 3PAR StoreServ storage system'],
      service: 'tcp 8080',
      about: 'HTTPS',
    },
    {
      section: 'HPE 3PAR StoreServ Storage',
      from: ['Backup server'],
      to: ['HPE 3PAR StoreServ storage system'],
      service: 'tcp 22',
      about: 'commands over SSH',
    },
    {
      section: 'HPE 3PAR StoreServ Storage',
      from: ['Backup proxy'],
      to: ['HPE 3PAR StoreServ storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'HPE Alletra Storage MP B10000, Alletra 9000, Primera Storage',
      from: ['Backup server'],
      to: [primera],
      service: 'tcp 443',
      about: 'HTTPS',
    },
    {
      section: 'HPE Alletra Storage MP B10000, Alletra 9000, Primera Storage',
      from: ['Backup server'],
      to: [primera],
      service: 'tcp 22',
      about: 'commands over SSH',
    },
    {
      section: 'HPE Alletra Storage MP B10000, Alletra 9000, Primera Storage',
      from: ['Backup proxy'],
      to: [primera],
      service: 'tcp 3260',
      about: 'iSCSI',
    },
    {
      section: 'HPE Alletra Storage MP B10000, Alletra 9000, Primera Storage',
      from: ['Backup proxy'],
      to: ['HPE Alletra Storage MP B10000/Alletra 9000'],
      service: 'tcp 4420, 8009',
      about: 'NVMe-oF',
    },

    {
      section: 'HPE Alletra 5000, Alletra 6000, Nimble Storage',
      from: ['Backup server'],
      to: [nimble],
      service: 'tcp 5392',
      about: 'commands',
    },
    {
      section: 'HPE Alletra 5000, Alletra 6000, Nimble Storage',
      from: ['Backup proxy'],
      to: [nimble],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'Lenovo ThinkSystem DM/DG Series Storage',
      from: ['Backup server'],
      to: [lenovo],
      service: 'tcp 80',
      about: 'commands over HTTP',
    },
    {
      section: 'Lenovo ThinkSystem DM/DG Series Storage',
      from: ['Backup server'],
      to: [lenovo],
      service: 'tcp 443',
      about: 'commands over HTTPS',
    },
    {
      section: 'Lenovo ThinkSystem DM/DG Series Storage',
      from: ['Backup proxy'],
      to: [lenovo],
      service: 'tcp+udp 111, 2049, 635',
      about: 'NFS',
    },
    {
      section: 'Lenovo ThinkSystem DM/DG Series Storage',
      from: ['Backup proxy'],
      to: [lenovo],
      service: 'tcp 445',
      about: 'SMB',
    },
    {
      section: 'Lenovo ThinkSystem DM/DG Series Storage',
      from: ['Backup proxy'],
      to: [lenovo],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'NetApp ONTAP Storage',
      from: ['Backup server'],
      to: ['NetApp ONTAP storage system'],
      service: 'tcp 80',
      about: 'commands over HTTP',
    },
    {
      section: 'NetApp ONTAP Storage',
      from: ['Backup server'],
      to: ['NetApp ONTAP storage system'],
      service: 'tcp 443',
      about: 'commands over HTTPS',
    },
    {
      section: 'NetApp ONTAP Storage',
      from: ['Backup proxy'],
      to: ['NetApp ONTAP storage system'],
      service: 'tcp+udp 111, 2049, 635',
      about: 'NFS',
    },
    {
      section: 'NetApp ONTAP Storage',
      from: ['Backup proxy'],
      to: ['NetApp ONTAP storage system'],
      service: 'tcp 445',
      about: 'SMB',
    },
    {
      section: 'NetApp ONTAP Storage',
      from: ['Backup proxy'],
      to: ['NetApp ONTAP storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'Nutanix Files Storage',
      from: ['Backup server'],
      to: ['Nutanix Files storage system'],
      service: 'tcp 9440',
      about: 'REST API',
    },
    {
      section: 'Nutanix Files Storage',
      from: ['Backup proxy'],
      to: ['Nutanix Files storage system'],
      service: 'tcp+udp 111, 2049, 20048',
      about: 'NFS',
    },
    {
      section: 'Nutanix Files Storage',
      from: ['Backup proxy'],
      to: ['Nutanix Files storage system'],
      service: 'tcp 445',
      about: 'SMB',
    },

    {
      section: 'DataCore SANsymphony',
      from: ['Backup server'],
      to: ['DataCore SANsymphony storage system'],
      service: 'tcp 443',
      about: 'commands over HTTPS',
    },
    {
      section: 'DataCore SANsymphony',
      from: ['Backup proxy'],
      to: ['DataCore SANsymphony storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'Dell SC Series',
      from: ['Backup server'],
      to: ['Dell SC Series storage system'],
      service: 'tcp 3033',
      about: 'commands over HTTPS',
    },
    {
      section: 'Dell SC Series',
      from: ['Backup proxy'],
      to: ['Dell SC Series storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'Dell PowerMax',
      from: ['Backup server'],
      to: ['Dell PowerMax storage system'],
      service: 'tcp 8443',
      about: 'commands over HTTPS',
    },
    {
      section: 'Dell PowerMax',
      from: ['Backup proxy'],
      to: ['Dell PowerMax storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'Dell PowerStore',
      from: ['Backup server'],
      to: ['Dell PowerStore storage system'],
      service: 'tcp 443',
      about: 'commands over HTTPS',
    },
    {
      section: 'Dell PowerStore',
      from: ['Backup proxy'],
      to: ['Dell PowerStore storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'Fujitsu ETERNUS DX/AF',
      from: ['Backup server'],
      to: ['Fujitsu ETERNUS DX/AF storage system'],
      service: 'tcp 22',
      about: 'commands over SSH',
    },
    {
      section: 'Fujitsu ETERNUS DX/AF',
      from: ['Backup proxy'],
      to: ['Fujitsu ETERNUS DX/AF storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'Hitachi VSP/VSP One Block',
      from: ['Backup server'],
      to: ['Hitachi VSP/VSP One Block storage system'],
      service: 'tcp 443',
      about: 'commands over HTTPS',
    },
    {
      section: 'Hitachi VSP/VSP One Block',
      from: ['Backup proxy'],
      to: ['Hitachi VSP/VSP One Block storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'IBM FlashSystem (formerly Spectrum Virtualize) Storage',
      from: ['Backup server'],
      to: ['IBM FlashSystem storage system'],
      service: 'tcp 22',
      about: 'commands over SSH',
    },
    {
      section: 'IBM FlashSystem (formerly Spectrum Virtualize) Storage',
      from: ['Backup proxy'],
      to: ['IBM FlashSystem storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'INFINIDAT InfiniBox',
      from: ['Backup server'],
      to: ['INFINIDAT InfiniBox storage system'],
      service: 'tcp 443',
      about: 'commands over HTTPS',
    },
    {
      section: 'INFINIDAT InfiniBox',
      from: ['Backup proxy'],
      to: ['INFINIDAT InfiniBox storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'NEC Storage M Series',
      from: ['Backup server'],
      to: ['NEC Storage M Series storage system'],
      service: 'tcp 22',
      about: 'commands over SSH',
    },
    {
      section: 'NEC Storage M Series',
      from: ['Backup proxy'],
      to: ['NEC Storage M Series storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'NetApp SolidFire/HCI',
      from: ['Backup server'],
      to: ['NetApp SolidFire/HCI storage system'],
      service: 'tcp 443',
      about: 'commands over HTTPS',
    },
    {
      section: 'NetApp SolidFire/HCI',
      from: ['Backup proxy'],
      to: ['NetApp SolidFire/HCI storage system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },

    {
      section: 'Pure Storage FlashArray',
      from: ['Backup server'],
      to: ['Pure Storage FlashArray system'],
      service: 'tcp 443',
      about: 'commands over HTTPS',
    },
    {
      section: 'Pure Storage FlashArray',
      from: ['Backup proxy'],
      to: ['Pure Storage FlashArray system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },
    {
      section: 'Pure Storage FlashArray',
      from: ['Backup proxy'],
      to: ['Pure Storage FlashArray system'],
      service: 'tcp+udp 111, 2049',
      about: 'NFS',
    },

    {
      section: 'Tintri IntelliFlash (formerly Western Digital IntelliFlash, Tegile)',
      from: ['Backup server'],
      to: ['Tintri IntelliFlash system'],
      service: 'tcp 443',
      about: 'commands over HTTPS',
    },
    {
      section: 'Tintri IntelliFlash (formerly Western Digital IntelliFlash, Tegile)',
      from: ['Backup proxy'],
      to: ['Tintri IntelliFlash system'],
      service: 'tcp 3260',
      about: 'iSCSI',
    },
    {
      section: 'Tintri IntelliFlash (formerly Western Digital IntelliFlash, Tegile)',
      from: ['Backup proxy'],
      to: ['Tintri IntelliFlash system'],
      service: 'tcp+udp 111, 2049',
      about: 'NFS',
    },
  ],
};
