import { judge } from './plan-case.ts';

const MOVER = 'first of (tcp 6162, tcp 2500-3300)';

// Veeam's pages: "Ports" of the Veeam Backup & Replication 13 user guide (by the title of its section alone), of the plug-ins for Nutanix AHV (AHV) and
// Proxmox VE (PVE), of Veeam ONE (ONE) and of Veeam Backup for Microsoft 365 (M365).
judge({
  title:
    'Veeam against ransomware: a cluster of two backup servers, infrastructure appliances, workers, Veeam ONE and Microsoft 365 beside it',
  plan: `
use veeam 13.0.2
use veeam-one
use veeam-m365
use network
use microsoft
use proxmox
enable one-monitoring
enable analytics-view

zone node-one { subnet 10.1.1.0/28 component primary : veeam.primary-backup-server, veeam.software-appliance at 10.1.1.10 }
zone node-two { subnet 10.1.1.16/28 component standby : veeam.standby-backup-server, veeam.software-appliance at 10.1.1.26 }
zone desks { subnet 10.1.2.0/24 component desk : veeam.console, veeam.browser at 10.1.2.16/28 runs windows }
zone workers {
  subnet 10.1.3.0/24
  component mover : veeam.general-purpose-proxy, veeam.infrastructure-appliance at 10.1.3.10
  component mount : veeam.mount-server, veeam.infrastructure-appliance at 10.1.3.11
  component ahv-worker : veeam.ahv-worker at 10.1.3.20-10.1.3.23
  component pve-worker : veeam.proxmox-worker at 10.1.3.30-10.1.3.31
}
zone vault { subnet 10.1.4.0/24 component repo : veeam.hardened-repository, veeam.infrastructure-appliance at 10.1.4.10 }
zone clusters { subnet 10.1.5.0/24 component ahv : nutanix.ahv-cluster at 10.1.5.10 component pve : proxmox.host at 10.1.5.20-10.1.5.22 }
zone services {
  subnet 10.1.6.0/24
  component dc : microsoft.domain-controller at 10.1.6.10
  component names : network.dns-server at 10.1.6.11
  component clock : network.ntp-server at 10.1.6.12
  component mail : network.smtp-server at 10.1.6.13
  component journal : network.syslog-server at 10.1.6.14
}
zone watch { subnet 10.1.7.0/24 component one : veeam.one-server at 10.1.7.10 runs windows }
zone office { subnet 10.1.8.0/24 component m365 : veeam-m365.server at 10.1.8.10 runs windows { repositories = local proxy-pools = unused } }
zone office-work { subnet 10.1.9.0/24 component m365-proxy : veeam-m365.proxy at 10.1.9.10 runs windows { repositories = local proxy-pools = unused } }
zone internet external {
  component updates : veeam.update-repository
  component licenses : veeam.license-server
  component license-checks : veeam.license-certificates
  component notifications : veeam.notification-server
  component crl : network.certificate-revocation at "crl.example.com"
  component one-licenses : veeam-one.license-server
  component m365-updates : veeam-m365.update-server
  component exchange : microsoft.exchange-online at "outlook.office365.com"
  component sharepoint : microsoft.sharepoint-online at "example.sharepoint.com"
  component graph : microsoft.microsoft-365 at "graph.microsoft.com"
}
check contested-flow off "we go by the maker's reference"
`,
  must: [
    // High Availability (HA) Cluster Components
    'primary -> standby : tcp 8008, 8500',
    // Switchover: the nodes change their parts, so that the former standby node is who connects, and replication goes to the former primary node
    'standby -> primary : tcp 8008, 8500',
    // Backup Server; 9419 by the article on segmentation
    'desk -> primary, standby : tcp 443, 9419, 10443',
    `mover, mount, repo -> primary, standby : tcp 443, ${MOVER}`,
    // Veeam Infrastructure Appliances
    'primary, standby -> mover, mount, repo : tcp 443',
    'desk -> mover, mount, repo : tcp 10443',
    // Backup Proxies, of Linux
    `primary, standby -> mover : tcp 22, 6160, ${MOVER}`,
    // Mount Servers
    `primary, standby -> mount : tcp 6160, 6170, ${MOVER}`,
    `desk -> mount : ${MOVER}`,
    // Microsoft Windows/Linux-Based Backup Repositories; 6162 by the article on segmentation, and no 22 of hardened ones
    `primary, standby -> repo : tcp 6160, ${MOVER}`,
    // Common Ports; Backup Proxies
    `desk, mover -> repo : ${MOVER}`,
    `repo -> mover : ${MOVER}`,
    // Veeam Servers and Services
    'primary, standby, mover, mount, repo -> updates : one of (tcp 443, tcp 80)',
    'primary, standby -> licenses, notifications : tcp 443',
    'primary, standby -> license-checks : tcp 80',
    'primary, standby -> one : tcp 1239, 2741, 2805',
    // Databases and External Services
    // the same: 587 "if SSL is enabled"; the syslog server over UDP, TCP or TLS, as it is set up
    'primary, standby -> mail : first of (tcp 25, tcp 587)',
    'primary, standby, mover, mount, repo -> clock : udp 123',
    'primary, standby, mover, mount, repo -> names : tcp+udp 53',
    'primary, standby -> crl : one of (tcp 80, tcp 443)',
    'primary, standby -> journal : one of (udp 514, tcp 514, tcp 6514)',
    'primary, standby, mover, mount, repo -> dc : tcp 636, 3268, 3269, tcp+udp 88, 139, 389, 445',
    // Ports of Proxmox VE itself: mails of its hosts
    'pve -> mail : tcp 25',
    // AHV
    'primary, standby -> ahv-worker : tcp 443, 19000',
    'primary, standby -> ahv : tcp 9440',
    'ahv-worker -> ahv : tcp 3205, 3260, 9440',
    'ahv-worker -> primary, standby : tcp 2500-3300, 10006',
    `ahv-worker -> repo : ${MOVER}`,
    'ahv-worker -> updates : tcp 443',
    'ahv-worker -> clock : udp 123',
    // PVE
    'primary, standby -> pve-worker : tcp 443, 19000',
    'primary, standby -> pve : tcp 22, 8006',
    'pve-worker -> pve : tcp 22, 8006',
    'pve-worker -> primary, standby : tcp 2500-3300, 10006',
    `pve-worker -> repo : ${MOVER}`,
    'pve-worker -> updates : tcp 443',
    'pve-worker -> clock : udp 123',
    // 9419 by the article on segmentation; 443 of ONE installs the Analytics Service
    'one -> primary, standby : tcp 9419',
    'desk -> one : tcp 1239, 2741',
    'one -> mail : tcp 25',
    'one -> one-licenses : tcp 443',
    'one -> license-checks : tcp 80',
    // ONE: Microsoft 365
    'one -> m365 : tcp 135, 445, 4443, 49152-65535',
    // M365
    'm365 -> m365-proxy : tcp 445, 9193',
    'm365-proxy -> m365 : tcp 9191',
    'm365, m365-proxy -> exchange, sharepoint, graph : tcp 443',
    'm365, m365-proxy -> mail : one of (tcp 25, tcp 465, tcp 587)',
    'm365 -> m365-updates : tcp 443',
    'm365 -> license-checks : tcp 80',
  ],
  mustNot: [
    // ONE: 5985 and 5986 are for adding the server; 443 for installing
    'one -> primary, standby : tcp 443',
    'one -> m365 : tcp 5985, 5986',
    // SMB, RPC and Remote Desktop are of Windows; nobody gets into the vault on SSH
    'primary, standby -> mover, mount, repo : tcp 135, 137-139, 445, 3389',
    'primary, standby, desk -> repo : tcp 22',
    // Nothing from outside of it gets into the cluster, and the vault calls nobody but it.
    'one, m365, m365-proxy -> repo, mover, mount',
    'updates, licenses, ahv, pve, dc, names, clock, mail, journal -> primary, standby, repo, mover, mount',
    'repo -> one, m365, mail, journal, licenses, ahv, pve',
    // Microsoft 365 is backed up by a product of its own.
    'm365, m365-proxy -> primary, standby, licenses, updates',
    'primary, standby -> m365, m365-proxy, exchange, sharepoint',
    // Workers of one platform and hosts of the other
    'ahv-worker -> pve',
    'pve-worker -> ahv',
    'mover, mount -> ahv, pve',
    'desk -> ahv-worker, pve-worker, ahv, pve, dc, m365',
    // Instant Recovery is off.
    'ahv, pve -> mount',
  ],
});
