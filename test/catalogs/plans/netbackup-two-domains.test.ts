import { judge } from './plan-case.ts';

// NetBackup: article 100002391 (1556 between servers and clients), the Network Ports Reference Guide's "NetBackup deduplication ports" (10082 and
// 10102, and 1556 between domains), the Security and Encryption Guide (HTTP tunnel, scan hosts), the web UI's guide (443), SERVER_PORT_WINDOW
// (NDMP), and for vSphere the ports that its API and NBD have.
judge({
  title:
    'NetBackup at two sites, each a domain: clients in a DMZ and behind address translation, vSphere, a NAS and a scan host; replicas go to the other domain',
  plan: `
use netbackup 10.3
use vmware
enable netbackup.air

site main {
  zone management { subnet 10.1.0.0/24  component primary : netbackup.primary-server at 10.1.0.10 { broker-port = 13781 } }
  zone admin-desks { subnet 10.1.6.0/24  component admins : netbackup.browser at 10.1.6.100-10.1.6.109 }
  zone backup { subnet 10.1.1.0/24
    component msdp : netbackup.msdp-storage-server, netbackup.vmware-backup-host at 10.1.1.10 }
  zone edge-backup { subnet 10.1.7.0/24
    component media : netbackup.load-balancing-server at 10.1.7.11 { server-port-window = 4900-5000 } }
  zone scanning { subnet 10.1.8.0/24  component scanner : netbackup.scan-host at 10.1.8.20 { share-type = nfs } }
  zone servers { subnet 10.1.2.0/24
    component files : netbackup.client at 10.1.2.10-10.1.2.29 { reached-by-primary = no }
    component sql : netbackup.client-direct at 10.1.2.40 }
  zone dmz { subnet 192.0.2.0/28  component web : netbackup.dmz-client at 192.0.2.5 { reached-by-primary = no } }
  zone shops { subnet 10.9.0.0/24  component till : netbackup.nat-client at 10.9.0.5 }
  zone virtual { subnet 10.1.4.0/24
    component vcenter : vmware.vcenter at 10.1.4.5
    component esxi : vmware.esxi at 10.1.4.11-10.1.4.14 }
  zone storage { subnet 10.1.5.0/24  component nas : netbackup.ndmp-host at 10.1.5.10 }
}
site recovery {
  zone vault-management { subnet 10.2.0.0/24  component vault-primary : netbackup.primary-server at 10.2.0.10 { broker-port = 13781 } }
  zone vault-backup { subnet 10.2.1.0/24  component vault-msdp : netbackup.msdp-storage-server at 10.2.1.10 }
  zone vault-servers { subnet 10.2.2.0/24  component vault-files : netbackup.client at 10.2.2.10 }
}
deployment headquarters = main
deployment vault of headquarters = recovery

bind web without media "the tunnel is at msdp"
bind nas with media
`,
  must: [
    // Servers of a domain, both ways; media servers among themselves.
    'primary -> msdp, media : tcp 1556',
    'msdp, media -> primary : tcp 1556',
    'msdp -> media : tcp 1556',
    'media -> msdp : tcp 1556, 10082, 10102',
    'vault-primary -> vault-msdp : tcp 1556',
    'vault-msdp -> vault-primary : tcp 1556',
    // The backup host is a client on a media server, and one of the other media server too: nothing that the servers do not have.
    // Clients: media servers connect, clients ask the primary server, and it connects where they start something or are discovered.
    'msdp, media -> files, sql : tcp 1556',
    'files, sql -> primary : tcp 1556',
    'primary -> sql : tcp 1556',
    'vault-msdp -> vault-files : tcp 1556',
    'vault-files -> vault-primary : tcp 1556',
    'vault-primary -> vault-files : tcp 1556',
    // Client Direct
    'sql -> msdp : tcp 10082, 10102',
    // The DMZ: through the tunnel at the one media server.
    'web -> msdp : tcp 1556',
    'msdp -> web : tcp 1556',
    // Behind translation, the client opens everything.
    'till -> primary : tcp 1556, 13781',
    'till -> msdp, media : tcp 1556',
    // Between the domains: 1556, 10082 and 10102.
    'primary -> vault-primary : tcp 1556',
    'vault-primary -> primary : tcp 1556',
    'msdp -> vault-primary : tcp 1556',
    'vault-msdp -> primary : tcp 1556',
    'msdp -> vault-msdp : tcp 10082, 10102',
    'vault-msdp -> msdp : tcp 10082, 10102',
    // Web UI
    'admins -> primary : tcp 443',
    // vSphere
    'msdp -> vcenter : tcp 443',
    'msdp -> esxi : tcp 443, 902',
    // NDMP: control, and the range that the media server has been given
    'media -> nas : tcp 10000',
    'nas -> media : tcp 4900-5000',
    // Scan host: SSH from media servers, a mount of the storage server
    'msdp, media -> scanner : tcp 22',
    'scanner -> msdp : tcp+udp 111, 2049',
  ],
  mustNot: [
    // Who starts nothing is not reached by the primary server, and nobody reaches a client behind translation.
    'primary -> files, web',
    'primary, msdp, media -> till',
    // Clients back up without connecting to media servers, and only those that deduplicate reach the pool.
    'files, sql -> media',
    'files -> msdp',
    // In the DMZ nothing goes past the tunnel; the other media server is no business of it.
    'web -> primary, media',
    'media -> web',
    // Domains keep their own: no clients of the other one, no web UI, and data goes between storage servers alone.
    'primary, msdp, media -> vault-files',
    'vault-primary, vault-msdp -> files, sql, web, till, nas, esxi, vcenter',
    'media -> vault-msdp, vault-primary',
    'admins -> vault-primary',
    // The NAS is bound to the other media server; scan hosts and hypervisors connect to nobody else.
    'msdp, vault-msdp -> nas',
    'nas -> msdp, vault-msdp',
    'esxi, vcenter -> msdp, media, primary',
    'scanner -> media, primary',
  ],
});
