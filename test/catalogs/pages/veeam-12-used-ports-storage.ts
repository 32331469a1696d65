import { type ReferencePage, under } from './page.ts';

// Of the page as rows that somebody took from it by a script; merged cells are filled in. The page of Hyper-V has the same rows.
export const veeam12StoragePorts: ReferencePage = {
  title: 'Ports (VMware vSphere): storage systems',
  url: 'https://helpcenter.veeam.com/docs/backup/vsphere/used_ports.html',
  version: '12.3',
  part: true,
  rows: [
    ...under('Storage Systems / Dell VNX(e) Storage', [
      { from: ['Backup server'], to: ['VNX File'], service: 'tcp 22', about: 'commands to the storage system' },
      { from: ['Backup server'], to: ['VNX Block', 'VNXe'], service: 'tcp 443', about: 'commands to the storage system' },
      { from: ['Backup proxy'], to: ['VNX Block', 'VNXe'], service: 'tcp 3260', about: 'volumes over iSCSI' },
      { from: ['Backup proxy'], to: ['VNX File', 'VNXe'], service: 'tcp+udp 111, 2049', about: 'shares over NFS' },
    ]),
    ...under('Storage Systems / Dell Unity XT, Unity Storage', [
      {
        from: ['Backup server'],
        to: ['Dell Unity XT/Unity storage system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['Dell Unity XT/Unity storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
      {
        from: ['Backup proxy'],
        to: ['Dell Unity XT/Unity storage system'],
        service: 'tcp+udp 111, 2049',
        about: 'shares over NFS',
      },
    ]),
    ...under('Storage Systems / Dell PowerScale (Formerly Isilon) Storage', [
      {
        from: ['Backup server'],
        to: ['Dell PowerScale storage system'],
        service: 'tcp 8080',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['Dell PowerScale storage system'], service: 'tcp+udp 111, 2049', about: 'shares over NFS' },
      { from: ['Backup proxy'], to: ['Dell PowerScale storage system'], service: 'tcp 445', about: 'shares over SMB' },
    ]),
    ...under('Storage Systems / HPE 3PAR StoreServ Storage', [
      {
        from: ['Backup server'],
        to: ['HPE 3PAR StoreServ storage system'],
        service: 'tcp 8008',
        about: 'commands to the storage system',
      },
      {
        from: ['Backup server'],
        to: ['HPE 3PAR StoreServ storage system'],
        service: 'tcp 8080',
        about: 'commands to the storage system',
      },
      {
        from: ['Backup server'],
        to: ['HPE 3PAR StoreServ storage system'],
        service: 'tcp 22',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['HPE 3PAR StoreServ storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / HPE Alletra MP, Alletra 9000, Primera Storage', [
      {
        from: ['Backup server'],
        to: ['HPE Alletra MP/Alletra 9000/Primera storage system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      {
        from: ['Backup server'],
        to: ['HPE Alletra MP/Alletra 9000/Primera storage system'],
        service: 'tcp 22',
        about: 'commands to the storage system',
      },
      {
        from: ['Backup proxy'],
        to: ['HPE Alletra MP/Alletra 9000/Primera storage system'],
        service: 'tcp 3260',
        about: 'volumes over iSCSI',
      },
    ]),
    ...under('Storage Systems / HPE StoreVirtual (formerly LeftHand/P4000 Series) and StoreVirtual VSA Storage', [
      {
        from: ['Backup server'],
        to: ['HPE StoreVirtual/LeftHand/P4000 series storage system'],
        service: 'tcp 16022',
        about: 'commands to the storage system',
      },
      {
        from: ['Backup proxy'],
        to: ['HPE StoreVirtual/LeftHand/P4000 series storage system'],
        service: 'tcp 3260',
        about: 'volumes over iSCSI',
      },
    ]),
    ...under('Storage Systems / HPE Alletra 5000, Alletra 6000, Nimble Storage', [
      {
        from: ['Backup server'],
        to: ['HPE Alletra 5000/Alletra 6000/Nimble storage system'],
        service: 'tcp 5392',
        about: 'commands to the storage system',
      },
      {
        from: ['Backup proxy'],
        to: ['HPE Alletra 5000/Alletra 6000/Nimble storage system'],
        service: 'tcp 3260',
        about: 'volumes over iSCSI',
      },
    ]),
    ...under('Storage Systems / Lenovo ThinkSystem DM/DG Series Storage', [
      {
        from: ['Backup server'],
        to: ['Lenovo ThinkSystem DM/DG Series storage system'],
        service: 'tcp 80',
        about: 'commands to the storage system',
      },
      {
        from: ['Backup server'],
        to: ['Lenovo ThinkSystem DM/DG Series storage system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      {
        from: ['Backup proxy'],
        to: ['Lenovo ThinkSystem DM/DG Series storage system'],
        service: 'tcp+udp 111, 2049',
        about: 'shares over NFS',
      },
      {
        from: ['Backup proxy'],
        to: ['Lenovo ThinkSystem DM/DG Series storage system'],
        service: 'tcp 445',
        about: 'shares over SMB',
      },
      {
        from: ['Backup proxy'],
        to: ['Lenovo ThinkSystem DM/DG Series storage system'],
        service: 'tcp 3260',
        about: 'volumes over iSCSI',
      },
    ]),
    ...under('Storage Systems / NetApp ONTAP Storage', [
      {
        from: ['Backup server'],
        to: ['NetApp ONTAP storage system'],
        service: 'tcp 80',
        about: 'commands to the storage system',
      },
      {
        from: ['Backup server'],
        to: ['NetApp ONTAP storage system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['NetApp ONTAP storage system'], service: 'tcp+udp 111, 2049', about: 'shares over NFS' },
      { from: ['Backup proxy'], to: ['NetApp ONTAP storage system'], service: 'tcp 445', about: 'shares over SMB' },
      { from: ['Backup proxy'], to: ['NetApp ONTAP storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / Nutanix Files Storage', [
      {
        from: ['Backup server'],
        to: ['Nutanix Files storage system'],
        service: 'tcp 9440',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['Nutanix Files storage system'], service: 'tcp+udp 111, 2049', about: 'shares over NFS' },
      { from: ['Backup proxy'], to: ['Nutanix Files storage system'], service: 'tcp 445', about: 'shares over SMB' },
    ]),
    ...under('Storage Systems / Universal Storage API Integrated System / DataCore SANsymphony', [
      {
        from: ['Backup server'],
        to: ['DataCore SANsymphony storage system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['DataCore SANsymphony storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / Universal Storage API Integrated System / Dell SC Series', [
      {
        from: ['Backup server'],
        to: ['Dell SC Series storage system'],
        service: 'tcp 3033',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['Dell SC Series storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / Universal Storage API Integrated System / Dell PowerMax', [
      {
        from: ['Backup server'],
        to: ['Dell PowerMax storage system'],
        service: 'tcp 8443',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['Dell PowerMax storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / Universal Storage API Integrated System / Dell PowerStore', [
      {
        from: ['Backup server'],
        to: ['Dell PowerStore storage system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['Dell PowerStore storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / Universal Storage API Integrated System / Fujitsu ETERNUS DX/AF', [
      {
        from: ['Backup server'],
        to: ['Fujitsu ETERNUS DX/AF storage system'],
        service: 'tcp 22',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['Fujitsu ETERNUS DX/AF storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / Universal Storage API Integrated System / Hitachi VSP/VSP One Block', [
      {
        from: ['Backup server'],
        to: ['Hitachi VSP/VSP One Block storage system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      {
        from: ['Backup proxy'],
        to: ['Hitachi VSP/VSP One Block storage system'],
        service: 'tcp 3260',
        about: 'volumes over iSCSI',
      },
    ]),
    ...under('Storage Systems / Universal Storage API Integrated System / HPE XP', [
      { from: ['Backup server'], to: ['HPE XP storage system'], service: 'tcp 443', about: 'commands to the storage system' },
      { from: ['Backup proxy'], to: ['HPE XP storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / IBM FlashSystem (formerly Spectrum Virtualize) Storage', [
      {
        from: ['Backup server'],
        to: ['IBM FlashSystem storage system'],
        service: 'tcp 22',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['IBM FlashSystem storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / INFINIDAT InfiniBox', [
      {
        from: ['Backup server'],
        to: ['INFINIDAT InfiniBox storage system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['INFINIDAT InfiniBox storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / NEC Storage M Series', [
      {
        from: ['Backup server'],
        to: ['NEC Storage M Series storage system'],
        service: 'tcp 22',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['NEC Storage M Series storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / NEC Storage V Series', [
      {
        from: ['Backup server'],
        to: ['NEC Storage V Series storage system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['NEC Storage V Series storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / NetApp SolidFire/HCI', [
      {
        from: ['Backup server'],
        to: ['NetApp SolidFire/HCI storage system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['NetApp SolidFire/HCI storage system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / Pure Storage FlashArray', [
      {
        from: ['Backup server'],
        to: ['Pure Storage FlashArray system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['Pure Storage FlashArray system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
    ]),
    ...under('Storage Systems / Tintri IntelliFlash (formerly Western Digital IntelliFlash, Tegile)', [
      {
        from: ['Backup server'],
        to: ['Tintri IntelliFlash system'],
        service: 'tcp 443',
        about: 'commands to the storage system',
      },
      { from: ['Backup proxy'], to: ['Tintri IntelliFlash system'], service: 'tcp 3260', about: 'volumes over iSCSI' },
      { from: ['Backup proxy'], to: ['Tintri IntelliFlash system'], service: 'tcp+udp 111, 2049', about: 'shares over NFS' },
    ]),
  ],
};
