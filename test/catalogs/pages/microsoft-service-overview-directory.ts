import { type PageRow, under } from './page.ts';

/** What a system service listens on. The page names no initiators. */
export function listens(service: string, rows: readonly Omit<PageRow, 'section' | 'from' | 'to'>[]): PageRow[] {
  return under(
    service,
    rows.map((row) => ({ from: [`Client of ${service}`], to: [service], ...row })),
  );
}

const FIXED = 'NetBIOS: optional, where names or trusts need it';
const OLD_SYSTEMS = 'NetBIOS, which Windows Server 2008 and later do without here';

const PIPES = 'NetBIOS: the section on the Server service calls its ports optional, and this one refers to file sharing';

/** Services of domains, certificates, files, clusters, Hyper-V and management. */
export const directoryServiceRows: readonly PageRow[] = [
  ...listens('Active Directory (local security authority)', [
    { service: 'tcp 9389', about: 'Active Directory Web Services' },
    { service: 'tcp 9389', about: 'Active Directory Management Gateway Service' },
    { service: 'tcp 3269', about: 'Global Catalog over TLS' },
    { service: 'tcp 3268', about: 'Global Catalog' },
    { service: 'icmp echo-request', about: 'the LDAP client pings a server that it waits for' },
    { service: 'tcp 389', about: 'LDAP' },
    { service: 'udp 389', about: 'LDAP' },
    { service: 'tcp 636', about: 'LDAP over TLS' },
    { service: 'udp 500', when: 'IPsec', about: 'ISAKMP' },
    { service: 'udp 4500', when: 'IPsec', about: 'NAT traversal' },
    { service: 'protocol esp', when: 'IPsec, instead of the other ports', about: 'encapsulated traffic' },
    { service: 'tcp 135', about: 'RPC' },
    { service: 'tcp 49152-65535', about: 'RPC, ports allocated at random' },
    { service: 'tcp 445', about: 'SMB' },
  ]),
  ...listens('Certificate Services', [
    { service: 'tcp 135', about: 'RPC' },
    { service: 'tcp 445, 139', about: 'SMB' },
    { service: 'tcp 49152-65535', about: 'ports allocated at random' },
  ]),
  ...listens('Cluster service', [
    { service: 'udp 3343', about: 'cluster service, with DTLS' },
    { service: 'tcp 3343', when: 'a node joins', about: 'cluster service' },
    { service: 'icmp echo-request', when: 'a node joins with the Add Node Wizard', about: 'cluster service' },
    { service: 'tcp 445', when: 'a node joins with the Add Node Wizard', about: 'cluster service' },
    { service: 'tcp 135', about: 'RPC' },
    { service: 'udp 137', about: 'Cluster Administrator' },
    { service: 'tcp 49152-65535', about: 'ports allocated at random' },
    { service: 'icmp', when: 'validation of the cluster', about: 'ICMPv4 and ICMPv6, in and out' },
    { service: 'tcp 445', when: 'validation of the cluster', about: 'SMB, in and out' },
  ]),
  ...listens('Dynamic Host Configuration Protocol (DHCP) Server', [
    { service: 'udp 67', about: 'DHCP' },
    { service: 'udp 2535', about: 'MADCAP', leftOut: 'multicast addresses, which no role asks for' },
    { service: 'tcp 647', about: 'DHCP failover' },
  ]),
  ...listens('Distributed File System Namespaces', [
    { service: 'udp 138', when: FIXED, about: 'NetBIOS datagram service' },
    { service: 'tcp 139', when: FIXED, about: 'NetBIOS session service' },
    { service: 'tcp 389', about: 'LDAP' },
    { service: 'udp 389', about: 'LDAP' },
    { service: 'tcp 445', about: 'SMB' },
    { service: 'tcp 135', about: 'RPC' },
    { service: 'tcp 49152-65535', about: 'ports allocated at random' },
  ]),
  ...listens('Distributed File System Replication', [
    { service: 'tcp 135', about: 'RPC' },
    { service: 'tcp 5722', when: 'domain controller of Windows Server 2008 or 2008 R2', about: 'RPC' },
    { service: 'tcp 49152-65535', about: 'ports allocated at random' },
  ]),
  ...listens('Distributed Transaction Coordinator', [
    { service: 'tcp 135', about: 'RPC' },
    { service: 'tcp 49152-65535', about: 'ports allocated at random' },
  ]),
  ...listens('DNS Server', [
    { service: 'udp 53', about: 'DNS' },
    { service: 'tcp 53', about: 'DNS' },
  ]),
  ...listens('Event Log', [
    { service: 'tcp 139', when: PIPES, about: 'RPC over named pipes' },
    { service: 'tcp 445', when: 'a report of policy results reads it', about: 'RPC over named pipes' },
    { service: 'udp 137', when: PIPES, about: 'RPC over named pipes' },
    { service: 'udp 138', when: PIPES, about: 'RPC over named pipes' },
  ]),
  ...listens('File Replication', [
    { service: 'tcp 135', about: 'RPC' },
    { service: 'tcp 49152-65535', about: 'ports allocated at random' },
  ]),
  ...listens('Group Policy', [
    { service: 'tcp+udp 49152-65535', when: 'reports of results and modeling', about: 'DCOM' },
    { service: 'icmp', when: 'clients of Windows XP and Server 2003', about: 'ping', leftOut: 'both are out of support' },
    { service: 'tcp 389', about: 'LDAP' },
    { service: 'tcp 445', about: 'SMB' },
    { service: 'tcp 445', when: 'remote report of results, from the event log of the computer', about: 'event log' },
    { service: 'tcp 135, 49152-65535', about: 'RPC' },
    {
      service: 'tcp 135, 49152-65535',
      when: 'remote update of policies; to the computer that refreshes them',
      about: 'RPC and WMI',
    },
  ]),
  ...listens('Hyper-V service: Hyper-V replica', [
    { service: 'tcp 135', when: 'Hyper-V Replica', about: 'WMI' },
    { service: 'tcp 49152-65535', when: 'Hyper-V Replica', about: 'ports allocated at random' },
    { service: 'tcp 80', when: 'Hyper-V Replica with Kerberos authentication', about: 'replication over HTTP' },
    { service: 'tcp 443', when: 'Hyper-V Replica with certificates', about: 'replication over HTTPS' },
  ]),
  ...listens('Hyper-V service: Hyper-V live migration', [
    { service: 'tcp 6600', when: 'live migration', about: 'live migration' },
    { service: 'tcp 445', when: 'live migration', about: 'SMB' },
    { service: 'udp 3343', when: 'live migration', about: 'traffic of the cluster service' },
  ]),
  ...listens('Internet Authentication Service', [
    { service: 'udp 1645', when: 'legacy RADIUS', about: 'legacy RADIUS' },
    { service: 'udp 1646', when: 'legacy RADIUS', about: 'legacy RADIUS' },
    { service: 'udp 1813', about: 'RADIUS accounting' },
    { service: 'udp 1812', about: 'RADIUS authentication' },
  ]),
  ...listens('Kerberos Key Distribution Center', [
    { service: 'tcp 88', about: 'Kerberos' },
    { service: 'udp 88', about: 'Kerberos' },
    { service: 'udp 464', about: 'change of passwords' },
    { service: 'tcp 464', about: 'change of passwords' },
    { service: 'udp 389', about: 'locating domain controllers' },
  ]),
  ...listens('Net Logon', [
    { service: 'udp 138', when: FIXED, about: 'NetBIOS datagram service' },
    { service: 'udp 137', when: FIXED, about: 'NetBIOS names' },
    { service: 'tcp 139', when: FIXED, about: 'NetBIOS session service' },
    { service: 'tcp 445', about: 'SMB' },
    { service: 'udp 389', about: 'LDAP' },
    { service: 'tcp 135, 49152-65535', about: 'RPC' },
  ]),
  ...listens('Offline Files, User Profile Service, Folder Redirection, and Primary Computer', [
    { service: 'tcp 445', about: 'SMB' },
    { service: 'tcp 3269', about: 'Global Catalog over TLS' },
    { service: 'tcp 3268', about: 'Global Catalog' },
    { service: 'tcp 389', about: 'LDAP' },
    { service: 'udp 389', about: 'LDAP' },
    { service: 'tcp 636', about: 'LDAP over TLS' },
  ]),
  ...listens('Server', [
    { service: 'udp 138', when: OLD_SYSTEMS, about: 'NetBIOS datagram service' },
    { service: 'udp 137', when: OLD_SYSTEMS, about: 'NetBIOS names' },
    { service: 'tcp 139', when: OLD_SYSTEMS, about: 'NetBIOS session service' },
    { service: 'tcp 445', about: 'SMB' },
  ]),
  ...listens('Remote Desktop Services (RDS)', [
    { service: 'tcp 3389', about: 'remote desktop' },
    { service: 'udp 3389', about: 'remote desktop' },
  ]),
  ...listens('Windows Remote Management (WinRM)', [
    {
      service: 'tcp 80, 443',
      anyOne: true,
      when: 'WinRM 1.1 and earlier',
      about: 'HTTP or HTTPS',
      leftOut: 'no supported Windows has WinRM 1.1',
    },
    { service: 'tcp 5985, 5986', anyOne: true, about: 'WinRM 2.0: HTTP or HTTPS' },
  ]),
  ...listens('Windows Time', [{ service: 'udp 123', about: 'NTP and SNTP' }]),
];
