import { type ReferencePage, under } from './page.ts';

const SERVER = 'DPM server';
const PROTECTED = 'Protected computer';
const CONTROLLER = 'Domain controller';

export const microsoftDpm: ReferencePage = {
  title: 'Configure firewall settings for DPM',
  url: 'https://learn.microsoft.com/en-us/system-center/dpm/configure-firewall-settings-for-dpm',
  version: '2016',
  date: '2017-08-15',
  rows: [
    ...under('Ports', [
      { from: [SERVER], to: [PROTECTED], service: 'tcp 135', about: 'DCOM: commands' },
      { from: [PROTECTED], to: [SERVER], service: 'tcp 135', about: 'DCOM: responses' },
      // The page gives 1024-65535 as the dynamic range, which ended with Windows Server 2003; the overview of Windows has the range of today.
      { from: [SERVER], to: [PROTECTED], service: 'tcp 49152-65535', about: 'DCOM: dynamic ports' },
      { from: [PROTECTED], to: [SERVER], service: 'tcp 49152-65535', about: 'DCOM: dynamic ports' },
      { from: [SERVER], to: [PROTECTED], service: 'tcp 5718, 5719', about: 'data; either side connects' },
      { from: [PROTECTED], to: [SERVER], service: 'tcp 5718, 5719', about: 'data; either side connects' },
      {
        from: [PROTECTED],
        to: [SERVER],
        service: 'tcp 6075',
        when: 'protection of client computers and recovery by end users',
        about: 'recovery by end users; the page does not say who connects',
      },
      {
        from: [SERVER],
        to: [PROTECTED],
        service: 'tcp 6075',
        when: 'protection of client computers and recovery by end users',
        about: 'recovery by end users; the page does not say who connects',
      },
      { from: [SERVER, PROTECTED], to: [CONTROLLER], service: 'udp 53', about: 'names' },
      { from: [SERVER, PROTECTED], to: [CONTROLLER], service: 'tcp+udp 88', about: 'Kerberos' },
      { from: [SERVER], to: [CONTROLLER], service: 'tcp+udp 389', about: 'LDAP' },
      // "Between DPM and the protected computer": the page does not say who connects.
      { from: [SERVER], to: [PROTECTED], service: 'udp 137, 138, tcp 139, 445', about: 'NetBIOS and SMB' },
      { from: [PROTECTED], to: [SERVER], service: 'udp 137, 138, tcp 139, 445', about: 'NetBIOS and SMB' },
      { from: [SERVER, PROTECTED], to: [CONTROLLER], service: 'udp 137, 138, tcp 139, 445', about: 'NetBIOS and SMB' },
    ]),
    ...under('Set up Windows Firewall on the remote instance of SQL Server', [
      { from: [SERVER], to: ['SQL Server of DPM'], service: 'tcp 1433', about: 'database of DPM; the page writes 1443 once' },
      { from: [SERVER], to: ['SQL Server of DPM'], service: 'tcp 80', about: 'report server' },
      { from: [SERVER], to: ['SQL Server of DPM'], service: 'udp 1434', when: 'named instance', about: 'SQL Server Browser' },
      { from: [SERVER], to: ['SQL Server of DPM'], service: '', about: 'RPC; names no ports' },
    ]),
  ],
};
