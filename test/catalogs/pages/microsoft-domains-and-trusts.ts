import { type PageRow, type ReferencePage, under } from './page.ts';

const OLD = 'Windows Server 2003 and earlier are out of support; the later table names the same with more ports';

/** "Client Port(s)" and "Server Port" are the only words for the ends; a note says that members don't need what is for replication. */
function toServer(section: string, rows: readonly (Omit<PageRow, 'section' | 'from' | 'to'> & { from?: string[] })[]): PageRow[] {
  return under(
    section,
    rows.map((row) => ({ from: ['Client'], to: ['Server'], ...row })),
  );
}

export const microsoftDomainsAndTrusts: ReferencePage = {
  title: 'How to configure a firewall for Active Directory domains and trusts',
  url: 'https://learn.microsoft.com/en-us/troubleshoot/windows-server/active-directory/config-firewall-for-ad-domains-and-trusts',
  date: '2023-12-26',
  rows: [
    ...toServer(
      'Windows Server 2003 and Windows 2000 Server',
      [
        { service: 'tcp 135', about: 'RPC endpoint mapper' },
        { service: 'tcp 1024-65535', about: 'RPC for LSA, SAM and Net Logon' },
        { service: 'tcp+udp 389', about: 'LDAP' },
        { service: 'tcp 636', about: 'LDAP over TLS' },
        { service: 'tcp 3268', about: 'Global Catalog' },
        { service: 'tcp 3269', about: 'Global Catalog over TLS' },
        { service: 'tcp+udp 53', about: 'DNS' },
        { service: 'tcp+udp 88', about: 'Kerberos' },
        { service: 'tcp 445', about: 'SMB' },
        { service: 'tcp 1024-65535', about: 'RPC of the File Replication Service' },
      ].map((row) => ({ ...row, leftOut: OLD })),
    ),
    ...toServer('Windows Server 2008 and later versions', [
      { service: 'udp 123', about: 'Windows Time; across an external trust only where it was set up so' },
      { service: 'tcp 135', about: 'RPC endpoint mapper' },
      { service: 'tcp+udp 464', about: 'change of Kerberos passwords' },
      { service: 'tcp 49152-65535', about: 'RPC for LSA, SAM and Net Logon' },
      { service: 'tcp+udp 389', about: 'LDAP' },
      { service: 'tcp 636', when: 'clients use LDAP over TLS', about: 'LDAP over TLS' },
      { service: 'tcp 3268', about: 'Global Catalog' },
      { service: 'tcp 3269', when: 'clients use LDAP over TLS', about: 'Global Catalog over TLS' },
      { service: 'tcp+udp 53', about: 'DNS' },
      {
        service: 'tcp 49152-65535',
        from: ['Domain controller'],
        about: 'RPC of the File Replication Service',
      },
      { service: 'tcp+udp 88', about: 'Kerberos' },
      { service: 'tcp 445', about: 'SMB; for a trust only while it is created' },
      { service: 'tcp 49152-65535', from: ['Domain controller'], about: 'RPC of DFS Replication' },
    ]),
    ...toServer('Active Directory', [
      { service: 'icmp echo-request', about: 'the LDAP client and the redirector ping domain controllers' },
      {
        service: 'tcp 1723',
        when: 'a trust through a PPTP tunnel',
        about: 'PPTP',
        leftOut: 'an alternative to everything else, between the ends of the tunnel',
      },
      {
        service: 'protocol gre',
        when: 'a trust through a PPTP tunnel',
        about: 'GRE',
        leftOut: 'an alternative to everything else, between the ends of the tunnel',
      },
      {
        service: 'udp 138',
        when: 'permissions for users of a trusted domain are given',
        about: 'to the primary domain controller of the trusted domain',
        leftOut: 'Windows 2000 and Server 2003, which are out of support',
      },
    ]),
  ],
};
