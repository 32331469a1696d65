import { type ReferencePage, under } from './page.ts';

const SERVER = 'DPM server';
const PROTECTED = 'Protected computer';
const CONTROLLER = 'Domain controller';

/** Its table is that of the page about firewalls, with the dynamic ports of Windows Server 2008 and later, and without the recovery by users. */
export const microsoftDpmAgent: ReferencePage = {
  title: 'Deploy the DPM protection agent',
  url: 'https://learn.microsoft.com/en-us/system-center/dpm/deploy-dpm-protection-agent',
  date: '2021-08-24',
  rows: under('Set up firewall exceptions', [
    { from: [SERVER], to: [PROTECTED], service: 'tcp 135, 49152-65535', about: 'DCOM: commands' },
    { from: [PROTECTED], to: [SERVER], service: 'tcp 135, 49152-65535', about: 'DCOM: responses' },
    { from: [SERVER], to: [PROTECTED], service: 'tcp 5718, 5719', about: 'data; either side connects' },
    { from: [PROTECTED], to: [SERVER], service: 'tcp 5718, 5719', about: 'data; either side connects' },
    { from: [SERVER, PROTECTED], to: [CONTROLLER], service: 'udp 53', about: 'names' },
    { from: [SERVER, PROTECTED], to: [CONTROLLER], service: 'tcp+udp 88', about: 'Kerberos' },
    { from: [SERVER], to: [CONTROLLER], service: 'tcp+udp 389', about: 'LDAP' },
    {
      from: [SERVER],
      to: [PROTECTED],
      service: 'udp 137, 138, tcp 139, 445',
      about: 'NetBIOS and SMB; names no side that connects',
    },
    {
      from: [PROTECTED],
      to: [SERVER],
      service: 'udp 137, 138, tcp 139, 445',
      about: 'NetBIOS and SMB; names no side that connects',
    },
    { from: [SERVER, PROTECTED], to: [CONTROLLER], service: 'udp 137, 138, tcp 139, 445', about: 'NetBIOS and SMB' },
    {
      from: [SERVER],
      to: ['SQL Server of DPM'],
      service: 'tcp 80',
      about: 'report server',
      leftOut: 'the page about firewalls says the same of a remote SQL Server, with its other ports',
    },
  ]),
};

export const microsoftDpmVmware: ReferencePage = {
  title: 'Use DPM to back up and restore VMware virtual machines',
  url: 'https://learn.microsoft.com/en-us/system-center/dpm/back-up-vmware',
  version: '2025',
  date: '2025-06-27',
  rows: under('Prerequisites and Limitations', [
    { from: [SERVER], to: ['vCenter'], service: 'tcp 443', when: 'VMware', about: '"between MABS and vCenter"' },
    { from: [SERVER], to: ['ESXi host'], service: 'tcp 443, 902', when: 'VMware', about: '"between MABS and ESXi host"' },
  ]),
};

export const microsoftMabsVmware: ReferencePage = {
  title: 'Back up VMware VMs using Azure Backup Server',
  url: 'https://learn.microsoft.com/en-us/azure/backup/backup-azure-backup-server-vmware',
  date: '2025-02-25',
  rows: under('Prerequisites', [
    { from: ['MABS'], to: ['vCenter'], service: 'tcp 443', when: 'VMware', about: '"between MABS and vCenter"' },
    { from: ['MABS'], to: ['ESXi host'], service: 'tcp 443, 902', when: 'VMware', about: '"between MABS and ESXi host"' },
  ]),
};

/** The date is that of the part of the page that the section stands in. */
export const microsoftMars: ReferencePage = {
  title: 'Install the Azure Backup MARS agent',
  url: 'https://learn.microsoft.com/en-us/azure/backup/install-mars-agent',
  date: '2025-02-28',
  rows: under('Verify internet access', [
    {
      from: ['MARS agent', 'MABS'],
      to: ['Azure Backup'],
      service: 'tcp 443',
      about: 'Microsoft Entra ID, Azure Storage and Azure Backup',
    },
    {
      from: ['MARS agent', 'MABS'],
      to: ['www.msftconnecttest.com, or www.msftncsi.com'],
      service: 'tcp 443',
      about: 'connectivity checks',
    },
  ]),
};

export const microsoftMabsSupport: ReferencePage = {
  title: 'Support matrix for backup with Microsoft Azure Backup Server or System Center DPM',
  url: 'https://learn.microsoft.com/en-us/azure/backup/backup-support-matrix-mabs-dpm',
  date: '2019-02-17',
  rows: under('URL access', [
    {
      from: ['MABS', 'DPM server that copies to Azure'],
      to: ['www.msftconnecttest.com, or www.msftncsi.com'],
      service: 'tcp 80',
      about: 'http://www.msftncsi.com/ncsi.txt',
    },
    {
      from: ['MABS', 'DPM server that copies to Azure'],
      to: ['Azure Backup'],
      service: '',
      about: 'four names',
      leftOut: 'names no port; those of the page about the agent are the same names, with their port',
    },
  ]),
};
