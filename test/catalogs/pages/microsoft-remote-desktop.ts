import { type PageRow, type ReferencePage, under } from './page.ts';

const RPC = 'tcp 135, 49152-65535';
const HOSTS = ['RD Session Host', 'RD Virtualization Host'];
const ADMINISTRATION = { service: 'tcp 5985', from: ['administration'], about: 'WMI and PowerShell remoting' };

/** Both kinds of hosts have the same list. */
function hostRows(section: string, host: string): PageRow[] {
  return under(section, [
    { from: [host], to: ['RD License Server'], service: RPC, about: 'licenses' },
    { from: [host], to: ['AD'], service: 'tcp 389, 636', about: 'directory' },
    { ...ADMINISTRATION, to: [host] },
  ]);
}

const toActiveDirectory = 'Internal traffic between the Gateway and the required user AD, resource AD, DNS, NPS, and so on';

/** The page lists ports by role: `tcp 445 and RPC` is written out with the ports that RPC has on the page's own word in the section of licensing. */
export const microsoftRemoteDesktop: ReferencePage = {
  title: 'Ports that are used by Remote Desktop Services',
  url: 'https://learn.microsoft.com/en-us/troubleshoot/windows-server/remote/ports-used-by-rds',
  date: '2026-02-12',
  rows: [
    ...under('From client to RD resource', [
      { from: ['client', 'client through a gateway'], to: ['RDWeb'], service: 'tcp 443', about: 'web access' },
      { from: ['client'], to: ['RD resource'], service: 'tcp+udp 3389', about: 'remote desktop' },
    ]),
    ...under('Remote Desktop Connection Broker', [
      { from: ['RD Web Access'], to: ['RDCB'], service: 'tcp 5504', about: 'web access' },
      { from: ['RDCB'], to: ['RD Session Host', 'non-managed VM'], service: 'tcp 3389', about: 'sessions and pools' },
      { from: ['client'], to: ['RDCB'], service: 'tcp 3389', about: 'remote desktop of clients that use no gateway' },
      {
        from: ['RDCB'],
        to: ['RD Virtualization Host', 'RD Session Host'],
        service: `tcp 445, ${RPC.slice(4)}`,
        about: 'SMB and RPC',
      },
      { ...ADMINISTRATION, to: ['RDCB'] },
    ]),
    ...under('Inbound external internet-based traffic from RD clients to the Gateway', [
      { from: ['client through a gateway'], to: ['RD Gateway'], service: 'tcp 443', when: 'can be configured', about: 'HTTPS' },
      {
        from: ['client through a gateway'],
        to: ['RD Gateway'],
        service: 'udp 3391',
        when: 'can be configured',
        about: 'remote desktop over UDP',
      },
    ]),
    ...under(toActiveDirectory, [
      { from: ['RD Gateway'], to: ['AD'], service: 'tcp 88', about: 'Kerberos' },
      {
        from: ['RD Gateway'],
        to: ['AD'],
        service: 'tcp 135',
        about: 'RPC endpoint mapper; said twice, the second time of the directory service',
      },
      { from: ['RD Gateway'], to: ['AD'], service: 'tcp+udp 389', about: 'LDAP' },
      { from: ['RD Gateway'], to: ['DNS'], service: 'tcp+udp 53', about: 'names' },
      { from: ['RD Gateway'], to: ['CRL'], service: 'tcp 80, 21', anyOne: true, about: 'revocation lists over HTTP or FTP' },
      { from: ['RD Gateway'], to: ['NPS'], service: 'udp 1812-1813', when: 'NPS is used', about: 'RADIUS' },
      { ...ADMINISTRATION, to: ['RD Gateway'] },
    ]),
    ...under('Internal traffic from the Gateway and the internal RD resources', [
      { from: ['RD Gateway'], to: ['RD resource'], service: 'tcp+udp 3389', about: 'remote desktop' },
    ]),
    ...under('Remote Desktop Web Access', [
      {
        from: ['RD Web Access'],
        to: ['RDCB'],
        service: '',
        when: 'in a perimeter network',
        about: 'WMI',
        leftOut: 'the fixed port of WMI is whatever was set, and the page does not say whose it is',
      },
      { from: ['RD Web Access'], to: ['RDCB'], service: 'tcp 5504', about: 'centralized publishing' },
      { ...ADMINISTRATION, to: ['RD Web Access'] },
    ]),
    ...hostRows('Remote Desktop Session Host', 'RD Session Host'),
    ...hostRows('Remote Desktop Virtualization Host', 'RD Virtualization Host'),
    ...under('Remote Desktop Licensing Server', [
      { from: ['RD Session Host'], to: ['RD License Server'], service: RPC, about: 'RPC' },
      {
        from: ['RD Session Host'],
        to: ['RD License Server'],
        service: 'tcp 1024-65535',
        when: 'before Windows Server 2008',
        about: 'RPC',
        leftOut: 'Windows Server 2003 and earlier are out of support',
      },
      { from: HOSTS, to: ['RD License Server'], service: 'tcp 445', about: 'SMB; names no other end' },
      {
        from: ['RD License Server'],
        to: ['Microsoft Clearing House'],
        service: 'tcp 443',
        about: 'activation over the internet',
      },
      { ...ADMINISTRATION, to: ['RD License Server'] },
      {
        from: HOSTS,
        to: ['RD License Server'],
        service: 'tcp 139, udp 137-138',
        when: 'NetBIOS',
        about: 'NetBIOS',
      },
      { from: ['RD License Server'], to: ['AD'], service: 'tcp+udp 389', when: 'licenses for each user', about: 'LDAP' },
    ]),
  ],
};
