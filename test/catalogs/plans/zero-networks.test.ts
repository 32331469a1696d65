import { judge } from './plan-case.ts';

// 002_59336f7bd4cd78d6.txt (Zero Networks Segment deployment guide), sections 2.2, 2.2.1 and 2.2.2.
judge({
  title: 'Zero Networks with a domain controller and a DNS server that other products know as well',
  plan: `
use zero-networks 5.2
use microsoft
use network

zone trust { subnet 10.1.0.0/28 component segment : zero-networks.segment-server at 10.1.0.5 }
zone identity {
  subnet 10.1.1.0/24
  component dcs : microsoft.domain-controller at 10.1.1.10, 10.1.1.11
  component resolvers : network.dns-server at 10.1.1.53
  component forest-root : zero-networks.domain-controller, zero-networks.dns-server at 10.1.1.20
}
zone servers {
  subnet 10.1.2.0/24
  component windows : zero-networks.windows-asset at 10.1.2.10
  component linux : zero-networks.linux-asset at 10.1.2.20
  component files : network.file-server-smb at 10.1.2.30
}
zone guests { subnet 10.1.3.0/24 component unmanaged : zero-networks.asset at 10.1.3.0/25 }
zone internet external { component cloud : zero-networks.cloud }
`,
  must: [
    // 2.2.2: LDAP 389, LDAPS 636, Global Catalog 3268 and 3269, Kerberos 88 over both, NTLM 135 and 445, to domain controllers
    'segment -> dcs : tcp 389, 636, 3268, 3269, tcp+udp 88, tcp 135, 445',
    'segment -> forest-root : tcp 389, 636, 3268, 3269, tcp+udp 88, tcp 135, 445',
    // DNS 53 over both, to DNS servers
    'segment -> resolvers : tcp+udp 53',
    'segment -> forest-root : tcp+udp 53',
    // WinRM 5985 to all Windows assets, SSH 22 to all Linux assets
    'segment -> windows : tcp 5985',
    'segment -> linux : tcp 22',
    // HTTPS 443 over TCP and UDP from all assets
    'windows -> segment : tcp+udp 443',
    'linux -> segment : tcp+udp 443',
    'unmanaged -> segment : tcp+udp 443',
    // 2.2: 443 and 30022 to the cloud service
    'segment -> cloud : tcp 443, 30022',
  ],
  mustNot: [
    'segment -> dcs : tcp+udp 53',
    'segment -> resolvers : tcp 389',
    'dcs -> segment',
    'segment -> files',
    // Unmanaged devices only ask for access.
    'segment -> unmanaged',
    'windows -> cloud',
  ],
});
